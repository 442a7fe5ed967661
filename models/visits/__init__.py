"""How visits are counted: sessions, windows, limits, authorizations, balances, forecasts."""
