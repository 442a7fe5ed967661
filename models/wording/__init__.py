"""The words in which values are said to people: dates, counts, limits, alerts, the audit."""
