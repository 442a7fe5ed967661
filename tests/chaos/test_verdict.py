"""The verdict over a chaos sees what it is there to see; the same seed is the same disorder."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.chaos.disorder import STORM, TEAMS_STORM, Disorder, Fault
from tests.chaos.slack import Received
from tests.chaos.verdict import faults

BLUE, RED = ("C1", "BLUE"), ("C1", "RED")
TOLD = {BLUE: ["sent"], RED: ["sent"]}


def arrived(alias: str, at: float, *, says_repeat: bool = False, channel: str = "C1") -> Received:
    return Received(channel, (alias,), says_repeat, at)


ONCE = [arrived("BLUE", 1), arrived("RED", 2)]


def test_what_is_told_once_in_time_is_no_fault() -> None:
    assert faults([BLUE, RED], TOLD, ONCE) == []


def test_a_list_tells_of_each_alias_on_it() -> None:
    assert (
        faults([BLUE, RED], TOLD, [Received("C1", ("BLUE", "RED"), says_repeat=False, at=1)]) == []
    )


def test_a_repeat_that_says_so_is_no_fault() -> None:
    repeat = arrived("BLUE", 3, says_repeat=True)
    assert faults([BLUE, RED], TOLD | {BLUE: ["uncertain"]}, [*ONCE, repeat]) == []


@pytest.mark.parametrize(
    ("states", "received", "told"),
    [
        pytest.param(TOLD, ONCE[:1], "C1 RED: lost", id="an alert is lost"),
        pytest.param(TOLD, [*ONCE, arrived("RED", 9)], "a repeat does not say so", id="a repeat"),
        pytest.param(
            TOLD,
            [*ONCE, arrived("RED", 7, says_repeat=True), arrived("RED", 9)],
            "C1 RED: told 3 times",
            id="a second repeat that says nothing",
        ),
        pytest.param(TOLD | {RED: ["noted"]}, ONCE, "['noted']", id="nobody wrote it down"),
        pytest.param(TOLD | {RED: []}, ONCE, "its notes are []", id="it has no note"),
        pytest.param(TOLD | {RED: ["sent", "sent"]}, ONCE, "C1 RED: its notes", id="two notes"),
        pytest.param(
            TOLD, [*ONCE, arrived("TEAL", 9)], "TEAL: nobody was to be warned", id="none was due"
        ),
        pytest.param(
            TOLD, [arrived("BLUE", 1), arrived("RED", 1.9)], "within 0.900 s", id="too fast"
        ),
    ],
)
def test_whatever_goes_wrong_is_told(
    states: dict[tuple[str, str], list[str]], received: list[Received], told: str
) -> None:
    assert told in "\n".join(faults([BLUE, RED], states, received))


def test_two_channels_have_a_pace_of_their_own() -> None:
    there = ("C2", "BLUE")
    received = [*ONCE, arrived("BLUE", 2.1, channel="C2")]
    assert faults([BLUE, RED, there], TOLD | {there: ["sent"]}, received) == []


def test_the_same_seed_is_the_same_disorder() -> None:
    one, two, other = Disorder(7), Disorder(7), Disorder(8)
    drawn = [[each.fault() for _ in range(200)] for each in (one, two, other)]
    assert drawn[0] == drawn[1] != drawn[2]
    assert [one.victim(5) for _ in range(50)] == [two.victim(5) for _ in range(50)]


@pytest.mark.parametrize("shares", [STORM, TEAMS_STORM], ids=["slack", "teams"])
def test_the_storm_has_every_fault_in_its_share(shares: Mapping[Fault, int]) -> None:
    assert sum(shares.values()) == 100
    storm = Disorder(7, shares)
    for _ in range(10_000):
        storm.fault()
    assert storm.drawn.keys() == shares.keys()
    for fault, share in shares.items():
        assert abs(storm.drawn[fault] / 100 - share) < 1.5
