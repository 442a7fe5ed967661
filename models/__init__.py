"""What is true: the rules and facts of the field, and how they are kept."""
