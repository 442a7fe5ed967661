"""The verb `records`: a clinic's records out to CSV, or in."""
