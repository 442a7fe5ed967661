"""Turns what someone typed into values: payer, codes, state, profession, condition and dates.

This is the one place where a question's text is read. It takes names out of the text in a fixed
order, each from what the one before left over: dates, codes, payer, line of business, state,
profession, condition; misspelt payers are guessed last, from words that nothing else wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models import dates, state
from models.billers import Billers
from models.cpt import CodeKind
from models.facts import FactBook
from models.names import Guess, Names
from models.payer import LINE_SYNONYMS, LineOfBusiness, Payer
from models.places import Places, is_behind_in
from models.profession import Profession
from models.text import Text
from models.words import Word, key

# "O" for zero and "l" for one, in a word that otherwise is a five-digit code. A first "l" stays a
# letter: L0650 is a code of another kind.
_CODE = re.compile(r"(?=(?:.*\d){3})[0-9o][0-9oli]{4}")
_SLIPS = str.maketrans("oli", "011")

# The payer whose bare name, beside another payer's, means that payer's Medicare Advantage plan.
_MEDICARE = "medicare"

# A guess this near may settle what a shared name leaves open.
_SURE = 0.9

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

_FILLER = frozenset(
    """a about act acupuncture again allow allowed allows am an and any are as ask asking at be
    bill billable billed billing bills by can card check claim claims clinic code codes cost
    could count cover coverage covered covering covers cpt current currently date day did dn do
    does doing done dos dry for from get gets give go got has have hello help hey hi hours how i
    if im ims in info insurance is it its just know law laws legal legally let license licensed
    like look lookup may me modifier modifiers much muscle muscles my need needed needle needled
    needles needling needs new now of ok okay on one or our out paid patient patients pay payer
    payers paying payment pays perform permit permits permitted plan plans please pls policies
    policy practice process provider pt pts question quick referral reimburse reimbursed
    reimbursement reimburses require required requirement requirements requires rule rules say
    says scope service services session sessions should some someone state states still take
    takes tell thank thanks that the their them there they thing this thx to today training
    treat treatment unit units us use using visit visits want was we what whats when where
    whether which who why will with work would yes you your""".split()
)
_UNITS = re.compile(r"x\d{1,2}")


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


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the text: the payers that it may mean, and its words."""

    ids: tuple[str, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """The payers that a text names, the words that did, and what those words add."""

    payers: tuple[Payer, ...]
    words: tuple[Word, ...] = ()
    guessed_from: str = ""
    unknown: str = ""
    line: LineOfBusiness | None = None


class Reader:
    """Reads questions with the names that one fact book knows."""

    def __init__(self, book: FactBook) -> None:
        self._book = book
        self._payers = Names(
            {p.id: (p.name, *p.names, *p.shared_names) for p in book.payers.values()}
        )
        self._lines = Names(LINE_SYNONYMS)
        self._places = Places()
        self._billers = Billers()
        self._conditions = Names({c.id: (c.name, *c.names) for c in book.conditions.values()})
        self._codes = Names({c.code: c.names for c in book.codes.values()})
        self._other_services = Names({name: (name,) for name in _OTHER_SERVICES})

    def read(self, text: str) -> Question:
        """Read a question about a payer. Raises `NotUnderstood` for a date that cannot be."""
        when = dates.take(text)
        left = Text(when.rest)
        codes, modifiers = self._take_codes(left)
        exact = self._take_exact(left)
        line = self._take_line(left) or self._line_of(exact)
        where = self._places.take(left) or self._places.guess_after_in(left)
        billed_by, other_profession = self._billers.take(left)
        condition = self._take_condition(left)
        other_service = "" if codes else self._take_other_service(left)
        codes = codes or self._take_described_codes(left)
        named = self._settle(exact, left, where[0] if len(where) == 1 else None, line)
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
            unused=_meaningful(left),
        )

    def read_state(self, text: str) -> Question:
        """Read a question about a state, in which "or" is Oregon and "in" may be Indiana."""
        when = dates.take(text)
        left = Text(when.rest)
        states, guessed_from = self._places.take_any(left, _FILLER)
        billed_by, other = self._billers.take(left)
        if billed_by is None and not other:
            billed_by = self._billers.guess(left, _FILLER)
        return Question(
            guessed_from=guessed_from,
            states=states,
            profession=billed_by,
            other_profession=other,
            on=when.on,
            unused=_meaningful(left),
        )

    def read_codes(self, text: str) -> Question:
        """Read a question about codes: their numbers, modifiers, or words for what was done."""
        left = Text(text)
        codes, modifiers = self._take_codes(left)
        codes += modifiers + self._take_modifiers(left)
        if not codes and (match := next(self._codes.find(left.words), None)):
            left.take(match)
            codes = match.ids
        if not codes and (guess := self._codes.guess(left.words, skip=_FILLER)):
            left.drop(guess.words)
            return Question(
                codes=guess.match.ids, guessed_from=guess.typed, unused=_meaningful(left)
            )
        return Question(codes=codes, unused=_meaningful(left))

    def _take_exact(self, left: Text) -> list[_Name]:
        """The payers' names that stand in the text as the book writes them.

        A payer's own name outweighs a name that it shares ("aetna medicare advantage" is Aetna's),
        and the shared name stays in the text to be read as a line of business.
        """
        found = [m for m in self._payers.find_apart(left.words) if not is_behind_in(left, m)]
        own = [m for m in found if len(m.ids) == 1]
        names = [_Name(m.ids, left.words[m.start : m.end]) for m in own or found]
        left.drop(word for name in names for word in name.words)
        return names

    def _settle(
        self, exact: list[_Name], left: Text, where: str | None, line: LineOfBusiness | None
    ) -> _Named:
        """The payers that are meant, once everything else has been taken from the text."""
        named = self._corrected(exact, left) if _meaningful(left) else self._joined(exact)
        if not named.payers:
            return _Named((), unknown=" ".join(_meaningful(left)))
        if named.payers[0].id == _MEDICARE and len(named.payers) == 1:
            return _doubted(named, left)
        return _narrowed(named, where, named.line or line) if len(named.payers) > 1 else named

    def _joined(self, names: list[_Name], guessed_from: str = "") -> _Named:
        """The payers that several names mean together; "aetna medicare" is Aetna's plan."""
        line = None
        words = tuple(word for name in names for word in name.words)
        medicare = [name for name in names if name.ids == (_MEDICARE,)]
        others = [name for name in names if name.ids != (_MEDICARE,)]
        if any(_is_beside(one, other) for one in medicare for other in others):
            names, line = others, LineOfBusiness.MEDICARE_ADVANTAGE
        own = [name.ids[0] for name in names if len(name.ids) == 1]
        ids = own or _in_common([name.ids for name in names])
        payers = tuple(self._book.payers[id_] for id_ in dict.fromkeys(ids))
        return _Named(payers, words, guessed_from=guessed_from, line=line)

    def _corrected(self, exact: list[_Name], left: Text) -> _Named:
        """The payers, with a misspelt or longer name guessed from words that nothing else wanted.

        "railrod medicare" holds "medicare" and means another payer; "kiaser medicare" names two.
        """
        over = {w.place for w in left.words if w.plain not in _FILLER}
        held = [word for name in exact for word in name.words]
        words = tuple(sorted((*left.words, *held), key=lambda word: word.place))
        guess = self._payers.guess(words, skip=_FILLER, must=over)
        if guess is None:
            return self._joined(exact)
        guessed = _Name(guess.match.ids, guess.words)
        kept = [name for name in exact if not set(name.words) & set(guessed.words)]
        if any(_is_better(name, guess) for name in exact if name not in kept):
            return self._joined(exact)
        left.drop(guessed.words)
        return self._joined([*kept, guessed], guess.typed)

    def _take_line(self, left: Text) -> LineOfBusiness | None:
        match = next(self._lines.find(left.words), None)
        if match is None:
            return None
        left.take(match)
        return LineOfBusiness(match.ids[0])

    def _line_of(self, names: list[_Name]) -> LineOfBusiness | None:
        """The line of business that a shared name of payers also is: "medicare advantage"."""
        found = (next(self._lines.find(name.words), None) for name in names if len(name.ids) > 1)
        return next((LineOfBusiness(match.ids[0]) for match in found if match), None)

    def _take_condition(self, left: Text) -> str | None:
        match = next(self._conditions.find(left.words), None)
        if match is None:
            return None
        left.take(match)
        return match.ids[0]

    def _take_other_service(self, left: Text) -> str:
        """A service without facts, where needling is not named beside it."""
        match = next(self._other_services.find(left.words), None)
        if match is None or _names_needling(left):
            return ""
        return " ".join(word.typed for word in left.take(match))

    def _take_described_codes(self, left: Text) -> tuple[str, ...]:
        """The codes of another service that words describe: "manual therapy", "acupuncture"."""
        if _names_needling(left):
            return ()
        for match in self._codes.find(left.words):
            kinds = {self._book.codes[code].kind for code in match.ids}
            if CodeKind.DRY_NEEDLING not in kinds and CodeKind.MODIFIER not in kinds:
                left.take(match)
                return match.ids
        return ()

    def _take_codes(self, left: Text) -> tuple[tuple[str, ...], tuple[str, ...]]:
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

    def _take_modifiers(self, left: Text) -> tuple[str, ...]:
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


def _is_english(left: Text, at: int) -> bool:
    """Whether "at", "go" or "25" is a word or a number and no modifier."""
    word = left.words[at]
    named = {left.before(at), left.after(at)} & {"modifier", "modifiers", "mod"}
    if named or len(left.words) == 1:
        return False
    return not (word.typed.isupper() and word.typed.isalpha()) and not _CODE.fullmatch(
        left.before(at)
    )


def _take_muscles(left: Text) -> str | None:
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


def _is_beside(one: _Name, other: _Name) -> bool:
    """Whether one name ends where the other begins."""
    return one.words[-1].place + 1 == other.words[0].place or (
        other.words[-1].place + 1 == one.words[0].place
    )


def _is_better(name: _Name, guess: Guess) -> bool:
    """Whether a name as the book writes it says more than a guess from more words around it."""
    exact, guessed = set(name.ids), set(guess.match.ids)
    if key(name.words) == guess.name or exact < guessed:
        return True
    return guessed < exact and guess.likeness < _SURE


def _doubted(named: _Named, left: Text) -> _Named:
    """Medicare, unless words beside its name may make it another plan: "wellcare medicare"."""
    beside = {named.words[0].place - 1, named.words[-1].place + 1}
    strange = [w for w in left.words if w.place in beside and w.plain not in _FILLER]
    if not strange or named.guessed_from:
        return named
    typed = sorted((*strange, *named.words), key=lambda word: word.place)
    left.drop(strange)
    return _Named(named.payers, unknown=" ".join(word.typed for word in typed))


def _narrowed(named: _Named, where: str | None, line: LineOfBusiness | None) -> _Named:
    """Among several payers, those of the state and line of business that were named."""
    payers, place = named.payers, ""
    if line and (of_line := tuple(p for p in payers if line in p.lines)):
        payers = of_line
    if where:
        payers = tuple(p for p in payers if not p.states or where in p.states)
        place = f" in {state.NAMES[where]}"
    typed = " ".join(word.typed for word in named.words) + place
    if not payers:
        return _Named((), unknown=typed)
    return _Named(payers, named.words, typed if len(payers) == 1 else named.guessed_from)


def _in_common(shared: list[tuple[str, ...]]) -> list[str]:
    every = list(dict.fromkeys(id_ for ids in shared for id_ in ids))
    return [id_ for id_ in every if all(id_ in ids for ids in shared)] or every


def _names_needling(left: Text) -> bool:
    return any(word.plain in _NEEDLING for word in left.words)


def _meaningful(left: Text) -> tuple[str, ...]:
    return tuple(
        word.typed
        for word in left.words
        if word.plain not in _FILLER and not _UNITS.fullmatch(word.plain)
    )
