"""The cards of /state: one state and profession, several professions, several states."""
