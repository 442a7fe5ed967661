"""What people ask: one file, one command. A new command is a file, a line here, and a test."""

from handlers import ask, cpt, denial, state
from handlers.answering import handing_over
from handlers.caps import command
from handlers.clinic import command as clinic
from handlers.command import Command
from handlers.coverage import command as coverage
from handlers.session import command as session
from handlers.share import command as share
from handlers.wrong import command as wrong


def with_share(*commands: Command) -> tuple[Command, ...]:
    """These commands, and those that share their answers and call them wrong."""
    return (*commands, share.command(commands), wrong.command(commands))


COMMANDS = with_share(
    handing_over(coverage.COMMAND),
    handing_over(cpt.COMMAND),
    handing_over(state.COMMAND),
    ask.COMMAND,
    denial.COMMAND,
    session.COMMAND,
    command.COMMAND,
    clinic.COMMAND,
)
