"""What a payer says of dry needling, with sources and dates.

/coverage <payer> [code] [for <condition>] [by <profession>] [in <state>] [on <date of service>]
/coverage <payer> [code] as known <date>   (what this bot would have told you that day)
/coverage history <payer> [code]
"""

from __future__ import annotations

from collections.abc import Hashable

from handlers import finding, history
from handlers.command import Ask, Command, Office
from handlers.finding import Case
from models import phrases
from models.coverage import Circumstances, Verdict, find
from models.payer import LINE_NAMES, Payer
from models.profession import Profession
from models.question import Question
from models.reply import Choice, Line, Reply

# A payer is asked about dry needling when no code is typed; the two codes are always ruled alike.
_ANY_NEEDLING = "20560"

_EXAMPLES = (
    "/coverage bcbsnc 20560",
    "/coverage medicare 20560 by PT",
    "/coverage bcbs alabama 20560 on 2021-03-15",
)


async def answer(ask: Ask, office: Office) -> Reply:
    """Read the question, find the payer's position, and word it."""
    text, wants_history = _history(ask.text)
    question = office.reader.read(text)
    if not question.payers:
        return _unknown_payer(question) if question.unknown_payer else _which_payer(question)
    if len(question.payers) > 1:
        return _choose(question)
    if wants_history:
        code = question.codes[0] if question.codes else None
        return history.say(question.payers[0], code, office.book)
    case = _case(question, ask)
    if question.unused or question.guessed_from:
        return _word(case, office)
    return office.worded.get(_key(case), lambda: _word(case, office))


def _history(text: str) -> tuple[str, bool]:
    """The text without the word that asks for history, and whether it stood there."""
    first, _, rest = text.partition(" ")
    return (rest, True) if first.lower() == "history" else (text, False)


def _case(question: Question, ask: Ask) -> Case:
    """The question, with the clinic's own settings where it leaves something open."""
    billed_by = question.profession or _as_profession(ask.clinic.profession)
    return Case(
        payer=question.payers[0],
        question=question,
        asked=Circumstances(
            on=question.on or ask.today,
            code=question.codes[0] if question.codes else _ANY_NEEDLING,
            condition=question.condition,
            profession=billed_by,
            state=question.state or ask.clinic.state,
            line=question.line,
            as_known=question.as_known,
        ),
        today=ask.today,
        by_default=question.profession is None and billed_by is not None,
    )


def _key(case: Case) -> Hashable:
    """Everything on which the words depend, apart from the book."""
    question = case.question
    typed = (question.codes, question.modifiers, question.state, question.on)
    return (case.payer.id, typed, case.asked, case.today, case.by_default)


def _word(case: Case, office: Office) -> Reply:
    return finding.say(case, find(office.book.positions[case.payer.id], case.asked), office.book)


def _which_payer(question: Question) -> Reply:
    codes = " ".join(question.codes) or _ANY_NEEDLING
    return Reply(
        headline="Which payer?",
        lines=(Line(f"Name the payer as your team does: /coverage bcbsnc {codes}"),),
        choices=tuple(Choice(example, example) for example in _EXAMPLES),
    )


def _unknown_payer(question: Question) -> Reply:
    return Reply(
        headline=f"I know of no payer called “{question.unknown_payer}”",
        badge=phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(
            Line("This does not mean that it is not covered: I have no facts on it at all."),
            Line("Check the spelling, or ask the payer and note who said what, and when."),
        ),
        small_print=phrases.NOT_A_GUARANTEE,
    )


def _choose(question: Question) -> Reply:
    payers = sorted(question.payers, key=lambda p: p.name)
    lines = [Line("That name fits several payers, and their answers differ.")]
    lines.append(Line("If it is none of these, I have no facts on it."))
    return Reply(
        headline="Which plan do you mean?",
        lines=(*lines, *finding.not_used(question)),
        choices=tuple(Choice(p.name, _again(question, p)) for p in payers),
    )


def _again(question: Question, payer: Payer) -> str:
    """The same question with the payer named without doubt."""
    words = ["/coverage", payer.name, *question.codes]
    if question.line:
        words.append(LINE_NAMES[question.line])
    if question.condition:
        words += ["for", question.condition.replace("_", " ")]
    if question.profession:
        words += ["by", question.profession]
    if question.state:
        words += ["in", question.state]
    if question.on:
        words += ["on", question.on.isoformat()]
    if question.as_known:
        words += ["as known", question.as_known.isoformat()]
    return " ".join(words)


def _as_profession(code: str | None) -> Profession | None:
    return Profession(code) if code else None


COMMAND = Command("coverage", __doc__, _EXAMPLES, answer)
