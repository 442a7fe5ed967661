"""From typed text to values: payers, codes, states, professions, dates, counts."""
