"""A process of the bot, forked from one that has everything imported.

To start Python takes a second of a processor. Where one process a second is killed and started
again, nothing else would be done. From here on it is `python -m bot VERB`, in a process of its own.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection

import bot.teams.mount
import bot.web  # noqa: F401 -- imported here, it need not be in every process
from bot.__main__ import main
from jobs import refused_messages, send_alerts
from tests import clocked


@dataclass(frozen=True, slots=True)
class Orders:
    """What a process is to do, and how far its clock is ahead of the real one.

    A hasty one gives dead workers and failures less time.
    """

    verb: str
    environment: dict[str, str] = field(repr=False)
    is_hasty: bool = False
    ahead: float = 0.0


def work(orders: Orders, complaints: Connection) -> None:
    """Be the bot until somebody ends it; what it writes to stderr goes to whoever started it."""
    os.dup2(complaints.fileno(), sys.stderr.fileno())
    complaints.close()
    os.environ.clear()
    os.environ.update(orders.environment)
    if orders.ahead:
        clocked.start(orders.ahead)
    if orders.is_hasty:
        send_alerts.LEASE = timedelta(seconds=3)
        send_alerts.WITHIN = timedelta(seconds=1)
        refused_messages.FIRST_WAIT = timedelta(seconds=0.5)
    sys.exit(main([orders.verb]))
