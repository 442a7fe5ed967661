"""Charts of several cases, against a twin that tries every case that nobody told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings

from models.period import Period
from models.visits.all_standings import standings
from models.visits.authorization import Authorization
from models.visits.body_region import BodyRegion, region_of
from models.visits.history import History
from models.visits.limit import Limit, Pool
from models.visits.session import Session
from models.visits.window import Injury
from tests.models.case_twin import Granted, Seen, least_left, left, most_left, treated
from tests.models.test_window_twins import ONE, START, TAPES, Tape

pytestmark = pytest.mark.sheet

REGIONS = (BodyRegion.NECK, BodyRegion.LOW_BACK, BodyRegion.KNEE)
END = START + timedelta(days=200)
PLAN = Limit("", (), "plan of the payer", 20, Injury())


def grants(tape: Tape) -> list[Granted]:
    """Up to five, of two cases or of any, all in force on the last day."""
    made = []
    for _ in range(1 + tape.number(5)):
        first = START + tape.number(60) * ONE
        last = END + tape.number(60) * ONE
        made.append(Granted(1 + tape.number(6), first, last, ("", *REGIONS[:2])[tape.number(3)]))
    return made


def visits(tape: Tape, untold: int) -> list[Seen]:
    """Up to twelve, some on one day, so many of them of no told case."""
    seen = []
    for number in range(1, 2 + tape.number(12)):
        on = START + tape.number(80) * 2 * ONE
        is_told = untold <= 0 or tape.number(3) > 0
        untold -= not is_told
        seen.append(Seen(number, on, REGIONS[tape.number(3)].value if is_told else None))
    return seen


def charted(granted: list[Granted], seen: list[Seen]) -> History:
    """The same as a clinic keeps it."""
    return History(
        tuple(Session(v.number, v.on, ("20560",), case=region_of(v.case)) for v in seen),
        tuple(
            Authorization(
                str(at),
                g.number,
                Period(g.first, g.last),
                Pool(case=region_of(g.case)),
                serial=at,
            )
            for at, g in enumerate(granted, start=1)
        ),
    )


def told(history: History) -> tuple[list[int], int]:
    """What is told to be left of each authorization, and used of the plan."""
    plan, *found = standings([PLAN], history, END)
    by_serial = {s.limit.serial: max(s.left, 0) for s in found}
    return [by_serial[serial] for serial in sorted(by_serial)], plan.used


@settings(max_examples=400, deadline=None)
@given(tape=TAPES)
def test_a_visit_of_a_case_draws_on_the_authorization_of_its_case(tape: Tape) -> None:
    granted, seen = grants(tape), visits(tape, untold=0)
    assert told(charted(granted, seen)) == (left(granted, seen), treated(seen))


@settings(max_examples=400, deadline=None)
@given(tape=TAPES)
def test_no_case_that_nobody_told_leaves_fewer_visits_than_are_promised(tape: Tape) -> None:
    granted, seen = grants(tape), visits(tape, untold=4)
    promised, used = told(charted(granted, seen))
    least, most = least_left(granted, seen), most_left(granted, seen)
    assert all(n <= fewest for n, fewest in zip(promised, least, strict=True)), (granted, seen)
    untold = sum(visit.case is None for visit in seen)
    each_way = untold * len(REGIONS)  # of each case it may push another onto what serves any
    assert all(n >= many - each_way for n, many in zip(promised, most, strict=True))
    assert used == treated(seen)


@settings(max_examples=400, deadline=None)
@given(tape=TAPES)
def test_what_is_within_reach_of_a_case_is_what_its_authorizations_still_pay(tape: Tape) -> None:
    granted, seen = grants(tape), visits(tape, untold=0)
    remaining = left(granted, seen)
    found = {s.limit.serial: s for s in standings((), charted(granted, seen), END)}
    for at, grant in enumerate(granted, start=1):
        serving = [n for g, n in zip(granted, remaining, strict=True) if g.case in ("", grant.case)]
        assert max(found[at].left, 0) + found[at].elsewhere == sum(serving)
