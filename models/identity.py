"""Finds what looks like a patient's identity, so that it is refused before it is kept anywhere.

What is found says where it stands and of which kind it is, never what it is. The patterns lean
towards refusing: a text refused in error costs a second try, one let through cannot be taken back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models import person
from models.reply import MENTION
from models.state import NAMES as STATES
from models.words import key_of


class Kind(StrEnum):
    """The kinds of identity that are refused; 45 CFR 164.514(b)(2) lists them and others."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    TELEPHONE = "telephone"
    EMAIL = "email"
    SSN = "ssn"
    MBI = "mbi"  # Medicare's number of a beneficiary
    CHART_NUMBER = "chart_number"  # or a member, account, claim or authorization number
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Identity:
    """A kind of identity, and where in the text it stands. The text itself is not carried."""

    kind: Kind
    start: int
    end: int


# A date of an earlier year is taken for a birth date: codes for dry needling exist since 2020, and
# the oldest policies that staff ask about are some years older.
EARLIEST_YEAR: Final = 2010

_ADVICE: Final = {
    Kind.NAME: "That looks like a person's name.",
    Kind.BIRTH_DATE: "That looks like a birth date.",
    Kind.TELEPHONE: "That looks like a telephone number.",
    Kind.EMAIL: "That looks like an e-mail address.",
    Kind.SSN: "That looks like a Social Security number.",
    Kind.MBI: "That looks like a Medicare number.",
    Kind.CHART_NUMBER: "That looks like a chart, member or account number.",
    Kind.ADDRESS: "That looks like a street address.",
}


def advice(kind: Kind) -> str:
    """What to do instead, in one line that repeats nothing of what was typed."""
    return f"{_ADVICE[kind]} Use the alias instead, for example BLUE-47K. Nothing was stored."


def known_names(names: Iterable[str]) -> frozenset[str]:
    """Names of payers, conditions and the like, for `find`: none of them is taken for a person."""
    return frozenset(map(key_of, names))


def find(
    text: str, *, known: frozenset[str] = frozenset(), earliest_year: int = EARLIEST_YEAR
) -> Identity | None:
    """The first identity that a text seems to hold, or None.

    `known` comes from `known_names`. A date before `earliest_year` is taken for a birth date; a
    command that takes dates of service only may pass a later year than the default.
    """
    plain = _without_mentions(_folded(text))
    return _numbers(plain, earliest_year) or _Names(plain, known).find()


def find_in_alias(text: str) -> Identity | None:
    """The first identity in what was typed for an alias, where more is suspect than in a sentence.

    Any date or year is ("AB-1984"), and so are names run together ("JSMITH-84", "janedoe").
    Initials cannot be told from a clinic's own letters ("PT-104") and are not found.
    """
    plain = _folded(text)
    year = _YEAR.search(plain)
    if year:
        return Identity(Kind.BIRTH_DATE, *year.span())
    return find(plain, earliest_year=_NEVER) or _run_together(plain)


# --- Numbers ---------------------------------------------------------------------------------

_NEVER: Final = 10_000
_I: Final = re.IGNORECASE

_EMAIL = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|[\[(]at[\])])\s?[\w-]+(?:\.[\w-]+)*"
    r"|[\w.+-]{1,64} at [\w-]{1,63} dot [a-z]{2,}",
    _I,
)

# CMS, "Understanding the MBI format": eleven characters, of which the 2nd, 5th, 8th and 9th are
# letters. S, L, O, I, B and Z are never issued, but typed in error.
_MBI = re.compile(
    r"(?<![0-9A-Z])[1-9][A-Z][0-9A-Z]\d[- ]?[A-Z][0-9A-Z]\d[- ]?[A-Z]{2}\d\d?(?![0-9A-Z])"
    r"|\b(?:mbi|medicare\s+(?:id|number|no\.?|\#))[\s:#]*(?:is\s+)?(?=[A-Z-]*\d)[0-9A-Z-]{7,}",
    _I,
)

_SSN = re.compile(
    r"(?<![\w.-])(?:\d{3}([-. ])\d{2}\1\d{4}[A-Z]?|\d{9})(?![\w-])"
    r"|[x*#•]{3}[- ]?[x*#•]{2}[- ]?\d{4}\b"
    r"|\b(?:ssn|ss\s?\#|soc(?:ial)?(?:\s+sec(?:urity)?)?|last\s?(?:four|4))"
    r"(?:[\s:#]|number|no\.|of|is|ending|in|ssn|social|security){0,40}\d{4,9}\b",
    _I,
)

# Area code and exchange start with 2 to 9 (North American Numbering Plan). Toll-free numbers are
# a payer's, never a patient's.
_TOLL_FREE = r"(?!8(?:00|33|44|55|66|77|88)\b|8(?:00|33|44|55|66|77|88)\d{7}\b)"
_TELEPHONE = re.compile(
    rf"(?<![\w.])(?:\+?1[\s.-]*)?\(?{_TOLL_FREE}[2-9]\d\d\)?[\s./-]*[2-9]\d\d[\s./-]*\d{{4}}(?!\d)"
    r"|(?<![\w.-])(?:[2-9]\d\d-|555[ .])\d{4}(?![\w-])"
    r"|\b(?:phone|telephone|tel|ph|cell|mobile|fax|call|text)\b(?:[\s:.#]|number|no\.|is)*"
    r"[2-9]\d\d[-. ]?\d{4}(?!\d)",
    _I,
)

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATES = (
    re.compile(r"(?<![\w.-])(?P<year>19\d\d|20\d\d)[-/.](?:0?[1-9]|1[0-2])[-/.]\d{1,2}(?![\d.-])"),
    re.compile(
        r"(?<![\w.-])(?:0?[1-9]|[12]\d|3[01]) ?([-/.]) ?(?:0?[1-9]|[12]\d|3[01]) ?\1 ?"
        r"(?P<year>\d{4}|(?<!\.)\d\d)(?![\d-]|\.\d)"
    ),
    re.compile(rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", _I),
    re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>\d{{4}})\b", _I),
    re.compile(r"(?<![\w.-])(?P<year>19\d\d|20\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\b"),
    re.compile(r"(?<![\w.-])(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?P<year>19\d\d|20\d\d)\b"),
)
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\b\.?|(?:date|year) of birth|birth ?-?(?:date|day|year)|b-?day|born|yob|bd)"
    r"(?:[\s:.,#-]|is|in|on|of|the|was)*"
    rf"(?:(?:19|20)\d\d\b|\d{{1,4}} ?[/.-] ?\d|\d{{6,8}}\b|{_MONTH} \d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH})",
    _I,
)
_YEAR = re.compile(r"(?<!\d)(?:19\d\d|20[0-2]\d)(?!\d)")
_CENTURY: Final = 100
_PIVOT: Final = 40  # "3/12/84" is 1984, "3/12/21" is 2021

_HAS_DIGITS = r"(?=[A-Z-]{0,5}\d)[A-Z0-9-]"
_CHART_NUMBER = re.compile(
    r"\b(?:mrn|chart|acct|account|med(?:ical)? rec(?:ord)?|emr|ehr|record|case|claim|policy|group"
    r"|auth(?:orization)?|subscriber|member|insurance|patient|pt|client|webpt)"
    r" ?(?:id|identifier|number|num|no\.|\#)[\s:#=]*(?:is )?"
    rf"{_HAS_DIGITS}{{4,}}"
    r"|\b(?:mrn|chart|acct|account|medical record|emr|ehr|record)\b[\s:#]*(?:no\.? )?\d{4,}"
    r"|\bid\b[\s:#]*\d{5,}"
    r"|\bmrn\d{3,}"
    r"|(?<![\w.$,-])(?<!void )(?<!void #)(?!(?:205[56]|97[158])\d{2,5}\b)"  # a code, mistyped
    r"[A-Z]{0,4}-?\d{6,12}(?![\w-]|[.,]\d)",
    _I,
)

_STREETS = (
    "street st avenue ave boulevard blvd road rd drive dr lane ln court ct circle cir place pl "
    "terrace ter way parkway pkwy trail trl square sq loop alley plaza highway hwy ridge crossing "
    "cove pike heights apt apartment suite ste"
)
_ADDRESS = re.compile(
    r"\bp\.? ?o\.? ?box\b[\s#]*\d"
    r"|\b(?:rr|rural route) ?\d+"
    r"|(?<![\w.-])\d{1,5} (?:county road|county rd|highway|hwy|route|state road|cr) \d+\b"
    r"|(?<![\w-])\d{5}-\d{4}(?![\w-])"
    r"|\bzip(?: ?code)?[\s:]*(?:is )?\d{5}\b"
    r"|\b(?:address|lives (?:at|on)|resides at)[\s:]*(?:is )?\d+ [a-z]",
    _I,
)
_STREET = re.compile(
    r"(?<![\w.$-])\d{1,5}[a-d]? (?P<name>(?:[a-z0-9.'-]+ ){1,4}?)"
    rf"(?:{'|'.join(_STREETS.split())})(?![\w-])",
    _I,
)
_TOWN = re.compile(r"\b[A-Z][a-z]+, ?(?P<state>[A-Z]{2}),? (?P<zip>\d{5})\b")

# Words that stand between a count and a word like "way" or "court", and in no street's name.
_NO_STREET: Final = frozenset(
    """
    a about again all am an and another any are as at be billed block blocks by can code codes
    copay cpt day days diagnosis do does dollars dos each for from has have hour hours how if in
    is it left limit max mile miles min mins minute minutes mod modifier month months more muscle
    muscles no not of off ok on one only or our out over paid patients pay payer per pm policy pt
    pts same session sessions set sets state that the their then therapy this time times to
    treatment treatments unit units until up used version visit visits vs was we week weeks what
    when where which with x year years your
    """.split()
)

# A five-digit number behind a state is a code rather than a ZIP code when it starts like one.
_LIKE_CODES: Final = ("205", "209", "97", "98", "99", "64")


def _numbers(text: str, earliest_year: int) -> Identity | None:
    email = _EMAIL.search(text) if "@" in text or "at" in text else None
    if email:
        return Identity(Kind.EMAIL, *email.span())
    if not any(map(str.isdigit, text)):
        return None
    for kind, search in _SEARCHES:
        match = search(text)
        if match:
            return Identity(kind, *match.span())
    return _old_date(text, earliest_year) or _address(text) or _chart_number(text)


_SEARCHES: Final[tuple[tuple[Kind, Callable[[str], re.Match[str] | None]], ...]] = (
    (Kind.MBI, _MBI.search),
    (Kind.SSN, _SSN.search),
    (Kind.BIRTH_DATE, _BORN.search),
    (Kind.TELEPHONE, _TELEPHONE.search),
)


def _old_date(text: str, earliest_year: int) -> Identity | None:
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if _full_year(match["year"]) < earliest_year:
                return Identity(Kind.BIRTH_DATE, *match.span())
    return None


def _full_year(digits: str) -> int:
    year = int(digits)
    if year >= _CENTURY:
        return year
    return year + (2_000 if year < _PIVOT else 1_900)


def _address(text: str) -> Identity | None:
    match = _ADDRESS.search(text)
    if match:
        return Identity(Kind.ADDRESS, *match.span())
    for match in _STREET.finditer(text):
        if not _NO_STREET.intersection(match["name"].lower().split()):
            return Identity(Kind.ADDRESS, *match.span())
    for match in _TOWN.finditer(text):
        if match["state"] in STATES and not match["zip"].startswith(_LIKE_CODES):
            return Identity(Kind.ADDRESS, *match.span())
    return None


def _chart_number(text: str) -> Identity | None:
    for match in _CHART_NUMBER.finditer(text):
        if not any(pattern.fullmatch(match[0]) for pattern in _DATES):
            return Identity(Kind.CHART_NUMBER, *match.span())
    return None


# --- Names -----------------------------------------------------------------------------------

_GIVEN: Final = person.NAMES | person.GIVEN_OR_WORD
_SURNAMES: Final = person.NAMES | person.SURNAME_OR_WORD

_TOKEN = re.compile(r"[A-Za-z]+(?:['’`][A-Za-z]+)*")

_HONORIFICS: Final = frozenset("mr mrs ms miss mx dr sgt sra".split())
_PEOPLE: Final = frozenset(
    """patient pt client member insured subscriber guarantor named name wife husband mother father
    son daughter""".split()
)
_PATIENTS: Final = frozenset("patient pt client".split())

# Commands whose next words are an alias: two names there are a person, however they are written.
_ALIAS_NEXT: Final = frozenset(
    "new log show close payer improving authorize balance forget audit".split()
)

# Behind one of these, a name belongs to a place; in front of one, to an institution or a finding.
_OF_PLACES: Final = frozenset(
    "st saint ste san santa fort ft mt mount port lake los las puerto".split()
)
_OF_THINGS: Final = frozenset(
    """disease syndrome palsy sign test method technique neuroma cyst contracture fracture
    deformity maneuver score scale index healthcare hospital county university college clinic
    seminars mutual act law decision study studies et v vs""".split()
)

# Payers, products, places and days that hold a person's name and are no fact of the pack.
_NO_PERSON: Final = known_names(
    (
        *STATES.values(),
        *"""
        Scott and White; Baylor Scott and White; Martin's Point; Christian Brothers;
        John Hancock; Christian Healthcare Ministries; John Deere; Johnson & Johnson;
        Johns Hopkins; John Muir; Mary Washington; Thomas Jefferson; Jefferson Health;
        Henry Ford; Dean Health; Paul Revere; Gallagher Bassett; Crawford and Company;
        Kelsey Care; Brown and Toland; Sierra Health; Mayo; Harvard Pilgrim; Virginia Mason;
        Virginia Beach; Long Beach; St. Patrick's Day; Bell's palsy; De Quervain;
        Osgood Schlatter; Travell and Simons; Hawkins Kennedy; Labor Day; May Day;
        New Year's Day; Lincoln Park; Grant Park; Mark Twain; Martin Luther King; Sun Health;
        Oscar Health; Molina Healthcare; Kaiser Permanente; Lake Charles; Park Nicollet;
        Penn State
        """.split(";"),
    )
)
_LONGEST_KNOWN: Final = 8


@dataclass(frozen=True, slots=True)
class _Token:
    """One word of a text: as typed, and plain ("O'Brien's" is "obrien")."""

    typed: str
    plain: str
    start: int
    end: int

    @property
    def is_title(self) -> bool:
        return self.typed[0].isupper() and not self.typed.isupper()

    @property
    def is_initial(self) -> bool:
        return len(self.typed) == 1 and self.typed.isupper()


class _Names:
    """Looks for names of people in one text."""

    def __init__(self, text: str, known: frozenset[str]) -> None:
        self._text = text
        self._known = known
        self._tokens = tuple(_tokens(text))

    def find(self) -> Identity | None:
        for at, token in enumerate(self._tokens):
            length = self._length(at, token)
            if length and not self._excused(at, at + length):
                return Identity(Kind.NAME, token.start, self._tokens[at + length - 1].end)
        return None

    def _length(self, at: int, token: _Token) -> int:
        """How many words from here on look like a name; 0 where none does."""
        if token.plain in person.NAMES:
            return 1
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        if following is None:
            return 0
        gap = self._text[token.end : following.start]
        if self._is_announced(token, following, gap) or self._is_pair(at, token, following, gap):
            return 2
        return 0

    def _is_announced(self, token: _Token, following: _Token, gap: str) -> bool:
        """Whether a title or the like stands before a name: "Mrs. Green", "client: Wolf"."""
        if following.plain in _STATE_WORDS or token.typed.isupper() or gap.strip(" .:,-"):
            return False
        if token.plain in _HONORIFICS:
            if token.plain == "miss":  # "Miss." is Mississippi, and one can miss a visit
                return following.is_title and "." not in gap
            return following.is_title or _is_name(following)
        if token.plain not in _PEOPLE or not following.is_title:
            return False
        return _is_name(following) or (token.plain in _PATIENTS and token.typed.islower())

    def _is_pair(self, at: int, token: _Token, following: _Token, gap: str) -> bool:
        """Whether two words, of which each may be no name, are one together.

        "Mark Price", "Price, Mark", "Rose T.", "J. Green"; "mark price" where an alias should be.
        """
        given, surname = token.plain in _GIVEN, token.plain in _SURNAMES
        if gap in {" ", "-", "_"} and given and following.plain in _SURNAMES:
            return (token.is_title and following.is_title) or self._is_alias_next(at)
        if gap in {" ", ", ", ","} and token.is_title and following.is_initial:
            ends = self._text[following.end : following.end + 1] in {"", "."}
            return ends and (given or (surname and "," in gap))
        if gap in {", ", ","} and surname and token.is_title and following.is_title:
            return following.plain in _GIVEN and following.plain not in _STATE_WORDS
        if gap in {". ", "."} and token.is_initial and following.is_title:
            return following.plain in _SURNAMES and not self._is_lettered(at)
        return False

    def _is_alias_next(self, at: int) -> bool:
        return at == 1 and self._tokens[0].plain in _ALIAS_NEXT

    def _is_lettered(self, at: int) -> bool:
        """Whether a letter counts something: "Part B. Price"."""
        return at > 0 and self._tokens[at - 1].plain in {"part", "plan", "type", "vitamin", "hep"}

    def _excused(self, start: int, end: int) -> bool:
        tokens = self._tokens
        if start and tokens[start - 1].plain in _OF_PLACES and self._adjoins(start):
            return True
        if end < len(tokens) and tokens[end].plain in _OF_THINGS:
            return True
        return self._is_known(start, end)

    def _adjoins(self, at: int) -> bool:
        gap = self._text[self._tokens[at - 1].end : self._tokens[at].start]
        return gap in {" ", ". ", ".", "-"}

    def _is_known(self, start: int, end: int) -> bool:
        """Whether the words stand in the name of a payer, a place or the like."""
        for first in range(max(0, end - _LONGEST_KNOWN), start + 1):
            name = ""
            for at in range(first, min(first + _LONGEST_KNOWN, len(self._tokens))):
                name += key_of(self._tokens[at].typed)
                if at >= end - 1 and (name in self._known or name in _NO_PERSON):
                    return True
        return False


_STATE_WORDS: Final = frozenset(word for name in STATES.values() for word in name.lower().split())


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        typed = match[0]
        plain = re.sub(r"['’`]s\Z", "", typed.lower())
        for mark in "'’`":
            plain = plain.replace(mark, "")
        yield _Token(typed, plain, match.start(), match.end())


def _is_name(token: _Token) -> bool:
    return token.plain in _GIVEN or token.plain in _SURNAMES


# A name of fewer letters stands inside too many other words.
_SHORTEST_RUN: Final = 5

# Words that a clinic may well choose, and that would be read as a letter or a name and a name.
_NO_RUNS: Final = frozenset(
    """artist better canton caravan charter eastern hacker harmony liaison maiden marigold marine
    martini normal packer paradise patella pelvis phantom planter plaster proper reason season
    single smooth sunken tennis terrier valley victory walkers washer""".split()
)


def _run_together(text: str) -> Identity | None:
    """Names without their spaces ("janedoe", "jsmith"), or one word alone that may be a name."""
    for match in re.finditer(r"[A-Za-z]+", text):
        letters = match[0].lower()
        alone = letters in person.GIVEN_OR_WORD and match.span() == (0, len(text.strip()))
        if alone or _is_run(letters):
            return Identity(Kind.NAME, *match.span())
    return None


def _is_run(letters: str) -> bool:
    if letters in _NO_RUNS:
        return False
    if len(letters) > _SHORTEST_RUN and {letters[1:], letters[:-1]} & person.NAMES:
        return True
    halves = ((letters[:at], letters[at:]) for at in range(3, len(letters) - 2))
    return any(
        given in _GIVEN and surname in _SURNAMES and {given, surname} & person.NAMES
        for given, surname in halves
    )


# --- The text --------------------------------------------------------------------------------

_MENTION = re.compile(
    rf"{MENTION.pattern}|"
    r"<[@#!][^>]*>|<https?:[^>]*>|https?://\S+|(?<![\w.])@[A-Za-z][\w.-]*(?!@)|(?<!\w)#[A-Za-z][\w-]*"
)
_HEADS: Final = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "s", "ı": "i"}
_DASHES: Final = frozenset("‐‑‒–—―−")


def _folded(text: str) -> str:
    """The text with accents, wide forms and typographic dashes made plain, each where it stood."""
    return text if text.isascii() else "".join(map(_plain_letter, text))


def _plain_letter(letter: str) -> str:
    if letter in _DASHES:
        return "-"
    if unicodedata.category(letter) in {"Cf", "Zs"}:
        return " "
    head = unicodedata.normalize("NFKD", letter)[0]
    return _HEADS.get(head, head)


def _without_mentions(text: str) -> str:
    """The text with the platform's members, channels and links blanked out."""
    return _MENTION.sub(lambda match: "\0" * len(match[0]), text)
