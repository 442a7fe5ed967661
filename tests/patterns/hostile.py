"""Makes inputs that an expression likes least: long runs of what it takes, and a misfit behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

RUNS = (
    *(" ", ".", "1", "a", "A", "-", "'", '"', "\n", "/", ",", "é", "_"),
    *("at ", " a a a", "1 ", "a ", "1.", "1/", "a-", "a.", ", ", "ssn ", "on ", "1a", "a1 ", "“a”"),
)
_MISFITS = ("", "\0", " \0")
_BRANCHES = 12
_REPEATS = {c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT}
_OF_CATEGORY = {
    c.CATEGORY_SPACE: " ", c.CATEGORY_NOT_SPACE: "a", c.CATEGORY_DIGIT: "1",
    c.CATEGORY_NOT_DIGIT: "a", c.CATEGORY_WORD: "a", c.CATEGORY_NOT_WORD: ".",
}  # fmt: skip


class Recipe(NamedTuple):
    """How a text is made: what stands before, what is repeated, what stands behind."""

    before: str
    unit: str
    misfit: str

    def text(self, size: int) -> str:
        """The text, with repetitions of about this size."""
        return self.before + self.unit * (size // len(self.unit) + 1) + self.misfit


def recipes(pattern: re.Pattern[str]) -> Iterator[Recipe]:
    """Each kind of text, once."""
    units = {*RUNS, *(unit for unit in _units(pattern) if unit)}
    for unit in sorted(units):
        for misfit in _MISFITS:
            yield Recipe("", unit, misfit)
    tree = _parser.parse(pattern.pattern, pattern.flags)
    for before, unit in sorted(set(_repeats(tree, ""))):
        if unit:
            yield Recipe(before, unit, "\0")


def _units(pattern: re.Pattern[str]) -> Iterator[str]:
    """What the expression takes: whole, and every beginning of it."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    for choice in range(_BRANCHES):
        whole = ""
        for item in tree:
            whole += _sample([item], choice)
            yield whole
            yield f"{whole} "


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Each repeated part, with what must stand before it."""
    for op, value in tree:
        if op in _REPEATS:
            low, high, inner = value
            if high > 1:
                yield from ((before, _sample(inner, n)) for n in range(3))
            yield from _repeats(inner, before)
            before += _sample(inner, 0) * low
            continue
        for inner in _inner(op, value):
            yield from _repeats(inner, before)
        before += _sample([(op, value)], 0)


def _inner(op: Any, value: Any) -> list[Any]:
    if op is c.SUBPATTERN:
        return [value[-1]]
    if op is c.BRANCH:
        return list(value[1])
    if op in {c.ASSERT, c.ASSERT_NOT}:
        return [value[1]]
    return [value] if op is c.ATOMIC_GROUP else []


def _sample(items: Any, choice: int) -> str:
    """A text that the items take; `choice` picks among branches."""
    return "".join(_one(op, value, choice) for op, value in items)


def _one(op: Any, value: Any, choice: int) -> str:  # noqa: PLR0911 - one line for each kind
    if op is c.LITERAL:
        return chr(value)
    if op is c.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if op is c.ANY:
        return "a"
    if op is c.IN:
        return _of_set(value)
    if op is c.BRANCH:
        return _sample(value[1][choice % len(value[1])], choice)
    if op in _REPEATS:
        return _sample(value[2], choice) * max(1, value[0])
    if op is c.SUBPATTERN:
        return _sample(value[-1], choice)
    return _sample(value, choice) if op is c.ATOMIC_GROUP else ""


def _of_set(members: Any) -> str:
    if members[0][0] is c.NEGATE:
        taken = re.compile("|".join(re.escape(each) for each in _members(members[1:])) or "(?!)")
        return next(each for each in "a1 .-\0" if not taken.fullmatch(each))
    return _members(members)[0]


def _members(members: Any) -> list[str]:
    told = []
    for op, value in members:
        if op is c.LITERAL:
            told.append(chr(value))
        elif op is c.RANGE:
            told += [chr(value[0]), chr(value[1])]
        elif op is c.CATEGORY:
            told.append(_OF_CATEGORY[value])
    return told
