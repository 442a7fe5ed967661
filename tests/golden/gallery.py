"""Everything that hangs here: each card as JSON, where it is kept, and how to hang it anew."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.render import block_kit, slack_form
from bot.slack import home_view
from bot.slack.home import RECENT, ROWS
from bot.slack.home_content import HomeContent
from handlers import COMMANDS
from handlers.command import Request
from handlers.forms.catalog import BY_NAME
from handlers.forms.form import FormContext
from handlers.wrong.card import WrongCard
from handlers.wrong.command import WrongAnswers
from models.clinic.clinic import Member
from models.coverage import stale_positions
from models.coverage.fact_book import FactBook
from models.ports import Slice
from tests.golden.cards import cards
from tests.golden.day import NOON, TODAY, Day

FOLDER = Path(__file__).parent / "slack"

_RECEIPT = re.compile(r"Receipt R-[A-Z0-9]{8}")


async def paint(book: FactBook) -> dict[str, dict[str, Any]]:
    """Every card, form and Home tab as Slack gets it now, by its name."""
    day = Day(book)
    painted = {name: block_kit.dress(reply) for name, reply in (await cards(day)).items()}
    seen = {f"home-{name}": {"type": "home", "blocks": drawn} for name, drawn in (await homes(day))}
    context = FormContext(book, TODAY, day.clinic.preferences, "BLUE-47K")
    context = replace(context, card=await wrong_card(day), booked=("BLUE-47K", "OAK-12"))
    forms = {f"form-{name}": slack_form.view(form, context) for name, form in BY_NAME.items()}
    views = seen | forms
    return painted | {name: {"view": view} for name, view in views.items()}


async def wrong_card(day: Day) -> WrongCard:
    """The card of an answer that is called wrong."""
    asked = Request(day.clinic, Member(1, 1, "UAMY"), "", "wrong", "coverage medicare 20560", NOON)
    return await WrongAnswers(COMMANDS).card(asked, day.services)


async def homes(day: Day) -> list[tuple[str, list[dict[str, Any]]]]:
    """The Home tab of a new clinic, of staff on an ordinary day, and of a manager."""
    new = HomeContent(
        replace(day.clinic, profession=None, state=None), False, TODAY, day.services.book
    )
    charts, book = day.services.charts, day.services.book
    staff = HomeContent(
        day.clinic,
        manages=False,
        today=TODAY,
        book=book,
        rows=(await charts.board(1, TODAY, Slice(ROWS))).rows,
        recent=await charts.member_sessions(1, "UAMY", RECENT),
    )
    manager = replace(
        staff,
        manages=True,
        reported=await day.services.fact_reports.reported(1),
        stale=stale_positions.find(book, TODAY),
        recent=(),
    )
    seen = {"new-clinic": new, "staff": staff, "manager": manager}
    return [(name, home_view.blocks(sight)) for name, sight in seen.items()]


def written(payload: dict[str, Any]) -> str:
    """A payload as its file keeps it: with one receipt for all, as every new fact changes them."""
    text = json.dumps(payload, ensure_ascii=False, indent=1)
    return _RECEIPT.sub("Receipt R-7K3QFMW4", text) + "\n"


def hang(paintings: dict[str, dict[str, Any]], folder: Path = FOLDER) -> None:
    """Keep what there is now, and nothing else."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    for name, payload in paintings.items():
        (folder / f"{name}.json").write_text(written(payload), "utf-8")
