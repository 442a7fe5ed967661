"""Which of a payer's positions answers a claim."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.coverage.payer import LineOfBusiness
from models.coverage.position import Circumstances, Finding, Position, Verdict, find, is_stale
from models.coverage.profession import Profession
from models.period import Period
from tests.models.small_book import position

JUNE_30, JULY_1 = date(2021, 6, 30), date(2021, 7, 1)
OLD = position("old", Verdict.COVERED, last=JUNE_30)
NEW = position("new", Verdict.INVESTIGATIONAL, first=JULY_1)


def ids(positions: Iterable[Position]) -> list[str]:
    """The ids of positions, in order."""
    return [each.id for each in positions]


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        pytest.param(JUNE_30, Verdict.COVERED, id="the last day of the old policy"),
        pytest.param(JULY_1, Verdict.INVESTIGATIONAL, id="the first day of the new one"),
        pytest.param(date(2030, 1, 1), Verdict.INVESTIGATIONAL, id="years later"),
    ],
)
def test_the_date_of_service_decides_which_policy_applies(on: date, verdict: Verdict) -> None:
    assert find([NEW, OLD], Circumstances(on)).verdict is verdict


def test_what_holds_on_other_days_is_shown_apart() -> None:
    finding = find([NEW, OLD], Circumstances(JULY_1))
    assert ids(finding.other_days) == ["old"]
    assert finding.beside == ()


def test_knowing_of_nothing_is_unknown_and_never_not_covered() -> None:
    assert find([], Circumstances(JULY_1)) == Finding(Verdict.UNKNOWN, None)


def test_a_position_on_other_codes_says_nothing_of_this_one() -> None:
    injections = position("injections", codes=("20552",))
    assert find([injections], Circumstances(JULY_1, code="20560")) == Finding(Verdict.UNKNOWN, None)


FOR_THERAPISTS = position("therapists", Verdict.NOT_COVERED, billed_by=(Profession.PT,))
FOR_PHYSICIANS = position("physicians", Verdict.COVERED, billed_by=(Profession.MD,))


@pytest.mark.parametrize(
    ("profession", "leading", "beside"),
    [
        pytest.param(Profession.PT, "therapists", ["physicians"], id="a therapist"),
        pytest.param(Profession.MD, "physicians", ["therapists"], id="a physician"),
        pytest.param(None, "physicians", ["therapists"], id="nobody said who: the first stands"),
    ],
)
def test_the_biller_decides_and_the_other_position_stands_beside(
    profession: Profession | None, leading: str, beside: list[str]
) -> None:
    asked = Circumstances(JULY_1, profession=profession)
    finding = find([FOR_PHYSICIANS, FOR_THERAPISTS], asked)
    assert finding.leading is not None
    assert finding.leading.id == leading
    assert ids(finding.beside) == beside


def test_a_biller_whom_no_position_names_is_unknown_with_the_others_beside() -> None:
    asked = Circumstances(JULY_1, profession=Profession.DC)
    finding = find([FOR_PHYSICIANS, FOR_THERAPISTS], asked)
    assert (finding.verdict, finding.leading) == (Verdict.UNKNOWN, None)
    assert ids(finding.beside) == ["physicians", "therapists"]


@pytest.mark.parametrize(
    ("bounds", "asked"),
    [
        pytest.param({"codes": ("20560",)}, {"code": "20560"}, id="its code"),
        pytest.param({"treating": ("neck",)}, {"condition": "neck"}, id="its condition"),
        pytest.param({"billed_by": (Profession.PT,)}, {"profession": Profession.PT}, id="biller"),
        pytest.param({"in_states": ("NC",)}, {"state": "NC"}, id="its state"),
        pytest.param(
            {"lines": (LineOfBusiness.MEDICAID,)}, {"line": LineOfBusiness.MEDICAID}, id="its line"
        ),
        pytest.param({}, {"code": "20560", "condition": "neck", "state": "NC"}, id="no bound"),
        pytest.param({"treating": ("neck",), "in_states": ("NC",)}, {}, id="nothing said"),
        pytest.param(
            {"not_treating": ("knee",)}, {"condition": "neck"}, id="another than excluded"
        ),
        pytest.param({"not_treating": ("knee",)}, {}, id="no condition said"),
    ],
)
def test_a_position_answers_for(bounds: dict[str, object], asked: dict[str, object]) -> None:
    finding = find([position(**bounds)], Circumstances(JULY_1, **asked))
    assert finding.verdict is Verdict.COVERED


@pytest.mark.parametrize(
    ("bounds", "asked"),
    [
        pytest.param({"codes": ("20560",)}, {"code": "20561"}, id="another code"),
        pytest.param({"treating": ("neck",)}, {"condition": "knee"}, id="another condition"),
        pytest.param(
            {"not_treating": ("knee",)}, {"condition": "knee"}, id="an excluded condition"
        ),
        pytest.param({"billed_by": (Profession.PT,)}, {"profession": Profession.PTA}, id="biller"),
        pytest.param({"in_states": ("NC",)}, {"state": "SC"}, id="another state"),
        pytest.param(
            {"lines": (LineOfBusiness.MEDICAID,)},
            {"line": LineOfBusiness.COMMERCIAL},
            id="another line of business",
        ),
    ],
)
def test_a_position_does_not_answer_for(
    bounds: dict[str, object], asked: dict[str, object]
) -> None:
    finding = find([position(**bounds)], Circumstances(JULY_1, **asked))
    assert (finding.verdict, finding.leading) == (Verdict.UNKNOWN, None)


BELIEVED = position("believed", Verdict.COVERED, recorded=Period(date(2021, 1, 1), JUNE_30))
CORRECTED = position("corrected", Verdict.NOT_COVERED, recorded=Period(JULY_1))


@pytest.mark.parametrize(
    ("as_known", "verdict"),
    [
        pytest.param(None, Verdict.NOT_COVERED, id="today: only what still stands in the book"),
        pytest.param(JUNE_30, Verdict.COVERED, id="on the last day before the correction"),
        pytest.param(JULY_1, Verdict.NOT_COVERED, id="on the day of the correction"),
        pytest.param(date(2020, 12, 31), Verdict.UNKNOWN, id="before the book held anything"),
    ],
)
def test_as_known_shows_what_the_clinic_would_have_been_told(
    as_known: date | None, verdict: Verdict
) -> None:
    """The date of service is the same throughout: only the knowledge of it changes."""
    asked = Circumstances(date(2021, 3, 15), as_known=as_known)
    assert find([BELIEVED, CORRECTED], asked).verdict is verdict


def test_a_rule_that_was_told_late_still_applies_to_earlier_dates_of_service() -> None:
    told_late = position("late", first=date(2021, 1, 1), recorded=Period(JULY_1))
    assert find([told_late], Circumstances(date(2021, 3, 15))).leading is told_late


# -- the same rules, written a second time as plainly as possible --------------------------------

_DAYS = [date(2021, 6, 28) + timedelta(days=n) for n in range(5)]
_DAY = st.none() | st.sampled_from(_DAYS)
_PERIOD = st.builds(Period, _DAY, _DAY).filter(
    lambda p: p.first is None or p.last is None or p.first <= p.last
)


def _some(*values: object) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


_BOUNDS = st.fixed_dictionaries(
    {
        "verdict": st.sampled_from(Verdict),
        "in_force": _PERIOD,
        "recorded": _PERIOD,
        "codes": _some("20560", "20561"),
        "treating": _some("neck", "knee"),
        "not_treating": _some("neck", "knee"),
        "billed_by": _some(Profession.PT, Profession.MD),
        "in_states": _some("NC", "WA"),
        "lines": _some(LineOfBusiness.COMMERCIAL, LineOfBusiness.MEDICARE),
    }
)
_POSITIONS = st.lists(_BOUNDS, max_size=6).map(
    lambda many: [
        Position(id=str(n), title="", says="", cites=("x",), **each) for n, each in enumerate(many)
    ]
)
_ASKED = st.builds(
    Circumstances,
    on=st.sampled_from(_DAYS),
    code=st.sampled_from([None, "20560", "20561"]),
    condition=st.sampled_from([None, "neck", "knee"]),
    profession=st.sampled_from([None, Profession.PT, Profession.MD]),
    state=st.sampled_from([None, "NC", "WA"]),
    line=st.sampled_from([None, LineOfBusiness.COMMERCIAL, LineOfBusiness.MEDICARE]),
    as_known=_DAY,
)


def _twin(positions: list[Position], asked: Circumstances) -> Finding:
    leading: Position | None = None
    beside: list[Position] = []
    other_days: list[Position] = []
    for each in positions:
        if asked.as_known is None and each.recorded.last is not None:
            continue
        if asked.as_known is not None and not each.recorded.holds(asked.as_known):
            continue
        if asked.code is not None and each.codes and asked.code not in each.codes:
            continue
        misfits = [
            said is not None and len(bound) > 0 and said not in bound
            for said, bound in (
                (asked.condition, each.treating),
                (asked.profession, each.billed_by),
                (asked.state, each.in_states),
                (asked.line, each.lines),
            )
        ]
        fits = not any(misfits) and asked.condition not in each.not_treating
        if not each.in_force.holds(asked.on):
            other_days += [each] if fits else []
        elif fits and leading is None:
            leading = each
        else:
            beside.append(each)
    verdict = Verdict.UNKNOWN if leading is None else leading.verdict
    return Finding(verdict, leading, tuple(beside), tuple(other_days))


@pytest.mark.sheet
@settings(max_examples=400, deadline=None)
@given(_POSITIONS, _ASKED)
def test_finding_agrees_with_the_same_rules_written_a_second_time(
    positions: list[Position], asked: Circumstances
) -> None:
    assert find(positions, asked) == _twin(positions, asked)


# -- staleness -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "today", "stale"),
    [
        pytest.param("2024-11-23", date(2026, 11, 23), False, id="730 days old is still fresh"),
        pytest.param("2024-11-23", date(2026, 11, 24), True, id="731 days old is not"),
        pytest.param("2023-11-24", date(2025, 11, 23), False, id="730 days over a leap day"),
        pytest.param("2023-11-24", date(2025, 11, 24), True, id="731 days over a leap day"),
        pytest.param("2024-04", date(2026, 4, 1), False, id="a month counts from its first day"),
        pytest.param("2024-04", date(2026, 4, 2), True, id="and is stale two years after that"),
        pytest.param("2024", date(2025, 12, 31), False, id="a year counts from 1 January"),
        pytest.param("2024", date(2026, 1, 1), True, id="and may be stale on its second birthday"),
        pytest.param("", date(2026, 11, 23), False, id="an undated fact is not called old"),
    ],
)
def test_the_day_on_which_a_fact_grows_stale(as_of: str, today: date, stale: bool) -> None:
    assert is_stale(as_of, today) is stale
