"""Codes that are typed beside a topic: what Medicare's tables say of them stands on its card."""

from __future__ import annotations

import pytest

from models.reply import Reply
from tests.handlers.front_desk import FrontDesk


def lines(reply: Reply) -> list[str]:
    """The lines of a card."""
    return [line.text for line in reply.lines]


async def test_the_codes_of_stim_are_looked_up(desk: FrontDesk) -> None:
    told = lines(await desk.glance("/ask can i bill estim w the needles 97014 or g0283"))
    assert told[0].startswith("I hold no source that gives a code for it")
    assert any("97014 and G0283" in line or "takes no unit of 97014" in line for line in told)


async def test_a_code_of_needling_is_never_told_as_no_pair_with_the_other(desk: FrontDesk) -> None:
    told = lines(await desk.glance("/ask estim through the needles with 20560 20561 and 97014"))
    assert not any("pair no two of 20560, 20561" in line for line in told)


async def test_a_bundled_code_that_has_no_file_is_looked_up_too(desk: FrontDesk) -> None:
    told = lines(await desk.glance("/ask denial CO-97 on 20560 billed w 98940"))
    assert "do not pair 20560 with 98940" in told[1]


async def test_a_stim_topic_without_codes_says_nothing_of_edits(desk: FrontDesk) -> None:
    told = lines(await desk.glance("/ask how do i bill stim through the needles"))
    assert not any("edits" in line for line in told)


@pytest.mark.parametrize(
    "typed",
    [
        "what year did 20561 start",
        "when did 20560 come out",
        "which year did 20560 begin",
        "and when was 20561 introduced",
        "in what year did 20560 become active",
        "since when is there a 20561",
    ],
)
async def test_when_a_code_began_is_told_by_its_card(desk: FrontDesk, typed: str) -> None:
    told = lines(await desk.glance(f"/ask {typed}"))
    assert "dates of service from Jan 1, 2020" in told[0]


@pytest.mark.parametrize(
    "typed",
    [
        "how many days after the visit may a PT sign the needling note",
        "how many days does the OT have to sign the note for needling",
        "how many days till the PT must sign a note with dn",
    ],
)
async def test_a_note_that_is_signed_is_no_matter_of_codes(desk: FrontDesk, typed: str) -> None:
    told = " ".join(lines(await desk.glance(f"/ask {typed}")))
    assert "one unit" not in told
    assert "fifty states" not in told
