"""Several payers asked about at once: a small table, each row with its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.coverage.card import leading_conditions, leading_lines
from handlers.coverage.card.card_title import billed_by, circumstances
from handlers.coverage.card.cautions import leading_codes, not_used, of_biller, of_other_codes
from handlers.coverage.several.payer_rows import PayerRows
from handlers.cpt import valid_days
from models.coverage.aspect import Aspect
from models.coverage.payer import LineOfBusiness
from models.coverage.position import Verdict
from models.reply import Choice, Line, Reply, Row, Section, Table
from models.understanding.question import Question
from models.understanding.topics.deciding_conditions import ORDER
from models.wording import phrases, sentences, verdict_rows
from models.wording.sourced import sourced
from models.wording.verdict_rows import VerdictRow

_MOST_CHOICES = 5
_ASKED = (Aspect.AUTHORIZATION, Aspect.REFERRAL, Aspect.LIMIT)
_OF_ELSE = ("The rule: ", "The policy is ", "I hold no policy")  # what leads a card before that
_MOST_ASKED = 3
_MOST_IN_ROWS = 5
_CAPTIONS = {
    Aspect.AUTHORIZATION: "Authorization",
    Aspect.REFERRAL: "Referral",
    Aspect.LIMIT: "Limits",
}
_LONG_ROW = 200  # characters
_MOST_IN_SIGHT = 3  # rows that surely stand on the card, however long they are

# A verdict that says little without its conditions: among so few rows they stand in sight.
_CONDITIONAL = phrases.VERDICTS[Verdict.COVERED_WITH_CONDITIONS].words
_MOST_TOLD = 2

_ORDER = Line(
    "Which pays first depends on the patient: ask both plans for the order of benefits. "
    "Bill the first, then the second with the first one's remittance."
)
_WHICH_FIRST = Choice("Which plan first", "/ask Which of two plans do I bill first?")


def say(question: Question, rows: PayerRows) -> Reply:
    """One row for each payer that was named."""
    named = question.payers_apart
    first = question.professions[:1]  # a caution names the others
    each = question._replace(
        payers_apart=(), guessed_from="", unused=(), told=(), professions=first
    )
    buttons = [choice for payers in named for choice in rows.choices(payers, each)]
    codes = leading_codes(question, rows.book)
    alone = each._replace(codes=codes)
    about = ", ".join(codes) or "dry needling"
    is_order = ORDER in question.decisive
    told = _held_first([rows.rows(payers, alone) for payers in named])
    asked, told = _of_asked(question, told)
    in_rows = _asked_in_rows(question, asked)
    verdicts = verdict_rows.tabled("What each payer says", "Payer", told, rows.book)
    if in_rows:
        asked = tuple(line for line in asked if line.text.startswith("I hold nothing"))
    conditions, others = _with_conditions(told)
    reply = Reply(
        headline=" · ".join(
            [_counted(named, told), about, *billed_by(question), *circumstances(question)]
        ),
        lines=(
            *((_ORDER,) if is_order else ()),
            *_taken_for(question),
            *valid_days.before_any(question, rows.book),
            *asked,
            *conditions,
            *_of_advantage(question, rows),
        ),
        tables=in_rows or (verdicts,),
        sections=(*(_verdicts(told) if in_rows else ()), *verdict_rows.said(others)),
        cautions=(
            *of_biller(question),
            *not_used(question),
            *of_other_codes(question, rows.book),
        ),
        choices=(*((_WHICH_FIRST,) if is_order else ()), *buttons[:_MOST_CHOICES]),
        small_print=phrases.NOT_A_GUARANTEE,
    )
    return sourced(reply, rows.book)


def _counted(named: Sequence[object], told: Sequence[VerdictRow]) -> str:
    """How many payers are named, and how many plans of them stand in the rows, if more."""
    payers = f"{len(named)} payers"
    return f"{payers}, {len(told)} plans" if len(told) > len(named) else payers


def _of_asked(
    question: Question, told: list[VerdictRow]
) -> tuple[tuple[Line, ...], list[VerdictRow]]:
    """What each plan says of a limit, authorization or referral that is asked, before its verdict.

    It no longer stands in the rows, which come back.
    """
    aspect = next((a for a in question.aspects if a in _ASKED), None)
    rows = [row for row in told if not row.verdict.startswith("fits ")]
    if aspect is None or not rows:
        return (), told
    none = leading_lines.nothing_on(aspect)
    held = [row for row in rows if row.says and not row.says.startswith((none, *_OF_ELSE))]
    bare = [row.name for row in rows if row not in held]
    most = _MOST_IN_ROWS if len(question.payers_apart) >= _MOST_ASKED else _MOST_ASKED
    lines = [Line(f"{row.name}: {row.says}", row.cites) for row in held[:most]]
    if bare and len(held) == 1:
        lines = [replace(lines[0], text=f"{lines[0].text} {none} from the others.")]
    elif bare:
        lines.append(Line(f"{none} from {phrases.either(bare, 'and') if held else 'any of them'}."))
    told = [replace(row, says="") if row in held[:most] else row for row in told]
    return tuple(lines), told


def _verdicts(told: Sequence[VerdictRow]) -> tuple[Section, ...]:
    """The verdicts for the details, where what is asked takes the room of their table."""
    each = (". ".join(filter(None, (f"{r.name}: {r.verdict}", r.dates))) for r in told)
    said = tuple(Line(f"{text}.", r.cites) for text, r in zip(each, told, strict=True))
    return (Section("What each payer says of needling", said),)


def _asked_in_rows(question: Question, asked: Sequence[Line]) -> tuple[Table, ...]:
    """What three payers or more say of what is asked: a row for each, so that none is left out."""
    aspect = next((a for a in question.aspects if a in _ASKED), None)
    if aspect is None or len(question.payers_apart) < _MOST_ASKED or len(asked) < _MOST_TOLD:
        return ()
    each = [(*line.text.partition(": "), line.cites) for line in asked]
    told = tuple(Row((name, says), cites=cites) for name, _, says, cites in each if says)
    return (Table(_CAPTIONS[aspect], ("Payer", "Says"), told),)


def _of_advantage(question: Question, rows: PayerRows) -> tuple[Line, ...]:
    """What Medicare Advantage plans follow, where that line is named and one row is unknown."""
    payers = [payer for named in question.payers_apart for payer in named]
    if question.line is not LineOfBusiness.MEDICARE_ADVANTAGE or all(map(rows.is_held, payers)):
        return ()
    return leading_conditions.of_advantage(question, payers[0], Verdict.UNKNOWN, rows.book)


def _held_first(rows: Sequence[list[VerdictRow]]) -> list[VerdictRow]:
    """All rows, those plans of a name last on which nothing is held: each name stays in sight.

    Of many the first of each name lead.
    """
    bare = [
        row
        for of_name in rows
        for row in of_name
        if len(of_name) > 1 and row.verdict == verdict_rows.UNKNOWN and not row.cites
    ]
    held = [[row for row in of_name if row not in bare] for of_name in rows]
    if sum(map(len, held)) <= _MOST_IN_SIGHT:
        return [*(row for of_name in held for row in of_name), *bare]
    first = [row for of_name in held for row in of_name[:1]]
    return [*first, *(row for of_name in held for row in of_name[1:]), *bare]


def _with_conditions(rows: Sequence[VerdictRow]) -> tuple[list[Line], list[VerdictRow]]:
    """Among two rows, the conditions of a verdict that says little without them; and the rest."""
    lines, others = [], []
    for row in rows:
        is_told = len(rows) <= _MOST_TOLD and row.verdict == _CONDITIONAL and row.says
        told, rest = sentences.within(row.says, _LONG_ROW) if is_told else ("", row.says)
        lines += [Line(f"{row.name}: {told}", row.cites)] if told else []
        others.append(replace(row, says=rest))
    return lines, others


def _taken_for(question: Question) -> tuple[Line, ...]:
    typed = question.guessed_from
    if not typed:
        return ()
    return (Line(f"“{typed}” is misspelt: check that its row names the plan that you mean."),)
