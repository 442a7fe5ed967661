"""Names that a payer had before: "Luminare, formerly Trustmark" is one payer, not two."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from models.understanding.payers.named_payers import PayerName
from models.understanding.remaining_text import RemainingText

_BEFORE = frozenset("formerly used fka previously prev former ex aka dba nee".split())
_NOW = frozenset("now nka renamed became".split())
_INSTEAD = frozenset("actually oops meant wait sorry correction scratch mean".split())
_SILENT_BACK = frozenset("or no nope i its it is thats that the a make made um uh my bad".split())
_ASKED = frozenset("cover covers covered pay pays paid take takes allow allows needling".split())
_IT_IS = frozenset("its it thats".split())
_OF_BRAND = ["from"]  # "Ambetter from Sunshine": the brand is the plan
_SILENT = frozenset("the a is was it its called known as to be and which who on card".split())
_NEAR = 4  # words
_SILENT_NOT = frozenset("the a on have has had".split())
_NOT = frozenset("not no non doesnt dont didnt hasnt isnt wasnt lost".split())
_EXCEPT = frozenset("except besides excluding".split())
_EXCEPT_THAN = (["other", "than"], ["apart", "from"], ["aside", "from"])
_ENDED = frozenset(
    "termed terminated lapsed expired inactive ended cancelled canceled dropped anymore".split()
)
_OLD = frozenset("old former previous prior prev".split())
_PLAN = frozenset("plan ins insurance carrier payer was is".split())
_HAS = frozenset("is was has plan coverage but says said it its that got been card".split())
MOVED = frozenset("changed switched moved went converted transitioned changing switching".split())
_WHO = frozenset("who which what anyone anybody any else all".split())
_COMPARES = frozenset("who which either both each compare better before".split())
_WHO_SAYS = frozenset("other than apart from aside else anyone anybody".split())


def without_former(names: list[PayerName], left: RemainingText) -> list[PayerName]:
    """The names without those that the text calls old or other names of another, or denies.

    None is left where it asks for the others: "who pays besides Medicare".
    """
    if len(names) == 1:
        return [] if _asks_of_others(names[0], left) else names
    names = sorted(names, key=lambda name: name.words[0].place)
    if _compares(names, left):
        return names
    kept = list(names)
    for first, second in pairwise(names):
        between = [
            word.plain for word in left.typed[first.words[-1].place + 1 : second.words[0].place]
        ]
        if _takes_back(between):
            left.drop([word for word in left.words if word.plain in _INSTEAD | _SILENT_BACK])
            kept = [name for name in kept if name.words[0].place >= second.words[0].place]
            continue
        is_left = between == ["to"] and _is_left(first, left)
        if (is_left or _is_told(between, _NOW)) and first in kept:
            kept.remove(first)
        elif (between == _OF_BRAND or _is_told(between, _BEFORE)) and second in kept:
            kept.remove(second)
    held = {word.place for name in names for word in name.words}
    denied = [name for name in kept if _is_denied(name, left, held)]
    left.drop([word for word in left.words if denied and word.plain in _ENDED | _NOT])
    return [name for name in kept if name not in denied] if len(denied) < len(kept) else kept


def _compares(names: list[PayerName], left: RemainingText) -> bool:
    """Whether both plans of a change are asked about: "from oscar to ambetter, who had it"."""
    behind = [word.plain for word in left.typed[names[-1].words[-1].place + 1 :]]
    is_changed = any(_is_left(name, left) for name in names[:-1])
    return is_changed and not _COMPARES.isdisjoint(behind)


def _takes_back(between: Sequence[str]) -> bool:
    """Whether the name behind is said in place of the one before: "highmark... no sorry BCBS"."""
    said = {word for word in between if not word.isdigit()} - _ASKED
    is_instead = not _INSTEAD.isdisjoint(said) or (list(between[:1]) == ["no"] and said & _IT_IS)
    return bool(is_instead) and said <= _INSTEAD | _SILENT_BACK


def _is_left(name: PayerName, left: RemainingText) -> bool:
    """Whether the patient left a plan for another one: "switched from uhc to bcbs tx"."""
    before = [word.plain for word in left.typed[: name.words[0].place][-_NEAR:]]
    return before[-1:] == ["from"] and not MOVED.isdisjoint(before)


def _asks_of_others(name: PayerName, left: RemainingText) -> bool:
    """Whether the only name is the one that is not asked about: "who pays except medicare"."""
    before = [word.plain for word in left.typed[: name.words[0].place]]
    is_apart = before[-1:] and (before[-1] in _EXCEPT or before[-2:] in _EXCEPT_THAN)
    if not is_apart or _WHO.isdisjoint(before):
        return False
    left.drop([word for word in left.words if word.plain in _EXCEPT | _WHO_SAYS])
    return True


def _is_denied(name: PayerName, left: RemainingText, held: Set[int]) -> bool:
    """Whether a name is denied or ended: "cigna, not evernorth", "aetna termed, now wellcare".

    `held` are the places of all names: a word behind another name is said of that one.
    """
    typed = left.typed
    near = typed[: name.words[0].place][-_NEAR:]
    before = [w for w in near if w.plain not in _SILENT_NOT | _PLAN]
    behind = [w.plain for w in typed[name.words[-1].place + 1 :][:_NEAR] if w.plain not in _HAS]
    if behind[:1] and (behind[0] in _ENDED or behind[:2] == ["any", "more"]):
        return True
    if not before or [word.plain for word in before[-2:]] in (*_EXCEPT_THAN, ["no", "longer"]):
        return bool(before)
    said = before[-1]
    is_apart = name.words[0].place in left.begins  # "aetna but it expired, humana"
    is_of_another = said.plain in _ENDED and (said.place - 1 in held or is_apart)
    return said.plain in _NOT | _EXCEPT | _ENDED | _OLD and not is_of_another


def _is_told(between: Sequence[str], words: frozenset[str]) -> bool:
    """Whether nothing stands between two names but what makes one of the other."""
    return not words.isdisjoint(between) and set(between) <= words | _SILENT
