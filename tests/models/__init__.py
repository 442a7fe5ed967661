"""The rules of the field, and the pack of facts."""
