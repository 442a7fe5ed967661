"""From typed places and professions to states, professions and what is asked of their rules."""
