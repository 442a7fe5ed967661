"""From typed ailments, ages and lasting pain to what of a policy depends on them."""
