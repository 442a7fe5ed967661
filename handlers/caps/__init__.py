"""/caps: who is close to a limit, alerts to come, and limits of the clinic's own."""
