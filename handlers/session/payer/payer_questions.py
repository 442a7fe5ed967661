"""What is asked or refused where a payer or plan is not clear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.command import Services
from handlers.session.find_chart import Again
from handlers.which_payer import asked_back
from models.coverage import profession as professions
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.plan_kind import KINDS_OF_PAYERS, PlanKind
from models.coverage.plans import plans_of
from models.coverage.state import NAMES
from models.errors import NotUnderstood, UnknownWords
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.question import Question
from models.visits.chart import Chart
from models.visits.limit import Limit
from models.visits.second_payer import second_on
from models.wording import phrases

_EXAMPLES = ("Medicare", "BCBSNC", "Washington L&I", "Cigna")
"""Payers that are offered where nobody is named."""


def one_payer(question: Question, offered: list[Choice], book: FactBook) -> Payer | None:
    """The payer that is named; None for none. Raises `NotUnderstood` for others and for several."""
    if question.unknown_payer:
        cap = "/caps set BLUE-47K 12 visits per calendar year"
        own = f"For another payer set a cap of your own: {cap}"
        raise UnknownWords(
            f"I know of no payer called “{question.unknown_payer}”, so nothing was saved.",
            f"Did you mean one of these? {own}" if offered else f"Check the spelling. {own}",
            offered,
            field=FieldName.PAYER,
        )
    if len(question.payers) > 1:
        which, fits = asked_back(question.payers, offered, book)
        raise NotUnderstood(which, f"{fits} Nothing was saved yet.", offered, field=FieldName.PAYER)
    return question.payers[0] if question.payers else None


def refuse_unkept(question: Question, payer: Payer | None, offered: list[Choice]) -> None:
    """Raise `NotUnderstood` for what means something in a question, and nothing on a chart.

    A state may tell which payer is meant; beside a payer of other states it says nothing.
    """
    states = [NAMES[s] for s in question.states if payer is None or s not in payer.states]
    whom = [professions.NAMES[profession] for profession in question.professions]
    other = [*question.codes, *question.modifiers, question.other_service, *whom]
    unkept = [*states, *filter(None, other)]
    if unkept:
        raise NotUnderstood(
            f"A chart has no place for {phrases.either(unkept, 'and')}, so nothing was saved.",
            "Name the payer and what is treated: medicare for chronic low back pain.",
            [replace(choice, label=f"{choice.label} alone") for choice in offered],
            field=FieldName.PAYER,
        )


def who_pays(payer: Payer | None, again: Again) -> NotUnderstood:
    """Self-pay is no plan of a payer: one of the two pays."""
    pays = [Choice(f"{payer.name} pays", again(payer.name))] if payer else []
    return NotUnderstood(
        f"Does the patient pay, or {payer.name if payer else 'a payer'}?",
        "Nothing was saved. One visit that the patient pays is logged with self-pay behind it.",
        [Choice("The patient pays", again(PlanKind.SELF_PAY.value)), *pays],
        field=FieldName.PLAN,
    )


def which_plan(
    payer: Payer | None, held: Payer | None, for_: str, again: Again, services: Services
) -> NotUnderstood:
    """The question for the plan, with every one there is; what was typed is not repeated."""
    own = plans_of(held.id if held else None, services.book)
    before = f"{payer.name} " if payer else ""
    return NotUnderstood(
        "Which plan is it?",
        "Choose one, or leave it out. Nothing else is kept of the plan, and nothing was saved yet.",
        [Choice(plan, again(f"{before}plan {plan}{for_}")) for plan in (*own, *KINDS_OF_PAYERS)],
        field=FieldName.PLAN,
    )


def which_second(chart: Chart) -> NotUnderstood:
    """The question for who pays second, where nobody is named."""
    start = f"/session payer {chart.alias}"
    ends = [Choice("Nobody pays second", f"{start} none secondary")] if chart.secondary else []
    return NotUnderstood(
        f"Who pays second for {chart.alias}?",
        f"Name the payer as your team does: {start} aetna secondary",
        ends,
        field=FieldName.PAYER,
    )


def which(chart: Chart, services: Services, today: date) -> NotUnderstood:
    """A bare command: which payer, or for the payer that is set which condition."""
    start = f"/session payer {chart.alias}"
    payer = services.book.payers.get(chart.payer or "")
    if payer is None:
        return NotUnderstood(
            f"Who pays for {chart.alias}?",
            f"Name the payer as your team does: {start} medicare",
            [Choice(name, f"{start} {name}") for name in _EXAMPLES],
        )
    second = services.book.payers.get(second_on(chart, today) or "")
    bounds = [id_ for one in (payer, second) if one for id_ in _conditions(one, services.book)]
    known = [services.book.conditions.get(id_) for id_ in dict.fromkeys(bounds)]
    names = [condition.name for condition in known if condition]
    plans = plans_of(payer.id, services.book)
    return NotUnderstood(
        f"What is {chart.alias} treated for?",
        f"{payer.name} is set. Name the condition, or another payer: {start} <payer>",
        [
            *(Choice(phrases.sentence(name), f"{start} {payer.name} for {name}") for name in names),
            *(Choice(plan, f"{start} {payer.name} plan {plan}") for plan in plans),
        ],
    )


def _conditions(payer: Payer, book: FactBook) -> tuple[str, ...]:
    """The conditions on which the payer's answer hangs, and "any other"."""
    conditions: dict[str, None] = {}
    for position in book.positions_of(payer.id):
        conditions |= dict.fromkeys((*position.treating, *position.not_treating))
        for limit in position.limits:
            if isinstance(limit, Limit):
                conditions |= dict.fromkeys((*limit.treating, *limit.not_treating))
    return (*conditions, "other_condition") if conditions else ()
