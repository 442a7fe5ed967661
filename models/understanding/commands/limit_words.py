"""Limits as they are typed within a rule: so many visits or units, and per which window."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from models.clinic.rule import RuleLimit
from models.understanding.commands import cap_commands
from models.visits.limit import Unit
from models.visits.window import Window

_FLAGS = re.IGNORECASE
_COUNT = re.compile(
    r"(?:[,;]\s{0,3}|\b(?:with|and|plus)\s{1,3})?(?:\b(?:at most|up to|max(?:imum)?(?: of)?"
    r"|limit(?: of)?|(?:no|not) more than)\s{1,3})?(?<![\w-])(?P<number>[0-9]{1,3})\s{1,3}"
    r"(?P<unit>visits?|sessions?|treatments?|(?:timed\s{1,3})?units?)\b",
    _FLAGS,
)
_PER = re.compile(r"\s{0,3}(?:(?:per|an?|each|every|in|within)(?![a-z])|/)\s{0,3}", _FLAGS)
_SHORT = {"cal": "calendar", "mo": "month", "wk": "week", "yr": "year"}
_SHORTENED = re.compile(rf"(?<![\w-])({'|'.join(_SHORT)})s?(?![\w-])\.?", _FLAGS)
_ENDS = re.compile(
    r",(?! rolling)|;|&|\b(?:until|till|through|thru|by|per|via|for|in|on|with|and|but|plus|ask"
    r"|re-?check|reference|ref|eff|effective|as of|since|from|starting|beginning)\b",
    _FLAGS,
)
_BEGINS = frozenset({"from", "starting", "beginning"})
_OF_FIRST = re.compile(r"\s{0,3}(?:the\s{1,3})?first\b", _FLAGS)
_YEAR = re.compile(r"\b(?:year|yr)\s{0,3}$", _FLAGS)
_NONE = re.compile(
    r"(?:[,;]\s{0,3}|\b(?:and|with)\s{1,3})?\b(?:no|without|w/o)\s{1,3}(?:an?\s{1,3}|any\s{1,3})?"
    r"(?P<other>other\s{1,3}|more\s{1,3}|further\s{1,3})?(?:visit\s{1,3})?limits?\b"
    r"|\bunlimited(?:\s{1,3}visits?)?\b",
    _FLAGS,
)
_ONE_VISIT = re.compile(r"visit|session|treatment|date of service|dos", _FLAGS)


@dataclass(frozen=True, slots=True)
class TypedLimit:
    """One limit as it is typed: `counts` says what, "20 visits", and `per` in which window.

    `window` is None where those words fit several: `which` are clear wordings of each. It is
    `by_own_year` where it goes by the plan's year, and nobody said when that begins. `unused` are
    words that say nothing.
    """

    number: int
    unit: Unit
    counts: str
    per: str = ""
    window: Window | None = None
    which: tuple[str, ...] = ()
    by_own_year: bool = False
    unused: tuple[str, ...] = ()

    @property
    def limit(self) -> RuleLimit | None:
        """The limit, where its window is clear."""
        return RuleLimit(self.number, self.window, self.unit) if self.window else None

    @property
    def is_of_one_visit(self) -> bool:
        """Whether it limits what is billed at one visit: no window holds that."""
        return _ONE_VISIT.fullmatch(self.per) is not None

    @property
    def is_of_untold_units(self) -> bool:
        """Whether it counts units, and nobody said of which kind."""
        return self.unit is Unit.TIMED_UNIT and "timed" not in self.counts

    @property
    def plain(self) -> TypedLimit:
        """The same without words that say nothing, where its window is clear."""
        words = " ".join(word for word in self.per.split() if word not in self.unused)
        return replace(self, per=words, unused=()) if self.window else self

    @property
    def words(self) -> str:
        """What somebody types to set it."""
        return f"{self.counts} per {self.per}" if self.per else self.counts


def take_all(text: str) -> tuple[tuple[TypedLimit, ...], str]:
    """Every limit in a text, in order, and the text without them."""
    counts = [found for found in _COUNT.finditer(text) if int(found["number"])]
    limits, rest, end = [], [], 0
    starts = [*(found.start() for found in counts[1:]), len(text)]
    for found, following in zip(counts, starts, strict=False):
        rest.append(text[end : found.start()])
        behind = text[found.end() : following]
        per = _PER.match(behind)
        window = _window(behind[per.end() :]) if per else ""
        limits.append(_limit(found, window.strip(" .")))
        end = found.end() + (per.end() + len(window) if per and window else 0)
    return tuple(limits), " ".join([*rest, text[end:]])


def take_none(text: str) -> tuple[bool, str]:
    """Whether a text says that no limit holds, or none besides the one it names; it without that.

    "No limit" beside a limit says two things, and stays.
    """
    found = _NONE.search(text)
    if found is None or (not found["other"] and _COUNT.search(text)):
        return False, text
    return True, f"{text[: found.start()]} {text[found.end() :]}"


def _window(behind: str) -> str:
    """The words of a window, up to the first that begins something else of a rule."""
    for end in _ENDS.finditer(behind):
        goes_on = _YEAR.search(behind[: end.start()]) or _OF_FIRST.match(behind[end.end() :])
        if not (end[0].casefold() in _BEGINS and goes_on):
            return behind[: end.start()]
    return behind


def _limit(found: re.Match[str], per: str) -> TypedLimit:
    number, unit = int(found["number"]), _unit(found["unit"])
    counts = f"{number} {found['unit'].casefold()}"
    words = per = _SHORTENED.sub(lambda short: _SHORT[short[1].casefold()], per)
    words = words or "year"
    window, which = cap_commands.read_window(words)
    unused = cap_commands.beside_window(words, window)
    by_own_year = window is None and cap_commands.is_own_year(words)
    return TypedLimit(number, unit, counts, per, window, which, by_own_year, unused)


def _unit(word: str) -> Unit:
    plain = word.casefold()
    if plain.startswith("treatment"):
        return Unit.TREATMENT
    return Unit.TIMED_UNIT if "unit" in plain else Unit.VISIT
