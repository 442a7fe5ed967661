"""What a word with slips is taken for."""

from __future__ import annotations

import pytest

from models import spelling

VERBS = ("log", "undo", "authorize", "balance")


@pytest.mark.parametrize(
    ("typed", "most", "meant"),
    [
        pytest.param("undo", 0, "undo", id="no slip"),
        pytest.param("udno", 1, "undo", id="two neighbours that changed places"),
        pytest.param("authorise", 1, "authorize", id="a wrong letter"),
        pytest.param("ballance", 1, "balance", id="a letter too much"),
        pytest.param("authrize", 1, "authorize", id="a letter too few"),
        pytest.param("authrise", 1, None, id="two slips where one is allowed"),
        pytest.param("authrise", 2, "authorize", id="two slips where two are allowed"),
        pytest.param("close", 2, None, id="another word"),
    ],
)
def test_a_word_with_few_slips_is_the_one_that_was_meant(
    typed: str, most: int, meant: str | None
) -> None:
    assert spelling.slipped(typed, VERBS, most) == meant


def test_slips_are_counted_up_to_a_most() -> None:
    assert spelling.slips_between("udno", "undo", 2) == 1
    assert spelling.slips_between("authorize", "undo", 2) == 3


def test_the_keys_of_words_within_a_few_slips_come_with_their_slips() -> None:
    near = spelling.by_slips("BLUE47", {"BLUE-47K": "BLUE47K", "ELM-12": "ELM12"}, 2)
    assert near == [(1, "BLUE-47K")]


def test_the_nearest_of_those_that_agree_in_a_share_of_letters_comes_first() -> None:
    near = spelling.agreeing("medicar", ["medicaid", "medicare", "aetna"], 0.7, most=2)
    assert [word for word, _ in near] == ["medicare", "medicaid"]


def test_a_suggestion_resembles_what_was_typed() -> None:
    assert spelling.resembling("treeting", ["treating", "title"], 70) == "treating"
    assert spelling.resembling("colour", ["treating", "title"], 70) is None


def test_words_that_share_letters_are_found_by_where_they_stand() -> None:
    words = ["aetna", "medicare", "medicaid"]
    assert spelling.positions_alike("medicar", words, 70, most=2) == [1, 2]
