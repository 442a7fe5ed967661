"""From values to sentences."""
