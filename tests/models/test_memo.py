"""Results that are remembered, up to a bound."""

from __future__ import annotations

from models.understanding.memo import Cache


def test_a_result_is_made_once() -> None:
    memo: Cache[str] = Cache(2)
    assert memo.get("a", lambda: "first") == "first"
    assert memo.get("a", lambda: "second") == "first"


def test_another_key_has_a_result_of_its_own() -> None:
    memo: Cache[str] = Cache(2)
    memo.get("a", lambda: "of a")
    assert memo.get("b", lambda: "of b") == "of b"


def test_the_oldest_goes_when_it_is_full() -> None:
    memo: Cache[str] = Cache(2)
    for key in ("a", "b", "c"):
        memo.get(key, lambda: "first")
    assert memo.get("c", lambda: "second") == "first"
    assert memo.get("a", lambda: "second") == "second"
