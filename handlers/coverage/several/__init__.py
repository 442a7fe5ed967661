"""Several payers, plans, codes or professions in one question: a small table."""
