"""/coverage edit: the clinic's own rules on a payer, entered, listed and told on cards."""
