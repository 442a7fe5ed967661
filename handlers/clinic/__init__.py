"""/clinic: a clinic's settings, alerts, audit and forgetting; a file for each part."""
