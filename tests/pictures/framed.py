"""Every golden card as a page of its own, drawn as by the demo: in Slack, in Teams, plain."""

from __future__ import annotations

import json
import re
from datetime import date, time
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader

from bot.demo import page
from bot.demo.looks.drawing import TEMPLATES
from bot.render import html
from models.coverage.fact_book import FactBook
from models.wording import phrases
from tests.golden import gallery, teams_gallery
from tests.golden.cards import cards
from tests.golden.day import Day

_HERE = Path(__file__).parent
_STYLES = ("page.css", "day.css", "looks/slack.css", "looks/teams.css")
_TO_ALL = ("shared-", "alert", "digest")
_PEOPLE = {"UAMY": "Amy", "UMAX": "Max", "CDESK": "front-desk"}

_TEMPLATES = TEMPLATES.overlay(
    loader=ChoiceLoader([*filter(None, [TEMPLATES.loader]), FileSystemLoader(_HERE)])
)


def _as_shown(value: str | None) -> str:
    """A day or a time as a picker of the platform shows it; any other text as it is."""
    if value and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return phrases.day(date.fromisoformat(value))
    if value and re.fullmatch(r"[0-9]{2}:[0-9]{2}", value):
        at = time.fromisoformat(value)
        return f"{at.hour % 12 or 12}:{at.minute:02} {'PM' if at.hour >= 12 else 'AM'}"
    return value or ""


_TEMPLATES.filters = {**_TEMPLATES.filters, "as_shown": _as_shown}


async def pages(book: FactBook) -> dict[str, dict[str, str]]:
    """By where it is seen, each card's page by its name."""
    replies = await cards(Day(book))
    return {
        "slack": {n: _framed("slack", n, message=kept) for n, kept in _kept(gallery.FOLDER)},
        "teams": {n: _framed("teams", n, message=kept) for n, kept in _kept(teams_gallery.FOLDER)},
        "page": {n: _framed("plain", n, article=html.dress(r)) for n, r in replies.items()},
    }


def _kept(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    return [(file.stem, json.loads(file.read_text("utf-8"))) for file in sorted(folder.glob("*"))]


def _framed(look: str, name: str, **values: object) -> str:
    styles = "".join((page.FOLDER / style).read_text("utf-8") for style in _STYLES)
    template = _TEMPLATES.get_template("framed.html")
    is_shared = name.startswith(_TO_ALL)
    return template.render(
        look=look, name=name, styles=styles, is_shared=is_shared, names=_PEOPLE, hand={}, **values
    )
