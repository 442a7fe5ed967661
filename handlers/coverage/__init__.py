"""/coverage: what a payer says of dry needling."""
