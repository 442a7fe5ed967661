"""What is measured (PEOPLE, JOBS): what people type and open, and a pass of each job of the clock.

Each time it is somebody of another clinic, whose seat the process has not seen before.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from types import SimpleNamespace
from typing import Any

from bot.app import App
from bot.membership import Caller
from bot.slack import home_view
from bot.slack.home import Home
from jobs import (
    digest,
    digest_content,
    escalate,
    recall_shares,
    recall_told,
    recount_changed,
    recount_due,
    resend,
    retention,
    send_alerts,
)
from jobs.job import Job
from models.clinic.changed_answer import TOLD_WITHIN
from models.clinic.clinic import Platform
from models.reply import Reply
from models.storage.backlog import BacklogReader
from models.storage.sql import fetch
from tests.scale.filling import CLOSED, MODELS, NOW, OF_CLINIC, PAYERS

Act = Callable[[], Awaitable[object]]


@dataclass
class Chain:
    """The clinics that are there, and one process that serves them."""

    app: App
    clinics: int = 0
    drawn: Random = field(default_factory=lambda: Random(7))  # noqa: S311 -- the same every time
    numbers: count[int] = field(default_factory=count)
    logged: set[tuple[int, int]] = field(default_factory=set)
    last: list[Caller] = field(default_factory=list)

    def caller(self, clinic: int = 0, user: str = "U1") -> Caller:
        """Somebody of a clinic whom this process has not seen before."""
        self.app.memberships.forget()
        workspace = f"T{clinic or self.drawn.randint(1, self.clinics)}"
        return Caller(
            Platform.SLACK, workspace, user, "CTEAM", idempotency_key=f"n{next(self.numbers)}"
        )

    def alias(self, clinic: int) -> str:
        """An open alias of a clinic that nobody has logged today."""
        while True:
            number = self.drawn.randint(1, OF_CLINIC)
            is_closed = number % MODELS // len(PAYERS) == CLOSED - 1
            if not is_closed and (clinic, number) not in self.logged:
                self.logged.add((clinic, number))
                return f"BLUE-{number}"

    async def type(self, text: str, shows: str) -> None:
        """Somebody types something; where {} stands, of an alias."""
        clinic = self.drawn.randint(1, self.clinics)
        caller = self.caller(clinic, f"U{self.drawn.randint(1, 6)}")
        self.last.append(caller)
        _must_show(await self.app.answer(caller, text.format(self.alias(clinic))), shows)

    async def undo(self) -> None:
        """Whoever logged last takes it back."""
        logged = self.last.pop()
        caller = self.caller(int(logged.workspace[1:]), logged.user)
        _must_show(await self.app.answer(caller, "/session undo"), "taken back")

    async def home(self) -> None:
        """A manager opens Slack's Home tab."""
        home: Any = Home(SimpleNamespace(app=self.app))  # type: ignore[arg-type]
        home_view.blocks(await home._content(self.caller()))  # noqa: SLF001 -- all but Slack itself

    async def digest(self) -> None:
        """The digest of one clinic is worded."""
        clinic = (await self.app.memberships.find(self.caller())).clinic
        said = await digest_content.worded(clinic, NOW, self.app.services, NOW, is_repeat=False)
        assert said is None or said.lines

    async def told(self) -> None:
        """What one clinic was told in 90 days is read, to be asked again."""
        clinic = (await self.app.memberships.find(self.caller())).clinic
        assert await self.app.services.answer_changes.told(clinic.id, NOW - TOLD_WITHIN)

    async def receipt(self) -> None:
        """An answer that nobody got before is told, and its receipt kept."""
        day = datetime(2014, 1, 1, tzinfo=NOW.tzinfo) + timedelta(days=next(self.numbers) % 4_500)
        answer = await self.app.answer(self.caller(), f"/coverage aetna 20560 on {day.date()}")
        _must_show(answer, "aetna")
        assert await self.app.services.receipts.write() == 1  # type: ignore[attr-defined]

    async def run(self, job: Job) -> str:
        """One pass of a job."""
        return await job.run(NOW, self.app.services.with_messengers({Platform.SLACK: Posts()}))


class Posts:
    """A platform that takes every message."""

    async def post(self, *_told: object) -> str:
        """Take one."""
        return "m"

    async def edit(self, *_told: object) -> None:
        """Take a change of one."""


def _must_show(reply: Reply, text: str) -> None:
    if text not in " ".join(reply.texts).lower():
        raise SystemExit(f"{text} is not shown: {' '.join(reply.texts)}")


def people(chain: Chain) -> dict[str, Act]:
    """What somebody waits for; a log comes before each undo."""
    return {
        "/session log": lambda: chain.type("/session log {} 20560", "logged"),
        "/session undo": chain.undo,
        "/session show": lambda: chain.type("/session show {}", "blue-"),
        "/caps": lambda: chain.type("/caps", "visits left"),
        "/caps aetna": lambda: chain.type("/caps aetna", "visits left"),
        "/caps <alias>": lambda: chain.type("/caps {}", "blue-"),
        "/caps week": lambda: chain.type("/caps week", "week"),
        "/clinic alerts": lambda: chain.type("/clinic alerts", "alert"),
        "/clinic audit": lambda: chain.type("/clinic audit", "audit"),
        "Home": chain.home,
        "answer with receipt": chain.receipt,
    }


def jobs(chain: Chain) -> dict[str, Act]:
    """What the clock does, where nothing is due."""
    passes = {
        "calendar pass": recount_due.JOB,
        "send-alerts": send_alerts.JOB,
        "escalate": escalate.JOB,
        "digest pass": digest.JOB,
        "recall-shares": recall_shares.JOB,
        "recall-told": recall_told.JOB,
        "resend": resend.JOB,
    }
    acts: dict[str, Act] = {name: (lambda job=job: chain.run(job)) for name, job in passes.items()}  # type: ignore[misc]
    return {
        **acts,
        "digest of a clinic": chain.digest,
        "answers of 90 days": chain.told,
        "backlog for /metrics": lambda: BacklogReader().read(NOW),
    }


def seldom(chain: Chain) -> dict[str, Act]:
    """What comes every ten minutes, every hour or four times a day."""
    return {
        "recall of limits": lambda: chain.run(recount_changed.JOB),
        "heads of audits": chain.app.records.heads,
        "retention": lambda: chain.run(retention.JOB),
    }


async def floor() -> None:
    """The least that asking the database costs."""
    await fetch("SELECT 1")
