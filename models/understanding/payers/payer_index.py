"""Every payer's names by their keys: which stand in a text exactly, and which with slips."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from models.coverage.payer import Payer
from models.understanding.names import NameMatch
from models.understanding.one_slip import by_shorter, one_slip
from models.understanding.payers.near_words import (
    ALIKE,
    MOST_INITIALS,
    SHORTEST_SLIPPED,
    NearWords,
    is_repairable,
    pressed_once,
)
from models.understanding.payers.payer_misspellings import keys
from models.understanding.payers.sounds import faintly_heard
from models.words import Word, split

# So many words of a text are looked at for slips: a name stands near the start.
_MOST_COMPARED = 60

# Behind "medical" these make it the plain word: "California medical board" is no Medi-Cal.
_OF_MEDICINE = frozenset(
    """group groups board center centers centre clinic clinics practice practices office necessity
    necessary record records association society license licence director doctor staff school
    policy policies history care equipment advice review examiner examiners provider
    providers""".split()
)

# Names are compared whole, blanks apart, over this many words; longer ones word by word.
_WHOLE = 3

_NAMES = 2  # after which somebody is asked
_THREE = 3  # letters of the shortest initials, as UHC

# State letters that are English words: "is bcbs ok with it" names no state.
_ENGLISH = frozenset("in or me ok hi oh".split())


@dataclass(frozen=True, slots=True)
class SlippedName:
    """What words with slips may be: the payers whose names are as near as any.

    `key` is that of the name, empty where several are as near.
    """

    words: tuple[Word, ...]
    ids: tuple[str, ...]
    key: str
    slips: int


class PayerIndex:
    """The names of payers. A name that several share finds them all."""

    def __init__(self, payers: Mapping[str, Payer]) -> None:
        holders: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._splits: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        tokens: set[str] = set()
        whole: set[str] = set()
        shown = [word for payer in payers.values() for word in split(payer.name)]
        initials = {word.plain for word in shown if _is_initials(word.typed)}
        initials -= {word.plain for word in shown if not word.typed.isupper()}
        for payer in payers.values():
            words = [word.plain for word in split(payer.name)]
            for name in (payer.name, *payer.names, *payer.shared_names):
                if len(name) <= MOST_INITIALS and _abbreviates(name.lower(), words):
                    initials.add(name.lower())
                parts = tuple(filter(None, keys(split(name))))
                typed = "".join(parts)
                holders[typed][payer.id] = None
                self._splits[typed].add(parts)
                if payer.common_names and "employees'" in payer.name:
                    continue  # "the bike" is no Nike
                tokens.update(parts)
                is_short = 1 < len(parts) <= _WHOLE
                if is_short and min(map(len, parts)) > 3:  # noqa: PLR2004 - no state's letters
                    whole.add(typed)
        self._ids = {typed: tuple(ids) for typed, ids in holders.items()}
        self._common = frozenset(
            "".join(keys(split(name))) for p in payers.values() for name in p.common_names
        )
        self._beginnings = frozenset(
            typed[:length] for typed in self._ids for length in range(len(typed) + 1)
        )
        self._tokens = frozenset(tokens)
        glued = {t for t, parts in self._splits.items() if any(initials & set(p) for p in parts)}
        self._near = NearWords(tokens, initials, glued)
        self._whole = by_shorter({t for t in whole if is_repairable(t)})
        self._endings = frozenset(typed[at:] for typed in whole for at in range(len(typed)))

    def ids(self, typed: str) -> tuple[str, ...]:
        """The payers whose name has this key."""
        return self._ids.get(typed, ())

    def ids_of(self, parts: Iterable[str]) -> tuple[str, ...]:
        """The payers whose name is written in these words: "medica", "id" is no Medicaid."""
        written = tuple(parts)
        typed = "".join(written)
        is_name = written in self._splits.get(typed, ()) or typed.startswith("bcbs")
        return self._ids.get(typed, ()) if is_name else ()

    def written(self, typed: str) -> tuple[str, ...]:
        """The words of a name by its key; empty for no key."""
        return min(self._splits[typed]) if typed in self._splits else ()

    def is_common(self, typed: str) -> bool:
        """Whether a name of this key is also a word, a place or a person's name."""
        return typed in self._common

    def is_of_names(self, word: str) -> bool:
        """Whether some name holds this word."""
        return word in self._tokens

    def near(self, typed: str) -> list[str]:
        """The words of names of which a word may be a misspelling."""
        return [word for word, _ in self._near.words(typed)]

    def perhaps(self, words: Iterable[Word]) -> tuple[str, ...]:
        """The payers of the two commonest names that one of the words is faintly like.

        Initials of which two changed places are like them: "ghea", "UCH".
        """
        for word in words:
            near = (*faintly_heard(word.plain), *self._near.initials(word.plain), *_turned(word))
            held = [ids for name in near if (ids := self._ids.get(name))]
            if held:
                return tuple(dict.fromkeys(id_ for ids in held[:_NAMES] for id_ in ids))
        return ()

    def begun(self, words: tuple[Word, ...], end: int) -> tuple[tuple[Word, ...], frozenset[str]]:
        """The words from `end` on with which those before begin longer names, and whose these are.

        "bcbsnc state health pln" is no BCBSNC: somebody began the name of the State Health Plan.
        One word more says too little: no words then.
        """
        typed = longest = "".join(keys(words[:end]))
        last = end
        for at, added in enumerate(keys(words[end:]), end + 1):
            typed += added
            if typed not in self._beginnings:
                break
            if added:
                last, longest = at, typed
        more = tuple(word for word in words[end:last] if keys((word,)) != [""])
        if len(more) < 2:  # noqa: PLR2004
            return (), frozenset()
        names = (name for name in self._ids if name.startswith(longest))
        return more, frozenset(id_ for name in names for id_ in self._ids[name])

    def find_apart(self, words: tuple[Word, ...]) -> list[NameMatch]:
        """The names that the words hold, longest first, none of them inside another."""
        added = keys(words)
        matches = [
            match
            for start, typed in enumerate(added)
            if typed in self._beginnings
            for match in self._from(words, added, start)
        ]
        apart: list[NameMatch] = []
        taken: set[int] = set()
        for match in sorted(matches, key=lambda match: match.start - match.end):
            if taken.isdisjoint(range(match.start, match.end)):
                apart.append(match)
                taken.update(range(match.start, match.end))
        return apart

    def _from(self, words: tuple[Word, ...], added: list[str], start: int) -> Iterator[NameMatch]:
        """The names that start at a word; it ends where no name goes on as the words do."""
        typed = ""
        if not added[start]:
            return
        for end in range(start + 1, len(added) + 1):
            typed += added[end - 1]
            if typed not in self._beginnings:
                return
            if not added[end - 1]:
                continue
            ids = self._ids.get(typed)
            of_medicine = words[end - 1].plain == "medical" and any(
                word.plain in _OF_MEDICINE for word in words[end : end + 1]
            )
            if (
                ids
                and not of_medicine
                and self._is_as_written(typed, words[start:end], added[start:end])
            ):
                yield NameMatch(start, end, ids)

    def _is_as_written(self, typed: str, words: tuple[Word, ...], added: list[str]) -> bool:
        """Whether the words stand for a name, and not for other words with the same letters.

        "medical" is not "medi-cal", "li" not "l&i", and "bcbs in" is mostly English.
        """
        parts = tuple(filter(None, added))
        if parts in self._splits[typed]:
            return True
        is_of_others = typed in ALIKE and parts[0] != "medi"  # "medica id"; but "medi care"
        if is_of_others or (len(parts) == 1 and typed in self._common):
            return False
        last = words[-1]
        return len(parts) == 1 or last.plain not in _ENGLISH or last.typed.isupper()

    def slipped(self, words: tuple[Word, ...], may_slip: Collection[int]) -> SlippedName | None:
        """The longest name that words come near to, with slips only at some places.

        None without any. Initials and the letters of states are never taken for others.
        """
        words = words[:_MOST_COMPARED]
        added = keys(words)
        near = [
            [(typed, 0), *(self._near.words(typed) if word.place in may_slip else ())]
            for typed, word in zip(added, words, strict=True)
        ]
        names = [
            *(name for start in range(len(words)) for name in self._spelled(near, start)),
            *self._spelled_whole(words, added, may_slip),
        ]
        if not names:
            return None
        longest = max(end - start for start, end, _, _ in names)
        fewest = min(slips for start, end, slips, _ in names if end - start == longest)
        best = [n for n in names if n[1] - n[0] == longest and n[2] == fewest]
        start, end = best[0][:2]
        found = dict.fromkeys(typed for first, _, _, typed in best if first == start)
        ids = dict.fromkeys(id_ for typed in found for id_ in self._ids[typed])
        only = next(iter(found)) if len(found) == 1 else ""
        return SlippedName(words[start:end], tuple(ids), only, fewest)

    def _spelled(
        self, near: list[list[tuple[str, int]]], start: int
    ) -> Iterator[tuple[int, int, int, str]]:
        """Names word by word: each as typed, or as a word of names that it comes near to."""
        begun = [("", 0)]
        for end in range(start, len(near)):
            begun = [
                (typed + word, slips + more)
                for typed, slips in begun
                for word, more in near[end]
                if typed + word in self._beginnings
            ]
            if not begun:
                return
            for typed, slips in begun:
                is_long = end > start or len(typed) >= SHORTEST_SLIPPED
                is_told = is_long or typed in pressed_once(near[end][0][0])
                if slips and is_told and typed in self._ids and near[end][0][0]:
                    yield start, end + 1, slips, typed

    def _spelled_whole(
        self, words: tuple[Word, ...], added: list[str], may_slip: Collection[int]
    ) -> Iterator[tuple[int, int, int, str]]:
        """Names whose blanks are wrong besides: "unitedhelthcare"."""
        for start, first in enumerate(added):
            for end in range(start + 1, min(start + _WHOLE, len(words)) + 1):
                slips = any(word.place in may_slip for word in words[start:end])
                is_word = end == start + 1 and first in self._tokens
                if not slips or is_word or not first or not added[end - 1]:
                    continue
                together = "".join(added[start:end])
                half = (len(together) - 1) // 2  # one slip leaves either half as it is
                if together[:half] in self._beginnings or together[-half:] in self._endings:
                    for typed in one_slip(together, self._whole):
                        yield start, end, 1, typed


def _turned(word: Word) -> tuple[str, ...]:
    """What three capitals would be if two neighbours changed places."""
    if len(word.plain) != _THREE or not (word.typed.isupper() and word.plain.isalpha()):
        return ()
    one, two, three = tuple(word.plain)
    return (one + three + two, two + one + three)


def _is_initials(typed: str) -> bool:
    return typed.isupper() and typed.isalpha() and len(typed) <= MOST_INITIALS


def _abbreviates(name: str, words: list[str]) -> bool:
    """Whether a short name is the first letters of words, one or two of each: "usfhp"."""
    if not name:
        return True
    beginnings = (words[0][:length] for length in (1, 2)) if words else ()
    return any(name.startswith(b) and _abbreviates(name[len(b) :], words[1:]) for b in beginnings)
