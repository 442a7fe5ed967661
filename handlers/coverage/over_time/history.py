"""Words everything that a payer has said of a code, on both clocks; how many in short (_LATEST)."""

from __future__ import annotations

from datetime import date

from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Position
from models.reply import Fact, Line, Reply, Section
from models.wording import phrases, provenance
from models.wording.sourced import sourced

_HELD = "Held in this book"
_LATEST = 3
"""So many positions, the newest first, are told in short; all stand in the details."""


def say(payer: Payer, code: str | None, book: FactBook) -> Reply:
    """The payer's positions in the order in which they came into force."""
    held = [
        p for p in book.positions_of(payer.id) if code is None or p.codes == () or code in p.codes
    ]
    held.sort(key=lambda position: position.in_force.first or date.min)
    about = code or "dry needling"
    if not held:
        lines = (Line("Of the payer itself I know no position, so there is no history."),)
        return Reply(headline=f"{payer.name} · {about} · history", lines=lines)
    is_of_one = len({position.title for position in held}) == 1
    told = [_in_short(position, with_title=not (is_of_one and held[1:])) for position in held]
    is_one_day = len({position.recorded for position in held}) == 1
    reply = Reply(
        headline=f"{payer.name} · {about} · history",
        lines=tuple(told[: -_LATEST - 1 : -1]),
        sections=tuple(_section(position, is_dated=not is_one_day) for position in held),
        facts=(Fact(_HELD, phrases.period(held[0].recorded)),) if is_one_day else (),
        provenance=provenance.by_whom(told, book.citations),
        small_print=phrases.NOT_A_GUARANTEE,
    )
    return sourced(reply, book)


def _title(position: Position) -> str:
    when = phrases.sentence(phrases.period(position.in_force))
    verdict = phrases.VERDICTS[position.verdict].words.lower().replace(":", ",")
    return f"{when}: {verdict}"


def _in_short(position: Position, *, with_title: bool) -> Line:
    """Since when it is paid or not; `with_title`: for what, where that is not one for all."""
    of = f" {position.title}." if with_title else ""
    return Line(f"{_title(position)}.{of}", position.cites)


def _section(position: Position, *, is_dated: bool) -> Section:
    """A position whole; `is_dated` says since when it stands in this book, too."""
    says = Line(f"{position.title}. {position.says}", position.cites)
    return Section(_title(position), (says, _known(position)) if is_dated else (says,))


def _known(position: Position) -> Line:
    return Line(f"{_HELD} {phrases.period(position.recorded)}.")
