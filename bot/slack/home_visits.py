"""The patients of the Home tab: visits left, who is booked, what waits, what was logged last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.render.block_kit import MARKS, escape, header, section
from bot.render.slack_form import Block
from bot.slack.home_buttons import actions, button
from bot.slack.home_content import BOOKED, REQUESTS, HomeContent
from models.coverage.fact_book import FactBook
from models.ports import BoardRow, BookedRow
from models.reply import Tone
from models.wording import (
    bookings,
    count_checks,
    phrases,
    plan_of_care,
    requests,
    standings,
)
from models.wording.limit_owner import who_pays


def visits(content: HomeContent) -> Iterator[Block]:
    """The aliases with the fewest visits left."""
    if not content.rows:
        return
    yield header("Visits left")
    for row in content.rows:
        show = button("Show", f"/session show {row.alias}", f"Show {row.alias}")
        yield {**section(_row(row, content.book, content.today)), "accessory": show}
    yield actions([("The whole board", "/caps"), ("Over a limit", "/caps over")])


def booked(content: HomeContent) -> Iterator[Block]:
    """Who is booked and not logged yet."""
    if not content.booked:
        return
    yield header("Booked, not logged")
    shown = content.booked[:BOOKED]
    lines = [_visit(row, content) for row in shown]
    hidden = len(content.booked) - len(shown)
    yield section("\n".join([*lines, *([f"and {hidden} more"] if hidden else [])]))
    yield actions([("Close the day", "/session today"), ("The week", "/caps week")])


def waiting(content: HomeContent) -> Iterator[Block]:
    """What is owed of plans of care; requests without a decision; counts to compare again."""
    owed = [
        (
            row.alias,
            plan_of_care.in_line(row.clock, content.today),
            ("Show", "session plan-of-care"),
        )
        for row in content.owed
    ]
    asked = [
        (row.alias, requests.briefly(row.request, content.today), ("Show", "session show"))
        for row in content.requests
    ]
    due = [
        (row.alias, count_checks.in_line(row.check), ("Compare", "caps check"))
        for row in content.checks
    ]
    titles = (plan_of_care.TITLE, requests.UNDECIDED, count_checks.TITLE)
    for title, rows in zip(titles, (owed, asked, due), strict=True):
        yield from [header(title)] if rows else []
        for alias, text, (label, verb) in rows[:REQUESTS]:
            shown = section(f"*{escape(alias)}*  {escape(phrases.sentence(text))}")
            yield {**shown, "accessory": button(label, f"/{verb} {alias}", f"{label} {alias}")}
        hidden = len(rows) - REQUESTS
        yield from [section(f"and {hidden} more")] if hidden > 0 else []


def _visit(row: BookedRow, content: HomeContent) -> str:
    on = "" if row.visit.on == content.today else bookings.day(row.visit.on, content.today)
    see_to = bookings.concern(row.visit, bookings.owner(row, content.book), content.today)
    told = " · ".join(filter(None, [on, see_to]))
    return f"*{escape(row.alias)}*  {escape(told)}".rstrip()


def _row(row: BoardRow, book: FactBook, today: date) -> str:
    name = who_pays(row.payer, book, is_self_pay=row.is_self_pay)
    if row.left is None or row.allowed is None:
        return f"*{escape(row.alias)}*  {row.passed or 'no limit known'}\n{escape(name)}"
    tone = standings.tone_of(row.used or 0, row.left)
    mark = "" if tone is Tone.NEUTRAL else f"{MARKS[tone]} "
    left = f"{mark}{standings.number_left(row.left)}"
    resets = f" · resets {phrases.day(row.resets)}" if row.resets else ""
    used = standings.used_of(row.used, row.allowed, row.besides)
    visits = " · ".join(filter(None, [used, row.passed, bookings.on_board(row, today)]))
    return f"*{escape(row.alias)}*  {left}\n{visits} · {escape(name)}{resets}"


def recent(content: HomeContent) -> Iterator[Block]:
    """What the owner logged last."""
    if not content.recent:
        return
    yield header("Logged by you")
    for session in content.recent:
        day = standings.weekday(session.on)
        label = f"Take back session {session.number} of {session.alias}"
        undo = f"/session void {session.alias} {session.number} because undone"
        text = f"*{escape(session.alias)}*  session {session.number}, {day}"
        yield {**section(text), "accessory": button("Take back", undo, label)}
