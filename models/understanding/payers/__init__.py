"""From typed names to payers: exact, misspelt, hinted at, and the doubt about each."""
