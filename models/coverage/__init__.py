"""What payers, codes and states say: the facts, and which of them answers a question."""
