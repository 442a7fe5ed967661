"""What a payer says of others who bill, where its answer hangs on who bills; whom to ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from models.coverage import profession
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import PAYS, Circumstances, Finding, Position, Verdict, find
from models.coverage.profession import Profession
from models.reply import Choice, Line
from models.understanding.question import Question
from models.visits.limit import Limit
from models.wording import phrases

Again = Callable[[Profession], str]
"""The command that asks the same of another profession."""

_REFUSES = frozenset({Verdict.NOT_COVERED, Verdict.INVESTIGATIONAL})


def of_other_billers(
    asked: Circumstances, question: Question, payer: Payer, finding: Finding
) -> tuple[Line, ...]:
    """What is held of others who bill, where nothing is of the profession that was asked about."""
    whoever = replace(asked, profession=None, other_biller=False)
    held = find(finding.beside, whoever).leading
    known = profession.NAMES[asked.profession] if asked.profession else ""
    who = known or question.other_profession
    if held is None or not who:
        return ()
    limits = held.limits if held.verdict is Verdict.COVERED_WITH_CONDITIONS else ()
    counted = [limit for limit in limits if isinstance(limit, Limit)]
    cites = dict.fromkeys(cite for limit in counted for cite in limit.cites)
    visits = Line(" ".join(limit.says for limit in counted), tuple(cites))
    return (
        Line(f"I hold nothing of {payer.name} on {phrases.an(who)} who bills: ask it."),
        Line(f"For others: {_within(held.says)}", held.cites),
        *((visits,) if counted else ()),
    )


def of_both_sides(
    asked: Circumstances, found: Finding, payer: Payer, book: FactBook
) -> tuple[Line, ...]:
    """That a payer answers otherwise where somebody else bills: both stand in sight.

    Its own section tells it whole, with its sources.
    """
    leading, positions = found.leading, book.positions_of(payer.id)
    if refused := _refused(asked, found, positions):
        who = phrases.either([profession.IN_SHORT[each] for each in refused])
        return (Line(f"Not paid when {who} bills it."),)
    if not (asked.profession and leading and leading.billed_by and leading.verdict in _REFUSES):
        return ()
    whoever = find(positions, replace(asked, profession=None)).leading
    if whoever is None or whoever.verdict not in PAYS:
        return ()
    verdict = phrases.VERDICTS[whoever.verdict].words
    treated = [book.conditions[each].name for each in whoever.treating[:1]]
    only = f", for {treated[0]}" if treated else ""
    biller = next(iter(whoever.billed_by), None)
    such = f", such as {phrases.an(profession.NAMES[Profession(biller)])}" if biller else ""
    return (Line(f"{verdict} when others bill it{such}{only}."),)


def steps(
    asked: Circumstances, found: Finding, positions: Sequence[Position], again: Again
) -> tuple[Choice, ...]:
    """The same question for who is not paid, and the setting by which it needs no asking."""
    refused = list(_refused(asked, found, positions))[:1]
    asks = tuple(Choice(f"If {profession.IN_SHORT[who]} bills", again(who)) for who in refused)
    return (*asks, Choice("Set your profession", "/clinic profession")) if asks else ()


def _refused(
    asked: Circumstances, found: Finding, positions: Sequence[Position]
) -> dict[Profession, Position]:
    """Whom the payer does not pay for what it pays to others, where nobody said who bills."""
    if asked.profession or asked.other_biller or found.verdict not in PAYS:
        return {}
    named = (Profession(who) for p in found.beside if p.verdict in _REFUSES for who in p.billed_by)
    would = ((who, find(positions, replace(asked, profession=who)).leading) for who in named)
    return {who: p for who, p in would if p and p.verdict in _REFUSES}


def _within(says: str) -> str:
    """A sentence behind a colon: "For others: second-hand, by trade press"."""
    return says[:1].lower() + says[1:] if says.startswith("Second-hand") else says
