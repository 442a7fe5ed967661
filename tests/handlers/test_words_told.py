"""Which words that nothing read are told: those that could change the answer, and no others."""

from __future__ import annotations

import re

import pytest

from models.content.field_words import load_plan_words
from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.front_desk import FrontDesk, lines
from tests.questions.sheet import sheets

_TOLD = re.compile(r"I did not use (.+?)[.:]")
_QUOTED = re.compile(r"“([^”]+)”")


def told(reply: Reply) -> list[str]:
    """The words that a reply says it did not use."""
    found = (_TOLD.match(line.text) for line in lines(reply))
    return [word for match in found if match for word in _QUOTED.findall(match[1])]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param(
            "/coverage aetna gold select 20560", ["gold", "select"], id="levels of a plan"
        ),
        pytest.param("/coverage cigna Quexley 20560", ["Quexley"], id="perhaps another plan"),
        pytest.param("/coverage cigna 205600", ["205600"], id="perhaps a code"),
        pytest.param("/coverage cigna 20560 big toe", ["toe"], id="perhaps a condition"),
        pytest.param("/coverage cigna deadline guideline please", [], id="words of the field"),
        pytest.param("/coverage is cigna experimental for dn", [], id="what the answer speaks of"),
        pytest.param("/coverage plan uses cigna, what happens", [], id="verbs"),
        pytest.param("/coverage sorry to bother you, cigna thing", [], id="small talk"),
        pytest.param("/state ny why not", [], id="a not that denies nothing"),
        pytest.param("/state texas quexley", ["quexley"], id="perhaps a profession"),
    ],
)
async def test_a_word_is_told_only_where_it_could_change_the_answer(
    desk: FrontDesk, typed: str, words: list[str]
) -> None:
    assert told(await desk.say(typed)) == words


@pytest.mark.parametrize(
    ("typed", "told_as"),
    [
        ("/coverage cigna 4471", "a number of 4 digits"),
        ("/coverage cigna W1234", "a number with letters"),
        ("/coverage cigna 4471 gold", "a number of 4 digits and “gold”"),
        ("/coverage jtk cigna", "an abbreviation"),
        ("/coverage call premera W1234", "a number with letters"),
        ("/state texas W1234", "a number with letters"),
    ],
)
async def test_what_may_tell_of_a_person_is_told_by_its_kind_and_not_repeated(
    desk: FrontDesk, typed: str, told_as: str
) -> None:
    reply = await desk.say(typed)
    said = " ".join(line.text for line in lines(reply))
    assert f"I did not use {told_as}" in said
    strange = [word for word in typed.split() if word in {"W1234", "4471", "jtk"}]
    assert not any(word in said for word in strange)


async def test_a_part_of_the_body_is_not_told_beside_a_condition_that_was_read(
    desk: FrontDesk,
) -> None:
    assert "hip" not in told(await desk.say("/coverage cigna 20560 hip bursitis"))


@pytest.mark.sheet
async def test_no_everyday_word_is_told_for_any_question_of_the_sheets(pack: FactBook) -> None:
    desk, words = FrontDesk(pack), load_plan_words()
    for sheet, asked in sheets().items():
        for question in asked:
            typed = question.request if sheet == "desk" else f"/{sheet} {question.request}"
            strange = [word.casefold() for word in told(await desk.say(typed))]
            assert [w for w in strange if w in words.spoken - words.levels - words.products] == []
