"""What a cap counts and what follows it, in words that may be typed: "PT and OT combined"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.visits import evaluations
from models.visits.limit import Effect, Limit, Needs, Pool, Unit
from models.visits.session import NEEDLING, Discipline
from models.wording import phrases

DISCIPLINES = {
    Discipline.PT: "PT",
    Discipline.OT: "OT",
    Discipline.ST: "speech",
    Discipline.DC: "chiropractic",
    Discipline.ACUPUNCTURE: "acupuncture",
    Discipline.MASSAGE: "massage",
}
NEEDS = {Needs.IMPROVING: "if improving", Needs.AUTHORIZED: "with authorization"}
EACH_AUTHORIZED = "then each with authorization"


def whose(disciplines: Iterable[Discipline]) -> str:
    """Whose visits are meant, behind their number: " for PT"; empty where nobody told."""
    named = phrases.either([DISCIPLINES[discipline] for discipline in disciplines], "and")
    return f" for {named}" if named else ""


def behind(limit: Limit) -> Iterator[str]:
    """What stands behind the number and the window of a cap, part by part."""
    yield from counted(limit.pool, limit.unit)
    for stage in limit.stages:
        yield f"then {stage.more} more {NEEDS[stage.needs]}"
    if limit.on_authorization is Effect.FREES:
        yield EACH_AUTHORIZED


def counted(pool: Pool, unit: Unit) -> Iterator[str]:
    """What is counted, where that is not every visit: "PT and OT combined", "of 20560"."""
    names = [DISCIPLINES[discipline] for discipline in pool.disciplines]
    if names:
        yield f"{phrases.either(names, 'and')} {'combined' if names[1:] else 'only'}"
        if names[1:] and unit is Unit.VISIT:
            yield "one visit per day"
    elif unit is Unit.DISCIPLINE_VISIT:
        yield "all therapies combined"
    if pool.codes:
        yield "needling only" if set(pool.codes) == NEEDLING else f"of {' '.join(pool.codes)}"
    if left_out := _left_out(pool):
        yield f"excluding {phrases.either(left_out, 'and')}"


def _left_out(pool: Pool) -> list[str]:
    """The kinds of evaluation that are left out whole, then single codes."""
    kinds = evaluations.names(pool.excluding)
    known = {code for kind in kinds for code in evaluations.BY_NAME[kind]}
    return [*kinds, *(code for code in pool.excluding if code not in known)]
