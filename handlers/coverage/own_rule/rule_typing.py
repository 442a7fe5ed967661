"""What was typed of a clinic's own rule, as a command that somebody could go on with."""

from __future__ import annotations

from collections.abc import Iterator

from models.coverage.fact_book import FactBook
from models.coverage.payer import LINE_NAMES, Payer
from models.coverage.state import NAMES as STATES
from models.understanding.commands.rule_commands import RuleSetting
from models.understanding.question import Question
from models.wording import clinic_rules


def typed(
    payer: Payer,
    question: Question | None,
    setting: RuleSetting,
    book: FactBook,
    exception: str = "",
) -> str:
    """Everything that was typed behind the verb, strange words too.

    What it is about stands as it was typed, where that names this payer and no other; `question`
    is what was read of it without an `exception`, None where the setting has it in other words.
    """
    is_named = question is None or (
        question.payers == (payer,) and not (question.guessed_from or question.unknown_payer)
    )
    head = setting.about
    if question and not is_named:
        head = f"{about(payer, question, book)} {exception}"
    return " ".join(" ".join([head, *_said(setting)]).split()).replace(" ,", ",")


def about(payer: Payer, question: Question, book: FactBook) -> str:
    """For which claims the rule is, with this payer, and what nobody understood."""
    condition = book.conditions.get(question.condition or "")
    parts = (
        payer.name,
        *question.codes,
        *question.modifiers,
        f"for {condition.name}" if condition else "",
        f"by {question.profession}" if question.profession else "",
        LINE_NAMES[question.line] if question.line and not payer.sells_only(question.line) else "",
        *(
            f"in {STATES.get(state, state)}"
            for state in question.states
            if payer.states != (state,)
        ),
        f"from {question.on}" if question.on else "",
        *question.unused,
    )
    return " ".join(filter(None, parts))


def _said(setting: RuleSetting) -> Iterator[str]:
    """The other parts, each as somebody would type it."""
    if setting.verdict:
        yield clinic_rules.typed_verdict(setting.verdict)
    yield from filter(None, [setting.extras.typed])
    yield from (f"from {day}" for day in (setting.first,) if day)
    yield from (f"until {day}" for day in (setting.last,) if day)
    if setting.source:
        yield f"by {setting.source}"
        yield from (f"on {day}" for day in (setting.said_on,) if day)
    yield from filter(None, [clinic_rules.caller(setting.caller)])
    yield from (f"ask again {day}" for day in (setting.ask_on,) if day)
    if setting.has_reference:
        yield "reference noted"
    yield from (f", {limit.words}" for limit in setting.limits)
    if setting.drops_limit:
        yield no_other_limit(is_told=bool(setting.limits))


def no_other_limit(*, is_told: bool) -> str:
    """That no limit of an earlier rule holds; one that `is_told` holds instead."""
    return ", no other limit" if is_told else ", no limit"
