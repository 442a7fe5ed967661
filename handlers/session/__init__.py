"""/session: an alias, its sessions, payer, authorizations and balances; folders by subject."""
