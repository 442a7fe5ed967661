"""What people ask: one file, one command. A new command is a file, a line here, and a test."""

from handlers import ask, caps, clinic, coverage, cpt, session, share, state

COMMANDS = (
    coverage.COMMAND,
    cpt.COMMAND,
    state.COMMAND,
    ask.COMMAND,
    session.COMMAND,
    caps.COMMAND,
    clinic.COMMAND,
    share.COMMAND,
)
