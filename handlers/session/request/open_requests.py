"""/session requests: every request without a decision, the longest late first; rows on a _PAGE."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.command import Request, Services
from models.coverage.payer import Payer
from models.ports import OpenRequest
from models.reply import Choice, Line, Reply, Row, Table, Weight
from models.understanding.commands.request_words import AskedList
from models.wording import phrases
from models.wording import requests as wording

_PAGE = 8
_MOST = 1_000
_HEADER = ("Alias", "Asked for", "Decision")
_COMMAND = "/session requests"
_LATE = "/session requests late"


async def answer(request: Request, services: Services, asked: AskedList) -> Reply:
    """The open requests of everybody, or those alone of which the decision is late."""
    rows = await services.charts.requests(request.clinic.id, _MOST)
    asked, payer = _of_payer(asked, services)
    if payer:
        rows = tuple(row for row in rows if row.request.payer == payer.id)
    late = [row for row in rows if row.request.is_late(request.today)]
    shown = late if asked.late else list(rows)
    shown = [row for row in shown if row.request.is_urgent or not asked.urgent]
    if not shown:
        return _none(rows, payer, is_of_late=asked.late, is_urgent=asked.urgent)
    kind = "urgent request" if asked.urgent else "request"
    said = f"{phrases.count(len(shown), kind)} without a decision"
    late = [row for row in shown if row in late]
    of_late = f" · {len(late)} late" if late and not asked.late else ""
    said = f"{payer.name}: {said}" if payer else said
    headline = f"{said}, late" if asked.late else f"{said}{of_late}"
    start = min(_PAGE * (asked.page - 1), (len(shown) - 1) // _PAGE * _PAGE)
    on_page = shown[start : start + _PAGE]
    caption = "The longest late first" if late else "The first to be decided first"
    table = Table(caption, _HEADER, tuple(_row(row, request, services) for row in on_page))
    return Reply(
        headline=headline,
        lines=tuple(_unused(asked)),
        tables=(table,),
        choices=tuple(_choices(on_page, len(shown) - start - len(on_page), asked, late)),
    )


def _of_payer(asked: AskedList, services: Services) -> tuple[AskedList, Payer | None]:
    """The payer whose requests alone are asked for, and what is asked for without its name."""
    question = services.reader.read(" ".join(asked.unused)) if asked.unused else None
    if not question or len(question.payers) != 1 or question.guessed_from or question.unused:
        return asked, None
    return replace(asked, unused=()), question.payers[0]


def _unused(asked: AskedList) -> Iterator[Line]:
    """That words which narrow nothing were left out."""
    if asked.unused:
        yield Line(f"I did not use “{' '.join(asked.unused)}”: all are shown.")


def _row(row: OpenRequest, request: Request, services: Services) -> Row:
    asked = wording.asked_of(row.request, services.book)
    late = "late: " if row.request.is_late(request.today) else ""
    decision = f"{late}{wording.decision(row.request, request.today)}"
    return Row((row.alias, asked, decision), f"/session request {row.alias}")


def _choices(
    on_page: Sequence[OpenRequest], behind: int, asked: AskedList, late: Sequence[OpenRequest]
) -> list[Choice]:
    command = _LATE if asked.late else _COMMAND
    command += " urgent" if asked.urgent else ""
    page = asked.page + 1
    first = on_page[0]
    decided = f"{first.alias} request {first.request.serial}"
    return [
        *([Choice("More", f"{command} page {page}", Weight.PRIMARY)] if behind > 0 else []),
        *([Choice("Late only", _LATE)] if late and not asked.late else []),
        Choice(f"{first.alias}: granted…", f"/session granted {decided}"),
        Choice(f"{first.alias}: denied", f"/session denied {decided}"),
    ]


def _none(
    rows: Sequence[OpenRequest], payer: Payer | None, *, is_of_late: bool, is_urgent: bool
) -> Reply:
    """No request waits, or none of the kind that was asked for."""
    if rows:
        kind = " and ".join(["urgent"] * is_urgent + ["late"] * is_of_late)
        said = f"{phrases.count(len(rows), 'request')} without a decision, none of them {kind}."
        headline = "No urgent request waits" if is_urgent else "No decision is late"
        return Reply(headline, lines=(Line(said),), choices=(Choice("Show them", _COMMAND),))
    if payer:
        headline = f"{payer.name}: no request waits for a decision"
        return Reply(headline, choices=(Choice("All requests", _COMMAND),))
    note = "Note one on the day it is sent: /session request BLUE-47K 12 visits"
    return Reply("No request waits for a decision", lines=(Line(note),))
