"""The limits of the content pack: which are counted, how they are read, and what is refused."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from models.content import load
from models.coverage.fact_book import FactBook
from models.coverage.position import Circumstances
from models.coverage.profession import Profession
from models.coverage.statement import Statement
from models.errors import FactsFault
from models.period import Period
from models.visits.history import History
from models.visits.limit import Effect, Limit, LimitScope, Needs, Pool, Stage, Unit, limits_held
from models.visits.session import Discipline, Session
from models.visits.standing import standing
from models.visits.window import BenefitYear, CalendarYear, DaysFromFirstVisit, YearFromFirstVisit
from tests.models.content.pack import PackFiles

PAYER = "payers/acme.yaml"
WORDED = "      - Twelve visits a year.\n"
ROW = """\
      - says: Twelve visits a year.
        id: yearly
        number: 12
        unit: visit
        window: {kind: benefit_year, month: 7, day: 1}
        stages: [{more: 8, needs: improving}]
        codes: ["20560"]
        disciplines: [PT, OT]
        soft: yes
        on_authorization: adds
        postsurgical: no
        treating: [neck_pain]
        plan: Gold
        from: 2024-01-01
        until: 2024-12-31
        assumes: The plan year is told by nobody.
"""
DISPUTED = """\
      - says: Twelve visits a year.
        id: yearly
        number: 12
        unit: visit
        disputed: who
        readings:
          - id: plan_year
            says: From July.
            window: {kind: benefit_year, month: 7}
          - id: calendar_year
            says: From January.
            sources: [forum]
            window: {kind: calendar_year}
            unit: treatment
"""


def pack(row: str) -> PackFiles:
    """The small pack with a row of limits."""
    return PackFiles().change(PAYER, WORDED, row)


def limits_of(book: FactBook, payer: str) -> dict[str, Limit]:
    """A payer's counted limits, by the end of their id."""
    told = [s for position in book.positions[payer] for s in position.limits]
    return {s.id.rpartition("/")[2]: s for s in told if isinstance(s, Limit)}


def test_a_row_with_a_number_is_counted_and_keeps_its_sentence(tmp_path: Path) -> None:
    new = load(pack(ROW).write(tmp_path)).positions["acme"][0]
    assert new.limits[0] == Limit(
        says="Twelve visits a year.",
        cites=("acme_policy",),
        id="acme/new/yearly",
        number=12,
        window=BenefitYear(7, 1),
        stages=(Stage(8, Needs.IMPROVING),),
        pool=Pool(("20560",), (Discipline.PT, Discipline.OT)),
        soft=True,
        on_authorization=Effect.ADDS,
        postsurgical=False,
        treating=("neck_pain",),
        plan="Gold",
        in_force=Period(date(2024, 1, 1), date(2024, 12, 31)),
        assumes="The plan year is told by nobody.",
    )
    assert new.limits[1] == Statement("Three visits a week.", ("forum",))


def test_a_disputed_limit_is_read_as_its_first_reading(tmp_path: Path) -> None:
    limit = limits_of(load(pack(DISPUTED).write(tmp_path)), "acme")["yearly"]
    assert (limit.window, limit.unit, limit.reading) == (BenefitYear(7), Unit.VISIT, "plan_year")
    assert [each.cites for each in limit.readings] == [("acme_policy",), ("forum",)]
    read = limit.read_as({"who": "calendar_year"})
    assert (read.window, read.unit) == (CalendarYear(), Unit.TREATMENT)


@pytest.mark.parametrize(
    ("row", "old", "new", "field", "told"),
    [
        pytest.param(ROW, "        id: yearly\n", "", "id", "Write `id:", id="no id"),
        pytest.param(ROW, "        number: 12\n", "", "number", "Write `number:", id="no number"),
        pytest.param(
            ROW, "number: 12", "number: twelve", "number", "in digits", id="a number in letters"
        ),
        pytest.param(ROW, "number: 12", "number: 0", "number", "one or more", id="a limit of none"),
        pytest.param(ROW, "number: 12", "number: 1.5", "number", "in digits", id="half a visit"),
        pytest.param(ROW, "        unit: visit\n", "", "unit", "is missing", id="no unit"),
        pytest.param(
            ROW, "unit: visit", "unit: visits", "unit", "Write visit", id="a misspelt unit"
        ),
        pytest.param(
            ROW, "unit: visit", "unit: dollar", "unit", "Write one of", id="dollars, never counted"
        ),
        pytest.param(
            ROW,
            "        window: {kind: benefit_year, month: 7, day: 1}\n",
            "",
            "window",
            "Write `window:",
            id="no window",
        ),
        pytest.param(
            ROW,
            "{kind: benefit_year, month: 7, day: 1}",
            "a year",
            "window",
            "Write `field: value`",
            id="a window in words",
        ),
        pytest.param(ROW, "kind: benefit_year, ", "", "window.kind", "Write `kind:", id="no kind"),
        pytest.param(
            ROW,
            "benefit_year",
            "benefits_year",
            "window.kind",
            "Write benefit_year",
            id="a misspelt kind",
        ),
        pytest.param(
            ROW,
            "benefit_year",
            "planet",
            "window.kind",
            "Write one of calendar_year",
            id="a kind like no other",
        ),
        pytest.param(
            ROW,
            "benefit_year",
            "membership_year",
            "window.kind",
            "the member's own",
            id="a window that only the member's papers know",
        ),
        pytest.param(
            ROW,
            "benefit_year, month: 7, day: 1",
            "rolling_days",
            "window.days",
            "Write `days:",
            id="missing days",
        ),
        pytest.param(
            ROW,
            "month: 7",
            "month: 13",
            "window.kind",
            "the calendar has",
            id="a thirteenth month",
        ),
        pytest.param(
            ROW,
            "benefit_year, month: 7, day: 1",
            "calendar_year, day: 1",
            "window.day",
            "Known here: kind",
            id="a number that the window has no use for",
        ),
        pytest.param(
            ROW,
            "needs: improving",
            "needs: improvement",
            "stages[1].needs",
            "Write improving",
            id="a stage that nothing opens",
        ),
        pytest.param(
            ROW, "more: 8", "more: some", "stages[1].more", "in digits", id="a stage of some"
        ),
        pytest.param(
            ROW,
            "[{more: 8, needs: improving}]",
            "[8]",
            "stages",
            "Write `field: value`",
            id="a stage that is a bare number",
        ),
        pytest.param(
            ROW,
            "disciplines: [PT, OT]",
            "disciplines: [PTA]",
            "disciplines",
            "Write",
            id="a discipline that nobody counts",
        ),
        pytest.param(
            ROW,
            "on_authorization: adds",
            "on_authorization: resets",
            "on_authorization",
            "Write",
            id="an effect that no authorization has",
        ),
        pytest.param(ROW, "soft: yes", "softly: yes", "softly", "Write `soft`", id="misspelt"),
        pytest.param(
            ROW, "until: 2024-12-31", "until: 2023-12-31", "until", "earlier date", id="days turned"
        ),
        pytest.param(
            DISPUTED,
            "        disputed: who\n",
            "",
            "disputed",
            "Write `disputed:",
            id="readings of no dispute",
        ),
        pytest.param(
            DISPUTED,
            "            window: {kind: calendar_year}\n",
            "",
            "readings[2].window",
            "Write `window:",
            id="a reading without a window",
        ),
    ],
)
def test_a_fault_in_a_limit_is_told_with_its_field_and_its_mend(  # noqa: PLR0917 - a column each
    tmp_path: Path, row: str, old: str, new: str, field: str, told: str
) -> None:
    assert old in row
    with pytest.raises(FactsFault) as caught:
        load(pack(row.replace(old, new, 1)).write(tmp_path))
    faults = [line for line in str(caught.value).splitlines() if line.startswith("- ")]
    where = f"positions[1].limits[1].{field}: "
    assert len(faults) == 1, faults
    assert re.match(rf"- {PAYER}, line \d+, {re.escape(where)}", faults[0]), faults
    assert told in faults[0]


@pytest.mark.parametrize(
    ("row", "old", "new", "where"),
    [
        pytest.param(ROW, '["20560"]', '["20561"]', "codes", id="a code without a file"),
        pytest.param(ROW, "[neck_pain]", "[gout]", "treating", id="a condition without a file"),
        pytest.param(DISPUTED, "disputed: who", "disputed: why", "disputed", id="no such dispute"),
        pytest.param(DISPUTED, "[forum]", "[oracle]", "readings", id="a source without a file"),
    ],
)
def test_a_limit_names_only_what_the_pack_holds(
    tmp_path: Path, row: str, old: str, new: str, where: str
) -> None:
    with pytest.raises(FactsFault, match=rf"acme/new/yearly\.{where}: .* has no file"):
        load(pack(row.replace(old, new, 1)).write(tmp_path))


def test_two_limits_of_a_position_have_two_ids(tmp_path: Path) -> None:
    with pytest.raises(FactsFault, match="acme/new/yearly: stands there 2 times"):
        load(pack(ROW + ROW).write(tmp_path))


# -- the facts that ship


@pytest.mark.parametrize(
    ("payer", "limit", "number", "most", "window"),
    [
        pytest.param(
            "medicare", "first_course", 12, 20, DaysFromFirstVisit(90), id="Medicare: 12 in 90 days"
        ),
        pytest.param("medicare", "year", 12, 20, YearFromFirstVisit(), id="Medicare: 20 a year"),
        pytest.param("priority_health_ma", "year", 12, 20, YearFromFirstVisit(), id="Priority"),
        pytest.param("kaiser_ccm_ma", "year", 8, 20, CalendarYear(), id="Kaiser: 8, then 12"),
        pytest.param("fep", "standard", 75, 75, CalendarYear(), id="FEP Standard"),
        pytest.param("fep", "basic", 50, 50, CalendarYear(), id="FEP Basic"),
        pytest.param("fep", "blue_focus", 25, 25, CalendarYear(), id="FEP Blue Focus"),
        pytest.param(
            "uhc_ma",
            "initial_plan_of_care",
            6,
            6,
            DaysFromFirstVisit(56, 90),
            id="UnitedHealthcare: 6 in eight weeks",
        ),
    ],
)
def test_what_the_pack_counts(  # noqa: PLR0917 - a column each
    pack: FactBook, payer: str, limit: str, number: int, most: int, window: object
) -> None:
    found = limits_of(pack, payer)[limit]
    assert (found.number, found.most, found.window) == (number, most, window)


def test_what_lacks_a_window_or_counts_money_is_told_and_never_counted(pack: FactBook) -> None:
    for payer in ("va", "fl_pip", "evicore_tpi", "tx_medicaid"):
        assert any(position.limits for position in pack.positions[payer]), payer
        assert not limits_of(pack, payer), payer
    assert set(limits_of(pack, "fep")) == {"standard", "basic", "blue_focus"}


def test_no_counted_limit_goes_without_a_source(pack: FactBook) -> None:
    counted = [limit for payer in pack.positions for limit in limits_of(pack, payer).values()]
    assert len(counted) > 60
    assert all(limit.cites and limit.says for limit in counted)
    assert len({limit.id for limit in counted}) == len(counted)


@pytest.mark.parametrize("profession", [*Profession, None])
def test_medicare_s_staged_limit_opens_for_a_chronic_low_back_whoever_treats(
    pack: FactBook, profession: Profession | None
) -> None:
    asked = Circumstances(
        date(2026, 3, 1), condition="chronic_low_back_pain", profession=profession
    )
    found = limits_held(pack.positions["medicare"], asked)
    counted = [each.sentence for each in found if each.holds is LimitScope.YES]
    assert [s.id.rpartition("/")[2] for s in counted if isinstance(s, Limit)] == [
        "first_course",
        "year",
    ]


@pytest.mark.parametrize(
    ("payer", "condition", "plan", "on", "holds"),
    [
        pytest.param("medicare", "neck_pain", "", "2026-03-01", [], id="no limit for a neck"),
        pytest.param(
            "fep",
            None,
            "",
            "2023-03-01",
            [LimitScope.WHICH_PLAN, LimitScope.WHICH_PLAN, LimitScope.OTHER_DAYS],
            id="FEP asks which option",
        ),
        pytest.param(
            "fep", None, "Standard Option", "2023-03-01", [LimitScope.YES], id="FEP Standard"
        ),
        pytest.param(
            "fep",
            None,
            "Standard Option",
            "2026-03-01",
            [LimitScope.OTHER_DAYS],
            id="a brochure of 2023 does not count the visits of 2026",
        ),
        pytest.param(
            "wa_lni", None, "", "2026-03-01", [LimitScope.YES] * 3, id="L&I, whatever is treated"
        ),
    ],
)
def test_for_whom_the_pack_s_limits_hold(  # noqa: PLR0917 - a column each
    pack: FactBook, payer: str, condition: str | None, plan: str, on: str, holds: list[LimitScope]
) -> None:
    asked = Circumstances(date.fromisoformat(on), condition=condition)
    found = limits_held(pack.positions[payer], asked, plan)
    assert [each.holds for each in found if isinstance(each.sentence, Limit)] == holds


def test_the_clinic_s_reading_of_the_medicare_year_decides_when_it_begins_again(
    pack: FactBook,
) -> None:
    year = limits_of(pack, "medicare")["year"]
    history = History((Session(1, date(2020, 3, 21), ("20560",)),))
    by_visit = standing(year, history, date(2020, 6, 1))
    by_calendar = standing(
        year.read_as({"medicare_year": "calendar_year"}), history, date(2020, 6, 1)
    )
    assert (by_visit.resets, by_calendar.resets) == (date(2021, 3, 1), date(2021, 1, 1))
    assert {each.id for each in year.readings} == {"from_first_visit", "calendar_year"}
    assert all(each.cites for each in year.readings)


def test_an_acupuncture_benefit_that_does_not_name_needling_counts_none(pack: FactBook) -> None:
    for payer in ("connecticare_ma", "priority_health_ma", "kaiser_ccm_ma"):
        for limit in limits_of(pack, payer).values():
            assert not limit.pool.has_code(Session(1, date(2026, 1, 5), ("20560",)))
