"""/caps: who is close to a limit, and limits of the clinic's own."""
