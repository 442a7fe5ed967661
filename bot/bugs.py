"""A bug outside of the dispatcher: what the log holds of it, and what whoever met it reads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from structlog.typing import FilteringBoundLogger

from bot.logs import where
from handlers.outcome import new_ticket, sorry
from models.reply import Reply

IN_SLACK, IN_TEAMS = "bug in slack", "bug in teams"
"""What the log says where."""


def met(log: FilteringBoundLogger, event: str, error: Exception) -> Reply:
    """Write a bug down without its message, which may repeat what was typed; what to tell of it.

    Whether anything was done before it is not known here: the answer may be ready and lost.
    """
    ticket = new_ticket()
    log.error(event, ticket=ticket, raised=type(error).__name__, at=where(error))
    return sorry(ticket, may_be_done=True)


async def see_through(
    work: Coroutine[Any, Any, None],
    log: FilteringBoundLogger,
    event: str,
    tell: Callable[[Reply], Awaitable[None]],
) -> None:
    """Do work whose answer has left already; a bug in it is written down and told."""
    try:
        await work
    except Exception as error:  # noqa: BLE001 - nobody else would
        await tell(met(log, event, error))
