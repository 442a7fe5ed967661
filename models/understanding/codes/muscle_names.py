"""Which muscles a text names, and which names are of several: "quad: rec fem, VMO"."""

from __future__ import annotations

import re

from models.coverage.fact_book import FactBook
from models.understanding.codes.both_sides import are_sides_apart, has_both_sides
from models.understanding.codes.code_counts import Counts
from models.understanding.codes.code_words import names_needling, trimmed
from models.understanding.names import NameIndex, NameMatch
from models.understanding.remaining_text import RemainingText
from models.understanding.small_numbers import number_of
from models.words import Word

_GROUP = "group"  # stands for the names of several muscles
_MANY = 3  # muscles: however many more a group adds, the code is that of many


# "glute max, med and min" are three muscles, of which the first alone has the whole name.
_PARTED = re.compile(
    r"\b(?P<head>glut(?:e|eus|es)?|pec(?:toralis)?|teres|vastus)\s(?P<first>[a-z]{3,10})"
    r"(?P<rest>(?:\s?(?:,|\+|&|/|and|plus)+\s?(?:and\s)?(?:max(?:imus)?|med(?:ius|ialis)?|min(?:imus|or)?|major"
    r"|lat(?:eralis)?|int(?:ermedius)?)\b){1,2})",
    re.IGNORECASE,
)
# "both glutes med" is the glute med of both sides.
_PLURAL = re.compile(r"\b(glute|pec|trap)s (max|med|min|major|minor)\b", re.IGNORECASE)

# "UT, levator", "bilat UT", "UT MT LT": the upper trap, and what stands beside it in letters;
# alone they are Utah, Montana and the left side.
_LETTERED = {
    "ut": "upper trap",
    "uts": "upper trap",
    "mt": "mid trap",
    "lt": "lower trap",
    "ls": "lev scap",
}
_TRAPS = re.compile(r"\b(?:uts?|ls)\b", re.IGNORECASE)
_ALL_TRAPS = re.compile(r"\b(?:uts?|mt|lt|ls)\b", re.IGNORECASE)
_NECK = re.compile(
    r"\b(?:lev(?:ator)?|scm|scalenes?|rhomb|suboccip|infra|supra|splenius)"
    r"|\b(?:[lrb]|[lr]t|left|right|bilat(?:eral)?|both|sided?) uts?\b"
    r"|\but(?:\s?(?:,|/|&|\+|and)\s?|\s)(?:and )?(?:ls|ql|lats?|delts?|pecs?|(?:mid|lower) trap)\b"
    r"|\b(?:ls|ql|lats?|delts?|pecs?)(?:\s?(?:,|/|&|\+|and)\s?|\s)(?:and )?ut\b",
    re.IGNORECASE,
)
_THREE_TRAPS = re.compile(r"\but(?:\s?[,/&+]\s?|\s)(?:and )?mt\b.{1,8}\blt\b", re.IGNORECASE)
_PART = re.compile(r"\b(max|med|min|major|lat|int)([a-z]{0,7})\b", re.IGNORECASE)


def parted(text: str) -> str:
    """The text with the whole name of each muscle: "glute max, glute med and glute min"."""
    if _THREE_TRAPS.search(text):
        text = _ALL_TRAPS.sub(_in_words, text)
    elif _NECK.search(text):
        text = _TRAPS.sub(_in_words, text)
    if "s m" in text:
        text = _PLURAL.sub(r"\1 \2", text)
    return _PARTED.sub(_with_heads, text)


def _in_words(match: re.Match[str]) -> str:
    return _LETTERED[match[0].lower()]


def _with_heads(match: re.Match[str]) -> str:
    rest = _PART.sub(lambda part: f"{match['head']} {part[0]}", match["rest"])
    return f"{match['head']} {match['first']}{rest}"


class MuscleNames:
    """Reads muscles with the names that one fact book knows."""

    def __init__(self, book: FactBook) -> None:
        self._names = NameIndex(
            {names[0]: names for names in book.muscles} | {_GROUP: book.muscle_groups}
        )

    def take(self, left: RemainingText, counts: Counts, *, surely: bool = False) -> tuple[str, ...]:
        """The muscles that are named, where none are counted and none is a group of them.

        One alone is a place that hurts, unless needling is named or it is `surely` a muscle.
        """
        matches = [trimmed(left, match) for match in self._names.find_apart(left.words)]
        names = tuple(dict.fromkeys(self._named(left, match) for match in matches))
        single = tuple(name for name in names if name != _GROUP)
        if len(single) >= _MANY or self._is_heading(left, matches, single):
            names = single
        if any(number_of(left.before(match.start)) > 1 for match in matches):  # "2 upper traps"
            return ()
        if counts.muscles or counts.muscles_unclear or not names or _GROUP in names:
            return ()
        is_alone = len(names) == len(matches) == 1  # else parts of one: "upper trap and lower trap"
        if is_alone and not surely and not names_needling(left):
            return ()
        left.drop([word for m in matches for word in left.words[m.start : m.end]])
        return names

    def are_two_sided(self, names: tuple[str, ...], words: tuple[Word, ...], plain: str) -> bool:
        """Whether a muscle is named on both sides, and not one on the left, one on the right."""
        if not names or not are_sides_apart(plain):
            return bool(names) and has_both_sides(plain)
        named = [match.ids for match in self._names.find_apart(words)]
        return len(named) > len(set(named))

    def _is_heading(
        self, left: RemainingText, matches: list[NameMatch], single: tuple[str, ...]
    ) -> bool:
        """Whether a group only heads a list of its muscles: "quad: rec fem, VMO"."""
        groups = [match for match in matches if match.ids == (_GROUP,)]
        return bool(single) and all(left.words[m.end - 1].place + 1 in left.begins for m in groups)

    def _named(self, left: RemainingText, match: NameMatch) -> str:
        """The muscle that a name means; of a group, one muscle where just one is told."""
        if match.ids == (_GROUP,) and number_of(left.before(match.start)) == 1:
            return " ".join(word.typed for word in left.words[match.start : match.end]).lower()
        return match.ids[0]

    def take_group(self, left: RemainingText) -> str:
        """The name of several muscles, as it was typed; empty where none stands there."""
        for match in self._names.find(left.words):
            if match.ids == (_GROUP,):
                return " ".join(word.typed for word in left.take(trimmed(left, match)))
        return ""
