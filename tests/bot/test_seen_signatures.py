"""A request of Slack comes once: how many of the newest signatures are remembered."""

from __future__ import annotations

import hashlib

from bot.slack.seen_signatures import SeenSignatures


def signature(number: int) -> str:
    return f"v0={hashlib.sha256(str(number).encode()).hexdigest()}"


def test_a_signature_is_new_once() -> None:
    seen = SeenSignatures()
    assert [seen.is_new(signature(n)) for n in (1, 2, 1, 2, 3)] == [True, True, False, False, True]


def test_at_least_the_newest_are_remembered_and_at_most_twice_as_many() -> None:
    seen = SeenSignatures(many=10)
    for n in range(100):
        assert seen.is_new(signature(n))
        newest = range(max(0, n - 9), n + 1)
        assert not any(seen.is_new(signature(each)) for each in newest)
    assert seen.is_new(signature(79))
