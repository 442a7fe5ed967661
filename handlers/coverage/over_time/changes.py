"""/coverage changes: what changed for the clinic's payers, in the facts and its own rules.

/coverage changes [<payer>] [since <date>]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.command import Request, Services
from handlers.coverage.card import cautions
from models import calendar_words
from models.clinic.rule import ClinicRule
from models.clinic.rules_in_force import ClinicRules
from models.coverage import position_changes
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position_changes import ChangeKind, PositionChange
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply, Section
from models.understanding.dates import relative_days
from models.understanding.question import Question
from models.wording import clinic_rules, glance, phrases
from models.wording.sourced import sourced

_USUAL = timedelta(days=30)
_MOST = 15  # payers
_AT_ONCE = 3  # of them in sight
_OF_ONE = 3  # changes in sight, where one payer alone has some
_VERB = re.compile(r"\Achanges\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    rf"\b(?:since|from|after|on)?\s{{0,3}}(?P<day>(?:last\s{{1,3}})?{calendar_words.WEEKDAY})\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|from|after)\b", re.IGNORECASE)


async def answer(request: Request, services: Services) -> Reply:
    """What changed since a day for the payer that is named, or for the clinic's own."""
    text = _VERB.sub("", request.text).strip()
    weekday = _WEEKDAY.search(text)
    if weekday:  # which the reader of questions takes for no day
        day = relative_days.take(weekday["day"], request.today).on or request.today
        text = f"{text[: weekday.start()]} since {day.isoformat()} {text[weekday.end() :]}"
    question = services.reader.read(_SINCE.sub("on", text), request.today)
    if _SINCE.search(text) and question.on is None:
        raise NotUnderstood(
            "I did not understand since which day.",
            "Type a date: /coverage changes since 11/1/2026",
        )
    is_of_none = bool(question.unknown_payer) or question.on is None
    if text and not question.payers and is_of_none:
        raise NotUnderstood(
            "I did not understand of which payer.",
            "Name a payer, a day, or neither: /coverage changes premera since 11/1/2026",
        )
    first = question.on or request.today - _USUAL
    if first > request.today:
        raise NotUnderstood(
            f"{phrases.day(first)} lies ahead, so nothing has changed since.",
            "Name an earlier day.",
        )
    book, rules = services.book, request.clinic.rules
    payers = {payer.id for payer in question.payers} or await _payers(request, services)
    found = (_of_payer(id_, first, request.today, rules, book) for id_ in payers)
    told = sorted((each for each in found if each.rows), key=lambda each: each.sorts_by)
    return _say(told, first, question, book)


async def _payers(request: Request, services: Services) -> set[str]:
    """Those that patients of the clinic have, and those of which it has entered a rule."""
    entered = (e for e in request.clinic.rules.entries if isinstance(e, ClinicRule))
    return {*await services.charts.payers(request.clinic.id), *(e.scope.payer for e in entered)}


@dataclass(frozen=True, slots=True)
class _Row:
    """A change in words, and how it is sorted: the newest first, then the next to come."""

    line: Line
    order: tuple[bool, int]


@dataclass(frozen=True, slots=True)
class _Changed:
    """What changed of one payer, the newest first."""

    name: str
    rows: tuple[_Row, ...]

    @property
    def sorts_by(self) -> tuple[bool, int, str]:
        """By the newest of its changes."""
        return (*self.rows[0].order, self.name)

    def section(self, told: int) -> Section:
        """The changes but for those that are told above."""
        return Section(self.name, tuple(row.line for row in self.rows[told:]))


def _say(changed: list[_Changed], first: date, question: Question, book: FactBook) -> Reply:
    """The newest change of each payer, the others one click away."""
    told = _OF_ONE if len(changed) == 1 else 1
    of = f" · {phrases.count(len(changed), 'payer')}" if len(changed) > _AT_ONCE else ""
    shown = changed[:_AT_ONCE]
    lines = [line for each in shown for line in _newest(each, told)]
    lines = lines or [Line(_nothing(question.payers, book))]
    further = [each.section(told if each in shown else 0) for each in changed[:_MOST]]
    reply = Reply(
        headline=f"What changed since {phrases.day(first)}{of}",
        lines=tuple(lines),
        sections=tuple(section for section in further if section.lines),
        cautions=(*cautions.not_used(question), *_left_out(changed)),
        choices=(Choice("Who pays", "/coverage all 20560"),),
        small_print="Positions by when I held them, and by dates of service; rules by when you "
        "entered them.",
    )
    return glance.folded(sourced(reply, book))


def _nothing(named: Sequence[Payer], book: FactBook) -> str:
    """That nothing changed; of payers on which nothing is held that nothing could."""
    if not named:
        return "Nothing of payers that your patients have, or that you have rules on."
    if any(book.positions_of(payer.id) for payer in named):
        return f"Nothing of {_names(named)}."
    return f"I hold no position of {_names(named)}, and you entered no rule."


def _names(payers: Sequence[Payer]) -> str:
    more = len(payers) - _AT_ONCE
    rest = [f"{more} more"] if more > 0 else []
    return phrases.either([*(payer.name for payer in payers[:_AT_ONCE]), *rest], "and")


def _left_out(changed: Sequence[_Changed]) -> tuple[Line, ...]:
    """How many payers have no room in the details either."""
    hidden = len(changed[_MOST:])
    if not hidden:
        return ()
    return (Line(f"{phrases.count(hidden, 'other payer')} not listed: name the one you want."),)


def _newest(changed: _Changed, told: int) -> Iterator[Line]:
    """The first changes of a payer in a line each, and how many there are besides."""
    rest = len(changed.rows) - told
    for number, row in enumerate(changed.rows[:told], 1):
        whose = f"{changed.name}: " if number == 1 else ""
        more = f" {rest} more under Details." if rest > 0 and number == told else ""
        yield Line(f"{whose}{row.line.text}{more}", row.line.cites)


def _of_payer(payer: str, first: date, today: date, rules: ClinicRules, book: FactBook) -> _Changed:
    """What changed of one payer; nothing of one that the book knows no more."""
    known = book.payers.get(payer)
    if known is None:
        return _Changed("", ())
    held = position_changes.since(book.positions_of(payer), first)
    rows = [_Row(line, _order(on, today)) for on, line in _own(payer, first, rules, book)][::-1]
    rows += [
        _Row(Line(_text(change, today), change.position.cites), _order(change.on, today))
        for change in held
    ]
    return _Changed(known.name, tuple(sorted(rows, key=lambda row: row.order)))


def _order(on: date, today: date) -> tuple[bool, int]:
    return on > today, abs((today - on).days)


def _text(change: PositionChange, today: date) -> str:
    """A turn of a position in words."""
    verdict = phrases.VERDICTS[change.position.verdict].words.lower().replace(":", ",")
    return f"{phrases.day(change.on)}: {_turn(change, today)} ({verdict})."


def _turn(change: PositionChange, today: date) -> str:
    title, ahead = change.position.title, change.on > today
    words = {
        ChangeKind.HELD: f"I hold “{title}” since then",
        ChangeKind.REPLACED: f"I hold “{title}” no more since then",
        ChangeKind.BEGINS: f"“{title}” {'begins to hold' if ahead else 'began to hold'}",
        ChangeKind.ENDS: f"the last day on which “{title}” {'holds' if ahead else 'held'}",
    }
    return words[change.turn]


def _own(
    payer: str, first: date, rules: ClinicRules, book: FactBook
) -> Iterator[tuple[date, Line]]:
    """What the clinic entered and took back, in that order, with the day."""
    for entry in rules.entries:
        rule = rules.rule_of(entry)
        if entry.known_on < first or rule is None or rule.scope.payer != payer:
            continue
        did = "your clinic entered" if rule is entry else "your clinic took back"
        said = clinic_rules.said(rule, book)
        on = entry.known_on
        yield on, Line(f"{phrases.day(on)}: {did} rule {rule.number}: {said}.")
