"""What is read once: names however many days are asked of them, and a day as most people type it.

How often a reader is entered is counted, and no time is measured: a machine may be busy.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Never

import pytest

from models.content import load_aspects, load_plan_words
from models.coverage.aspect import Aspect
from models.understanding import asked_text
from models.understanding.claim_routes import of_claims
from models.understanding.codes.code_questions import CodeReading
from models.understanding.dates import dates_of_service, named_days
from models.understanding.payers.named_payers import PayerName
from models.understanding.payers.payers import PayerNames
from models.understanding.question import Question
from models.understanding.reader import Reader
from models.understanding.reading import Answerer, Reading, asks_what_a_code_is
from models.understanding.remaining_text import RemainingText
from models.understanding.routing import route
from models.understanding.topics.topics import Topics
from tests.fakes import shipped
from tests.models.small_book import small_book

TODAY = date(2026, 1, 9)


class Entered(NamedTuple):
    """A reader of the small book, and the texts of which its reader of payers was asked."""

    reader: Reader
    texts: list[str]


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> Entered:
    texts: list[str] = []
    take = PayerNames.take

    def counted(self: PayerNames, left: RemainingText, *, has_code: bool) -> list[PayerName]:
        texts.append(left.text)
        return take(self, left, has_code=has_code)

    monkeypatch.setattr(PayerNames, "take", counted)
    return Entered(Reader(small_book(), load_aspects(), load_plan_words()), texts)


def test_names_are_read_once_however_many_days_are_asked_of_them(entered: Entered) -> None:
    days = [date(2021, 3, 15), date(2022, 4, 1), date(2020, 1, 21)]
    typed = [f"aetna 20560 on {day:%m/%d/%Y}" for day in days]
    questions = [entered.reader.read(text, TODAY) for text in typed]
    assert [question.on for question in questions] == days
    assert len({(question.payers, question.codes) for question in questions}) == 1
    assert len(entered.texts) == 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("aetna 20560 for headache", id="a condition stands beside the name"),
        pytest.param("aetna 20560 by PT", id="a profession stands beside the name"),
        pytest.param("aetna zorblat", id="a word that nobody knows stands beside the name"),
    ],
)
def test_what_says_more_than_names_is_read_each_time(entered: Entered, text: str) -> None:
    first, second = (entered.reader.read(text, TODAY) for _ in range(2))
    assert first == second
    assert len(entered.texts) > 1


@pytest.mark.parametrize("on", ["", "on ", "dos ", "before ", "after ", "week of ", "since "])
@pytest.mark.parametrize("text", ["aetna 20560 {}", "{} aetna", "aetna {} 20560 by PT"])
def test_a_day_typed_plainly_is_the_day_typed_otherwise(on: str, text: str) -> None:
    """The plain form has a reader of its own, and the ISO form is read with all the others."""
    plain = dates_of_service.take(text.format(f"{on}3/15/2021"), TODAY)
    other = dates_of_service.take(text.format(f"{on}2021-03-15"), TODAY)
    assert plain == other
    assert plain.on is not None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("3/15/2021 to 3/20/2021", date(2021, 3, 15), date(2021, 3, 20), id="to"),
        pytest.param("3/15-3/20/2021", date(2021, 3, 15), date(2021, 3, 20), id="one year for two"),
        pytest.param("3/15/2021 and 3/20/2021", date(2021, 3, 15), date(2021, 3, 20), id="and"),
    ],
)
def test_a_second_number_beside_a_plain_day_is_read_with_it(
    text: str, first: date, last: date
) -> None:
    taken = dates_of_service.take(f"aetna 20560 {text}", TODAY)
    assert (taken.on, taken.until) == (first, last)


def test_a_payer_and_a_day_enter_no_reader_of_codes_states_or_topics(
    monkeypatch: pytest.MonkeyPatch, pack_reader: Reader
) -> None:
    """The commonest question there is: what a new route reads, it reads only where it has to."""
    entered: list[str] = []

    def enter(_self: object, *_: object, **__: object) -> Never:
        entered.append("read")
        raise AssertionError

    monkeypatch.setattr(Reader, "read_state", enter)
    monkeypatch.setattr(Topics, "find_typed", enter)
    monkeypatch.setattr(Reader, "reading_of_codes", enter)
    topics = shipped.topics(shipped.pack())
    reading = Reading("geisinger 20560 on 3/15/2021", TODAY, pack_reader, topics)
    assert route(reading, Answerer.COVERAGE).answerer is Answerer.COVERAGE
    assert not entered


@pytest.mark.parametrize(
    ("text", "times"),
    [
        pytest.param("does it hurt", 0, id="neither a number nor a word for codes"),
        pytest.param("what is 20560", 1, id="a number"),
        pytest.param("what is kx", 1, id="the letters of a modifier"),
        pytest.param("which code is it", 1, id="a word for codes"),
    ],
)
def test_codes_are_looked_for_only_where_they_may_stand(
    monkeypatch: pytest.MonkeyPatch, pack_reader: Reader, text: str, times: int
) -> None:
    asked: list[str] = []
    read = Reader.reading_of_codes

    def counted(self: Reader, text: str, today: date | None = None) -> CodeReading:
        asked.append(text)
        return read(self, text, today)

    monkeypatch.setattr(Reader, "reading_of_codes", counted)
    topics: Topics = shipped.topics(shipped.pack())
    asks_what_a_code_is(Reading(text, TODAY, pack_reader, topics))
    assert len(asked) == times


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        pytest.param("can I needle my dog", True, id="an animal"),
        pytest.param("may PTs do equine needling", True, id="the word of a trade"),
        pytest.param("dry needling for animalls", True, id="with a slip"),
        pytest.param("needling for back pain", False, id="no word of animals"),
    ],
)
def test_what_a_state_is_asked_is_read_only_where_a_word_may_ask_it(
    monkeypatch: pytest.MonkeyPatch, pack_reader: Reader, text: str, *, asks: bool
) -> None:
    asked: list[str] = []
    read = Reader.read_state

    def counted(self: Reader, text: str, today: date | None = None) -> Question:
        asked.append(text)
        return read(self, text, today)

    monkeypatch.setattr(Reader, "read_state", counted)
    reading = Reading(text, TODAY, pack_reader, shipped.topics(shipped.pack()))
    assert reading.asks_of_state(Aspect.ANIMALS) is asks
    assert bool(asked) is asks


def test_what_tells_of_no_claim_has_no_codes_read_for_it(
    monkeypatch: pytest.MonkeyPatch, pack_reader: Reader
) -> None:
    def enter(*_: object, **__: object) -> Never:
        raise AssertionError

    monkeypatch.setattr(Reader, "reading_of_codes", enter)
    topics = shipped.topics(shipped.pack())
    assert of_claims(Reading("does needling hurt", TODAY, pack_reader, topics), None) is None


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("C0-97 at aetna", "CO-97 at aetna"),
        ("0A-23 at aetna", "OA-23 at aetna"),
        (
            "does cigna pay, Last time we checked was in 2023",
            "does cigna pay, Last time we checked",
        ),
        ("Does cigna Care if it is a chiro", "Does cigna if it is a chiro"),
        ("Dose cigna pay", "does cigna pay"),
        ("does cigna pay Fro needling", "does cigna pay for needling"),
        ("is it covered and If Not can she pay cash", "is it covered? can she pay cash"),
        ("medicaid in va & md", "medicaid in va and md"),
    ],
)
def test_what_is_mended_of_a_text_is_found_in_letters_of_any_case(typed: str, mended: str) -> None:
    assert asked_text.mended(typed) == mended


@pytest.mark.parametrize(
    "typed",
    (
        "Christmas, X-mas eve, THANKSGIVING, New Year, black Friday, Juneteenth, 4th of July, "
        "EOM, eoy, NYE, Labor Day, the end of May"
    ).split(", "),
)
def test_a_named_day_is_looked_for_wherever_it_may_stand(typed: str) -> None:
    assert named_days.may_be_in(f"closed on {typed}")


def test_a_text_without_a_word_of_a_day_is_searched_for_none() -> None:
    assert not named_days.may_be_in("does aetna pay for 20560 with a referral")
