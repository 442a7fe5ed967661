"""What staff type behind /session and /caps, and what it is read as."""

from __future__ import annotations

from datetime import date

import pytest

from bot.render import plain_text
from models.content import load_aspects, load_plan_words
from models.content.word_lists import load_lists
from models.errors import NotUnderstood
from models.reply import Count, Reply
from models.understanding.commands import (
    authorization_commands,
    balance_commands,
    cap_commands,
    session_commands,
    void_commands,
)
from models.understanding.commands.authorization_commands import (
    AuthorizationRequest,
    WithdrawalRequest,
)
from models.understanding.commands.balance_commands import BalanceRequest
from models.understanding.commands.session_commands import LogRequest, SessionVerb
from models.understanding.commands.void_commands import VoidRequest
from models.understanding.dates import relative_days
from models.understanding.reader import Reader
from models.visits.balance_source import BalanceSource
from models.visits.balance_source import SourceKind as Kind
from models.visits.evaluations import AGAIN, INITIAL
from models.visits.void_reason import VoidReason
from models.visits.window import (
    BenefitYear,
    CalendarMonth,
    CalendarYear,
    DaysFromFirstVisit,
    Episode,
    Injury,
    Lifetime,
    RollingDays,
    RollingMonths,
    Window,
)
from models.wording.window_words import window
from tests.models.small_book import small_book

MONDAY = date(2026, 11, 23)
KNOWN = ("BLUE-47K", "KNEE-2")
READER = Reader(small_book(), load_aspects(), load_plan_words())
LISTS = load_lists()


@pytest.mark.parametrize(
    ("typed", "verb", "rest", "misspelt"),
    [
        pytest.param("log BLUE-47K", SessionVerb.LOG, "BLUE-47K", "", id="as it is"),
        pytest.param("LOG blue 47 k", SessionVerb.LOG, "blue 47 k", "", id="in capitals"),
        pytest.param("add BLUE-47K", SessionVerb.LOG, "BLUE-47K", "", id="another word for it"),
        pytest.param("authorisation KNEE-2", SessionVerb.AUTHORIZE, "KNEE-2", "", id="British"),
        pytest.param("improivng KNEE-2", SessionVerb.IMPROVING, "KNEE-2", "improivng", id="a slip"),
        pytest.param("BLUE-47K", None, "BLUE-47K", "", id="an alias"),
        pytest.param("hello", None, "hello", "", id="something else"),
        pytest.param("", None, "", "", id="nothing"),
    ],
)
def test_the_verb_stands_first(
    typed: str, verb: SessionVerb | None, rest: str, misspelt: str
) -> None:
    assert session_commands.verb(typed) == (verb, rest, misspelt)


@pytest.mark.parametrize(
    ("typed", "alias", "rest"),
    [
        pytest.param("BLUE-47K 20561", "BLUE-47K", "20561", id="first"),
        pytest.param("blue 47 k 20561", "blue 47 k", "20561", id="in pieces"),
        pytest.param("20561 for blue47k", "blue47k", "20561 for", id="last"),
        pytest.param("knee 2", "knee 2", "", id="the clinic's own in pieces"),
        pytest.param("RED-9 today", "RED-9", "today", id="one that nobody has"),
        pytest.param("medicare", "", "medicare", id="none"),
    ],
)
def test_an_alias_is_taken_out(typed: str, alias: str, rest: str) -> None:
    assert session_commands.take_alias(typed, KNOWN) == (alias, rest)


@pytest.mark.parametrize(
    ("typed", "log"),
    [
        pytest.param("", LogRequest(None, (), goes_by_today=True), id="nothing"),
        pytest.param(
            "20560 yesterday",
            LogRequest(date(2026, 11, 22), ("20560",), goes_by_today=True),
            id="code and day",
        ),
        pytest.param("again", LogRequest(None, (), again=True, goes_by_today=True), id="again"),
        pytest.param(
            "on 11/3 again 2", LogRequest(date(2026, 11, 3), (), True, 2), id="again, the second"
        ),
        pytest.param("3/1/2024 sure", LogRequest(date(2024, 3, 1), (), sure=True), id="sure"),
        pytest.param(
            "tomorow",
            LogRequest(None, (), unused=("tomorow",), goes_by_today=True),
            id="not understood",
        ),
    ],
)
def test_a_log_is_read(typed: str, log: LogRequest) -> None:
    assert session_commands.read_log(typed, MONDAY, READER) == log


WRONG, NOV_17 = VoidReason.WRONG_DAY, date(2026, 11, 17)


@pytest.mark.parametrize(
    ("typed", "voiding"),
    [
        ("17 because wrong day", VoidRequest("", 17, VoidReason.WRONG_DAY)),
        ("KNEE-2 17 because wrong day", VoidRequest("KNEE-2", 17, VoidReason.WRONG_DAY)),
        ("knee 2 17: did not come", VoidRequest("knee 2", 17, VoidReason.NO_SHOW)),
        ("17 jane doe called", VoidRequest("", 17)),
        ("17", VoidRequest("", 17)),
        ("KNEE-2", VoidRequest("KNEE-2", None)),
        ("17 KNEE-2 because wrong day", VoidRequest("KNEE-2", 17, VoidReason.WRONG_DAY)),
        *(
            (typed, VoidRequest("KNEE-2", None, WRONG, on=NOV_17))
            for typed in (
                *("KNEE-2 11/17 wrong day", "KNEE-2 on Tue Nov 17, 2026 because wrong day"),
                *("KNEE-2 session of 2026-11-17, wrong day", "11/17 KNEE-2 wrong day"),
                *("KNEE-2 the 11/17 visit, wrong day", "KNEE-2 last Tuesday wrong day"),
            )
        ),
    ],
)
def test_a_void_is_read(typed: str, voiding: VoidRequest) -> None:
    assert void_commands.read_voiding(typed, KNOWN, LISTS.voids, MONDAY) == voiding


@pytest.mark.parametrize(
    "typed",
    [
        *("KNEE-2 wrong day, was 11/18", "KNEE-2 because wrong day, not 11/17"),
        *("KNEE-2 duplicate of 11/17", "17 because wrong alias KNEE-2"),
        *("KNEE-2 11/17 and 11/20 because dup", "KNEE-2 11/17 wrong day, was 11/18"),
    ],
)
def test_a_day_or_an_alias_of_the_reason_names_no_session(typed: str) -> None:
    read = void_commands.read_voiding(typed, KNOWN, LISTS.voids, MONDAY)
    assert (read.on, read.alias) == (None, "KNEE-2" if read.number is None else "")


_DEC_1, _MAR_31 = date(2026, 12, 1), date(2027, 3, 31)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12 visits from 12/1 until 3/31", {}),
        ("12 visits from 12/1 until 3/31 instead of 1", {"instead_of": (1,), "is_instead": True}),
        ("instead of #1: 12 visits 12/1 - 3/31", {"instead_of": (1,), "is_instead": True}),
        ("replaces 1, 12 from 12/1 to 3/31", {"instead_of": (1,), "is_instead": True}),
        ("12 from 12/1 replacing number 2 until 3/31", {"instead_of": (2,), "is_instead": True}),
        ("12 from 12/1 until 3/31 instead of 1 and 3", {"instead_of": (1, 3), "is_instead": True}),
        ("instead of 1, 12/1 until 3/31, 12 visits", {"instead_of": (1,), "is_instead": True}),
        ("12 visits instead from 12/1 until 3/31", {"is_instead": True}),
        ("12 visits from 12/1 until 3/31 as well", {"is_as_well": True}),
        ("12 additional visits from 12/1 until 3/31", {"is_as_well": True}),
        ("as well as 1: 12 from 12/1 until 3/31", {"is_as_well": True, "beside": 1}),
        ("12 from 12/1 in addition to number 4 until 3/31", {"is_as_well": True, "beside": 4}),
        ("12 visits of 20560 97140 from 12/1 until 3/31", {"codes": ("20560", "97140")}),
        ("12 for 97140/20560 from 12/1 until 3/31", {"codes": ("97140", "20560")}),
        ("12 from 12/1 until 3/31 for codes 20560, 97140 and 20560", {"codes": ("20560", "97140")}),
        ("12 units from 12/1 until 3/31", {"in_units": True}),
        ("12 timed units of 97140 from 12/1 until 3/31", {"codes": ("97140",), "in_units": True}),
        ("12 visits from 12/1 until 3/31 excluding evaluations", {"excluding": INITIAL}),
        ("12 visits without evals from 12/1 until 3/31", {"excluding": INITIAL}),
        ("12 from 12/1 until 3/31, not counting re-evals", {"excluding": AGAIN}),
        (
            "12 from 12/1 until 3/31 excluding evaluations and re-evaluations",
            {"excluding": tuple(sorted((*INITIAL, *AGAIN)))},
        ),
        ("12 visits from 12/1 until 3/31 not as well", {"is_as_well": True, "unused": ("not",)}),
        (
            "12 visits from 12/1 until 3/31 instead of 8 visits",
            {"is_instead": True, "unused": ("8",)},
        ),
    ],
)
def test_an_authorization_is_read(typed: str, read: dict[str, object]) -> None:
    expected = AuthorizationRequest(12, _DEC_1, _MAR_31, **read)  # type: ignore[arg-type]
    assert authorization_commands.read_authorizing(typed, MONDAY) == expected


@pytest.mark.parametrize(
    ("typed", "serials", "unused"),
    [
        ("2", (2,), ()),
        ("number 2", (2,), ()),
        ("authorization #2, entered by mistake", (2,), ()),
        ("1 and 2", (1, 2), ()),
        ("12/31", (), ("12/31",)),
        ("", (), ()),
    ],
)
def test_a_withdrawal_is_read(
    typed: str, serials: tuple[int, ...], unused: tuple[str, ...]
) -> None:
    expected = WithdrawalRequest(serials, unused)
    assert authorization_commands.read_withdrawing(typed) == expected


@pytest.mark.parametrize(
    ("typed", "kind", "ours"),
    [
        pytest.param("5 as of 11/1 from portal", Kind.PORTAL, True, id="a portal's total"),
        pytest.param("5 as of 11/1 from Availity", Kind.CLEARINGHOUSE, True, id="a clearinghouse"),
        pytest.param("5 as of 11/1 from the EOB", Kind.EOB, True, id="a remittance"),
        pytest.param("5 as of 11/1 from our EMR", Kind.CHART, True, id="the clinic's own chart"),
        pytest.param("5 as of 11/1 from the old EMR", Kind.OLD_CHART, None, id="a former chart"),
        pytest.param(
            "5 as of 11/1 from the previous insurer", Kind.PAYER, None, id="a former payer"
        ),
        pytest.param("5 as of 11/1 from the old portal", Kind.PORTAL, None, id="a former portal"),
        pytest.param("5 as of 11/1 from another clinic", Kind.CLINIC, False, id="another clinic's"),
        pytest.param("5 in all as of 11/1 from the patient", Kind.PATIENT, True, id="in all"),
        pytest.param("5 elsewhere as of 11/1 from the payer", Kind.PAYER, False, id="elsewhere"),
        pytest.param("5 as of 11/1 from spreadsheet", Kind.OTHER, None, id="nobody said"),
        pytest.param("5 as of 11/1 from jane doe", None, None, id="nobody of the list"),
    ],
)
def test_a_total_is_told_from_visits_elsewhere(
    typed: str, kind: Kind | None, ours: bool | None
) -> None:
    told = balance_commands.read_balance(typed, MONDAY, LISTS.sources)
    source = BalanceSource(kind) if kind else None
    assert told == BalanceRequest(5, date(2026, 11, 1), source, ours)


def test_it_may_be_told_which_one_of_its_kind_a_source_is() -> None:
    told = balance_commands.read_balance(
        "5 as of 11/1 from another clinic 2", MONDAY, LISTS.sources
    )
    assert (told.source, told.is_numbered) == (BalanceSource(Kind.CLINIC, 2), True)


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("sunday", date(2026, 11, 22)),
        ("next friday", date(2026, 11, 27)),
        ("day before yesterday", date(2026, 11, 21)),
        ("2 weeks ago", date(2026, 11, 9)),
        ("2/29", date(2024, 2, 29)),
        ("nothing of the kind", None),
        ("Tue Nov 3, 2026", date(2026, 11, 3)),
        ("on Tue 11/17", date(2026, 11, 17)),
        ("Tuesday, November 10th", date(2026, 11, 10)),
        ("Thu 17 Sep 2026", date(2026, 9, 17)),
        ("last Tue 11/17", date(2026, 11, 17)),
        ("11/12 (Thu)", date(2026, 11, 12)),
    ],
)
def test_a_day_is_read(typed: str, on: date | None) -> None:
    assert relative_days.take(typed, MONDAY).on == on


@pytest.mark.parametrize("typed", ["Wed 11/24/2026", "Fri Nov 3, 2026", "11/12 (Mon)"])
def test_a_weekday_that_its_date_is_not_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood, match="is a T"):
        relative_days.take(typed, MONDAY)


@pytest.mark.parametrize("typed", ["12/30", "12/31", "dec 31", "1/15", "2/20"])
def test_a_day_of_the_coming_months_is_none_of_last_year(typed: str) -> None:
    on = relative_days.take(typed, MONDAY).on
    assert on
    assert on > MONDAY


@pytest.mark.parametrize(
    "typed",
    [
        "12/1-12/31", "12/1/26-12/31/26", "12/1–12/31", "12/1 - 12/31", "Dec 1-31",
        "from Tue 12/1/26 until Thu 12/31/26",
    ],
)  # fmt: skip
def test_two_days_of_an_authorization_may_be_joined(typed: str) -> None:
    read = authorization_commands.read_authorizing(f"6 visits {typed}", MONDAY)
    assert (read.number, read.first, read.last, read.unused) == (
        6, date(2026, 12, 1), date(2026, 12, 31), (),
    )  # fmt: skip


@pytest.mark.parametrize(
    "of",
    [
        CalendarYear(), CalendarMonth(), BenefitYear(7), BenefitYear(2, 29), RollingDays(90),
        RollingMonths(12), DaysFromFirstVisit(90), Episode(), Injury(), Lifetime(),
    ],
)  # fmt: skip
def test_a_window_reads_as_it_is_worded(of: Window) -> None:
    assert cap_commands.read_window(window(of)) == (of, ())


@pytest.mark.parametrize(
    ("used", "allowed", "bar"),
    [
        pytest.param(0, 12, f"[{'-' * 12}]", id="none"),
        pytest.param(1, 75, "[#---------]", id="one shows"),
        pytest.param(18, 20, f"[{'#' * 18}--]", id="a box for each visit"),
        pytest.param(74, 75, "[#########-]", id="never full before it is"),
        pytest.param(20, 20, f"[{'#' * 20}]", id="full"),
        pytest.param(22, 20, f"[{'#' * 20}]", id="over"),
    ],
)
def test_a_bar_reads_without_colour(used: int, allowed: int, bar: str) -> None:
    words = f"{used} of {allowed}"
    reply = Reply("OAK-12", count=Count(used, allowed, words))
    assert plain_text.dress(reply).splitlines()[1] == f"{words}  {bar}"
