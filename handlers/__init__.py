"""What people ask: one file, one command. A new command is a file, a line here, and a test."""

from handlers import ask, cpt, state
from handlers.caps import command
from handlers.clinic import command as clinic
from handlers.coverage import command as coverage
from handlers.session import command as session
from handlers.share import command as share

COMMANDS = (
    coverage.COMMAND,
    cpt.COMMAND,
    state.COMMAND,
    ask.COMMAND,
    session.COMMAND,
    command.COMMAND,
    clinic.COMMAND,
    share.COMMAND,
)
