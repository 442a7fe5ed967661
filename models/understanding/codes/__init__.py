"""From typed codes and words of what was done to codes, counts and what is asked of them."""
