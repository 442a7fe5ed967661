"""Reads codes, modifiers, what words describe a code, and other services without facts.

Both `Reader.read` and `Reader.read_codes` take them from here, so that they agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.coverage.code import CodeKind
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, needling_code
from models.coverage.fact_book import FactBook
from models.understanding.code_counts import Counts
from models.understanding.names import NameGuess, NameIndex, NameMatch
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word

# "O" for zero and "l" for one, in a word that otherwise is a five-digit code. A first "l" stays a
# letter: L0650 is a code of another kind.
_CODE = re.compile(r"(?=(?:.*[0-9]){3})[0-9o][0-9oli]{4}")
_SLIPS = str.maketrans("oli", "011")
_DIGITS = 5

_NEEDLING = frozenset({"needle", "needles", "needling", "needled", "dn", "ims"})
_EITHER = (FEW_MUSCLES, MANY_MUSCLES)
_GROUP = "group"  # stands for the names of several muscles
_UNLISTED = frozenset({"64999", "97039", "97139"})  # codes without a file that are unlisted

# Diagnosis codes begin with a letter: those of pain, nerves, injuries and the like.
_DIAGNOSIS = re.compile(r"[gmrst][0-9][0-9a-z](?:[0-9a-z]{0,4})")
_CATEGORY = 3

# Modifiers that are numbers or words too. A number is a modifier where one of these words stands
# beside it, and a word only beside "modifier" or in capitals.
_ALSO_WORDS = frozenset({"at", "go", "co"})
_BEHIND_A_NUMBER = frozenset("on for with to or and still needed required is modifier too".split())
_BEFORE_A_NUMBER = frozenset("a need needs use add append modifier mod the with".split())
_MODIFIER = frozenset({"modifier", "modifiers", "mod", "mods", "modifer"})

# Words that join two services into one visit, and those that put one in the other's stead.
_JOINS = frozenset("with and plus w n beside alongside together".split())
_NOT_IN_NAMES = frozenset({"and", "of", "the"})
_ARTICLES = frozenset("a an the some same day".split())
_STANDS_FOR = frozenset("for as instead of under called".split())
_TOGETHER = re.compile(r"\b(?:same|together|bundl\w*|combin\w*|one (?:visit|day|claim))\b")

# Services on which this book has no facts. Reading one as nothing would answer for dry needling.
_OTHER_SERVICES = (
    "massage", "massage therapy", "ultrasound", "cupping", "e stim", "estim", "tens",
    "electrical stimulation", "laser", "laser therapy", "shockwave", "shock wave", "eswt",
    "traction", "taping",
    "kinesio tape", "kinesiotape", "adjustment", "adjustments", "spinal manipulation",
    "manipulation", "botox", "prp", "cortisone", "steroid injection", "surgery", "mri", "x ray",
    "orthotics", "brace", "iontophoresis", "biofeedback", "hot pack", "ice pack", "aquatic therapy",
    "speech therapy", "cold laser", "decompression", "graston", "iastm",
)  # fmt: skip


class CodeReader:
    """Reads codes with the names that one fact book knows."""

    def __init__(self, book: FactBook) -> None:
        self._book = book
        self._known = book.codes.keys() | (book.edits.looked_up if book.edits else frozenset())
        tabled = dict(book.edits.names) if book.edits else {}
        self._names = NameIndex(tabled | {c.code: c.names for c in book.codes.values()})
        self._muscles = NameIndex(
            {names[0]: names for names in book.muscles} | {_GROUP: book.muscle_groups}
        )
        self._other_services = NameIndex({name: (name,) for name in _OTHER_SERVICES})

    def guessed(self, left: RemainingText) -> NameGuess | None:
        """The codes that misspelt words name."""
        guess = self._names.guess(left.words, skip=FILLER)
        if guess:
            left.drop(guess.words)
        return guess

    def take_other_service(self, left: RemainingText) -> str:
        """A service without facts, where needling is not named beside it."""
        match = next(self._other_services.find(left.words), None)
        if match is None or _names_needling(left):
            return ""
        return " ".join(word.typed for word in left.take(match))

    def take_other_services(self, left: RemainingText) -> str:
        """The services without facts that stand beside codes."""
        matches = self._other_services.find_apart(left.words)
        names = [" ".join(w.typed for w in left.words[m.start : m.end]) for m in matches]
        left.drop([word for m in matches for word in left.words[m.start : m.end]])
        return " and ".join(names)

    def take_described(self, left: RemainingText) -> tuple[str, ...]:
        """The codes of another service that words describe: "manual therapy", "acupuncture"."""
        if _names_needling(left):
            return ()
        for match in self._names.find(left.words):
            kinds = {self._kind(code) for code in match.ids}
            if not kinds & {CodeKind.DRY_NEEDLING, CodeKind.MODIFIER, None}:
                left.take(match)
                return match.ids
        return ()

    def take(self, left: RemainingText) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes, with the modifiers typed right behind them."""
        codes: dict[str, None] = {}
        modifiers: dict[str, None] = {}
        taken: list[Word] = []
        for at, word in enumerate(left.words):
            behind = taken[-1:] == [left.words[at - 1]] if at else False
            if code := self._code(word):
                codes[code] = None
            elif code := self._code_in_two(left.words[at : at + 2]):
                codes[code] = None
                taken.append(left.words[at + 1])
            elif behind and self._is_modifier(word) and not self._is_english(left, at):
                modifiers[word.plain.upper()] = None
            else:
                continue
            taken.append(word)
        left.drop(taken)
        return tuple(codes), tuple(modifiers)

    def _code(self, word: Word) -> str:
        """The code that a word is, with its letters mended; empty for another word."""
        plain = word.plain.removesuffix("s")  # "two 20560s"
        if _CODE.fullmatch(plain):
            return plain.translate(_SLIPS)
        upper = word.plain.upper()
        is_level_two = len(upper) == _DIGITS and upper in self._known
        return upper if is_level_two else ""

    def _code_in_two(self, words: tuple[Word, ...]) -> str:
        """A code with a comma or a blank in it: "20,560"."""
        joined = "".join(word.plain for word in words)
        is_code = len(words) > 1 and len(joined) == _DIGITS and joined.isdigit()
        return joined if is_code and joined in self._known else ""

    def take_modifiers(self, left: RemainingText) -> tuple[str, ...]:
        """Modifiers that stand alone, in capitals, beside "modifier", or as one would be put."""
        taken = [
            word
            for at, word in enumerate(left.words)
            if self._is_modifier(word) and not self._is_english(left, at, alone=True)
        ]
        left.drop(taken)
        return tuple(dict.fromkeys(word.plain.upper() for word in taken))

    def take_diagnoses(self, left: RemainingText) -> tuple[str, ...]:
        """Codes of ICD-10, as they are written: "M79.18"."""
        diagnoses: list[str] = []
        taken: list[Word] = []
        for at, word in enumerate(left.words):
            plain, behind = word.plain, left.after(at)
            if word in taken or not _DIAGNOSIS.fullmatch(plain) or plain.upper() in self._known:
                continue
            taken.append(word)
            if len(plain) == _CATEGORY and behind[:1].isdigit() and len(behind) <= _CATEGORY + 1:
                taken.append(left.words[at + 1])
                plain += behind
            rest = f".{plain[_CATEGORY:]}" if len(plain) > _CATEGORY else ""
            diagnoses.append(f"{plain[:_CATEGORY]}{rest}".upper())
        left.drop(taken)
        return tuple(diagnoses)

    def take_muscles(self, left: RemainingText, counts: Counts) -> tuple[str, ...]:
        """The muscles that are named, where none are counted and none is a group of them.

        One alone is a place that hurts, unless needling is named.
        """
        matches = self._muscles.find_apart(left.words)
        names = tuple(dict.fromkeys(match.ids[0] for match in matches))
        if counts.muscles or counts.muscles_unclear or not names or _GROUP in names:
            return ()
        if len(names) == 1 and not _names_needling(left):
            return ()
        left.drop([word for m in matches for word in left.words[m.start : m.end]])
        return names

    def described(
        self, left: RemainingText, typed: tuple[str, ...], counts: Counts, *, has_modifier: bool
    ) -> tuple[tuple[str, ...], ...]:
        """The codes that words and counted muscles name: each time those that are meant.

        Beside typed codes, words name another service only where they are joined to them: in
        "97140 for dry needling" they say what 97140 is billed for.
        """
        matches = [_trimmed(left, match) for match in self._names.find_apart(left.words)]
        if has_modifier or typed:
            matches = [match for match in matches if not self._are_modifiers(match)]
        matches.sort(key=lambda match: match.start)
        alone = bool(typed) and not self._are_of_another_kind(typed)
        joined = [m for m in matches if _is_joined(left, m, is_second=has_modifier or alone)]
        if typed:
            kept = [match for match in joined if not set(match.ids) & set(typed)]
        else:
            longest = sorted(matches, key=lambda match: match.start - match.end)[:1]
            kept = joined if len(joined) > 1 else longest
        left.drop([word for match in matches for word in left.words[match.start : match.end]])
        groups = dict.fromkeys(self._settled(match.ids, counts) for match in kept)
        if not typed and not any(set(group) & set(_EITHER) for group in groups):
            groups |= dict.fromkeys(_needled(counts))
        return tuple(groups)

    def _are_of_another_kind(self, typed: tuple[str, ...]) -> bool:
        """Whether codes are such as people bill in place of dry needling."""
        kinds = {self._kind(code) for code in typed} & {CodeKind.INJECTION, CodeKind.UNLISTED}
        return bool(kinds) or not self._known.issuperset(typed) or bool(_UNLISTED & set(typed))

    def is_for_needling(self, left: RemainingText, codes: tuple[str, ...]) -> bool:
        """Whether codes of something else are asked about as codes of dry needling."""
        if not codes or set(codes) & set(_EITHER):
            return False
        matches = self._names.find_apart(left.words)
        return _names_needling(left) or any(set(m.ids) <= set(_EITHER) for m in matches)

    def _settled(self, ids: tuple[str, ...], counts: Counts) -> tuple[str, ...]:
        """The one code of needling where the muscles are counted."""
        if counts.muscles and set(ids) & set(_EITHER):
            return (needling_code(counts.muscles),)
        return ids

    def _are_modifiers(self, match: NameMatch) -> bool:
        return all(self._kind(code) is CodeKind.MODIFIER for code in match.ids)

    def _kind(self, code: str) -> CodeKind | None:
        known = self._book.codes.get(code)
        return known.kind if known else None

    def _is_modifier(self, word: Word) -> bool:
        code = self._book.codes.get(word.plain.upper())
        return code is not None and code.kind is CodeKind.MODIFIER

    def _is_english(self, left: RemainingText, at: int, *, alone: bool = False) -> bool:
        """Whether "at", "go" or "25" is a word or a number and no modifier."""
        word, before, after = left.words[at], left.before(at), left.after(at)
        if {before, after} & _MODIFIER or len(left.words) == 1 or _CODE.fullmatch(before):
            return False
        if word.plain.isdigit():
            placed = after in _BEHIND_A_NUMBER or (not after and before in _BEFORE_A_NUMBER)
            return not (alone and placed)
        shouted = all(w.typed.isupper() for w in left.words if w.typed.isalpha())
        if word.plain in _ALSO_WORDS:
            return not word.typed.isupper() or shouted
        return not (alone or word.typed.isupper())


def _needled(counts: Counts) -> Iterable[tuple[str, ...]]:
    """The code that counted muscles choose, or both where they choose neither."""
    if counts.muscles:
        return ((needling_code(counts.muscles),),)
    return (_EITHER,) if counts.muscles_unclear else ()


def _trimmed(left: RemainingText, match: NameMatch) -> NameMatch:
    """The match without an "and" at either end, which a name may hold or lack."""
    start, end = match.start, match.end
    while end - start > 1 and left.words[start].plain in _NOT_IN_NAMES:
        start += 1
    while end - start > 1 and left.words[end - 1].plain in _NOT_IN_NAMES:
        end -= 1
    return NameMatch(start, end, match.ids)


def _is_joined(left: RemainingText, match: NameMatch, *, is_second: bool) -> bool:
    """Whether a service is named beside another: "and manual therapy", "dry needling with".

    Where it `is_second` whatever joins it, only "for" and its like make it none.
    """
    words = [word.plain for word in left.words]
    before = next((w for w in reversed(words[: match.start]) if w not in _ARTICLES), "")
    after = words[match.end] if match.end < len(words) else ""
    together = _TOGETHER.search(" ".join(words))
    if before in _STANDS_FOR and not together:
        return False
    if {before, after} & _JOINS or together:
        return True
    return is_second and not _STANDS_FOR.intersection(words)


def _names_needling(left: RemainingText) -> bool:
    return any(word.plain in _NEEDLING for word in left.words)
