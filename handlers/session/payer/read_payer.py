"""How payer, condition and plan are read from a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handlers.command import Services
from handlers.session.find_chart import Again
from handlers.session.payer import second_named
from handlers.session.payer.payer_questions import one_payer, refuse_unkept, which_plan, who_pays
from handlers.which_payer import kept
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.plan_kind import PlanKind
from models.coverage.plans import find_plan, own_plan
from models.errors import UnknownWords
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.payers.networks import UNNAMED_PLAN
from models.understanding.question import Question
from models.understanding.stray_words import may_be_dropped
from models.visits.events import ConditionSet, Event, PlanSet
from models.words import denials

_PLAN = re.compile(r"\bplan\s+(?P<plan>.+?)(?=\s{1,3}for\b|$)", re.IGNORECASE)
_LEAD = re.compile(r"^\s*(?:payer|insurance|is|to|=|:)\s+", re.IGNORECASE)
_WORDS = (PlanKind.HMO, PlanKind.PPO, PlanKind.EPO, PlanKind.HDHP, PlanKind.MARKETPLACE)
"""Kinds of plan that are one word beside a payer's name."""

_KINDS = {
    LineOfBusiness.COMMERCIAL: PlanKind.COMMERCIAL,
    LineOfBusiness.MEDICARE: PlanKind.MEDICARE,
    LineOfBusiness.MEDICARE_ADVANTAGE: PlanKind.MEDICARE_ADVANTAGE,
    LineOfBusiness.MEDICAID: PlanKind.MEDICAID,
    LineOfBusiness.WORKERS_COMPENSATION: PlanKind.WORKERS_COMPENSATION,
    LineOfBusiness.AUTO: PlanKind.AUTO,
    LineOfBusiness.MEDIGAP: PlanKind.MEDICARE_SUPPLEMENT,
    LineOfBusiness.STUDENT: PlanKind.STUDENT,
}
_SPELLED = {kind.casefold(): kind for kind in PlanKind if kind in _WORDS}
_KIND = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_NO_PLAN = frozenset({"none", "unknown", "no plan"})


@dataclass(frozen=True, slots=True)
class PayerRequest:
    """What a text says of a payer; None for what it leaves open. An empty plan is taken back."""

    payer: Payer | None
    condition: str | None = None
    plan: str | None = None
    is_whole: bool = True  # no word of the plan was left over

    def events(self) -> Iterable[Event]:
        """What it makes happen on a chart, beside the payer."""
        if self.condition:
            yield ConditionSet(self.condition)
        if self.plan is not None:
            yield PlanSet(self.plan)


def begins(text: str) -> bool:
    """Whether a text begins with a word that announces a payer or what is treated."""
    return _LEAD.match(text) is not None or text.strip().casefold().startswith("for ")


def without_lead(text: str) -> str:
    """The text without a word that announces a payer."""
    return _LEAD.sub("", text).strip()


def read(
    text: str,
    services: Services,
    again: Again,
    held: Payer | None = None,
    *,
    home: str | None = None,
) -> PayerRequest:
    """Payer, condition and plan in a text; `held` is the payer that is set already.

    `home` is the clinic's state, whose payers are offered first where a name fits many.

    Raises `NotUnderstood` for a payer or plan that is unknown or one of several, with each as a
    button.
    """
    text = _LEAD.sub("", text)
    plan_said = _PLAN.search(_without_names(text, services.book))
    before, behind = (
        (text[: plan_said.start()], text[plan_said.end() :]) if plan_said else (text, "")
    )
    question, worded = _with_kind(f"{before} {behind}", services)
    for_ = f" for {question.condition.replace('_', ' ')}" if question.condition else ""
    offered = [
        Choice(payer.name, again(f"{payer.name}{for_}"))
        for payer in kept(question.payers, services.book, home)
    ]
    if not may_be_dropped(question.unused) or denials(question.unknown_payer):
        offered = []  # a button would drop words that may say something
    else:
        near = [p for p in kept(question.payers, services.book, home) if home in p.states]
        second_named.refuse_apart(question, near, for_, again)
    pairs = second_named.both_ways(question.payers, text, for_, again) if offered else []
    payer = one_payer(question, [*offered, *pairs], services.book)
    second_named.refuse_program(payer, question, text, for_, again)
    kind = _kind_of(question, payer) or worded
    payer = question.networks[0] if kind is PlanKind.SELF_FUNDED else payer
    refuse_unkept(question, payer, offered)
    payer = services.book.kept(payer) if payer else None
    typed = plan_said["plan"].strip() if plan_said else " ".join(question.unused)
    plan = _plan(typed, payer or held, services, is_said=plan_said is not None)
    if typed and not plan and plan_said and typed.casefold() not in _NO_PLAN:
        raise which_plan(payer, payer or held, for_, again, services)
    if typed and not plan and not plan_said:
        raise UnknownWords(
            f"I did not understand “{typed}”, so nothing was saved.",
            "Name the payer and what is treated: medicare for chronic low back pain.",
            offered,
            field=FieldName.PAYER,
        )
    if plan == PlanKind.SELF_PAY:
        raise who_pays(payer or held, again)
    is_whole = not plan or bool(_plan(typed, payer or held, services, is_said=True, is_whole=True))
    return PayerRequest(payer, question.condition, plan if typed else kind, is_whole)


def _with_kind(text: str, services: Services) -> tuple[Question, PlanKind | None]:
    """The text as it is read without the word for a kind of plan, where that names no other payer.

    "Molina Marketplace" is a payer of its own, "Aetna PPO" a plan of Aetna.
    """
    question, found = services.reader.read(text), _KIND.search(text)
    if found is None or len(question.payers) != 1:
        return question, None
    alone = services.reader.read(f"{text[: found.start()]} {text[found.end() :]}")
    if alone.payers != question.payers or alone.unknown_payer:
        return question, None
    return alone, PlanKind(_SPELLED[found[0].casefold()])


def _kind_of(question: Question, payer: Payer | None) -> PlanKind | None:
    """The kind of plan that stands beside a payer's name and is no part of it; None for none.

    Behind "self-funded" the employer pays, and the payer that is named handles the claims.
    """
    if payer and payer.id == UNNAMED_PLAN and len(question.networks) == 1:
        return PlanKind.SELF_FUNDED
    line = question.line
    is_said = line and payer and payer.lines != (line,)
    return _KINDS.get(line) if line and is_said else None


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


def is_self_pay(text: str, services: Services) -> bool:
    """Whether a text says that the patient pays, and names no payer and no plan."""
    said = None if "plan" in text.casefold() else services.lists.plans.find(without_lead(text))
    return said is not None and said.is_whole and said.entry is PlanKind.SELF_PAY
