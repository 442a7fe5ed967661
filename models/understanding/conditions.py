"""Which condition a text names: in words, or by a code of ICD-10-CM such as M54.50."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from models.coverage.condition import Condition
from models.understanding.names import NameIndex
from models.understanding.remaining_text import RemainingText

OTHER = "other_condition"
"""The condition that no policy of the pack names."""

UNCLEAR = "unclear_condition"
"""A condition of which nobody can say without asking whether a policy's words hold it."""

# From what a back pain comes, which makes another condition of it, by the beginnings of words.
_CAUSES = {
    "back_pain_after_surgery": ("surger", "surgic", "postsurg", "fusion", "laminectom",
                                "discectom", "microdiscectom", "postop"),
    "back_pain_in_pregnancy": ("pregnan", "postpartum", "cesarean", "csection"),
}  # fmt: skip
_OF_SPINE = ("laminectom", "discectom", "microdiscectom", "fusion")
_BACK = frozenset("back lumbar spine spinal".split())
_OF_BACK = frozenset({"chronic_low_back_pain", "low_back_pain"})

# A diagnosis code begins with a letter, a digit, and a digit or letter; a point may follow.
_ICD = re.compile(r"[a-tv-z][0-9][0-9a-z](?:[0-9a-z]{0,4})")
_CATEGORY = 3


class ConditionReader:
    """Reads conditions with the names and the diagnosis codes of one fact book."""

    def __init__(self, conditions: Mapping[str, Condition]) -> None:
        self._names = NameIndex({c.id: (c.name, *c.names) for c in conditions.values()})
        self._held = frozenset(conditions)
        self._by_code = {
            code.replace(".", "").casefold(): c.id for c in conditions.values() for code in c.icd10
        }
        self._categories = {code[:_CATEGORY] for code in self._by_code}

    def take(self, left: RemainingText) -> str | None:
        """The condition that is named: by its diagnosis code, else in words."""
        found = self._take_code(left) or self._take_name(left)
        typed = [word.plain for word in left.typed]
        is_told = not _BACK.isdisjoint(typed) or any(w.startswith(_OF_SPINE) for w in typed)
        is_of_back = found in _OF_BACK or (found in {None, UNCLEAR} and is_told)
        if is_of_back and (cause := cause_of(typed)):
            left.drop([word for word in left.words if word.plain.startswith(_CAUSES[cause])])
            return cause if cause in self._held else OTHER
        return found

    def _take_name(self, left: RemainingText) -> str | None:
        match = next(self._names.find(left.words), None)
        if match is None:
            return None
        left.take(match)
        return match.ids[0]

    def _take_code(self, left: RemainingText) -> str | None:
        """A code by its longest known beginning; "M54" and "50" are the two words of M54.50."""
        for at, word in enumerate(left.words):
            if not _ICD.fullmatch(word.plain) or word.plain[:_CATEGORY] not in self._categories:
                continue
            words = [word]
            code = word.plain
            behind = left.words[at + 1 : at + 2]
            if len(code) == _CATEGORY and behind and _is_rest_of_code(behind[0].plain):
                words, code = [word, *behind], code + behind[0].plain
            left.drop(words)
            return self._condition_of(code)
        return None

    def _condition_of(self, code: str) -> str:
        lengths = range(len(code), _CATEGORY - 1, -1)
        return next((self._by_code[code[:n]] for n in lengths if code[:n] in self._by_code), OTHER)


def cause_of(words: Iterable[str]) -> str | None:
    """The surgery or pregnancy from which a pain comes, as the condition that it makes of it."""
    typed = tuple(words)
    return next(
        (c for c, begun in _CAUSES.items() if any(w.startswith(begun) for w in typed)), None
    )


def _is_rest_of_code(word: str) -> bool:
    return len(word) <= 4 and word[:1].isdigit()  # noqa: PLR2004 - ICD-10-CM has at most 7 letters
