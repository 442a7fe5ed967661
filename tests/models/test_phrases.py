"""The words for values."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import Authority, Source
from models.coverage.position import Verdict
from models.coverage.state import Permission
from models.period import Period
from models.reply import Tone
from models.wording import phrases

MARCH_15, JUNE_30 = date(2021, 3, 15), date(2021, 6, 30)


def test_a_day_is_written_so_that_day_and_month_cannot_be_confused() -> None:
    assert phrases.day(date(2021, 3, 4)) == "Mar 4, 2021"


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        pytest.param("2024", "2024", id="a year"),
        pytest.param("2024-04", "Apr 2024", id="a month"),
        pytest.param("2024-04-03", "Apr 3, 2024", id="a day"),
        pytest.param("2024-12-31", "Dec 31, 2024", id="the last day of a year"),
    ],
)
def test_a_partial_date_claims_no_more_than_it_knows(iso: str, words: str) -> None:
    assert phrases.partial(iso) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        pytest.param(Period(MARCH_15), "from Mar 15, 2021", id="open at its end"),
        pytest.param(Period(last=JUNE_30), "until Jun 30, 2021", id="open at its start"),
        pytest.param(Period(MARCH_15, JUNE_30), "Mar 15, 2021 to Jun 30, 2021", id="closed"),
        pytest.param(Period(), "dates not printed", id="open at both ends"),
    ],
)
def test_a_stretch_of_days_in_words(period: Period, words: str) -> None:
    assert phrases.period(period) == words


@pytest.mark.parametrize(
    ("words", "spoken"),
    [
        pytest.param([], "", id="nothing"),
        pytest.param(["a"], "a", id="one"),
        pytest.param(["a", "b"], "a or b", id="two"),
        pytest.param(["a", "b", "c"], "a, b or c", id="three"),
    ],
)
def test_a_list_as_it_is_spoken(words: list[str], spoken: str) -> None:
    assert phrases.either(words) == spoken


def test_a_list_may_be_joined_by_and() -> None:
    assert phrases.either(["a", "b"], "and") == "a and b"


@pytest.mark.parametrize(("number", "words"), [(0, "0 visits"), (1, "1 visit"), (2, "2 visits")])
def test_one_is_singular_and_nothing_else(number: int, words: str) -> None:
    assert phrases.count(number, "visit") == words


def test_what_ends_in_s_has_a_plural_too() -> None:
    assert phrases.count(2, "alias") == "2 aliases"


def test_a_sentence_starts_with_a_capital_and_keeps_its_initials() -> None:
    assert phrases.sentence("the BCBS plan") == "The BCBS plan"
    assert phrases.sentence("") == ""


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param((Verdict, phrases.VERDICTS), id="verdict"),
        pytest.param((Permission, phrases.PERMISSIONS), id="permission"),
        pytest.param((Authority, phrases.AUTHORITIES), id="authority"),
    ],
)
def test_every_value_has_words_of_its_own(kind: tuple[type, dict[object, object]]) -> None:
    values, words = kind
    assert set(words) == set(values)
    assert len(set(words.values())) == len(words)


def test_not_knowing_looks_neither_good_nor_bad() -> None:
    assert phrases.VERDICTS[Verdict.UNKNOWN].tone is Tone.NEUTRAL
    assert phrases.VERDICTS[Verdict.SILENT].tone is Tone.NEUTRAL


@pytest.mark.parametrize(
    ("published", "effective", "words"),
    [
        pytest.param("", "", "undated", id="a source without a date says so"),
        pytest.param("2016-07", "", "published Jul 2016", id="one date"),
        pytest.param("2020", "2020-01-21", "published 2020, in force Jan 21, 2020", id="two"),
    ],
)
def test_a_source_is_cited_with_its_authority_and_its_dates(
    published: str, effective: str, words: str
) -> None:
    source = Source(
        "x", "A page", "A blog", Authority.SECOND_HAND, published=published, effective=effective
    )
    cited = phrases.cite(source)
    assert (cited.title, cited.publisher) == ("A page", "A blog")
    assert cited.authority == "second-hand"
    assert cited.dates == words
