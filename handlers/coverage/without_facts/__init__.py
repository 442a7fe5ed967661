"""Payers on which nothing is held: whose plan it is, what to ask and whom to call."""
