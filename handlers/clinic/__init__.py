"""/clinic: a clinic's settings, alerts, audit and forgetting."""
