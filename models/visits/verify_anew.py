"""Which payers are to be verified for a new year, the one with the most patients first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PayerToVerify:
    """A payer, first or second, of open aliases, and whether that was done for the year."""

    payer: str
    aliases: tuple[str, ...]
    is_done: bool = False


def payers_to_verify(
    paid: Mapping[str, Sequence[str]], done: Collection[str]
) -> tuple[PayerToVerify, ...]:
    """Every payer of these aliases; `done` are those that were verified."""
    by_payer: dict[str, list[str]] = {}
    for alias, payers in paid.items():
        for payer in payers:
            by_payer.setdefault(payer, []).append(alias)
    found = (PayerToVerify(p, tuple(a), p in done) for p, a in by_payer.items())
    return tuple(sorted(found, key=lambda each: (-len(each.aliases), each.payer)))
