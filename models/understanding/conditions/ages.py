"""How old a patient is, where a text says so: what that asks, and which plans it leaves out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from models.coverage.aspect import Aspect
from models.coverage.payer import PayerKind
from models.understanding.payers.named_payers import NamedPayers

ADULT = 18  # years

# "14 yr old", "14-year-old", "14 y/o", "14yo", "age 14"; but no old policy, note or injury.
_NOT_OF_PEOPLE = (
    r"(?!\s+(?:policy|policies|rule|rules|law|auth\w*|denial|claim|claims|referral|order|script"
    r"|eval\w*|note|notes|plan|injury|pain|license|text|version|code|codes|surgery|course|limit)\b)"
)
# "pt" beside an age is the patient, and who bills is not told.
_WHO = r"(?<!by )(?<!by a )(?:\bpts?,?\s+(?:is\s+|was\s+)?)?"
_WHO_BEHIND = r"(?:\s+(?:[mf]|male|female))?(?:\s+pts?\b(?!\s+(?:license\w*|assistant|student)))?"
_AGE = re.compile(
    rf"{_WHO}\b(\d{{1,2}})[\s-]*(?:y(?:ea)?rs?|y)[\s/-]*(?:olds?|o)\b{_NOT_OF_PEOPLE}{_WHO_BEHIND}"
    rf"|{_WHO}\b(?:aged?|ages)\s+(\d{{1,2}})\b(?!\s*(?:limit|and))",
    re.IGNORECASE,
)  # fmt: skip

_OF_THE_OLD = frozenset({PayerKind.MEDICARE_ADVANTAGE, PayerKind.MEDIGAP})


@dataclass(frozen=True, slots=True)
class Aged:
    """A text without the age that it names, and that age in years."""

    remaining: str
    years: int | None = None

    @property
    def is_minor(self) -> bool:
        """Whether the patient is a minor."""
        return self.years is not None and self.years < ADULT


def take(text: str) -> Aged:
    """Take the patient's age out of a text."""
    match = _AGE.search(text)
    if match is None:
        return Aged(text)
    return Aged(f"{text[: match.start()]} {text[match.end() :]}", int(match[1] or match[2]))


def asked(aged: Aged, aspects: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    """What is asked, with that which holds of minors where one is treated."""
    if not aged.is_minor or Aspect.AGE in aspects:
        return aspects
    return tuple(sorted((*aspects, Aspect.AGE), key=lambda aspect: aspect is Aspect.COVERED))


def without_plans_of_the_old(named: NamedPayers) -> NamedPayers:
    """The payers among which a child's may be: Medicare's plans are none, where others stay."""
    stay = tuple(payer for payer in named.payers if payer.kind not in _OF_THE_OLD)
    return replace(named, payers=stay) if stay and not named.apart else named
