"""What people ask: one file, one command. A new command is a file, a line here, and a test."""

from dataclasses import replace

from handlers import ask, denial
from handlers.answering import handing_over
from handlers.caps import command
from handlers.clinic import command as clinic
from handlers.command import Command
from handlers.coverage import command as coverage
from handlers.coverage.over_time.receipt import ToldAgain
from handlers.cpt import command as cpt
from handlers.session import command as session
from handlers.share import command as share
from handlers.state import command as state
from handlers.wrong import command as wrong


def with_share(*commands: Command) -> tuple[Command, ...]:
    """These commands, and those that share their answers and call them wrong."""
    return (*commands, share.command(commands), wrong.command(commands))


_ON_FACTS = (
    handing_over(cpt.COMMAND),
    handing_over(state.COMMAND),
    ask.COMMAND,
    denial.COMMAND,
)
"""The other commands that tell of facts: each answer of theirs has a receipt and may be shared."""


def with_receipts(command: Command, *others: Command) -> Command:
    """The command on coverage, which tells again what it and others told."""
    told = ToldAgain((command, *others))
    return replace(command, own={**command.own, "receipt": told.answer})


COMMANDS = with_share(
    with_receipts(handing_over(coverage.COMMAND), *_ON_FACTS),
    *_ON_FACTS,
    session.COMMAND,
    command.COMMAND,
    clinic.COMMAND,
)
