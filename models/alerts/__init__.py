"""When a clinic is warned, whom it concerns, and the life of each alert."""
