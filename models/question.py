"""Turns what someone typed into values: payer, codes, state, profession, condition and dates.

This is the one place where a question's text is read. It takes names out of the text in a fixed
order, each from what the one before left over: dates, codes, payer, profession, state, condition;
a misspelt payer is guessed last, from words that nothing else wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from models import dates, profession, state
from models.cpt import CodeKind
from models.facts import FactBook
from models.names import Match, Names
from models.payer import LINE_SYNONYMS, LineOfBusiness, Payer
from models.profession import Profession
from models.words import Word, split

# "O" for zero and "l" for one, in a word that otherwise is a five-digit code. A first "l" stays a
# letter: L0650 is a code of another kind.
_CODE = re.compile(r"(?=(?:.*\d){3})[0-9o][0-9oli]{4}")
_SLIPS = str.maketrans("oli", "011")

# Two-letter words that are more often English than a state, unless "in" stands before them or they
# are typed in capitals.
_ENGLISH = frozenset({"in", "or", "me", "hi", "ok", "oh", "id", "de", "la", "ma", "pa", "md", "al"})

# Abbreviations of professions that are more often English, unless "by" stands before them.
_NEEDS_BY = frozenset({"at", "do", "pa", "pa c"})

# The payer whose bare name, beside another payer's, means that payer's Medicare Advantage plan.
_MEDICARE = "medicare"

_COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten".split(), start=1
    )
}
_FEW_MUSCLES = 2

_FILLER = frozenset(
    """a about again am an and any are as at be bill billed billing by can check clinic code codes
    could cost coverage cover covered covers cpt date did do does dos dry for from get has have hey
    hello how i if in insurance is it its know me modifier my need needle needled needling needles
    of on or our pay paid pays patient patients payer plan please policy practice reimburse
    reimbursed service session state tell that the their them there they thing this to us visit
    visits was we what when where which who will with would yes you your""".split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a text asks. Empty and None stand for what it does not say.

    `payers` holds one payer, or those among which the person must choose. `guessed_from` is the
    misspelling that was taken for them, `unknown_payer` what was typed where none fits. `unused`
    are words that meant nothing here.
    """

    payers: tuple[Payer, ...] = ()
    guessed_from: str = ""
    unknown_payer: str = ""
    line: LineOfBusiness | None = None
    codes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    state: str | None = None
    profession: Profession | None = None
    condition: str | None = None
    on: date | None = None
    as_known: date | None = None
    unused: tuple[str, ...] = ()


@dataclass(slots=True)
class _Text:
    """The words not yet taken."""

    words: tuple[Word, ...]

    def take(self, start: int, end: int) -> None:
        self.words = self.words[:start] + self.words[end:]

    def drop(self, matches: list[Match]) -> None:
        taken = {at for match in matches for at in range(match.start, match.end)}
        self.words = tuple(w for at, w in enumerate(self.words) if at not in taken)

    def forget(self, typed: str) -> None:
        gone = {word.plain for word in split(typed)}
        self.words = tuple(w for w in self.words if w.plain not in gone)

    def before(self, at: int) -> str:
        return self.words[at - 1].plain if at else ""


@dataclass(frozen=True, slots=True)
class _Named:
    """The payers that a text names, the words that did, and what those words add."""

    payers: tuple[Payer, ...]
    typed: str
    guessed_from: str = ""
    line: LineOfBusiness | None = None


class Reader:
    """Reads questions with the names that one fact book knows."""

    def __init__(self, book: FactBook) -> None:
        self._book = book
        self._payers = Names(
            {p.id: (p.name, *p.names, *p.shared_names) for p in book.payers.values()}
        )
        self._lines = Names(LINE_SYNONYMS)
        self._states = Names({code: (name,) for code, name in state.NAMES.items()})
        self._professions = Names({p: profession.SYNONYMS[p] for p in Profession})
        self._conditions = Names({c.id: (c.name, *c.names) for c in book.conditions.values()})
        self._codes = Names({c.code: c.names for c in book.codes.values()})

    def read(self, text: str) -> Question:
        """Read a question about a payer. Raises `NotUnderstood` for a date that cannot be."""
        when = dates.take(text)
        left = _Text(split(when.rest))
        codes, modifiers = self._take_codes(left)
        named = self._take_payers(left)
        line = named.line or self._take_line(left)
        billed_by = self._take_profession(left)
        where = self._take_state(left) or self._guess_state_after_in(left)
        condition = self._take_condition(left)
        named = self._narrowed(named, where, line) if named.payers else self._guess(left, where)
        return Question(
            payers=named.payers,
            guessed_from=named.guessed_from,
            unknown_payer="" if named.payers else named.typed,
            line=line,
            codes=codes,
            modifiers=modifiers,
            state=where,
            profession=billed_by,
            condition=condition,
            on=when.on,
            as_known=when.as_known,
            unused=_meaningful(left.words),
        )

    def read_state(self, text: str) -> Question:
        """Read a question about a state, in which "or" is Oregon and "in" may be Indiana."""
        when = dates.take(text)
        left = _Text(split(when.rest))
        where = self._take_state(left, any_pair=True) or self._guess_state(left)
        billed_by = self._take_profession(left)
        return Question(
            state=where, profession=billed_by, on=when.on, unused=_meaningful(left.words)
        )

    def read_codes(self, text: str) -> Question:
        """Read a question about codes: their numbers, modifiers, or words for what was done."""
        left = _Text(split(text))
        codes, modifiers = self._take_codes(left)
        codes += modifiers + self._take_modifiers(left)
        if not codes and (match := next(self._codes.find(left.words), None)):
            left.take(match.start, match.end)
            codes = match.ids
        if not codes and (guess := self._codes.guess(_worth_guessing(left.words))):
            return Question(codes=guess.match.ids, guessed_from=guess.typed)
        return Question(codes=codes, unused=_meaningful(left.words))

    def _take_payers(self, left: _Text) -> _Named:
        """The payers that the text names.

        A payer's own name outweighs a name that it shares: "aetna medicare advantage" is Aetna, and
        what else was named stays in the text. Two shared names mean the payers that have both.
        """
        found = [m for m in self._payers.find_apart(left.words) if not _is_place(left, m)]
        own = [m for m in found if len(m.ids) == 1]
        line = _medicare_plan_of_another(own)
        if line:
            own = [m for m in own if m.ids != (_MEDICARE,)]
        taken = own or found
        ids = [m.ids[0] for m in own] or _in_common([m.ids for m in found])
        typed = " ".join(w.typed for m in taken for w in left.words[m.start : m.end])
        left.drop(found if line else taken)
        return _Named(self._payers_of(ids), typed, line=line)

    def _narrowed(self, named: _Named, where: str | None, line: LineOfBusiness | None) -> _Named:
        """Among several payers, those of the state and line of business that were named."""
        if len(named.payers) == 1:
            return named
        payers, place = named.payers, ""
        if line and (of_line := tuple(p for p in payers if line in p.lines)):
            payers = of_line
        if where:
            payers = tuple(p for p in payers if not p.states or where in p.states)
            place = f" in {state.NAMES[where]}"
        typed = f"{named.typed}{place}"
        return _Named(payers, typed, guessed_from=typed if len(payers) == 1 else "")

    def _guess(self, left: _Text, where: str | None) -> _Named:
        """The payers that a misspelt name may mean, taken from words that nothing else wanted."""
        unknown = _Named((), " ".join(_meaningful(left.words)))
        guess = self._payers.guess(_worth_guessing(left.words))
        if guess is None:
            return unknown
        payers = self._payers_of(guess.match.ids)
        if where:  # "blue cros sc" must not become the plan of another state
            payers = tuple(p for p in payers if not p.states or where in p.states)
        if not payers:
            return unknown
        left.forget(guess.typed)
        return _Named(payers, guess.typed, guessed_from=guess.typed)

    def _payers_of(self, ids: Iterable[str]) -> tuple[Payer, ...]:
        return tuple(self._book.payers[id_] for id_ in dict.fromkeys(ids))

    def _take_line(self, left: _Text) -> LineOfBusiness | None:
        match = next(self._lines.find(left.words), None)
        if match is None:
            return None
        left.take(match.start, match.end)
        return LineOfBusiness(match.ids[0])

    def _take_profession(self, left: _Text) -> Profession | None:
        for match in self._professions.find(left.words):
            spelt = " ".join(w.plain for w in left.words[match.start : match.end])
            if spelt in _NEEDS_BY and left.before(match.start) != "by":
                continue
            left.take(match.start, match.end)
            return Profession(match.ids[0])
        return None

    def _take_state(self, left: _Text, *, any_pair: bool = False) -> str | None:
        match = next(self._states.find(left.words), None)
        if match:
            left.take(match.start, match.end)
            return match.ids[0]
        pairs = [at for at, word in enumerate(left.words) if word.plain.upper() in state.NAMES]
        sure = [at for at in pairs if _is_surely_state(left, at)]
        chosen = sure or (pairs if any_pair else [])
        if not chosen:
            return None
        code = left.words[chosen[0]].plain.upper()
        left.take(chosen[0], chosen[0] + 1)
        return code

    def _guess_state(self, left: _Text) -> str | None:
        guess = self._states.guess(_worth_guessing(left.words))
        if guess is None or len(guess.match.ids) > 1:
            return None
        left.forget(guess.typed)
        return guess.match.ids[0]

    def _guess_state_after_in(self, left: _Text) -> str | None:
        """A misspelt state, where "in" says that one stands there."""
        places = [at for at, word in enumerate(left.words) if word.plain == "in"]
        for at in places:
            behind = _Text(left.words[at + 1 : at + 3])
            found = self._guess_state(behind)
            if found:
                left.words = left.words[: at + 1] + behind.words + left.words[at + 3 :]
                return found
        return None

    def _take_condition(self, left: _Text) -> str | None:
        match = next(self._conditions.find(left.words), None)
        if match is None:
            return None
        left.take(match.start, match.end)
        return match.ids[0]

    def _take_codes(self, left: _Text) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes, with the modifiers typed right behind them, and a code for a count of muscles."""
        codes: dict[str, None] = {}
        modifiers: dict[str, None] = {}
        rest: list[Word] = []
        behind_code = False
        for word in left.words:
            kind = self._book.codes.get(word.plain.upper())
            if _CODE.fullmatch(word.plain):
                codes[word.plain.translate(_SLIPS)] = None
                behind_code = True
            elif behind_code and kind and kind.kind is CodeKind.MODIFIER:
                modifiers[word.plain.upper()] = None
            else:
                rest.append(word)
                behind_code = False
        left.words = tuple(rest)
        if not codes and (code := _take_muscles(left)):
            codes[code] = None
        return tuple(codes), tuple(modifiers)

    def _take_modifiers(self, left: _Text) -> tuple[str, ...]:
        """The modifiers of the book, which are two characters and may be typed after a code."""
        found = tuple(w.plain.upper() for w in left.words if w.plain.upper() in self._book.codes)
        left.words = tuple(w for w in left.words if w.plain.upper() not in found)
        return found


def _take_muscles(left: _Text) -> str | None:
    """The needling code for "3 muscles": 20560 for one or two, 20561 for three or more."""
    for at, word in enumerate(left.words[1:], start=1):
        before = left.words[at - 1].plain
        if word.plain not in {"muscle", "muscles"}:
            continue
        number = int(before) if before.isascii() and before.isdigit() else _COUNTS.get(before, 0)
        if number:
            left.take(at - 1, at + 1)
            return "20560" if number <= _FEW_MUSCLES else "20561"
    return None


def _medicare_plan_of_another(own: list[Match]) -> LineOfBusiness | None:
    """Whether "medicare" stands beside another payer's name: "aetna medicare" is Aetna's plan."""
    for one, other in permutations(own, 2):
        if one.ids == (_MEDICARE,) and (one.end == other.start or other.end == one.start):
            return LineOfBusiness.MEDICARE_ADVANTAGE
    return None


def _in_common(shared: list[tuple[str, ...]]) -> list[str]:
    every = list(dict.fromkeys(id_ for ids in shared for id_ in ids))
    return [id_ for id_ in every if all(id_ in ids for ids in shared)] or every


def _is_place(left: _Text, match: Match) -> bool:
    """Whether "VA" after "in" is Virginia and no payer."""
    word = left.words[match.start].plain.upper()
    alone = match.end - match.start == 1
    return alone and word in state.NAMES and left.before(match.start) == "in"


def _is_surely_state(left: _Text, at: int) -> bool:
    word = left.words[at]
    return word.plain not in _ENGLISH or word.typed.isupper() or left.before(at) in {"in", "state"}


def _worth_guessing(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(w for w in words if w.plain not in _FILLER)


def _meaningful(words: tuple[Word, ...]) -> tuple[str, ...]:
    return tuple(w.typed for w in words if w.plain not in _FILLER)
