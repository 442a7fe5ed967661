"""A book small enough to know by heart: seven payers, five codes, three conditions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.coverage.code import Code, CodeKind
from models.coverage.condition import Condition
from models.coverage.fact_book import Authority, FactBook, Source
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.position import Position, Verdict
from models.coverage.state import State
from models.coverage.statement import Statement
from models.period import Period
from models.wording.phrases import cite

RECORDED = date(2020, 1, 1)
SOURCE = Source("policy", "The policy", "The payer", Authority.PAYER, published="2020-01-01")


def payer(id_: str, name: str, *names: str, shared: tuple[str, ...] = (), state: str = "") -> Payer:
    """A commercial payer."""
    states = (state,) if state else ()
    return Payer(id_, name, (LineOfBusiness.COMMERCIAL,), names, shared, states)


def position(
    id_: str = "position",
    verdict: Verdict = Verdict.COVERED,
    *,
    first: date | None = None,
    last: date | None = None,
    **bounds: Any,
) -> Position:
    """A position in force from one day to another, recorded since 2020."""
    told = {"recorded": Period(RECORDED), "cites": (SOURCE.id,)} | bounds
    return Position(
        id_, f"Title of {id_}", verdict, f"What {id_} says.", in_force=Period(first, last), **told
    )


def code(number: str, kind: CodeKind, *names: str, first: date | None = None) -> Code:
    """A code that is billed once."""
    says = Statement(f"What {number} is.", (SOURCE.id,))
    return Code(number, kind, says, Period(first), timed=False, names=names)


_PAYERS = (
    payer("aetna", "Aetna", "Aetna PPO", shared=("Medicare Advantage",)),
    payer("cigna", "Cigna", "Cigna Healthcare", "ASH", shared=("Medicare Advantage",)),
    payer("medicare", "Medicare Part B", "Medicare", "Original Medicare", "CMS"),
    payer("railroad", "Railroad Medicare", "RRB"),
    payer("bcbsnc", "Blue Cross NC", "BCBSNC", shared=("Blue Cross", "BCBS"), state="NC"),
    payer("bcbs_al", "BCBS Alabama", "BCBSAL", shared=("Blue Cross", "BCBS"), state="AL"),
    payer("va", "Veterans Affairs", "VA", "Department of Veterans Affairs"),
)
_CODES = (
    code("20560", CodeKind.DRY_NEEDLING, "dry needling", "1 muscle", first=date(2020, 1, 1)),
    code("20561", CodeKind.DRY_NEEDLING, "dry needling", "3 muscles", first=date(2020, 1, 1)),
    code("20552", CodeKind.INJECTION, "trigger point injection"),
    code("97140", CodeKind.THERAPY, "manual therapy"),
    code("KX", CodeKind.MODIFIER, "threshold modifier"),
)
_CONDITIONS = (
    Condition("low_back_pain", "low back pain", ("lbp", "back pain")),
    Condition("chronic_low_back_pain", "chronic low back pain", ("clbp",)),
    Condition("neck_pain", "neck pain", ("neck",)),
)


def small_book(
    positions: Mapping[str, tuple[Position, ...]] | None = None, states: tuple[State, ...] = ()
) -> FactBook:
    """The book, with these positions by payer."""
    held = positions or {}
    return FactBook(
        payers={each.id: each for each in _PAYERS},
        positions={each.id: held.get(each.id, ()) for each in _PAYERS},
        codes={each.code: each for each in _CODES},
        states={each.code: each for each in states},
        conditions={each.id: each for each in _CONDITIONS},
        topics={},
        disputes=(),
        sources={SOURCE.id: SOURCE},
        citations={SOURCE.id: cite(SOURCE)},
    )
