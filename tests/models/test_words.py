"""Words that are spelt differently and mean the same."""

from __future__ import annotations

import pytest

from models.words import key_of, split


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("BCBSNC", "bcbsnc", id="in capitals or not"),
        pytest.param("BCBS NC", "BCBSNC", id="with a space or without"),
        pytest.param("BCBS of NC", "BCBS NC", id="with of or without"),
        pytest.param("Labor and Industries", "Labor Industries", id="with and or without"),
        pytest.param("The Regence", "regence", id="with the or without"),
        pytest.param("L&I", "L & I", id="an ampersand with spaces"),
        pytest.param("Workers' Comp", "workers comp", id="an apostrophe"),
        pytest.param("Workers’ Comp", "workers comp", id="a curly apostrophe"),
        pytest.param("Blue-Cross", "blue cross", id="a hyphen"),
        pytest.param("ＢＣＢＳ ＮＣ", "BCBS NC", id="full-width letters"),
        pytest.param("２０５６０", "20560", id="full-width digits"),
        pytest.param("U.S. Family", "US family", id="dots in initials"),
    ],
)
def test_two_spellings_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("BCBSNC", "BCBSND", id="one letter of initials"),
        pytest.param("Medicare", "Medicaid", id="two programs"),
        pytest.param("L&I", "L&N", id="letters around an ampersand"),
    ],
)
def test_two_names_have_two_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


def test_a_word_is_kept_as_it_was_typed() -> None:
    words = split("Blue-Cross of NC, please")
    assert [word.typed for word in words] == ["Blue", "Cross", "of", "NC", "please"]
    assert [word.plain for word in words] == ["blue", "cross", "of", "nc", "please"]


@pytest.mark.parametrize("text", ["", "  ", "—", "?!", "___"])
def test_marks_alone_are_no_words(text: str) -> None:
    assert split(text) == ()
