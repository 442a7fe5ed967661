"""The bot in Microsoft's own Agents Playground, a client that this project did not write."""
