"""/session payer: how payer, condition and plan are read from a text and set on a chart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handlers.command import Request, Services
from handlers.session import card
from handlers.session.card import CountedChart, counted
from handlers.session.find_chart import Again, amend, named, refuse_closed
from handlers.which_payer import kept
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.plan_kind import PlanKind
from models.coverage.plans import find_plan, own_plan, plan_words, plans_of
from models.coverage.state import NAMES
from models.errors import NotUnderstood, UnknownWords
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.visits.chart import Chart
from models.visits.events import ConditionSet, Event, PayerSet, PlanSet
from models.visits.limit import Limit
from models.wording import phrases
from models.words import denials

_PLAN = re.compile(r"\bplan\s+(?P<plan>.+?)(?=\s{1,3}for\b|$)", re.IGNORECASE)
_LEAD = re.compile(r"^\s*(?:payer|insurance|is|to|=|:)\s+", re.IGNORECASE)
_CLEARED = frozenset({"none", "unknown", "no payer", "cash", "self pay", "self-pay"})
_NO_PLAN = frozenset({"none", "unknown", "no plan"})
_EXAMPLES = ("Medicare", "BCBSNC", "Washington L&I", "Cigna")


@dataclass(frozen=True, slots=True)
class PayerRequest:
    """What a text says of a payer; None for what it leaves open. An empty plan is taken back."""

    payer: Payer | None
    condition: str | None = None
    plan: str | None = None
    is_whole: bool = True  # no word of the plan was left over

    def events(self) -> Iterable[Event]:
        """What it makes happen on a chart."""
        if self.payer:
            yield PayerSet(self.payer.id)
        if self.condition:
            yield ConditionSet(self.condition)
        if self.plan is not None:
            yield PlanSet(self.plan)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Set the payer of an alias; with it, or alone, the condition and the plan."""
    chart, rest = await named(request, services, text, "session payer")
    wanted = PayerRequest(None)
    if _LEAD.sub("", rest).strip().casefold() in _CLEARED:
        events: list[Event] = [PayerSet(None)]
    elif not rest.strip():
        raise _which(chart, services)
    else:
        held = services.book.payers.get(chart.payer or "")
        wanted = read(rest, services, lambda words: f"/session payer {chart.alias} {words}", held)
        events = list(wanted.events())
    after = await amend(request, services, chart.alias, lambda now: _decide(now, events))
    count = counted(after, request, services)
    lines = [Line(words(count)), *([] if wanted.is_whole else [card.OTHER_WORDS])]
    return card.say(count, *lines, sections=card.not_counted(count))


def begins(text: str) -> bool:
    """Whether a text begins with a word that announces a payer or what is treated."""
    return _LEAD.match(text) is not None or text.strip().casefold().startswith("for ")


def read(text: str, services: Services, again: Again, held: Payer | None = None) -> PayerRequest:
    """Payer, condition and plan in a text; `held` is the payer that is set already.

    Raises `NotUnderstood` for a payer or plan that is unknown or one of several, with each as a
    button.
    """
    text = _LEAD.sub("", text)
    plan_said = _PLAN.search(_without_names(text, services.book))
    before, behind = (
        (text[: plan_said.start()], text[plan_said.end() :]) if plan_said else (text, "")
    )
    question = services.reader.read(f"{before} {behind}")
    for_ = f" for {question.condition.replace('_', ' ')}" if question.condition else ""
    offered = [
        Choice(payer.name, again(f"{payer.name}{for_}"))
        for payer in kept(question.payers, services.book, None)
    ]
    if denials(" ".join((question.unknown_payer, *question.unused))):
        offered = []  # a button would drop the word that denies
    payer = _one_payer(question, offered)
    _refuse_unkept(question, payer, offered)
    payer = services.book.kept(payer) if payer else None
    typed = plan_said["plan"].strip() if plan_said else " ".join(question.unused)
    plan = _plan(typed, payer or held, services, is_said=plan_said is not None)
    if typed and not plan and plan_said and typed.casefold() not in _NO_PLAN:
        raise _which_plan(payer, payer or held, for_, again, services)
    if typed and not plan and not plan_said:
        raise UnknownWords(
            f"I did not understand “{typed}”, so nothing was saved.",
            "Name the payer and what is treated: medicare for chronic low back pain.",
            offered,
            field=FieldName.PAYER,
        )
    is_whole = not plan or bool(_plan(typed, payer or held, services, is_said=True, is_whole=True))
    return PayerRequest(payer, question.condition, plan if typed else None, is_whole)


def _one_payer(question: Question, offered: list[Choice]) -> Payer | None:
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
        raise NotUnderstood(
            "Which plan do you mean?",
            "That name fits several payers, and their limits differ. If it is none of these, name "
            "the state or the company. Nothing was saved yet.",
            offered,
            field=FieldName.PAYER,
        )
    return question.payers[0] if question.payers else None


def _refuse_unkept(question: Question, payer: Payer | None, offered: list[Choice]) -> None:
    """Raise `NotUnderstood` for what means something in a question, and nothing on a chart.

    A state may tell which payer is meant; beside a payer of other states it says nothing.
    """
    states = [NAMES[s] for s in question.states if payer is None or s not in payer.states]
    other = [*question.codes, *question.modifiers, question.other_service]
    unkept = [*states, *filter(None, other)]
    if unkept:
        raise NotUnderstood(
            f"A chart has no place for {phrases.either(unkept, 'and')}, so nothing was saved.",
            "Name the payer and what is treated: medicare for chronic low back pain.",
            offered,
            field=FieldName.PAYER,
        )


def words(count: CountedChart) -> str:
    """What is set now: "Medicare Part B, for chronic low back pain."."""
    chart, book = count.chart, count.services.book
    condition = book.conditions.get(chart.condition or "")
    parts = [f"Payer: {count.payer}" if count.payer else "No payer is set"]
    plan = plan_words(chart.plan, chart.payer, book)
    parts += [f"plan {plan}"] if plan else []
    parts += [f"treated for {condition.name}"] if condition else []
    unheld = count.payer and not book.positions_of(chart.payer)
    none = " I hold no facts on it, so none of its limits is counted." if unheld else ""
    return f"{', '.join(parts)}.{none}"


def _decide(chart: Chart, events: list[Event]) -> list[Event]:
    """The plan goes with its payer, where none is named: another payer has other plans."""
    refuse_closed(chart)
    moves = any(isinstance(event, PayerSet) and event.payer != chart.payer for event in events)
    has_plan = any(isinstance(event, PlanSet) for event in events)
    return [PlanSet(""), *events] if moves and chart.plan and not has_plan else events


def _without_names(text: str, book: FactBook) -> str:
    """The text with every name of a payer that holds "plan" made blank: it names no plan."""
    if "plan" not in (typed := text.casefold()):
        return text
    names = (name for p in book.payers.values() for name in (p.name, *p.names, *p.shared_names))
    for name in names:
        plain = name.casefold()
        if "plan" in plain and plain in typed and not plain.startswith("plan "):
            blank = rf"\b{re.escape(name)}(?!\w)"
            text = re.sub(blank, lambda f: " " * len(f[0]), text, flags=re.IGNORECASE)
    return text


def _plan(
    typed: str,
    payer: Payer | None,
    services: Services,
    *,
    is_said: bool,
    is_whole: bool = False,
) -> str:
    """The plan that words name, as it is kept; empty where none fits.

    Words that are not said to be a plan may be one of the payer's own only: "community" or "dual"
    behind a payer's name mostly make it another payer.
    """
    id_ = payer.id if payer else None
    if not is_said:
        return own_plan(typed, id_, services.book)
    return find_plan(typed, id_, services.book, services.lists.plans, whole=is_whole)


def _which_plan(
    payer: Payer | None, held: Payer | None, for_: str, again: Again, services: Services
) -> NotUnderstood:
    """The question for the plan, with every one there is; what was typed is not repeated."""
    own = plans_of(held.id if held else None, services.book)
    before = f"{payer.name} " if payer else ""
    return NotUnderstood(
        "Which plan is it?",
        "Choose one, or leave it out. Nothing else is kept of the plan, and nothing was saved yet.",
        [Choice(plan, again(f"{before}plan {plan}{for_}")) for plan in (*own, *PlanKind)],
        field=FieldName.PLAN,
    )


def _which(chart: Chart, services: Services) -> NotUnderstood:
    """A bare command: which payer, or for the payer that is set which condition."""
    start = f"/session payer {chart.alias}"
    payer = services.book.payers.get(chart.payer or "")
    if payer is None:
        return NotUnderstood(
            f"Who pays for {chart.alias}?",
            f"Name the payer as your team does: {start} medicare",
            [Choice(name, f"{start} {name}") for name in _EXAMPLES],
        )
    bounds = _conditions(payer, services.book)
    names = [
        services.book.conditions[id_].name for id_ in bounds if id_ in services.book.conditions
    ]
    return NotUnderstood(
        f"What is {chart.alias} treated for?",
        f"{payer.name} is set. Name the condition, or another payer: {start} <payer>",
        [
            *(Choice(phrases.sentence(name), f"{start} {payer.name} for {name}") for name in names),
            *(
                Choice(p, f"{start} {payer.name} plan {p}")
                for p in plans_of(payer.id, services.book)
            ),
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
