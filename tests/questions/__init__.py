"""A development set of questions, by command, with what the answers must and must not say."""
