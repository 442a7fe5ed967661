"""Words everything that a payer has said of a code, oldest first, on both clocks."""

from __future__ import annotations

from datetime import date

from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Position
from models.reply import Line, Reply, Section
from models.wording import phrases
from models.wording.sourced import sourced


def say(payer: Payer, code: str | None, book: FactBook) -> Reply:
    """The payer's positions in the order in which they came into force."""
    held = [
        p for p in book.positions_of(payer.id) if code is None or p.codes == () or code in p.codes
    ]
    held.sort(key=lambda position: position.in_force.first or date.min)
    about = code or "dry needling"
    if not held:
        lines = (Line("I know of no position, so there is no history."),)
        return Reply(headline=f"{payer.name} · {about} · history", lines=lines)
    reply = Reply(
        headline=f"{payer.name} · {about} · history",
        lines=(Line("Oldest first, by the date of service on which each came into force."),),
        sections=tuple(_section(position) for position in held),
        small_print=phrases.NOT_A_GUARANTEE,
    )
    return sourced(reply, book)


def _section(position: Position) -> Section:
    when = phrases.sentence(phrases.period(position.in_force))
    verdict = phrases.VERDICTS[position.verdict].words.lower()
    known = phrases.period(position.recorded)
    return Section(
        f"{when}: {verdict}",
        (
            Line(f"{position.title}. {position.says}", position.cites),
            Line(f"Held in this book {known}."),
        ),
    )
