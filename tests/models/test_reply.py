"""The numbers that stand behind a sentence."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from models.amended import amended
from models.reply import Citation, Line, Reply

REPLY = Reply(
    "Headline", sources=tuple(Citation(id_, id_.title(), "", "", "") for id_ in ("law", "page"))
)


@pytest.mark.parametrize(
    ("cites", "numbers"),
    [
        pytest.param((), (), id="a sentence without sources has none"),
        pytest.param(("law",), (1,), id="the first source is number one"),
        pytest.param(("page", "law"), (1, 2), id="numbers rise, however the sentence cites"),
        pytest.param(("page", "page"), (2,), id="a source cited twice is numbered once"),
        pytest.param(("forum",), (), id="a source that is not listed has no number"),
    ],
)
def test_the_numbers_of_what_a_sentence_cites(
    cites: tuple[str, ...], numbers: tuple[int, ...]
) -> None:
    assert REPLY.numbers(cites) == numbers


def test_an_amended_reply_is_another_one_with_all_else_as_it_was() -> None:
    lines = (Line("Said.", ("law",)),)
    other = amended(REPLY, lines=lines, receipt="R-CDFGHJKM")
    assert other == replace(REPLY, lines=lines, receipt="R-CDFGHJKM")
    assert (REPLY.lines, REPLY.receipt) == ((), "")
    with pytest.raises(FrozenInstanceError):
        other.receipt = ""  # type: ignore[misc] -- that it fails is what is tested
