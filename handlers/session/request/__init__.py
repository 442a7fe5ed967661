"""/session request, granted, denied: what a payer is asked for, and how it decides."""
