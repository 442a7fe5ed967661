"""Logs of codes of several disciplines, against a twin that sorts their lines into claims."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product

import pytest

from models.period import Period
from models.visits.all_standings import standings
from models.visits.authorization import Authorization
from models.visits.code_disciplines import by_discipline
from models.visits.history import History
from models.visits.limit import Limit, Pool, Unit
from models.visits.session import Discipline, Session
from models.visits.window import CalendarYear
from tests.models.claims_twin import claims
from tests.models.seeds import seeds

LINES = ("98940", "98943", "97140", "97124", "97110", "20560", "99213", "97161", "97165", "92507")
KIND = {d.value: d for d in Discipline}
WHO = (None, "PT", "OT", "DC")
FIRST = date(2026, 1, 5)


def _discipline(who: str | None) -> Discipline | None:
    return KIND[who] if who else None


def _in_words(found: object) -> dict[str | None, list[str]]:
    assert isinstance(found, dict)
    return {d.value if d else None: [*codes] for d, codes in found.items()}


@pytest.mark.parametrize(("said", "house"), [*product(WHO, WHO)])
def test_each_line_of_a_log_is_of_whoever_bills_it(said: str | None, house: str | None) -> None:
    for lines in [(), *product(LINES), *product(LINES, LINES), *product(LINES, LINES, LINES)]:
        if len(set(lines)) == len(lines):
            found = by_discipline(lines, _discipline(said), _discipline(house))
            assert _in_words(found) == claims(lines, said, house), lines


@seeds(150)
def test_a_year_of_logs_uses_a_visit_of_each_discipline_whose_claim_it_is(seed: int) -> None:
    of = random.Random(seed)  # noqa: S311 - histories, no secrets
    house = of.choice(["PT", "DC", "OT"])
    by_hand = {"PT": 0, "OT": 0, "DC": 0}
    sessions: list[Session] = []
    for week in range(of.randrange(1, 12)):
        on = FIRST + timedelta(weeks=week)
        lines, said = of.sample(LINES, of.randrange(1, 4)), of.choice([None, None, "PT", "DC"])
        for who in claims(lines, said, house):
            by_hand[who or ""] = by_hand.get(who or "", 0) + 1
        for discipline, codes in by_discipline(
            lines, _discipline(said), _discipline(house)
        ).items():
            sessions.append(Session(len(sessions) + 1, on, codes, discipline))
    limits = [
        Limit("", (), who, 40, CalendarYear(), Unit.DISCIPLINE_VISIT, pool=Pool((), (KIND[who],)))
        for who in ("PT", "OT", "DC")
    ]
    whole = Period(FIRST, FIRST + timedelta(days=360))
    granted = tuple(
        Authorization(who, 40, whole, Pool((), (KIND[who],)), serial=serial)
        for serial, who in enumerate(("PT", "OT", "DC"), start=1)
    )
    found = standings(limits, History(tuple(sessions), authorizations=granted), whole.last)
    used = [(standing.limit.pool.disciplines[0].value, standing.used) for standing in found]
    three = [(who, by_hand[who]) for who in ("PT", "OT", "DC")]
    assert used == [*three, *three]
