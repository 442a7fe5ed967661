"""Initials of a person: told as such, or with a date, a birth year or an age beside them.

"initials JD", "pt J.D.", "J.D. 3/4", "J.D. (67M)", "JD b. 3/4"; "k.m. seen 10/3", "jt on 12/1", "pt ab
eval 9/12/26", "g h 2/11"; "JD 3/4" and "JR-1014" where an alias stands. No initials: "N.C.", "PT 11/20",
"nc 10/3", "dos 10/3", "pt on 10/3", "3 p.m. 10/4", "d.c. 1/1/26 law". Initials with a whole birth date
are found by that.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from models.calendar_words import SHORT_MONTHS
from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first
from models.words import key_of

_I: Final = re.IGNORECASE
_DOTTED = r"(?P<initials>[A-Z]\.? ?[A-Z]\.(?: ?[A-Z]\.)?)"
_MONTH = rf"(?:{'|'.join(SHORT_MONTHS).lower()})"
# A month's name ends there, short, in full or misspelt; "12 Markel" is no day in March.
_ENDS = r"(?:[a-z]{0,6}(?:ry|ch|il|er|st|y|e)\b|(?![a-z]))"
_GAP = r"[\s,;:(-]{1,3}+"
_DAY = (
    r"(?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])\b"
    rf"|\d{{1,2}} ?{_MONTH}{_ENDS}|{_MONTH}[a-z]{{0,6}}+ \d|dob|d\.o\.b|born"
)
_BESIDE = rf"{_GAP}(?:{_DAY}|\d{{1,3}} ?(?:y/?o|yr|year|[MF]\b)|\d\d\b(?![-.\d]))"
_TOLD: Final = frozenset({"initial", "initials"})
_PATTERNS: Final = (
    re.compile(
        r"\b(?i:initials?+)(?! (?:on|in|at|by|to|or|if|so|as|we|no|up) [a-z]{2,16}\b)(?i:[\s:=]|are|is|of|the){0,5}+(?P<initials>[A-Za-z]\.? ?[A-Za-z]\.?(?: ?[A-Za-z]\.?)?)(?!\w)"
    ),
    re.compile(rf"\b(?i:pt|patient|client|member|for|Mr|Ms|Mrs)[.:]? {_DOTTED}(?!\w)"),
    re.compile(
        r"\b(?i:pt|patient|client)[.:]? [\"'(]?(?P<initials>[a-z]\. ?[a-z]\.(?: ?[a-z]\.)?)(?![\w.])"
    ),
    re.compile(rf"(?<![\w.]){_DOTTED}(?i:{_BESIDE})"),
)
# In "ELM-3 Jul 1" the number is the alias's: the day is July 1, and not the 3rd.
_ALIAS_AND_DAY = rf"(?!\s{{0,4}}[A-Za-z]{{3}}-\d{{1,4}} {_MONTH}[a-z]{{0,6}}\.? \d{{1,2}}(?!\d))"
_IN_SLOT = re.compile(
    rf"(?i:{_ALIAS_AND_DAY})\s{{0,4}}+(?P<initials>[A-Za-z]\.?[- ]?[A-Za-z]\.?(?:[- ]?[A-Za-z]\.?)?)(?i:{_GAP}(?:{_DAY}))"
)

# Letters with points that are no person's: places, professions, degrees, words.
_NO_INITIALS: Final = frozenset(
    """nc sc nd sd nh nj nm ny ri wv dc us usa uk pt ot dc md do np pa rn lac dpt ptc ats atc dom
    ap am pm eg ie vs ba bs ma ms phd pc pllc llc inc co dba po pob st id ph ss et al op cit hr ma
    rt lt ue le mo wa va ga la ca fl ar az ky ct de me mi mn mt ne nv oh ok or pa tn
    tx ut vt wi wy hi ks il in ia ak al""".split()
)

# Where an alias is expected: "mon 12/7: FERN-44" is a day.
_WEEKDAYS: Final = frozenset("mon tue wed thu fri sat sun".split())

# Beside a date.
_MONTHS: Final = frozenset({*map(str.lower, SHORT_MONTHS), "sept"})
_NUMBERED = re.compile(
    r"(?<![\d/.$-])(?:(?:0?[1-9]|1[0-2])(?:/(?:0?[1-9]|[12]\d|3[01])(?:/(?:20)?\d\d)?"
    r"|-(?:0?[1-9]|[12]\d|3[01])(?:-(?:20)?\d\d)?(?! ?(?:x|visits?|units?|w(?:ee)?ks?|times|min|sets|reps"
    r"|needles|muscles|per|days?|sessions|points|months?|hours?)\b))|20\d\d-\d\d-\d\d"
    r"|[0-3]?\d ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?![\d/-])",
    _I,
)
_MONTH_DAY = re.compile(r"[a-z]{3,4}\.? [0-3]?\d(?![\d/-])", _I)

# Letters with points, in any case: the date may stand anywhere in the text.
_DOTTED_ANYWHERE = re.compile(
    r"(?<![\w.@])(?P<initials>[a-z]\. ?[a-z]\.(?: ?[a-z]\.)?|[a-z]\.[a-z](?:\.[a-z])?(?='s\b))(?![\w.])",
    _I,
)
# Letters alone: the date stands directly behind, or behind words of a visit.
_VISIT = r"(?:on|both|seen|eval(?:'?d)?|re-?eval|visit|dos|doi|sched(?:uled)?|from|came(?: in)?|was|had|here|called|cx|tx|appt|next|last)"
_BARE = re.compile(
    rf"(?<![\w.'/&$#-])(?P<initials>[a-z]{{2}}|(?:mr|mrs)\.? [a-z]|[a-z] [a-z](?: [a-z])?|[a-z]{{2,3}}(?='s ))(?:'s)?[ ,:(]{{1,3}}(?:{_VISIT}[ ,:]{{1,2}}){{0,2}}\Z",
    _I,
)
# Behind a word for a patient, the date may stand some words further.
_OF_PATIENT = re.compile(
    r"\b(?:pt|pat|ptnt|patient|client)s?[.:]? ?(?P<quote>[\"'(])?(?P<initials>[a-z]{2,3}|[a-z] [a-z])(?:(?P<close>[\"')])|(?![\w'.&/-]))",
    _I,
)
_PEOPLE: Final = frozenset("pt pts pat ptnt patient patients client clients".split())
_DAY_IN_SLOT = re.compile(
    r"\s{0,4}(?P<initials>[a-z]{2,3})[- ]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\w-])", _I
)
# Initials and a year in which a patient may have been born: "lf 1990", "C.T. '58", "TJ-1979", "v.o., b 1986".
_BORN = re.compile(
    r"(?<![\w.'/&$#-])(?P<initials>[a-z]\.? ?[a-z]\.?|[a-z]\. ?[a-z]\. ?[a-z]\.)(?: from \w{2,10}| here)?[ ,:(-]{1,3}"
    r"(?P<born>(?:yr|yob|b\.?|born)(?: in)? )?(?:(?P<short>')\d\d|19[2-9]\d|200\d|201\d)(?![\w/%-]|[.,]\d)",
    _I,
)
_LETTERED: Final = re.compile(
    r"\b(?:part|parts|plan|type|vitamin|hep|grade|class|option|tier|level)s?\s\Z"
)

# Letters that are no person's, with points between or blanks: sides, places, degrees, payers, words.
_ABBREVIATIONS: Final = _NO_INITIALS | frozenset(
    """rl lr ur ru bl lb br aa an ax xa xx ra ta da na ad os od qd bid tid qid wc iv im hp cc fx dx rx
    hx sx dn tp oa bp er prn npo aka fyi dos dob doi eob cob pos npi lni rom lbp fdn ims poc
    cpt emg uhc mri pta cota ncs scs ocs dds dmd""".split()
)
# Letters that nobody writes with points but for a person's.
_RARE: Final = frozenset(
    "ga fl az ky mi mn mt nv tn ut vt wi wy ks ak ca rt lt rl lr bl lb br ta da".split()
)
_PAIR: Final = 2
_WINDOW: Final = 44
_AHEAD: Final = 40
_AROUND: Final = 24


def find(scan: Scan, slot: int | None = None) -> Span | None:
    """Where the first initials stand; `slot` is where an alias is expected."""
    patterns = _PATTERNS if "." in scan.text or scan.has(_TOLD) else ()
    told = (match for pattern in patterns for match in pattern.finditer(scan.text))
    beside = _IN_SLOT.match(scan.text, slot) if slot is not None else None
    persons = (match for match in told if _plain(match["initials"]) not in _NO_INITIALS)
    named = [] if beside is None or _plain(beside["initials"]) in _WEEKDAYS else [beside]
    return first(persons, "initials") or first(named, "initials")


def find_beside_date(
    scan: Scan, words: Container[str], known: Container[str], slot: int | None = None
) -> Span | None:
    """Where the first initials beside a date stand.

    `words` are no initials without points, `known` keys of payers ("blue kc"); `slot` is where an alias stands.
    """
    if not scan.digits:
        return None
    if slot is not None and (match := _DAY_IN_SLOT.match(scan.text, slot)):
        letters = match["initials"].lower()
        if letters not in _NO_INITIALS and (len(letters) == _PAIR or letters not in words):
            return match.span("initials")
    dates = _dates(scan)
    spans = tuple(_born(scan, words))
    if dates:
        spans += (*_dotted(scan, words), *_patient(scan, words, dates), *_bare(scan, words, dates))
    return next((span for span in spans if not _is_payers(scan, span, known)), None)


def _dates(scan: Scan) -> list[int]:
    """The positions at which a date starts."""
    if not scan.has(_MONTHS) and "/" not in scan.text and "-" not in scan.text:
        return []
    starts = [match.start() for match in scan.at_digits(_NUMBERED)]
    return starts + [match.start() for match in scan.at_words(_MONTHS, _MONTH_DAY)]


def _dotted(scan: Scan, words: Container[str]) -> Iterator[Span]:
    for match in _DOTTED_ANYWHERE.finditer(scan.text) if "." in scan.text else ():
        letters = _plain(match["initials"])
        if len(letters) > _PAIR and letters in words:  # "l.c.d.", "c.m.s."
            continue
        if letters in _RARE or letters not in _ABBREVIATIONS:
            yield match.span("initials")


def _born(scan: Scan, words: Container[str]) -> Iterator[Span]:
    for match in _BORN.finditer(scan.text) if scan.digits > 1 else ():
        is_told = bool(match["born"]) or (match["short"] is not None and "." in match["initials"])
        if is_told or _is_bare(_plain(match["initials"]), words):
            yield match.span("initials")


def _patient(scan: Scan, words: Container[str], dates: list[int]) -> Iterator[Span]:
    for match in scan.at_words(_PEOPLE, _OF_PATIENT):
        letters = _plain(match["initials"])
        is_told = _is_quoted(match) or _is_bare(letters, words)
        if is_told and any(0 <= date - match.end() <= _AHEAD for date in dates):
            yield match.span("initials")


def _bare(scan: Scan, words: Container[str], dates: list[int]) -> Iterator[Span]:
    for date in dates:
        start = max(0, date - _WINDOW)
        match = _BARE.search(scan.text[start:date])
        if match is None:
            continue
        letters, first = _plain(match["initials"]), start + match.start("initials")
        if not _is_bare(letters, words):
            continue
        if not _LETTERED.search(scan.before(first, 10)):
            yield first, start + match.end("initials")


def _is_payers(scan: Scan, span: Span, known: Container[str]) -> bool:
    """Whether the letters are part of the name of a payer: "blue kc", "j.p. farley"."""
    letters = scan.text[slice(*span)]
    before = scan.before(span[0], _AROUND).split()
    behind = scan.lower[span[1] : span[1] + _AROUND].split()[:1]
    names = (*([*before[-count:], letters] for count in (1, 2)), [letters, *behind])
    return any(key_of(" ".join(name)) in known for name in names)


def _is_quoted(match: re.Match[str]) -> bool:
    return bool(match["quote"] and match["close"]) and match["quote"] != "("


def _is_bare(letters: str, words: Container[str]) -> bool:
    """Whether letters without points are none of an abbreviation, a word and a place."""
    return letters not in words and letters not in _ABBREVIATIONS


def _plain(initials: str) -> str:
    return re.sub(r"[^a-z]", "", initials.lower())
