"""/session plan-of-care, plans: what is noted of plans of care, and what is owed of them."""
