"""Who says how many visits were used: SourceKind, which are totals, how long they run behind.

The source is a part of the key under which a balance counts: of one source the latest word holds,
and words of several are put together (see `balance.py`). Two names that people type for one
entry of the list ("availity", "navinet") are one source from here on. That is right for whoever
counts for the payer: the later total is the better one. It would be wrong for clinics: visits at
two of them add up, and an entry that stood for both would let the second take the place of the
first. So an entry of which a patient may have `several` has a number beside it, and whoever tells a
second word of it is asked whether it is the one that is known or a further one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from models.visits.word_list import canonical


class SourceKind(StrEnum):
    """The closed list. The value is what is kept, and what may be typed."""

    PORTAL = "portal"  # the payer's own
    PHONE = "payer by phone"
    PAYER = "payer"  # however it was heard from
    CLEARINGHOUSE = "clearinghouse"  # Availity, NaviNet and their like
    EOB = "EOB"  # an explanation of benefits, or a remittance
    CLAIMS = "claims"
    CHART = "chart"  # the clinic's own record or EMR
    OLD_CHART = "old chart"  # of before, here or elsewhere
    PATIENT = "patient"
    CLINIC = "another clinic"
    REFERRAL = "referral letter"
    OTHER = "other"


SAYS: dict[SourceKind, str] = {
    SourceKind.PORTAL: "the payer's portal",
    SourceKind.PHONE: "the payer, by phone",
    SourceKind.PAYER: "the payer",
    SourceKind.CLEARINGHOUSE: "a clearinghouse",
    SourceKind.EOB: "an EOB",
    SourceKind.CLAIMS: "claims",
    SourceKind.CHART: "the clinic's chart",
    SourceKind.OLD_CHART: "an old chart",
    SourceKind.PATIENT: "the patient",
    SourceKind.CLINIC: "another clinic",
    SourceKind.REFERRAL: "a referral letter",
    SourceKind.OTHER: "another source",
}

SEVERAL = frozenset(
    {SourceKind.OLD_CHART, SourceKind.CLINIC, SourceKind.REFERRAL, SourceKind.OTHER}
)
"""Of these a patient may have more than one, and what they say adds up."""

MENU: tuple[tuple[str, str], ...] = tuple(
    (f"{kind}{which}", f"{SAYS[kind]}{suffix}")
    for kind in SourceKind
    for which, suffix in (
        ("", ""),
        *(((" 1", ", the first one noted"), (" 99", ", a further one")) if kind in SEVERAL else ()),
    )
)
"""What a form offers, as it may be typed, and in words. A form cannot ask back which one is meant:
a number that is not in use yet is read as the first that is free."""

_OF_PAYER = frozenset(
    {
        SourceKind.PORTAL,
        SourceKind.PHONE,
        SourceKind.PAYER,
        SourceKind.CLEARINGHOUSE,
        SourceKind.EOB,
        SourceKind.CLAIMS,
        SourceKind.CHART,
    }
)
KNOWS_BY_CLAIMS = _OF_PAYER - {SourceKind.CHART}
"""These count what was billed to them and processed, which takes weeks."""

CLAIMS_TAKE = timedelta(days=30)
"""So long before its day a payer's count may not hold a visit yet."""

_NUMBERED = re.compile(r"(?P<kind>.+?) (?P<number>[1-9][0-9]{0,2})")
MOST = 999
"""So many of one kind are told apart."""


@dataclass(frozen=True, slots=True)
class BalanceSource:
    """One source: what it is, and which one of its kind. `number` runs from 1 to `MOST`."""

    kind: SourceKind
    number: int = 1

    def spell(self) -> str:
        """The source as text, as it is kept: "portal", "another clinic", "another clinic 2"."""
        return self.kind.value if self.number == 1 else f"{self.kind} {self.number}"


def unspell(kept: str) -> BalanceSource | None:
    """The source that `spell` wrote; None for any other text."""
    if kind := canonical(SourceKind, kept):
        return BalanceSource(kind)
    match = _NUMBERED.fullmatch(kept)
    kind = canonical(SourceKind, match["kind"]) if match else None
    if match is None or kind is None or match["number"] == "1":
        return None
    return BalanceSource(kind, int(match["number"]))


def in_words(kept: str) -> str:
    """A kept source in words. What is on no list is never said: it may name somebody."""
    source = unspell(kept) or BalanceSource(SourceKind.OTHER)
    number = f" ({source.number})" if source.number > 1 else ""
    return f"{SAYS[source.kind]}{number}"


def includes_ours(kind: SourceKind) -> bool | None:
    """Whether its number is a total with the sessions logged here; None where nobody can know.

    What a payer or the clinic's own chart counts is a total; what another clinic counts is not.
    """
    if kind in _OF_PAYER:
        return True
    return False if kind is SourceKind.CLINIC else None


def next_free(kind: SourceKind, kept: Iterable[str]) -> BalanceSource:
    """The source of a kind with the lowest number that is not in use."""
    used = set(kept)
    numbered = (BalanceSource(kind, number) for number in range(1, MOST + 1))
    return next(
        (source for source in numbered if source.spell() not in used), BalanceSource(kind, MOST)
    )
