"""Free text of before the closed lists becomes entries, and no count becomes lower."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from models.clinic.clinic import Platform, Role
from models.content.word_lists import load_lists
from models.period import Period
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.closed_list_migration import named_apart
from models.storage.database import Database
from models.storage.engine.database_url import read_url, tortoise_config
from models.storage.migrate import apply
from models.visits.balance import Balance, latest_balances, tally
from models.visits.balance_source import BalanceSource, SourceKind, unspell
from models.visits.events import BalanceAdded, SessionLogged, SessionVoided
from models.visits.limit import Unit
from models.visits.session import Session
from models.visits.void_reason import VoidReason
from tests.storage.charting import NOON, TODAY, begin, by, count, say
from tests.storage.keys import KEYS
from tests.storage.stores import Stores
from tests.storage.test_migrations import ROWS

BLUE = "BLUE-47K"
BEFORE, AFTER = "0008_conversation", "0009_closed_lists"
LISTS = load_lists()

REASONS = {
    "wrong day": "wrong day",
    "undone": "undone",
    "voided": "other",
    "pt no showed": "did not come",
    "Jane Doe called": "other",
    "wrong pt, was Maria Garcia": "wrong alias",
}
SOURCES = {  # of one alias, in this order
    "portal": "portal",
    "Portal": "portal 2",
    "payer's portal": "portal 3",
    "Availity": "clearinghouse",
    "navinet": "clearinghouse 2",
    "Jane Doe": "other",
    "Maria Garcia's sister": "other 2",
    "another clinic": "another clinic",
    "the hospital": "another clinic 2",
}
PLANS = {  # by payer
    ("fep", "standard option"): "Standard Option",
    ("fep", "basic"): "Basic Option",
    ("bcbsnc", "gold"): "marketplace",
    ("bcbsnc", "Jane Doe"): "",
    ("bcbsnc", "PPO"): "PPO",
}


def quoted(text: str) -> str:
    """A text as it stands in a statement."""
    return "'" + text.replace("'", "''") + "'"


def filling() -> Iterable[str]:
    """Rows with free text, as the release before kept them."""
    for name in sorted(ROWS):
        if name <= BEFORE:
            yield from ROWS[name].values()
    for n, reason in enumerate(REASONS, 2):
        yield f"""INSERT INTO session (id, clinic_id, alias_id, number, on_date, codes, units,
            logged_by, logged_at, voided) VALUES ({n}, 1, 1, {n}, '2026-11-{n:02}', '20560', 1,
            'U1', '2026-12-01 12:00:00+00:00', {quoted(reason)})"""  # noqa: S608 -- our own words
    for n, source in enumerate(SOURCES, 2):
        yield f"""INSERT INTO balance (id, clinic_id, alias_id, used, as_of, source, includes_ours,
            codes, disciplines, told_by, told_at) VALUES ({n}, 1, 1, 4, '2026-11-30',
            {quoted(source)}, {"FALSE" if source == "portal" else "TRUE"}, '', '', 'U1',
            '2026-12-01 12:00:00+00:00')"""  # noqa: S608 -- the same
    for n, (payer, plan) in enumerate(PLANS, 2):
        yield f"""INSERT INTO alias (id, clinic_id, key, text, payer, plan, opened_on, opened_by,
            opened_at, is_open, version, binding_limit, used_now, allowed_now, left_now, next_look)
            VALUES ({n}, 1, 'AB{n}', 'AB-{n}', '{payer}', {quoted(plan)}, '2026-12-01', 'U1',
            '2026-12-01 12:00:00+00:00', TRUE, 1, '', 0, 0, 99, '2027-01-01')"""  # noqa: S608


@pytest.fixture
async def filled(stores: Stores, empty_url: str) -> str:
    """Records of the release before, with free text in every row that may hold it."""
    await apply(tortoise_config(read_url(empty_url), migrating=True), upto=BEFORE)
    for statement in filling():
        stores.rows(empty_url, statement)
    return empty_url


async def test_reasons_sources_and_plans_become_entries(stores: Stores, filled: str) -> None:
    assert AFTER in await Database(filled, KEYS).migrate()
    voided = stores.rows(filled, "SELECT voided FROM session WHERE voided <> '' ORDER BY id")
    assert [row[0] for row in voided] == list(REASONS.values())
    sources = stores.rows(filled, "SELECT source FROM balance ORDER BY id")
    assert [row[0] for row in sources] == ["portal", *SOURCES.values()]
    plans = stores.rows(filled, "SELECT plan FROM alias WHERE id > 1 ORDER BY id")
    assert [row[0] for row in plans] == list(PLANS.values())


async def test_no_word_of_what_was_typed_is_left_in_the_rows(stores: Stores, filled: str) -> None:
    await Database(filled, KEYS).migrate()
    tables = [name for name in stores.schema(filled) if name != "audit"]
    kept = " ".join(
        " ".join(row)
        for table in tables
        for row in stores.rows(filled, f'SELECT * FROM "{table}"')  # noqa: S608 -- from the catalog
    ).casefold()
    assert [word for word in ("jane", "doe", "maria", "garcia", "sister") if word in kept] == []


async def test_whoever_has_another_plan_now_is_counted_anew(stores: Stores, filled: str) -> None:
    await Database(filled, KEYS).migrate()
    due = stores.rows(filled, "SELECT id FROM alias WHERE next_look < '2026-01-01' ORDER BY id")
    changed = [n for n, ((_, was), now) in enumerate(PLANS.items(), 2) if was != now]
    assert [int(row[0]) for row in due] == changed


async def test_a_second_time_changes_nothing(stores: Stores, filled: str) -> None:
    await Database(filled, KEYS).migrate()
    before = stores.rows(filled, "SELECT id, source FROM balance ORDER BY id")
    stores.rows(filled, f"DELETE FROM tortoise_migrations WHERE name = '{AFTER}'")  # noqa: S608
    assert AFTER in await Database(filled, KEYS).migrate()
    assert stores.rows(filled, "SELECT id, source FROM balance ORDER BY id") == before


TEXTS = [
    *SOURCES,
    "another clinic 2",
    "hospital",
    "Hospital",
    "Dr. X",
    "Dr. Y",
    "",
    "other",
    "x " * 40,
]


@pytest.mark.parametrize("start", range(len(TEXTS)))
def test_no_two_texts_of_an_alias_become_one_source(start: int) -> None:
    texts = [*TEXTS[start:], *TEXTS[:start]]
    entries = named_apart(texts, LISTS)
    assert len(set(entries.values())) == len(texts)
    assert all(unspell(entry) for entry in entries.values())
    assert all(entries[text] == text for text in texts if unspell(text))


@pytest.mark.parametrize("seed", range(40))
def test_every_count_is_what_it_was(seed: int) -> None:
    day = timedelta(days=1)
    texts = [TEXTS[(seed * step) % len(TEXTS)] for step in (1, 3, 5, 7, 11)]
    told = [
        Balance((seed * n) % 9, TODAY - (seed * n % 200) * day, text, (seed + n) % 3 == 0)
        for n, text in enumerate(texts, 1)
    ]
    entries = named_apart((b.source for b in told), LISTS)
    after = [Balance(b.used, b.as_of, entries[b.source], b.includes_ours) for b in told]
    sessions = [Session(n, TODAY - n * 9 * day) for n in range(1, 8)]
    year = Period(TODAY - 365 * day, TODAY)
    used = [
        tally(Unit.VISIT, sessions, latest_balances(each, year, TODAY)).used
        for each in (told, after)
    ]
    assert used[0] == used[1]


# -- the wall: no other text gets into a row -----------------------------------------------------


@pytest.fixture
async def clinic_id(ledger: ClinicStore) -> int:
    """A clinic of the test's own."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.STAFF, at=NOON)
    return clinic.id


async def test_a_reason_that_is_on_no_list_gets_into_no_row(clinic_id: int) -> None:
    cabinet = ChartStore(count)
    await begin(cabinet, clinic_id)
    await cabinet.amend(clinic_id, BLUE, say(SessionLogged(Session(1, TODAY))), by())
    void = SessionVoided(1, "jane doe called")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="of the list"):
        await cabinet.amend(clinic_id, BLUE, say(void), by())
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert [s.voided for s in chart.history.sessions] == [""]


async def test_a_source_that_is_on_no_list_gets_into_no_row(clinic_id: int) -> None:
    cabinet = ChartStore(count)
    await begin(cabinet, clinic_id)
    told = BalanceAdded(Balance(4, TODAY, "jane doe"))
    with pytest.raises(ValueError, match="of the list"):
        await cabinet.amend(clinic_id, BLUE, say(told), by())
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert not chart.history.balances


@pytest.mark.parametrize("code", ["jane", "2056", "20560 jane", "g0283", ""])
async def test_what_cannot_be_a_code_gets_into_no_row(clinic_id: int, code: str) -> None:
    cabinet = ChartStore(count)
    await begin(cabinet, clinic_id)
    with pytest.raises(ValueError, match="letters and digits"):
        await cabinet.amend(clinic_id, BLUE, say(SessionLogged(Session(1, TODAY, (code,)))), by())


@pytest.mark.parametrize("reason", VoidReason)
async def test_every_entry_is_kept_and_read(clinic_id: int, reason: VoidReason) -> None:
    cabinet = ChartStore(count)
    await begin(cabinet, clinic_id)
    events = (SessionLogged(Session(1, TODAY)), SessionVoided(1, reason))
    await cabinet.amend(clinic_id, BLUE, say(*events), by())
    told = [
        BalanceAdded(Balance(1, date(2026, 1, 1), s.spell()))
        for s in map(BalanceSource, SourceKind)
    ]
    await cabinet.amend(clinic_id, BLUE, say(*told), by())
    chart = await cabinet.find(clinic_id, BLUE)
    assert chart
    assert [s.voided for s in chart.history.sessions] == [reason.value]
    assert [b.source for b in chart.history.balances] == [kind.value for kind in SourceKind]
