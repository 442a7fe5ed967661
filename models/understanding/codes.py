"""Reads codes, modifiers, counts of muscles and other services; and what words describe a code."""

from __future__ import annotations

import re

from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.understanding.names import NameGuess, NameIndex
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word

# "O" for zero and "l" for one, in a word that otherwise is a five-digit code. A first "l" stays a
# letter: L0650 is a code of another kind.
_CODE = re.compile(r"(?=(?:.*[0-9]){3})[0-9o][0-9oli]{4}")
_SLIPS = str.maketrans("oli", "011")

_COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten".split(), start=1
    )
}
_FEW_MUSCLES = 2
_NUMBER = re.compile(r"[0-9]{1,3}")

_NEEDLING = frozenset({"needle", "needles", "needling", "needled", "dn", "ims"})

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
        self._names = NameIndex({c.code: c.names for c in book.codes.values()})
        self._other_services = NameIndex({name: (name,) for name in _OTHER_SERVICES})

    def described(self, left: RemainingText) -> tuple[str, ...]:
        """The codes that words name, as the book writes them."""
        if match := next(self._names.find(left.words), None):
            left.take(match)
            return match.ids
        return ()

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

    def take_described(self, left: RemainingText) -> tuple[str, ...]:
        """The codes of another service that words describe: "manual therapy", "acupuncture"."""
        if _names_needling(left):
            return ()
        for match in self._names.find(left.words):
            kinds = {self._book.codes[code].kind for code in match.ids}
            if CodeKind.DRY_NEEDLING not in kinds and CodeKind.MODIFIER not in kinds:
                left.take(match)
                return match.ids
        return ()

    def take(self, left: RemainingText) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes, with the modifiers typed right behind them, and a code for a count of muscles."""
        codes: dict[str, None] = {}
        modifiers: dict[str, None] = {}
        taken: list[Word] = []
        for at, word in enumerate(left.words):
            behind = taken[-1:] == [left.words[at - 1]] if at else False
            if _CODE.fullmatch(word.plain):
                codes[word.plain.translate(_SLIPS)] = None
            elif behind and self._is_modifier(word) and not _is_english(left, at):
                modifiers[word.plain.upper()] = None
            else:
                continue
            taken.append(word)
        left.drop(taken)
        if not codes and (code := _take_muscles(left)):
            codes[code] = None
        return tuple(codes), tuple(modifiers)

    def take_modifiers(self, left: RemainingText) -> tuple[str, ...]:
        """Modifiers that stand alone, in capitals, or beside the word "modifier"."""
        taken = [
            word
            for at, word in enumerate(left.words)
            if self._is_modifier(word) and not _is_english(left, at)
        ]
        left.drop(taken)
        return tuple(dict.fromkeys(word.plain.upper() for word in taken))

    def _is_modifier(self, word: Word) -> bool:
        code = self._book.codes.get(word.plain.upper())
        return code is not None and code.kind is CodeKind.MODIFIER


def _is_english(left: RemainingText, at: int) -> bool:
    """Whether "at", "go" or "25" is a word or a number and no modifier."""
    word = left.words[at]
    named = {left.before(at), left.after(at)} & {"modifier", "modifiers", "mod"}
    if named or len(left.words) == 1:
        return False
    return not (word.typed.isupper() and word.typed.isalpha()) and not _CODE.fullmatch(
        left.before(at)
    )


def _take_muscles(left: RemainingText) -> str | None:
    """The needling code for "3 muscles": 20560 for one or two, 20561 for three or more."""
    for at, word in enumerate(left.words[1:], start=1):
        before = left.words[at - 1].plain
        if word.plain not in {"muscle", "muscles"}:
            continue
        number = int(before) if _NUMBER.fullmatch(before) else _COUNTS.get(before, 0)
        if number:
            left.drop((left.words[at - 1], word))
            return "20560" if number <= _FEW_MUSCLES else "20561"
    return None


def _names_needling(left: RemainingText) -> bool:
    return any(word.plain in _NEEDLING for word in left.words)
