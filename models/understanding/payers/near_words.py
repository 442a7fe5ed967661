"""Which words of payers' names a misspelt word comes near to: how many slips, by what length."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

from models import spelling
from models.coverage import state
from models.understanding.one_slip import by_shorter, one_slip
from models.understanding.payers.sounds import heard

# Below this many letters a slip of the finger makes too many other names; in a name of several
# words, other words.
SHORTEST_SLIPPED = 5
_SHORTEST_OF_SEVERAL = 4

# From this many letters on, a word may hold two slips, if its first letter is right.
_TWO_SLIPS = 8

# From this many letters on, a word with all the right letters in a wrong order is one slip away.
_SHUFFLED = 6

# Initials have at most this many letters. A longer name in capitals (TRICARE) is a word.
MOST_INITIALS = 6

# Words that are one or two slips apart and mean quite different payers: no bold guess ends there.
ALIKE = frozenset("medica medico medicare medicaid medical".split())

_PLURAL = re.compile(r"ys$")
_VOWELS = frozenset("aeiouy")


class NearWords:
    """The words of payers' names by what they may be misspelt as.

    Initials, and the names that hold some (`glued`), are never taken for others.
    """

    def __init__(
        self, words: Collection[str], initials: Collection[str], glued: Collection[str]
    ) -> None:
        self._known, self._initials = frozenset(words), frozenset(initials)
        spared = self._initials.union(glued)
        repaired = {word for word in words if is_repairable(word) and word not in spared}
        self._by_shorter = by_shorter(repaired)
        self._by_letters: defaultdict[str, list[str]] = defaultdict(list)
        # By its first letter and the letters of what is typed, of which two may lack or be added.
        self._long: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in sorted(repaired):
            self._by_letters[_letters(word)].append(word)
            if len(word) >= _TWO_SLIPS - 1 and word not in ALIKE:
                for length in range(len(word) - 2, len(word) + 3):
                    self._long[word[0], length].append(word)

    def words(self, typed: str) -> list[tuple[str, int]]:
        """Words of names that a word comes near to, with the slips."""
        is_short = len(typed) < _SHORTEST_OF_SEVERAL - 1
        if typed in self._known or is_short or not typed.isalpha():
            return []
        for meant in (heard(typed), _PLURAL.sub("ies", typed)):  # "industrys"
            if meant in self._known:
                return [(meant, 1)]
        once = [word for word in pressed_once(typed) if word in self._initials]  # "umrr"
        if once or _VOWELS.isdisjoint(typed):
            return [(word, 1) for word in once]
        shuffled = self._by_letters.get(_letters(typed)) if len(typed) >= _SHUFFLED else None
        near = one_slip(typed, self._by_shorter)
        slipped = [word for word in near if not _adds_a_first(typed, word)]
        if one := slipped or shuffled:  # "hunama"
            return [(word, 1) for word in one]
        if len(typed) < _TWO_SLIPS:
            return []
        alike = self._long.get((typed[0], len(typed)), ())
        return [(word, 2) for word in alike if spelling.slips_between(typed, word, 2) <= 2]  # noqa: PLR2004

    def initials(self, typed: str) -> list[str]:
        """Known initials whose neighbouring letters changed places."""
        if not _SHORTEST_OF_SEVERAL <= len(typed) <= MOST_INITIALS:
            return []
        turned = (
            typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :] for at in range(len(typed) - 1)
        )
        return [word for word in turned if word != typed and word in self._initials]


def pressed_once(typed: str) -> list[str]:
    """What is left where the letter that stands twice in a row was pressed once: no two letters."""
    if len(typed) < _SHORTEST_OF_SEVERAL:
        return []
    doubled = (at for at in range(len(typed) - 1) if typed[at] == typed[at + 1])
    return [typed[:at] + typed[at + 1 :] for at in doubled]


def _adds_a_first(typed: str, word: str) -> bool:
    """Whether a letter stands before a whole word: "sagewell" is no slip of "agewell"."""
    return typed[1:] == word and typed[0] != word[0]


def _letters(word: str) -> str:
    """The first letter of a word, and the others in the order of the alphabet."""
    return word[:1] + "".join(sorted(word[1:]))


def is_repairable(typed: str) -> bool:
    """Whether a slip in a word still shows which word it was: not of initials."""
    return (
        len(typed) >= _SHORTEST_OF_SEVERAL
        and typed.isalpha()
        and not typed.startswith("bcbs")
        and not _VOWELS.isdisjoint(typed)
        and typed.upper() not in state.NAMES
    )
