"""A log of an issued alias, codes and a day is plain: the search finds nobody in any."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from models.privacy import alias, plain_logs
from models.privacy.identity_finder import IdentityFinder
from tests.fakes.shipped import lexicon

CODES = (
    *(f"20{n}" for n in range(550, 570)),
    *(f"97{n:03}" for n in range(1_000)),
    *(f"989{n:02}" for n in range(100)),
)
DAYS = ("", " today", " yesterday", " on 2020-01-31", " on 2026-10-01", " on 2039-12-31")


def plain(many: int) -> Iterator[str]:
    """So many plain logs, of aliases, codes and days of every kind."""
    draw = random.Random(11)  # noqa: S311 -- no secret
    for _ in range(many):
        issued = alias.issue(draw.choice, frozenset()).text
        codes = "".join(f" {code}" for code in draw.sample(CODES, draw.randrange(4)))
        typed = f"log {issued}{codes}{draw.choice(DAYS)}"
        yield draw.choice((typed, typed.lower()))


def nobody_in(texts: Iterator[str]) -> None:
    finder = IdentityFinder(lexicon())
    for text in texts:
        assert plain_logs.is_plain("session", text)
        assert finder.find(text, command="session") is None, text


def test_the_search_finds_nobody_in_a_plain_log() -> None:
    nobody_in(plain(200))


@pytest.mark.sheet
def test_the_search_finds_nobody_in_ten_thousand_plain_logs() -> None:
    nobody_in(plain(10_000))


@pytest.mark.parametrize(
    ("command", "typed"),
    {
        "a name behind it": ("session", "log BLUE-47K Jane Doe"),
        "a name for an alias": ("session", "log SMITH-47K 20560"),
        "a slip in the alias": ("session", "log BLUE-48K 20560"),
        "an alias of the clinic's own": ("session", "log OAK-12 20560"),
        "no code that is billed here": ("session", "log BLUE-47K 60601"),
        "codes enough for a number": ("session", "log BLUE-47K 20560 97140 97110 97112"),
        "a day long ago": ("session", "log BLUE-47K 20560 on 1984-03-12"),
        "another verb": ("session", "void BLUE-47K 3"),
        "another command": ("caps", "log BLUE-47K 20560"),
    }.values(),
)
def test_whatever_else_stands_in_a_log_is_searched(command: str, typed: str) -> None:
    assert not plain_logs.is_plain(command, typed)


@pytest.mark.parametrize("rest", ["", "20560", "20560 97140 on 2026-10-01", "yesterday"])
def test_codes_and_a_day_behind_an_alias_are_plain(rest: str) -> None:
    assert plain_logs.is_plain_behind(rest)


@pytest.mark.parametrize("rest", ["Jane", "20560 for Jane", "on 3/12/1984", "neck"])
def test_words_behind_an_alias_are_not(rest: str) -> None:
    assert not plain_logs.is_plain_behind(rest)
