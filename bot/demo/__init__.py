"""The demo: the whole bot in one process, with a chat page in the browser."""
