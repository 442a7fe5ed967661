"""/session authorize, extend, withdraw: what a payer authorized, and what it does to visits."""
