"""/session payer, year: who pays an alias from which day on, first and second."""
