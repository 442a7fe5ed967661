"""Of what somebody types, only what was understood goes on: to a channel, a log, a row."""
