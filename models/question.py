"""Turns what someone typed into values: payer, codes, state, profession, condition and dates.

This is the one place where a question's text is read. It takes names out of the text in a fixed
order, each from what the one before left over: dates, codes, payer, profession, state, condition;
a misspelt payer is guessed last, from words that nothing else wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models import dates, profession, state
from models.facts import FactBook
from models.names import Match, Names
from models.payer import Payer
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
    codes: tuple[str, ...] = ()
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

    def before(self, at: int) -> str:
        return self.words[at - 1].plain if at else ""


class Reader:
    """Reads questions with the names that one fact book knows."""

    def __init__(self, book: FactBook) -> None:
        self._book = book
        self._payers = Names(
            {p.id: (p.name, *p.names, *p.shared_names) for p in book.payers.values()}
        )
        self._states = Names({code: (name,) for code, name in state.NAMES.items()})
        self._professions = Names({p: profession.SYNONYMS[p] for p in Profession})
        self._conditions = Names({c.id: (c.name, *c.names) for c in book.conditions.values()})
        self._codes = Names({c.code: c.names for c in book.codes.values()})

    def read(self, text: str) -> Question:
        """Read a question about a payer. Raises `NotUnderstood` for a date that cannot be."""
        when = dates.take(text)
        left = _Text(split(when.rest))
        codes = _take_codes(left)
        payers, named = self._take_payers(left)
        billed_by = self._take_profession(left)
        where = self._take_state(left)
        condition = self._take_condition(left)
        guessed_from, unknown = "", ""
        if len(payers) > 1 and where:
            payers = tuple(p for p in payers if not p.states or where in p.states)
            unknown = "" if payers else f"{named} in {state.NAMES[where]}"
        elif not payers:
            payers, guessed_from = self._guess_payers(left, where)
            unknown = "" if payers else " ".join(_meaningful(left.words))
        return Question(
            payers=payers,
            guessed_from=guessed_from,
            unknown_payer=unknown,
            codes=codes,
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
        codes = _take_codes(left) + self._take_modifiers(left)
        if not codes and (match := next(self._codes.find(left.words), None)):
            left.take(match.start, match.end)
            codes = match.ids
        if not codes and (guess := self._codes.guess(_worth_guessing(left.words))):
            return Question(codes=guess.match.ids, guessed_from=guess.typed)
        return Question(codes=codes, unused=_meaningful(left.words))

    def _take_payers(self, left: _Text) -> tuple[tuple[Payer, ...], str]:
        """The payers that the text names, and the words that name them.

        A payer's own name outweighs a name it shares ("aetna medicare advantage" is Aetna). Two own
        names ("aetna medicare") are a choice, and two shared names mean the payers that have both.
        """
        found = [m for m in self._payers.find_apart(left.words) if not _is_place(left, m)]
        typed = " ".join(w.typed for m in found for w in left.words[m.start : m.end])
        own = dict.fromkeys(m.ids[0] for m in found if len(m.ids) == 1)
        shared = [m.ids for m in found if len(m.ids) > 1]
        ids = list(own) or _in_common(shared)
        left.drop(found)
        return tuple(self._book.payers[id_] for id_ in ids), typed

    def _guess_payers(self, left: _Text, where: str | None) -> tuple[tuple[Payer, ...], str]:
        guess = self._payers.guess(_worth_guessing(left.words))
        if guess is None:
            return (), ""
        payers = self._named(guess.match)
        if where:  # "blue cros sc" must not become the plan of another state
            payers = tuple(p for p in payers if not p.states or where in p.states)
        if not payers:
            return (), ""
        typed = {w.plain for w in split(guess.typed)}
        left.words = tuple(w for w in left.words if w.plain not in typed)
        return payers, guess.typed

    def _named(self, match: Match) -> tuple[Payer, ...]:
        return tuple(self._book.payers[id_] for id_ in match.ids)

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
        typed = {w.plain for w in split(guess.typed)}
        left.words = tuple(w for w in left.words if w.plain not in typed)
        return guess.match.ids[0]

    def _take_condition(self, left: _Text) -> str | None:
        match = next(self._conditions.find(left.words), None)
        if match is None:
            return None
        left.take(match.start, match.end)
        return match.ids[0]

    def _take_modifiers(self, left: _Text) -> tuple[str, ...]:
        """The modifiers of the book, which are two characters and may be typed after a code."""
        found = tuple(w.plain.upper() for w in left.words if w.plain.upper() in self._book.codes)
        left.words = tuple(w for w in left.words if w.plain.upper() not in found)
        return found


def _take_codes(left: _Text) -> tuple[str, ...]:
    codes = [w.plain.translate(_SLIPS) for w in left.words if _CODE.fullmatch(w.plain)]
    left.words = tuple(w for w in left.words if not _CODE.fullmatch(w.plain))
    return tuple(dict.fromkeys(codes))


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
