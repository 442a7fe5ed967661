"""What a payer has said and when it was checked: changes, history, receipts, watching."""
