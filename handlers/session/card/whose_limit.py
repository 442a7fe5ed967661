"""Whose limits a count goes by, where that is in doubt: an employer's plan, untold disciplines."""

from __future__ import annotations

from handlers.session.card.counted_chart import CountedChart
from models.coverage.plan_kind import PlanKind
from models.reply import Line
from models.visits.count_reasons import Reason
from models.visits.limit import LimitKind
from models.visits.standing import Standing
from models.wording import phrases
from models.wording.cap_contents import DISCIPLINES

_UNTOLD = {Reason.UNTOLD, Reason.UNTOLD_DISCIPLINE}


def decided_elsewhere(standing: Standing, count: CountedChart) -> str:
    """Behind a payer's limit, that the employer's plan decides; empty where it does not."""
    is_known = _is_of_employer(standing, count)
    return " The plan is self-funded: the employer's plan document decides." if is_known else ""


def of_employer(count: CountedChart) -> list[Line]:
    """The same at length, where a limit of the payer that runs the plan is counted."""
    if not any(_is_of_employer(standing, count) for standing in count.standings):
        return []
    return [
        Line(
            f"The limit is {count.payer}'s own. In a self-funded plan the employer pays, "
            f"{count.payer} runs it alone, and the plan document may say another number: ask for "
            "what it says, and set that as a cap."
        )
    ]


def untold_discipline(count: CountedChart) -> list[Line]:
    """That visits count for several disciplines, as nobody told theirs."""
    doubled = [
        standing.limit.pool.disciplines
        for standing in count.standings
        if any(row.counts and row.reason in _UNTOLD for row in standing.counted)
    ]
    names = dict.fromkeys(DISCIPLINES[one] for disciplines in doubled for one in disciplines)
    if len(set(doubled)) < 2 or len(names) < 2:  # noqa: PLR2004 -- of one alone nothing is doubled
        return []
    of_each = phrases.either([*names], "and")
    how = "Say it behind the visit"
    if not count.request.clinic.profession:
        how = "For visits to come: /clinic profession PT"
    text = f"Visits of which no discipline was told count for {of_each} alike. {how}."
    return [Line(text)]


def latest_is_untold(count: CountedChart) -> bool:
    """Whether the session that was logged last is one of which nobody told its discipline."""
    stand = [s for s in count.chart.history.sessions if not s.voided]
    return bool(stand) and max(stand, key=lambda s: s.number).discipline is None


def _is_of_employer(standing: Standing, count: CountedChart) -> bool:
    limit = standing.limit
    is_of_payer = limit.kind is LimitKind.PAYER and not limit.second_payer
    return is_of_payer and count.chart.plan == PlanKind.SELF_FUNDED
