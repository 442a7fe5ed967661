"""Which sentences repeat another, and what of the details stays."""

from __future__ import annotations

import pytest

from models.reply import Details, Line, Section
from models.understanding import details_word
from models.wording import repeats


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        pytest.param(
            "The medical board objects: it sees it as the practice of medicine.",
            "It is the practice of medicine, the medical board objects and sees.",
            True,
            id="the same in other order",
        ),
        pytest.param(
            "20 physical therapy visits a year.", "The plan must be renewed yearly.", False, id="no"
        ),
        pytest.param("It is covered.", "It is covered.", False, id="too short to tell"),
    ],
)
def test_two_sentences_are_alike_by_their_content_words(
    first: str, second: str, alike: bool
) -> None:
    assert repeats.are_alike(repeats.content(first), repeats.content(second)) is alike


GIST = (Line("The board's rule asks for 50 hours and two years of practice."),)


def test_a_caution_that_was_said_goes_and_one_with_a_new_number_stays() -> None:
    details = Details(
        cautions=(
            Line("The rule of the board asks for 50 hours and two years of practice. Ask again."),
            Line("The rule of the board asks for 54 hours and two years of practice."),
        )
    )
    told = repeats.without(details, GIST)
    assert [line.text for line in told.cautions] == ["Ask again.", details.cautions[1].text]


def test_a_side_that_repeats_still_says_who_holds_it() -> None:
    side = Line("Licensing board, 2013: 50 hours and two years of practice, by the board's rule.")
    so = Line("So: The board's rule asks for 50 hours and two years of practice.")
    details = Details(sections=(Section("Settled: How many?", (side, so), is_disputed=True),))
    [section] = repeats.without(details, GIST).sections
    assert [line.text for line in section.lines] == ["Licensing board, 2013: as said above."]


def test_rows_of_a_list_are_facts_of_their_own() -> None:
    rows = (Line("20 physical therapy visits a year."), Line("20 speech therapy visits a year."))
    details = Details(sections=(Section("Limits", rows),))
    assert repeats.without(details, rows[:1]) == details


@pytest.mark.parametrize(
    ("says", "told", "stands"),
    [
        pytest.param("20 visits a year.", "20 visits a year.", True, id="alone"),
        pytest.param("20 visits a year.", "Yes. 20 visits a year. No more.", True, id="in a row"),
        pytest.param("No, never.", "Authorization: No, never.", True, id="behind its label"),
        pytest.param("20 visits a year.", "120 visits a year.", False, id="another number"),
        pytest.param("No.", "Authorization is needed by plan No. 5", False, id="no sentence"),
        pytest.param("20 visits", "20 visits more. Ask.", False, id="less than a sentence"),
        pytest.param("20 visits.", "For children: 20 visits.", False, id="of others"),
    ],
)
def test_a_line_stands_only_whole_in_another(says: str, told: str, *, stands: bool) -> None:
    assert repeats.stands_in(Line(says, ("a",)), (Line(told, ("a", "b")),)) is stands


def test_what_another_source_says_is_not_said_yet() -> None:
    line = Line("20 visits a year.", ("theirs",))
    assert not repeats.stands_in(line, (Line(line.text, ("ours",)),))


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        pytest.param("medicare 20560 details", "medicare 20560", id="at the end"),
        pytest.param("details medicare", "medicare", id="first"),
        pytest.param("Medicare DETAILS 20560", "Medicare 20560", id="between"),
        pytest.param("what details must the note have", None, id="a word of a question"),
        pytest.param("details of the ABN", None, id="of something"),
        pytest.param("detailsmith insurance", None, id="part of a name"),
    ],
)
def test_the_word_details_is_taken_where_it_stands_alone(typed: str, rest: str | None) -> None:
    assert details_word.take(typed) == ((rest, True) if rest else (typed, False))


@pytest.mark.parametrize(
    "typed", ["what does it pay for", "for the note", "what details of it", ""]
)
def test_the_word_ahead_of_any_text_asks_for_its_details(typed: str) -> None:
    assert details_word.take(details_word.before(typed).strip()) == (typed, True)
