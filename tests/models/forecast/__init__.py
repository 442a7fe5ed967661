"""How far ahead visits are foreseen, and how well: a world of patients, and what is told of it."""
