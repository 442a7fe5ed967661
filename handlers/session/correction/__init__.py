"""/session undo, void, move, case: taking back or mending what was logged or entered."""
