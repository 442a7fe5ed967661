"""The card of a chart: its count, first line, sessions, what is owed and whose limit it is."""
