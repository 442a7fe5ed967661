"""How SQLite and PostgreSQL are reached: addresses, connections, files, errors of the drivers."""
