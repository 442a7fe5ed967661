"""/session balance: a payer's own total of visits used or left."""
