"""Cards of codes and modifiers, and the lines that lead them."""
