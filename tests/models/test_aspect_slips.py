"""A misspelt word asks what it was meant to ask, and another word of English does not."""

from __future__ import annotations

import pytest

from models.understanding.aspect_slips import AspectSlips

ENGLISH = frozenset("charges charging working waiting requiring approves tracking".split())


@pytest.fixture(scope="module")
def slips() -> AspectSlips:
    return AspectSlips(
        ["what changes", "is it changing", "wording of the law", "in writing", "retiring",
         "training hours", "approval", "supervision"],
        ENGLISH,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"), [("trainning", "training"), ("suprevision", "supervision")]
)
def test_a_slip_is_mended(slips: AspectSlips, typed: str, meant: str) -> None:
    assert slips.mended(typed) == meant


@pytest.mark.parametrize("typed", sorted(ENGLISH - {"approves"}))
def test_a_word_of_its_own_is_no_slip_of_another(slips: AspectSlips, typed: str) -> None:
    assert slips.mended(typed) == typed


def test_another_form_of_a_word_asks_the_same(slips: AspectSlips) -> None:
    assert slips.mended("approves") == "approval"
