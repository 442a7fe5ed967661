"""Says hostile texts to an app with records, as a manager and as staff."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import settings
from bot.app import App, build
from bot.logs import where
from bot.membership import Caller
from bot.render import adaptive_card, block_kit, html, plain_text
from jobs import JOBS
from models.clinic.clinic import Platform, Role
from models.reply import Audience, Reply
from tests.fakes.directory import FakeDirectory
from tests.fuzz.figures import Fed, Figures
from tests.fuzz.texts import SECRETS, Texts
from tests.fuzz.watching import Watch

NOON = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
TICKET = "Something went wrong here"

SETUP = (
    "/session new BLUE-47K payer medicare for chronic low back pain",
    "/session new RED-9 payer cigna",
    "/session new TEAL-3",
    "/clinic channel here",
    "/caps set BLUE-47K 3 visits per calendar year",
    "/session log BLUE-47K 20561 on 2026-11-24",
    "/session log BLUE-47K 20561 on 2026-11-25",
)

ROUND = 2_500
"""Inputs to one app; the next ones meet a fresh one."""

_BATCH = 250
_DRESSES = (block_kit.dress, adaptive_card.dress, html.dress, plain_text.dress)


class Ticking:
    """A clock that moves on by a second at each look."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The instant that it shows."""
        self.now += timedelta(seconds=1)
        return self.now


async def hear_all(template: Path, seed: str, many: int, figures: Figures) -> None:
    """One round: so many texts to one app on a copy of the template."""
    file = Path(shutil.copy(template, template.with_name("heard.sqlite3")))
    told = {"DATABASE_URL": f"sqlite://{file}", "RATE_LIMIT": "off"}
    app = build(settings.read(told), Ticking())
    assert not app.settings.is_rate_limited
    app.directories.connect(Platform.SLACK, FakeDirectory())
    async with app.database:
        for text in SETUP:
            reply = await app.answer(_callers()[0], text)
            assert not reply.refused, (text, reply.headline)
        watch, supply = Watch(app, file, figures), Texts(seed)
        with watch.listening():
            for first in range(0, many, _BATCH):
                size = min(_BATCH, many - first)
                batch = [await _hear(app, supply, seed, watch) for _ in range(size)]
                watch.look_at_all(batch)
            await _days_go_by(app, watch, seed)
    for each in file.parent.glob("heard.sqlite3*"):
        each.unlink()


def _callers() -> tuple[Caller, Caller]:
    return (
        Caller(Platform.SLACK, "T1", "UMAX", "CDESK", role=Role.MANAGER),
        Caller(Platform.SLACK, "T1", "UAMY", "CDESK"),
    )


async def _hear(app: App, supply: Texts, seed: str, watch: Watch) -> Fed:
    planted = supply.command()
    entry = _entry(app, planted.typed)
    fed = Fed(entry, repr(planted.typed), planted.secrets, seed)
    began = time.perf_counter()
    try:
        reply = await app.answer(supply.chance.choice(_callers()), planted.typed)
    except Exception as error:  # noqa: BLE001 - whoever waits for the answer gets none
        watch.figures.fault(f"no answer: {type(error).__name__} in {where(error)[-60:]}", fed)
        return fed
    watch.figures.count(entry, time.perf_counter() - began, refused=reply.refused)
    _judge(reply, fed, watch, supply)
    return fed


def _entry(app: App, typed: str) -> str:
    first = typed.split(maxsplit=1)[:1]
    name = first[0].lstrip("/").lower() if first else ""
    return f"/{name}" if name in app.dispatcher.commands else "no command"


def _judge(reply: Reply, fed: Fed, watch: Watch, supply: Texts) -> None:
    if reply.headline.startswith(TICKET):
        watch.look_at_log([fed])  # which says what it was
    try:
        dressed = supply.chance.choice(_DRESSES)(reply)
    except Exception as error:  # noqa: BLE001 - any is a ticket on that platform
        watch.figures.fault(f"ticket: {type(error).__name__} when dressed", fed)
        return
    if reply.audience is Audience.CHANNEL:
        watch.look_at("a channel", f"{reply!r} {dressed}", [fed])


async def _days_go_by(app: App, watch: Watch, seed: str) -> None:
    """Alerts and digests of three days, which hold nothing that was typed."""
    fed = Fed("jobs", "three days after a round", (), seed)
    for days, job in ((days, job) for days in (1, 2, 3) for job in JOBS):
        at = NOON + timedelta(days=days)
        uses = app.services.with_messengers({Platform.SLACK: app.console}, lambda at=at: at)
        await job.run(at, uses)
    watch.look_at_all([fed])
    posted = " ".join(f"{each.reply!r}" for each in app.console.posted)
    everything = Fed("jobs", "three days after a round", SECRETS, seed)
    watch.look_at("what is posted by itself", posted, [everything])
