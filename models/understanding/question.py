"""Turns what someone typed into values: payer, codes, state, profession, condition and dates.

This is the one place where a question's text is read. It takes names out of the text in a fixed
order, each from what the one before left over: dates, codes, payer, line of business, state,
profession, condition; misspelt payers are guessed last, from words that nothing else wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.profession import Profession
from models.understanding import dates_of_service
from models.understanding.names import NameIndex
from models.understanding.payers import PayerNames
from models.understanding.professions import ProfessionNames
from models.understanding.remaining_text import FILLER, RemainingText
from models.understanding.states import StateNames
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


@dataclass(frozen=True, slots=True)
class Question:
    """What a text asks. Empty and None stand for what it does not say.

    `payers` holds one payer, or those among which the person must choose. `guessed_from` is the
    misspelling that was taken for them, `unknown_payer` what was typed where none fits; then
    `payers` may hold one that was perhaps meant. `states` holds several only where one must be
    chosen. `other_profession` and `other_service` are such as this book has no facts on. `unused`
    are words that meant nothing here.
    """

    payers: tuple[Payer, ...] = ()
    guessed_from: str = ""
    unknown_payer: str = ""
    line: LineOfBusiness | None = None
    codes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    profession: Profession | None = None
    other_profession: str = ""
    other_service: str = ""
    condition: str | None = None
    on: date | None = None
    as_known: date | None = None
    unused: tuple[str, ...] = ()

    @property
    def state(self) -> str | None:
        """The one state that is named, if one is."""
        return self.states[0] if len(self.states) == 1 else None


class Reader:
    """Reads questions with the names that one fact book knows."""

    def __init__(self, book: FactBook) -> None:
        self._book = book
        self._payers = PayerNames(book.payers)
        self._places = StateNames()
        self._billers = ProfessionNames()
        self._conditions = NameIndex({c.id: (c.name, *c.names) for c in book.conditions.values()})
        self._codes = NameIndex({c.code: c.names for c in book.codes.values()})
        self._other_services = NameIndex({name: (name,) for name in _OTHER_SERVICES})

    def read(self, text: str) -> Question:
        """Read a question about a payer. Raises `NotUnderstood` for a date that cannot be."""
        when = dates_of_service.take(text)
        left = RemainingText(when.remaining)
        codes, modifiers = self._take_codes(left)
        exact = self._payers.take(left)
        line = self._payers.take_line(left) or self._payers.line_of(exact)
        where = self._places.take(left) or self._places.guess_after_in(left)
        billed_by, other_profession = self._billers.take(left)
        condition = self._take_condition(left)
        other_service = "" if codes else self._take_other_service(left)
        codes = codes or self._take_described_codes(left)
        named = self._payers.settle(exact, left, where[0] if len(where) == 1 else None, line)
        return Question(
            payers=named.payers,
            guessed_from=named.guessed_from,
            unknown_payer=named.unknown,
            line=named.line or line,
            codes=codes,
            modifiers=modifiers,
            states=where,
            profession=billed_by,
            other_profession=other_profession,
            other_service=other_service,
            condition=condition,
            on=when.on,
            as_known=when.as_known,
            unused=left.meaningful(),
        )

    def read_state(self, text: str) -> Question:
        """Read a question about a state, in which "or" is Oregon and "in" may be Indiana."""
        when = dates_of_service.take(text)
        left = RemainingText(when.remaining)
        states, guessed_from = self._places.take_any(left, FILLER)
        billed_by, other = self._billers.take(left)
        if billed_by is None and not other:
            billed_by = self._billers.guess(left, FILLER)
        return Question(
            guessed_from=guessed_from,
            states=states,
            profession=billed_by,
            other_profession=other,
            on=when.on,
            unused=left.meaningful(),
        )

    def read_codes(self, text: str) -> Question:
        """Read a question about codes: their numbers, modifiers, or words for what was done."""
        left = RemainingText(text)
        codes, modifiers = self._take_codes(left)
        codes += modifiers + self._take_modifiers(left)
        if not codes and (match := next(self._codes.find(left.words), None)):
            left.take(match)
            codes = match.ids
        if not codes and (guess := self._codes.guess(left.words, skip=FILLER)):
            left.drop(guess.words)
            return Question(
                codes=guess.match.ids, guessed_from=guess.typed, unused=left.meaningful()
            )
        return Question(codes=codes, unused=left.meaningful())

    def _take_condition(self, left: RemainingText) -> str | None:
        match = next(self._conditions.find(left.words), None)
        if match is None:
            return None
        left.take(match)
        return match.ids[0]

    def _take_other_service(self, left: RemainingText) -> str:
        """A service without facts, where needling is not named beside it."""
        match = next(self._other_services.find(left.words), None)
        if match is None or _names_needling(left):
            return ""
        return " ".join(word.typed for word in left.take(match))

    def _take_described_codes(self, left: RemainingText) -> tuple[str, ...]:
        """The codes of another service that words describe: "manual therapy", "acupuncture"."""
        if _names_needling(left):
            return ()
        for match in self._codes.find(left.words):
            kinds = {self._book.codes[code].kind for code in match.ids}
            if CodeKind.DRY_NEEDLING not in kinds and CodeKind.MODIFIER not in kinds:
                left.take(match)
                return match.ids
        return ()

    def _take_codes(self, left: RemainingText) -> tuple[tuple[str, ...], tuple[str, ...]]:
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

    def _take_modifiers(self, left: RemainingText) -> tuple[str, ...]:
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
