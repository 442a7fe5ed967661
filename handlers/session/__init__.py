"""/session: an alias, its sessions, payer, authorizations and balances; a file for each verb."""
