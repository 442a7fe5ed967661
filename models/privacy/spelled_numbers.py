"""Numbers that are spelled out, digit by digit or in words, and whose they are.

"7 0 4 5 5 5 0 1 2 9", "ssn is five three three, one seven, 9026". A telephone number is told by its
own form; any other number by the word before it. No number of a person: "1 2 3 4 muscles", "three or
four, five times a week", a list of days ("3/4 3/8 3/22 3/24").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from models.privacy import day_lists
from models.privacy.identity_kinds import IdentityKind, Span
from models.privacy.scan import Scan

_VALUES: Final = {
    word: str(value)
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
} | {
    word: str(value)
    for value, word in zip(
        range(20, 100, 10),
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        strict=True,
    )
} | {"oh": "0", "fourty": "40"}  # fmt: skip
_WORDS: Final = frozenset(_VALUES)
_ATOM = rf"(?:\d{{1,10}}+|{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
_SEP = r"(?:,? ?dash |[ ,./()-]{1,3})"
_RUN = re.compile(rf"(?<!\w){_ATOM}(?:{_SEP}{_ATOM}(?!\w)){{2,24}}+(?!\w)", re.IGNORECASE)
_PART = re.compile(r"\d+|[a-z]+", re.IGNORECASE)

_BEFORE: Final = tuple(
    (kind, least, re.compile(rf"\b(?:{words})\b[^\d]{{0,24}}\Z"))
    for kind, least, words in (
        (
            IdentityKind.SSN,
            4,
            r"ssn|soc(?:ial)?(?: security)?(?: number)?|ss ?\#|last (?:4|four)(?: of)?",
        ),
        (
            IdentityKind.BIRTH_DATE,
            4,
            r"dob|d\.o\.b|birth ?da(?:te|y)|date of birth|born(?: in| on)?",
        ),
        (IdentityKind.ADDRESS, 5, r"zip(?: code)?"),
        (
            IdentityKind.TELEPHONE,
            7,
            r"phone|cell|mobile|call(?: back)?|text|txt|reach|ring|vm|voicemail|msg|message",
        ),
        (
            IdentityKind.CHART_NUMBER,
            5,
            r"mrn|chart|acct|account|(?:member|subscriber|enrollee|medicaid|claim|policy|group|auth|reference|ref"
            r"|confirmation|patient|record|case)(?: ?\#| id| no| number)",
        ),
    )
)
# Behind seven or ten digits in words, whose telephone it is: "five five five, oh one seven six, her cell".
_TELEPHONE_BEHIND: Final = re.compile(
    r"[^\w]{0,4}(?:\w{1,8}'?s? ){0,2}?(?:(?:her|his|their|the|my|pt'?s?|patient'?s?) )?"
    r"(?:cell|phone|mobile|number|telephone|callback|voicemail)\b"
)
_TOLL_FREE: Final = ("800", "833", "844", "855", "866", "877", "888")
_LOOK_BACK: Final = 48
_LEAST_SINGLE: Final = 4
_LEAST_GROUPS: Final = 3  # of a telephone number: "704, 555, 0129"
_LOCAL: Final = 7  # digits of one without its area
_CODE: Final = 5


@dataclass(frozen=True, slots=True)
class _Part:
    """A group of digits or a word for a number."""

    digits: str
    start: int
    end: int
    is_word: bool


def find(scan: Scan) -> tuple[IdentityKind, Span] | None:
    """The first number that is told so, and its kind."""
    if len(scan.starts) < _LEAST_SINGLE and not scan.has(_WORDS):
        return None
    for match in _RUN.finditer(scan.text):
        parts = tuple(_parts(match))
        if found := _kind(scan, match, parts):
            return found, match.span()
    return None


def _kind(scan: Scan, match: re.Match[str], parts: tuple[_Part, ...]) -> IdentityKind | None:
    if _has_telephone(parts) and not _is_counting(parts):
        days = tuple(day_lists.find(scan.text))
        if any(map(_may_be_telephone, _beside(parts, days))):
            return IdentityKind.TELEPHONE
    if not _is_told_singly(parts):
        return None
    before = scan.before(match.start(), _LOOK_BACK)
    length = sum(len(part.digits) for part in parts)
    for kind, least, pattern in _BEFORE:
        if length >= least and pattern.search(before):
            return kind
    is_whole = length in {_LOCAL, _LOCAL + 3} and all(part.is_word for part in parts)
    is_told = is_whole and _TELEPHONE_BEHIND.match(scan.lower, match.end())
    return IdentityKind.TELEPHONE if is_told else None


def _parts(match: re.Match[str]) -> Iterator[_Part]:
    """The groups of a run, and where each stands; "forty eight" is one, of two digits."""
    tens: re.Match[str] | None = None
    for part in _PART.finditer(match.string, *match.span()):
        word = part[0].lower()
        if word == "dash":
            continue
        digits = _VALUES.get(word, part[0])
        is_word = word in _VALUES
        if tens and is_word and len(digits) == 1:
            yield _Part(_VALUES[tens[0].lower()][0] + digits, tens.start(), part.end(), True)
            tens = None
            continue
        if tens:
            yield _Part(_VALUES[tens[0].lower()], tens.start(), tens.end(), True)
        tens = part if is_word and len(digits) == 2 and digits[1] == "0" and word != "ten" else None
        if tens is None:
            yield _Part(digits, part.start(), part.end(), is_word)
    if tens:
        yield _Part(_VALUES[tens[0].lower()], tens.start(), tens.end(), True)


def _beside(parts: tuple[_Part, ...], lists: tuple[Span, ...]) -> Iterator[tuple[_Part, ...]]:
    """What a run holds before, between and behind lists of days; all of it where there is none."""
    stretch: list[_Part] = []
    for part in parts:
        if any(start <= part.start and part.end <= end for start, end in lists):
            yield tuple(stretch)
            stretch = []
        else:
            stretch.append(part)
    yield tuple(stretch)


def _may_be_telephone(parts: tuple[_Part, ...]) -> bool:
    """Whether groups beside a list of days are more than codes and the end of an alias."""
    groups = [part for part in parts if len(part.digits) != _CODE]
    return len(groups) >= _LEAST_GROUPS and sum(len(g.digits) for g in groups) >= _LOCAL


def _is_told_singly(parts: tuple[_Part, ...]) -> bool:
    words = sum(part.is_word for part in parts)
    singles = sum(len(part.digits) == 1 for part in parts)
    return words > 1 or singles >= _LEAST_SINGLE


def _is_counting(parts: tuple[_Part, ...]) -> bool:
    """Whether the run counts, one digit behind the other: "1 2 3 4"."""
    digits = "".join(part.digits if len(part.digits) == 1 else " " for part in parts)
    return "1234" in digits or "2345678" in digits


def _has_telephone(parts: tuple[_Part, ...]) -> bool:
    """Whether ten digits in a row have the form of a telephone number here."""
    for first in range(len(parts)):
        digits, last = "", first
        while last < len(parts) and len(digits) < 10:
            digits += parts[last].digits
            last += 1
        if _is_telephone(digits, parts[first:last]):
            return True
    return False


def _is_telephone(digits: str, parts: tuple[_Part, ...]) -> bool:
    if len(digits) != 10 or digits.startswith(_TOLL_FREE) or min(digits[0], digits[3]) < "2":
        return False
    pairs = [len(part.digits) for part in parts] == [3, 3, 2, 2]
    return pairs or any(part.is_word for part in parts) or len(parts) >= 8
