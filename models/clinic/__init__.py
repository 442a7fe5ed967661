"""The clinic (the tenant), its members and preferences, and the audit of what they do."""
