"""What leads a coverage card: the limit, authorization, modifier or price that was asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from handlers.command import Services
from handlers.coverage.card import leading_dates
from models.coverage.aspect import Aspect
from models.coverage.payer import Payer
from models.coverage.position import Position, Verdict
from models.coverage.profession import Profession
from models.coverage.statement import Statement
from models.reply import Line
from models.understanding.aspects import AspectReader
from models.understanding.question import Question
from models.wording import phrases
from models.words import split

_MOST = 3  # lines of one aspect
_MOST_ALSO = 2  # lines of a second one

# Two of these are two questions: each gets its lines.
_APART = frozenset({Aspect.LIMIT, Aspect.AUTHORIZATION, Aspect.REFERRAL, Aspect.DOCUMENTATION})

_ONE_LINE = 180  # characters

_YES_OR_NO = re.compile(r"(?:Yes|No)\b")

# A list of codes decides it as much as a yes or no does.
_LISTS_CODES = re.compile(r"\bcodes that need authorization\b")

OWN_VISITS = {
    Profession.PT: "physical therapy",
    Profession.OT: "occupational therapy",
    Profession.DC: "chiropractic",
    Profession.LAC: "acupuncture",
}
"""Whose visits a limit counts, as its words say it: theirs lead where they are asked about."""

_NAMES: dict[Aspect, str] = {
    Aspect.LIMIT: "a number of visits",
    Aspect.RESET: "when a count of visits begins again",
    Aspect.AUTHORIZATION: "authorization",
    Aspect.REFERRAL: "a referral",
    Aspect.UNITS: "units",
    Aspect.TOGETHER: "codes of one day",
    Aspect.MODIFIER: "modifiers",
    Aspect.PRICE: "rates",
    Aspect.DOCUMENTATION: "records",
    Aspect.DENIAL: "denials",
    Aspect.TRAINING: "training",
    Aspect.SUPERVISION: "supervision",
    Aspect.CONSENT: "consent",
    Aspect.AGE: "age",
}


def lead(
    question: Question, position: Position | None, payer: Payer, services: Services
) -> tuple[Line, ...]:
    """The first lines: what the position says of the aspect, or that nothing is held on it."""
    aspects = services.reader.aspects
    asked = [aspect for aspect in question.aspects if aspect is not Aspect.COVERED]
    first = next(iter(asked), None)
    if first is Aspect.UNITS and Aspect.LIMIT in asked and not question.number:
        first = Aspect.LIMIT  # "how many visits a year"
    of_days = first is Aspect.DATES and question.until is not None  # "did it change at new year"
    first = Aspect.RESET if Aspect.RESET in asked and not of_days else first
    if first is Aspect.DATES and Aspect.AUTHORIZATION in asked:  # "auth expired"
        told = _of_aspect(Aspect.AUTHORIZATION, question, position, payer.name, aspects)
        return tuple(map(_unchanged, told)) if of_days else told
    if first is None:
        return ()
    if first is Aspect.DATES:
        own = [d for d in services.book.disputes if (payer.facts or payer.id) in d.payers]
        return leading_dates.lines(position, question.on, own)
    lines = _of_aspect(first, question, position, payer.name, aspects)
    also = next((aspect for aspect in asked if aspect in _APART and aspect is not first), None)
    if first not in _APART or also is None:
        return lines
    return tuple(
        dict.fromkeys(
            (*lines, *_of_aspect(also, question, position, payer.name, aspects)[:_MOST_ALSO])
        )
    )


def _of_aspect(
    aspect: Aspect,
    question: Question,
    position: Position | None,
    payer: str,
    aspects: AspectReader,
) -> tuple[Line, ...]:
    statements = tuple(_about(aspect, position, aspects)) if position else ()
    if aspect is Aspect.LIMIT and question.profession in OWN_VISITS:
        own = OWN_VISITS[question.profession]
        statements = tuple(sorted(statements, key=lambda said: own not in said.says))
    if statements and _leave_room(aspect, statements, position):
        cites = dict.fromkeys(cite for said in statements for cite in said.cites)
        return (Line(" ".join(said.says for said in statements), tuple(cites)),)
    if statements:
        return tuple(Line(_named(aspect, said.says), said.cites) for said in statements[:_MOST])
    if aspect is Aspect.DENIAL:
        return ()
    if aspect is Aspect.TOGETHER and not (question.codes or question.described):
        return ()
    return (Line(f"{nothing_on(aspect)} from {payer} for needling."),)


def nothing_on(aspect: Aspect) -> str:
    """How it begins that nothing is held on an aspect."""
    return f"I hold nothing on {_NAMES[aspect]}"


def _unchanged(line: Line) -> Line:
    """That nothing is held of an aspect, and so no change of it within the days either."""
    if not line.text.startswith("I hold nothing"):
        return line
    return replace(line, text=f"{line.text.removesuffix('.')}, nor a change of it in those days.")


def _named(aspect: Aspect, says: str) -> str:
    """A yes or no with what it is of: beside a verdict it would be read as that of payment."""
    is_bare = aspect in {Aspect.AUTHORIZATION, Aspect.REFERRAL} and _YES_OR_NO.match(says)
    return f"{phrases.sentence(aspect.value)}: {says}" if is_bare else says


def _leave_room(
    aspect: Aspect, statements: tuple[Statement, ...], position: Position | None
) -> bool:
    """Whether limits stand in one line, so that the gist still says under which conditions.

    "12 visits in 90 days" is no answer without "for chronic low back pain only".
    """
    is_conditional = position is not None and position.verdict is Verdict.COVERED_WITH_CONDITIONS
    length = sum(len(said.says) + 1 for said in statements)
    return (
        aspect is Aspect.LIMIT
        and is_conditional
        and len(statements) >= _MOST
        and (length <= _ONE_LINE)
    )


def _about(aspect: Aspect, position: Position, aspects: AspectReader) -> Iterator[Statement]:
    """The statements of a position that speak of an aspect, those of its own field first."""
    own: dict[Aspect, Iterable[Statement | None]] = {
        Aspect.LIMIT: position.limits,
        Aspect.RESET: (
            *(said for said in position.cautions if Aspect.RESET in aspects.read(split(said.says))),
            *position.limits,
        ),
        Aspect.AUTHORIZATION: (
            position.authorization,
            *(said for said in position.billing if _LISTS_CODES.search(said.says)),
        ),
        Aspect.REFERRAL: (position.referral,),
        Aspect.DOCUMENTATION: position.documentation,
    }
    if aspect in own:
        yield from filter(None, own[aspect])
        return
    rest = (*position.billing, *position.conditions, *position.limits)
    if aspect is not Aspect.UNITS:  # "total treatment minutes" are written down, not counted
        rest = (*rest, *position.documentation)
    yield from (said for said in rest if aspect in aspects.read(split(said.says)))
