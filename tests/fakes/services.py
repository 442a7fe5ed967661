"""What commands and jobs use in a test: the word lists as they ship, all else faked."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from handlers import COMMANDS
from handlers.share.ask_again import AskedAgain
from jobs import digest_content
from models.clinic.changed_answer import ChangedAnswer
from models.clinic.payer_change import PayerChange
from models.clinic.receipt import ToldReceipt
from models.clinic.recipient_faults import NotVouchedFor
from models.clinic.shared_answer import SharedAnswer
from models.content import load_alias_terms, load_call_questions, load_spanish
from models.content.word_lists import load_lists
from models.coverage.fact_book import FactBook
from models.ports import AskedBy, PayersAsKnown
from models.services import Services
from models.visits import chart_outlook, counting, plan_clocks
from tests.fakes import shipped
from tests.fakes.alerts import NoAlerts
from tests.fakes.fact_reports import MemoryFactReports
from tests.fakes.receipts import MemoryReceipts
from tests.fakes.records import MemoryCharts, MemoryRecords
from tests.fakes.rules import MemoryRules

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""Noon in New York on a Monday."""


class NothingToPurge:
    """Nothing is kept so that it would have to go."""

    async def clear(self, at: datetime) -> int:
        """None."""
        del at
        return 0


class NothingShared:
    """Nobody has shared anything."""

    async def look_after_release(self, facts: str, at: datetime) -> int:
        """None."""
        del facts, at
        return 0

    async def due(self, at: datetime, limit: int) -> tuple[SharedAnswer, ...]:
        """None."""
        del at, limit
        return ()

    async def looked_at(self, *told: object) -> bool:
        """Never."""
        del told
        return False

    async def numbered(self, clinic_id: int, number: int) -> SharedAnswer | None:
        """None."""
        del clinic_id, number


class NothingChanged:
    """No answer has changed."""

    async def due(self, facts: str, settled: datetime, limit: int) -> tuple[AskedBy, ...]:
        """None."""
        del facts, settled, limit
        return ()

    async def told(self, clinic_id: int, since: datetime) -> tuple[ToldReceipt, ...]:
        """None."""
        del clinic_id, since
        return ()

    async def noted(self, clinic_id: int, since: datetime) -> tuple[ChangedAnswer, ...]:
        """None."""
        del clinic_id, since
        return ()

    async def note(self, *told: object) -> bool:
        """Never."""
        del told
        return False

    async def to_tell(self, clinic_id: int, due: datetime) -> tuple[ChangedAnswer, ...]:
        """None."""
        del clinic_id, due
        return ()


class NoPayerChanged:
    """Of no payer anything has changed."""

    async def due(self, facts: str, limit: int) -> tuple[PayersAsKnown, ...]:
        """None."""
        del facts, limit
        return ()

    async def note(self, *told: object) -> bool:
        """Never."""
        del told
        return False

    async def to_tell(self, clinic_id: int, due: datetime) -> tuple[PayerChange, ...]:
        """None."""
        del clinic_id, due
        return ()


def _ignore(*_told: object) -> None:
    """Nobody writes this down."""


def services_over(book: FactBook, **changed: Any) -> Services:
    """The services over a book, but for those that are given."""
    clock: Callable[[], datetime] = lambda: NOON  # noqa: E731
    told: dict[str, Any] = {
        "book": book,
        "reader": shipped.reader(book),
        "topics": shipped.topics(book),
        "spanish": load_spanish(),
        "identities": shipped.finder(book),
        "lists": load_lists(),
        "alias_terms": load_alias_terms(),
        "call_questions": load_call_questions(),
        "records": MemoryRecords(),
        "charts": MemoryCharts(
            counting.counter(book),
            awaits=chart_outlook.deadlines(book),
            clocks=plan_clocks.clock_reader(book),
        ),
        "outbox": NoAlerts(),
        "fact_reports": MemoryFactReports(),
        "rules": MemoryRules(MemoryRecords()),
        "receipts": MemoryReceipts(),
        "shares": NothingShared(),
        "answer_changes": NothingChanged(),
        "payer_changes": NoPayerChanged(),
        "answers": AskedAgain(COMMANDS),
        "digest": digest_content.worded,
        "purge": NothingToPurge(),
        "directory": NotVouchedFor(),
        "clock": clock,
        "worker": "w1",
        "choose": secrets.choice,
        "forget": _ignore,
        "log_bug": _ignore,
        "log_failure": _ignore,
        "log_head": _ignore,
    }
    return Services(**(told | changed))
