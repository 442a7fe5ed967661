"""Names among the words that someone typed."""

from __future__ import annotations

import pytest

from models.understanding.names import NameIndex
from models.words import split

NAMES = NameIndex(
    {
        "medicare": ("Medicare", "Original Medicare"),
        "advantage": ("Medicare Advantage",),
        "bcbsnc": ("BCBSNC", "Blue Cross NC", "Blue Cross"),
        "bcbsal": ("BCBSAL", "Blue Cross Alabama", "Blue Cross"),
        "aetna": ("Aetna",),
        "cigna": ("Cigna",),
        "ash": ("ASH",),
        "kaiser": ("Kaiser Foundation Health Plan of the Northwest",),
        "premera": ("Premera",),
        "primera": ("Primera",),
    }
)


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The names found apart, as they were typed, and what they may mean."""
    words = split(text)
    return [
        (" ".join(w.typed for w in words[match.start : match.end]), match.ids)
        for match in NAMES.find_apart(words)
    ]


def guessed(text: str) -> tuple[str, ...]:
    """What the text was taken for."""
    guess = NAMES.guess(split(text))
    return guess.match.ids if guess else ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("medicare", [("medicare", ("medicare",))], id="one name"),
        pytest.param(
            "is medicare advantage paying",
            [("medicare advantage", ("advantage",))],
            id="the longer name, and not the shorter one inside it",
        ),
        pytest.param(
            "aetna medicare advantage",
            [("medicare advantage", ("advantage",)), ("aetna", ("aetna",))],
            id="the longest first",
        ),
        pytest.param(
            "cigna aetna",
            [("cigna", ("cigna",)), ("aetna", ("aetna",))],
            id="the leftmost first among equals",
        ),
        pytest.param(
            "blue cross", [("blue cross", ("bcbsnc", "bcbsal"))], id="all who share a name"
        ),
        pytest.param("bluecross", [("bluecross", ("bcbsnc", "bcbsal"))], id="written in one word"),
        pytest.param(
            "Kaiser Foundation Health Plan Northwest",
            [("Kaiser Foundation Health Plan Northwest", ("kaiser",))],
            id="a long name without its small words",
        ),
        pytest.param("acme health", [], id="nothing where no name stands"),
        pytest.param("", [], id="nothing in nothing"),
    ],
)
def test_which_names_a_text_holds(text: str, names: list[tuple[str, tuple[str, ...]]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("atena", ("aetna",), id="two letters swapped"),
        pytest.param("medicar", ("medicare",), id="the last letter lost"),
        pytest.param("medicre", ("medicare",), id="a letter lost inside"),
        pytest.param("cignaa", ("cigna",), id="a letter doubled"),
        pytest.param("does medcare pay", ("medicare",), id="among other words"),
        pytest.param("blue cros alabama", ("bcbsal",), id="the longer name that fits better"),
        pytest.param("blue cros", ("bcbsnc", "bcbsal"), id="a shared name means all who share it"),
        pytest.param("prmera", ("premera", "primera"), id="two names as near as each other"),
    ],
)
def test_a_misspelt_name_is_guessed(text: str, ids: tuple[str, ...]) -> None:
    assert set(guessed(text)) == set(ids)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("bcbsn", id="initials, a letter short"),
        pytest.param("bcbsnd", id="initials of another state"),
        pytest.param("bcbsla", id="initials with two letters swapped"),
        pytest.param("ahs", id="three letters"),
        pytest.param("aeta", id="four letters"),
        pytest.param("acme health", id="a name that is like no other"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_guess_is_never_made_from(text: str) -> None:
    assert guessed(text) == ()


def test_a_guess_says_what_was_typed() -> None:
    guess = NAMES.guess(split("does Medcare pay"))
    assert guess is not None
    assert guess.typed == "Medcare"
    assert (guess.match.start, guess.match.end) == (1, 2)
