"""When 25, 59, AT, GO or CO is a modifier, and when a number or an English word."""

from __future__ import annotations

from models.understanding.remaining_text import RemainingText
from models.understanding.spelled_codes import mended

# Modifiers that are numbers or words too. A number is a modifier where one of these words stands
# beside it, and a word only beside "modifier" or in capitals.
_ALSO_WORDS = frozenset({"at", "go", "co"})
_BEHIND_A_NUMBER = frozenset(
    "on for with to or and still needed required is modifier too vs versus".split()
)
_BEFORE_A_NUMBER = frozenset("a need needs use add append modifier mod the with and or".split())
_COUNTED = frozenset("min mins minute minutes needles muscles visits sessions times yo".split())
_MODIFIER = frozenset({"modifier", "modifiers", "mod", "mods", "modifer"})


def is_english(left: RemainingText, at: int, *, alone: bool = False) -> bool:
    """Whether "at", "go" or "25" is a word or a number and no modifier."""
    word, before, after = left.words[at], left.before(at), left.after(at)
    if word.plain.isdigit() and after in _COUNTED:
        return True
    if {before, after} & _MODIFIER or len(left.words) == 1 or mended(before):
        return False
    if word.plain.isdigit():
        placed = after in _BEHIND_A_NUMBER or (not after and before in _BEFORE_A_NUMBER)
        return not (alone and placed)
    shouted = all(w.typed.isupper() for w in left.words if w.typed.isalpha())
    if word.plain in _ALSO_WORDS:
        return not word.typed.isupper() or shouted
    return not (alone or word.typed.isupper())
