"""The forms: each a longer way to type commands, declared once for every platform."""
