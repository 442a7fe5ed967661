"""Who pays and whose a limit is, from ids alone: as the board and the week name them."""

from __future__ import annotations

from models.coverage.fact_book import FactBook
from models.visits.authorization import is_of_second
from models.visits.cap import CapScope
from models.visits.limit import LimitKind, id_of, kind_of_id

NO_PAYER = "no payer set"
SELF_PAY = "the patient pays"


def who_pays(payer: str | None, book: FactBook, *, is_self_pay: bool) -> str:
    """A payer's name, or what is known where there is none."""
    if held := book.payers.get(payer or ""):
        return held.name
    return SELF_PAY if is_self_pay and not payer else NO_PAYER


def whose(limit: str, payer_id: str | None, payer: str) -> str:
    """Whose a limit is, by its id; `payer` is the name of the alias's payer."""
    kind = kind_of_id(limit)
    if kind is LimitKind.AUTHORIZATION:
        if is_of_second(limit):
            return "authorization of the second payer"
        return f"authorization of {payer}" if payer_id else "authorization"
    if kind is LimitKind.CAP:
        of_payer = id_of(LimitKind.CAP, CapScope.PAYER)
        is_others = limit.startswith(f"{of_payer}/") and not limit.startswith(
            f"{of_payer}/{payer_id}/"
        )
        name = "the second payer" if is_others else payer
        return f"your clinic's cap, {name}" if payer_id else "your clinic's cap"
    return payer if not payer_id or limit.startswith(f"{payer_id}/") else "the second payer"
