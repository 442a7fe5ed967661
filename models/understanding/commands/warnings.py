"""How thresholds are read from "at 3, 1, 0 left, 14 days"; MOST_LEFT, MOST_DAYS, at most six."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from models import spelling
from models.alerts.thresholds import Thresholds
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice

MOST_LEFT, MOST_DAYS = 99, 180
_MOST_NUMBERS = 6
_WEEK = 7

EXAMPLE = "/clinic warn at 3, 1, 0 left, 14 days"

_PIECE = re.compile(r"[0-9]+|[^\W\d_](?:[\w'’&.-]*\w)?")
_SHARE = re.compile(
    r"[0-9]\s?(?:%|percent|per cent)|\b(?:half|a (?:third|quarter)) of\b", re.IGNORECASE
)
_JOINED = re.compile(
    r"(?<![0-9])[0-9]++(?:\s{0,8}+[-–−./⁄:]\s{0,8}+[0-9]++)++|(?<!\w)[-–−+.][0-9]+"
)
_UNITS = {
    **dict.fromkeys(("left", "visit", "visits", "session", "sessions", "remaining"), ("left", 1)),
    **dict.fromkeys(("day", "days", "d"), ("ends", 1)),
    **dict.fromkeys(("week", "weeks", "wk", "wks"), ("ends", _WEEK)),
}
_FLAGS = {
    **dict.fromkeys(("over", "past"), "over"),
    **dict.fromkeys(("forecast", "forecasts"), "forecast"),
    "unused": "unused",
    **dict.fromkeys(("overdue", "requests", "decisions"), "overdue"),
    **dict.fromkeys(("duties", "duty", "certifications", "reports"), "duties"),
}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_NOT = frozenset("no not never nothing none without don't dont don’t nor off stop".split())
_DEFAULT = frozenset({"default", "defaults", "usual", "reset"})
_FILLER = frozenset(
    """a after ahead also an and are at auth authorisation authorization authorizations authorized
    before by cap date dates each end ending ends expire expires for go goes going if in is it
    limit me near of on only or out own plan please run says set team tell that the then time to us
    warn warning warnings when with would ask &""".split()
)
_MISSPELT = (*_DEFAULT, *_FLAGS, "remaining", "visits", "sessions")
_SHORTEST_MISSPELT = 6


@dataclass(frozen=True, slots=True)
class ThresholdsReading:
    """Warnings as they are to be, and the words that mean something else: a payer, perhaps.

    `is_default` says that the usual ones are asked for by that word. `said` are the names of those
    that the text tells.
    """

    warnings: Thresholds
    remaining: str = ""
    is_default: bool = False
    said: tuple[str, ...] = ()


def read(text: str, now: Thresholds) -> ThresholdsReading:
    """What a text makes of warnings; what it does not name stays.

    Raises `NotUnderstood` for numbers out of range, and for "off" with nothing to switch off.
    """
    if joined := _JOINED.search(text):
        raise _unclear(
            f"I did not understand “{joined.group()}”.",
            "Write each number apart, and as a whole one.",
        )
    if _SHARE.search(text):
        raise _unclear(
            "I warn at a number of visits left, not at a share of them.",
            "Write how many are left.",
            field=FieldName.LEFT,
        )
    words = [_word(piece) for piece in _PIECE.findall(text)]
    if "uncovered" in map(str.casefold, words):
        raise _unclear(
            "A visit that no authorization covers is warned of as one over a limit is.",
            "Both are on or off together.",
            [Choice(f"{word} over", f"/clinic warn {word.lower()} over") for word in ("On", "No")],
        )
    scan = _Scan(now, is_prefixed=_begins_with_unit(words))
    for word in words:
        scan.take(word)
    return scan.end()


class _Scan:
    """Takes the words one by one. A number waits for its unit, a "no" for what it forbids."""

    def __init__(self, now: Thresholds, *, is_prefixed: bool) -> None:
        self._warnings = now
        self._is_prefixed = is_prefixed  # "left 3, 1; days 14": the unit stands first
        self._unit = ("left", 1)
        self._waiting: list[int] = []
        self._numbers: dict[str, set[int]] = {}  # "at 3 left and 1 left" are two of one kind
        self._not = self._was_not = self._is_default = False
        self._last = ""
        self._said: set[str] = set()
        self._rest: list[str] = []
        self._between: list[str] = []  # "in" is a part of "workers' compensation in another state"

    def take(self, word: str) -> None:
        plain = word.casefold()
        if _is_count(plain):
            self._waiting.append(int(plain) if _is_number(plain) else _NUMBERS[plain])
        elif plain in _UNITS and self._names_payer():
            self._between.append(word)
            return
        elif plain in _UNITS:
            self._take_unit(*_UNITS[plain])
        elif plain in _FLAGS:
            self._switch(_FLAGS[plain], on=not self._not)
        elif plain in {"off", "on"} and self._last and not self._not:
            self._switch(self._last, on=plain == "on")
        elif plain in _NOT or (plain == "or" and self._was_not):
            self._not = True
        elif plain in _DEFAULT:
            self._warnings, self._is_default = Thresholds(), True
        elif plain in _FILLER:
            self._between.append(word)
            return
        else:
            self._rest += [*(self._between if self._rest else ()), word]
        self._between = []

    def _names_payer(self) -> bool:
        """Whether a unit of no number is a part of a payer's name: "Bills on first visits"."""
        is_of_number = self._waiting or self._last or self._is_prefixed
        return bool(self._rest) and not is_of_number and not self._not

    def end(self) -> ThresholdsReading:
        self._settle()
        if self._not:
            raise _unclear(
                "Say which warning to switch off.",
                "With all of them off nobody would hear of a cap in time.",
                [
                    Choice(f"No {kind}", f"/clinic warn no {kind}")
                    for kind in ("forecast", "unused")
                ],
            )
        rest = " ".join(self._rest)
        return ThresholdsReading(self._warnings, rest, self._is_default, tuple(sorted(self._said)))

    def _take_unit(self, name: str, factor: int) -> None:
        if self._not and not self._waiting:
            self._switch(name, on=False)
        elif self._is_prefixed:
            self._settle()
            self._unit = (name, factor)
        else:
            self._unit = (name, factor)
            self._settle()
        self._last = name

    def _switch(self, name: str, *, on: bool) -> None:
        self._was_not, self._not = self._not, False
        self._last = name
        usual = getattr(Thresholds(), name) if on else ()
        self._set(name, on if name in _FLAGS.values() else usual)

    def _set(self, name: str, value: bool | tuple[int, ...]) -> None:
        self._said.add(name)
        changes: dict[str, Any] = {name: value}
        self._warnings = replace(self._warnings, **changes)

    def _settle(self) -> None:
        """Give the numbers that wait to their unit; those without one are visits left."""
        if self._waiting:
            name, factor = self._unit
            numbers = self._numbers.setdefault(name, set())
            numbers.update(number * factor for number in self._waiting)
            self._set(name, _checked(name, numbers))
        self._waiting, self._unit = [], ("left", 1)


_RANGES = {"left": (0, MOST_LEFT, "visits left"), "ends": (1, MOST_DAYS, "days before an end")}


def _checked(name: str, numbers: Iterable[int]) -> tuple[int, ...]:
    least, most, of = _RANGES[name]
    falling = tuple(sorted(numbers, reverse=True))
    if len(falling) > _MOST_NUMBERS:
        raise _unclear(
            "Those are too many warnings.",
            f"Give at most {_MOST_NUMBERS} numbers of {of}.",
            field=FieldName(name),
        )
    if falling[0] > most or falling[-1] < least:
        wrong = falling[0] if falling[0] > most else falling[-1]
        raise _unclear(
            f"I cannot warn at {wrong} {of}.",
            f"Give numbers from {least} to {most}.",
            field=FieldName(name),
        )
    return falling


def _begins_with_unit(words: Iterable[str]) -> bool:
    telling = [w.casefold() for w in words if w.casefold() not in _FILLER]
    pairs = zip_longest(telling, telling[1:], fillvalue="")
    first = next((p for p in pairs if _is_count(p[0]) or p[0] in _UNITS), ("", ""))
    return first[0] in _UNITS and _is_count(first[1])


def _is_count(word: str) -> bool:
    return _is_number(word) or word in _NUMBERS


def _word(piece: str) -> str:
    """The piece, or the word of ours that it misspells by one slip."""
    plain = piece.casefold().rstrip(".")
    if len(plain) < _SHORTEST_MISSPELT or plain in _FILLER:
        return plain if plain in _FILLER else piece.rstrip(".")
    return spelling.slipped(plain, _MISSPELT, 1) or piece


def _unclear(
    what: str, mend: str, choices: Iterable[Choice] = (), field: FieldName | None = None
) -> NotUnderstood:
    return NotUnderstood(
        f"{what} Nothing was changed.",
        f"{mend} For example: {EXAMPLE}",
        [*choices, Choice(EXAMPLE, EXAMPLE)],
        field=field,
    )


def _is_number(word: str) -> bool:
    """Whether a word is digits, as a keyboard has them: "²" is one by Unicode, and no number."""
    return word.isascii() and word.isdecimal()
