"""The case that a text names: "for the neck", "left knee pain"; words of several (_EITHER)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from models.visits.body_region import BodyRegion
from models.visits.word_list import WordList

_EITHER: dict[str, tuple[BodyRegion, ...]] = {
    "back": (BodyRegion.LOW_BACK, BodyRegion.UPPER_BACK),
    "spine": (BodyRegion.NECK, BodyRegion.UPPER_BACK, BodyRegion.LOW_BACK),
    "arm": (BodyRegion.UPPER_ARM, BodyRegion.FOREARM),
    "leg": (BodyRegion.THIGH, BodyRegion.LOWER_LEG),
}
"""Words that may be of several regions; read as a case only behind "for"."""

_BEFORE = (
    r"(?:(?:the|his|her|their|my|left|right|both|bilateral|lt|rt|l|r|chronic|acute)\b[\s.]{1,8}+)"
)
_BEHIND = (
    r"(?:[\s-]{1,8}+(?:pain|injury|strain|sprain|case|region|area|problem|surgery|rehab)(?!\w))"
)
_FOR = rf"\b(?:for|of)\s{{1,8}}+{_BEFORE}{{0,3}}+"
_SIDE = re.compile(r"\b(?:left|right|lt|rt)\b|\b[lr][\s.]", re.IGNORECASE)
_GOES_ON = (
    r"(?:again|beginning|effective|excluding|from|instead|postsurgical|secondary|self|starting|sure"
    r"|through|thru|till|until|without)\b"
)
"""Words with which a command goes on behind a case; they are no part of it."""

_UNKNOWN = re.compile(
    rf"{_FOR}(?P<said>[a-z]{{4,20}}+(?:\s(?!{_GOES_ON})[a-z]{{4,20}}+)?+)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CaseWords:
    """The regions that a text names, any of which may be meant, and the text without them.

    `has_side` says that left or right was told, which no case keeps.
    """

    named: tuple[BodyRegion, ...]
    remaining: str
    has_side: bool = False

    @property
    def case(self) -> BodyRegion | None:
        """The one region that is named."""
        return self.named[0] if len(self.named) == 1 else None


def take(text: str, regions: WordList[BodyRegion]) -> CaseWords:
    """Take every region out of a text; one that is misspelt only behind "for"."""
    patterns = _patterns(regions)
    matches = list(patterns.named.finditer(text))
    readings = (regions.find(match["said"]) for match in matches)
    named = [reading.entry for reading in readings if reading]
    has_side = any(_SIDE.search(match[0]) for match in matches)
    text = patterns.named.sub(" ", text)
    for match in patterns.several.finditer(text):
        named += [] if named else _EITHER[match["said"].casefold()]
    text = patterns.several.sub(" ", text)
    if not named:
        for match in _UNKNOWN.finditer(text):
            reading = regions.find(match["said"])
            if reading and reading.is_whole:
                begin, end = match.span()
                return CaseWords((reading.entry,), f"{text[:begin]} {text[end:]}")
    return CaseWords(tuple(dict.fromkeys(named)), text, has_side)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What finds the regions of a list, and the words that may be of several."""

    named: re.Pattern[str]
    several: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(regions: WordList[BodyRegion]) -> _Patterns:
    said = _either_of(regions)
    return _Patterns(
        re.compile(
            rf"(?:{_FOR}|(?<!\w){_BEFORE}{{0,3}}+)(?P<said>{said})(?!\w){_BEHIND}?+", re.IGNORECASE
        ),
        re.compile(rf"{_FOR}(?P<said>{'|'.join(_EITHER)})(?!\w){_BEHIND}?+", re.IGNORECASE),
    )


def _either_of(regions: WordList[BodyRegion]) -> str:
    """The phrases of all regions as a pattern, the longest first."""
    phrases = {
        said
        for entry_words in regions.words
        for said in (entry_words.entry.value, *entry_words.said)
        if not entry_words.weak
    }
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"[\s-]{1,4}+".join(map(re.escape, p.split())) for p in ordered)
