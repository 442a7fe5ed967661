"""Which plan of a payer somebody means: one that the payer's facts name, or a kind of plan."""

from __future__ import annotations

from models.coverage.fact_book import FactBook
from models.coverage.plan_kind import PlanKind
from models.visits.limit import Limit
from models.visits.word_list import WordList, canonical
from models.words import split

# Words in the names of many plans.
_OF_MANY = frozenset({"option", "fep", "blue"})


def plans_of(payer: str | None, book: FactBook) -> tuple[str, ...]:
    """The plans by which the limits of a payer (by id) differ."""
    limits = (limit for p in book.positions_of(payer) for limit in p.limits)
    plans = (limit.plan for limit in limits if isinstance(limit, Limit) and limit.plan)
    return tuple(dict.fromkeys(plans))


def find_plan(
    typed: str, payer: str | None, book: FactBook, kinds: WordList[PlanKind], *, whole: bool = False
) -> str:
    """The plan that words mean, as it is kept; empty where they mean none clearly.

    The payer's own plans come first. `whole`: no word may be left over that means nothing.
    """
    if own := own_plan(typed, payer, book):
        return own
    reading = kinds.find(typed)
    return reading.entry.value if reading and (reading.is_whole or not whole) else ""


def own_plan(typed: str, payer: str | None, book: FactBook) -> str:
    """The plan of the payer that words mean, as its file spells it; empty where none fits."""
    plans, wanted = plans_of(payer, book), _words(typed)
    exact = [plan for plan in plans if _words(plan) == wanted]
    fitting = exact or [plan for plan in plans if wanted and wanted <= _words(plan)]
    return fitting[0] if len(fitting) == 1 else ""


def plan_in(text: str, payer: str | None, book: FactBook) -> str:
    """The one plan of the payer that a longer text names by its own words: "fep blue basic"."""
    plans = plans_of(payer, book)
    shared = frozenset[str].intersection(*map(_words, plans)) if len(plans) > 1 else frozenset()
    typed = _words(text)
    named = [plan for plan in plans if (own := telling(plan) - shared) and own <= typed]
    return named[0] if len(named) == 1 else ""


def telling(plan: str) -> frozenset[str]:
    """The words of a plan's name that tell it from the payer's other plans."""
    return _words(plan) - _OF_MANY


def plan_words(kept: str, payer: str | None, book: FactBook) -> str:
    """A kept plan in words; empty for what is on no list, which may name somebody.

    Beside a payer that was set for a later day, "self-pay" says nothing any more.
    """
    if kept == PlanKind.SELF_PAY and payer:
        return ""
    own = (plan for plan in plans_of(payer, book) if plan.casefold() == kept.casefold())
    return next(own, canonical(PlanKind, kept) or "")


def _words(text: str) -> frozenset[str]:
    return frozenset(word.plain for word in split(text)) - {"plan"}
