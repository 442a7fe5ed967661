"""What the names of several plans share, and what is each one's own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from models.coverage.payer import Payer


def shared_words(plans: Sequence[Payer]) -> str:
    """The words with which the names of all plans begin."""
    names = [plan.name.split() for plan in plans]
    shared = takewhile(lambda words: len(set(words)) == 1, zip(*names, strict=False))
    return " ".join(words[0] for words in shared)


def shared_name(plans: Sequence[Payer]) -> str:
    """A name by which all plans are known, as their own names write it: "Optum"; else nothing."""
    known = known_by_all(plans)
    written = (w for name in known for p in plans for w in p.name.split() if w.casefold() == name)
    return next(written, "")


def known_by_all(plans: Sequence[Payer]) -> list[str]:
    """The names that all plans share, longest first."""
    known = [{name.casefold() for name in (*plan.names, *plan.shared_names)} for plan in plans]
    return sorted(set.intersection(*known), key=lambda name: (-len(name), name)) if known else []


def own_words(plan: Payer, shared: str) -> str:
    """The rest of a plan's name behind what it shares; all of it where nothing is left."""
    return plan.name.removeprefix(shared).strip() or plan.name
