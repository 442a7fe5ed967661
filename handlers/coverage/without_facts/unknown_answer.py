"""What a card says where nothing is held of what was asked: Unknown, and what to do next."""

from __future__ import annotations

from handlers.coverage.card.other_billers import of_other_billers
from handlers.cpt.valid_days import asked_day
from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.coverage.payer import LINE_NAMES, Payer
from models.coverage.position import Circumstances, Finding, Position, Verdict
from models.reply import Line
from models.understanding.question import Question
from models.wording import phrases


def of_nothing(
    asked: Circumstances, question: Question, payer: Payer, finding: Finding
) -> tuple[Line, ...]:
    """Unknown is an answer: it says so, what it does not mean, and what to do next."""
    if finding.known_later:
        return _of_later(question, payer, finding)
    if others := of_other_billers(asked, question, payer, finding):
        return others
    if other := _other_lines(asked, finding):
        held = any(position.verdict is not Verdict.UNKNOWN for position in finding.beside)
        what = "What I hold is" if held else "I looked for no other than"
        what = f"{what} its {other} policy; it does not answer for {_line(asked)}."
    elif finding.beside or finding.other_days:
        what = "I know of no position of this payer that fits the question as asked."
    elif asked.as_known:
        what = "On that day this book held nothing on this."
    else:
        what = "I know of no position of this payer on this code."
    todo = "This does not mean that it is not covered. Ask the payer, and note who said what, when."
    return (Line(what), Line(todo))


def of_acupuncture(question: Question, payer: Payer, book: FactBook) -> tuple[Line, ...]:
    """What a payer's limits say of acupuncture, where nothing decides on its codes."""
    filed = [book.codes.get(code) for code in question.codes]
    if not filed or not all(code and code.kind is CodeKind.ACUPUNCTURE for code in filed):
        return ()
    held = (said for position in book.positions_of(payer.id) for said in position.limits)
    return tuple(Line(said.says, said.cites) for said in held if "acupuncture" in said.says)


def _of_later(question: Question, payer: Payer, finding: Finding) -> tuple[Line, ...]:
    """Nothing is held for so early a day; what is held, and as of when, stands further below."""
    day, when = asked_day(question), known_when(finding.known_later[0])
    return (
        Line(
            f"Nothing is held of {payer.name} for {day}. What is held is {when}: "
            "it may not have been the rule then."
        ),
        Line("This does not mean that it was not covered. Ask the payer for its rule of that day."),
    )


def known_when(position: Position) -> str:
    """As of which day a position is held, in words."""
    return f"as of {phrases.partial(position.as_of)}" if position.as_of else "undated"


def _line(asked: Circumstances) -> str:
    return LINE_NAMES[asked.line] if asked.line else ""


def _other_lines(asked: Circumstances, finding: Finding) -> str:
    """The plans for which the payer's positions speak, where the one asked about is none."""
    lines = dict.fromkeys(line for position in finding.beside for line in position.lines)
    if not asked.line or not lines or asked.line in lines:
        return ""
    return phrases.either([LINE_NAMES[line] for line in lines], "and")
