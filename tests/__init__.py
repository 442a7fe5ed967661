"""The specification: what the bot does, in sentences that a biller would sign."""
