"""Values to sentences: what people read of alerts, counts, settings, dates and the audit."""
