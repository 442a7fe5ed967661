"""What changed of a payer for a clinic (PayerChange), and whom of its watchers that concerns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from models.coverage.fact_book import FactBook


@dataclass(frozen=True, slots=True)
class PayerChange:
    """The facts on a payer were renewed; or the clinic entered or took back a rule of its own.

    `rule` is the number of that entry. Else `before` and `now` are the verdicts, as they are kept,
    that answered the clinic in general; the payer is then the one under which facts are held.
    """

    payer: str
    noted_at: datetime
    rule: int | None = None
    before: str = ""
    now: str = ""


def concerns(change: PayerChange, payer: str, book: FactBook) -> bool:
    """Whether a change is one for whoever watches a payer, or has patients with it.

    Charts of all for whom one payer's facts answer are kept under that payer: a rule on any of them
    concerns it, too.
    """
    watched, changed = book.payers.get(payer), book.payers.get(change.payer)
    if watched is None or changed is None:
        return False
    if change.rule is None:
        return (watched.facts or watched.id) == change.payer
    return payer in {changed.id, book.kept(changed).id}


def net(noted: Iterable[PayerChange]) -> tuple[PayerChange, ...]:
    """Every rule, and of facts that were renewed several times one change, from first to last."""
    whole: dict[tuple[str, int | None], PayerChange] = {}
    for change in noted:
        key = (change.payer, change.rule)
        first = whole.get(key, change)
        whole[key] = replace(change, before=first.before)
    return tuple(whole.values())
