"""What may be typed behind /session balance: visits, a day, and a source of the list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.calendar_words import MONTH
from models.understanding.commands.session_commands import split_at, take_number, without_filler
from models.understanding.dates import relative_days
from models.understanding.small_numbers import in_digits
from models.understanding.stray_words import telling
from models.visits import balance_source
from models.visits.balance_source import BalanceSource, SourceKind
from models.visits.word_list import WordList

_FROM = re.compile(r"\b(?:from|per|according\s+to|says|source|via)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:in\s+all|in\s+total|total|altogether|including\s+ours)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|besides|beside\s+ours|extra|more|excluding\s+ours)\b", re.IGNORECASE
)
_USED = re.compile(r"\b(?:used|taken|spent)\b", re.IGNORECASE)
_LEFT = re.compile(
    r"\b(?:(?:more\s+)?left(?:\s+over)?|(?:more\s+)?remain(?:s|ing)?|to\s+go|available|unused)\b",
    re.IGNORECASE,
)
_ALSO_LEFT = re.compile(
    r"(?:\b(?:and|with|so)\s{1,8}+|[,;(]\s{0,8}+)?(?<![\w/.-])(?P<number>[0-9]{1,3}+)\s{1,8}+(?:visits\s{1,8}+)?(?:more\s{1,8}+)?"
    r"(?:left(?:\s{1,8}+over)?|remain(?:s|ing)?|to\s{1,8}+go|available|unused)\b",
    re.IGNORECASE,
)
_OF_WINDOW = re.compile(
    r"\bper\s{1,8}+(?P<limit>(?:[0-9]{1,3}\s{1,8}+)?(?:(?:calendar|benefit|plan|policy|rolling)\s{1,8}+)?"
    r"(?:year|month|week|day|episode|condition|lifetime)s?)\b",
    re.IGNORECASE,
)
_UNITS = re.compile(r"\b(?:timed\s+)?units?\b", re.IGNORECASE)
_RECENT = re.compile(
    r"\b(?P<how>with(?:out)?)\s+(?:the\s+|our\s+)?recent(?:\s+(?:ones|visits|sessions))?\b",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"(?<!as )(?<!end )\bof\s{{1,8}}+(?!{MONTH}\b)(?P<limit>.{{1,80}}?)"
    r"(?=\s{1,8}(?:used|left|remain\w*|as\s{1,8}of|on|from|in\s{1,8}(?:all|total)|total|elsewhere"
    r"|with(?:out)?|according|says|via|source)\b|\s{0,8}$)",
    re.IGNORECASE,
)
_SAYS_NUMBER = re.compile(
    r"^(?P<source>[^0-9]{1,60}?)\s(?:says?|shows?|has|counts?|reports?|told\sus|tells\sus)\s"
    r"(?P<told>.{0,20}[0-9].{0,100})$",
    re.IGNORECASE,
)
_WHICH_ONE = re.compile(r"(?<!\S)#?(?P<number>[1-9][0-9]?)[ .]{0,3}$")
_OF_A_LIMIT = frozenset({SourceKind.PAYER, SourceKind.CHART, SourceKind.CLINIC, SourceKind.OTHER})
"""Words for these may be of the name of a limit: "of the plan"."""

_LONGEST_SOURCE = 3  # words: "the payer portal"
_OF_OTHERS = re.compile(r"\b(?:other|another|previous|prior|former|old)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BalanceRequest:
    """Visits used, with what is missing as None.

    `source` is None where none was given, and where the words name none of the list; `is_numbered`
    says that it was told which one of its kind. `includes_ours` None means that the words do not
    tell a total from visits made elsewhere.
    `is_left` says that the number is of visits left; None that both or neither was said. `limit`
    are the words for the limit that it is of. `with_recent` says whether a total holds the visits
    of the last weeks; None where nobody said. `in_units` says that it counts timed units.
    """

    number: int | None
    as_of: date | None
    source: BalanceSource | None
    includes_ours: bool | None
    is_numbered: bool = False
    is_whole: bool = True  # no word of the source was left over
    unused: tuple[str, ...] = ()
    is_left: bool | None = False
    limit: str = ""
    with_recent: bool | None = None
    in_units: bool = False
    also_left: int | None = None  # where so many are said to be left beside another number


def read_balance(text: str, today: date, sources: WordList[SourceKind]) -> BalanceRequest:
    """What stands behind the alias: visits used, as of a day, and who of the list says so."""
    text = in_digits(" ".join(text.split()))
    text, unled = _source_behind(text, sources)
    of, recent = _OF.search(text), _RECENT.search(text)
    text = _RECENT.sub(" ", f"{text[: of.start()]} {text[of.end() :]}" if of else text)
    window = None if of else _OF_WINDOW.search(text)
    text = f"{text[: window.start()]} {text[window.end() :]}" if window else text
    also_left, text = _take_also_left(text)
    is_left, is_used = bool(_LEFT.search(text)), bool(_USED.search(text))
    in_units = bool(_UNITS.search(text))
    text = _UNITS.sub(" ", _USED.sub(" ", _LEFT.sub(" ", text)))
    head, _, source = split_at(_FROM, text)
    says = _SAYS_NUMBER.search(text)
    if says and sources.find(says["source"]):  # "portal says 25 used"
        head, source = says["told"], says["source"]
    source = source or unled
    taken = relative_days.take(head, today)
    if taken.on is None:
        behind = relative_days.take(source, today)
        taken, source = relative_days.DayReading(behind.on, taken.remaining), behind.remaining
    number, left = take_number(taken.remaining)
    total, elsewhere = _TOTAL.search(left), _ELSEWHERE.search(left)
    left = _ELSEWHERE.sub(" ", _TOTAL.sub(" ", left))
    named, is_numbered, is_whole = _source(source, sources)
    return BalanceRequest(
        number,
        taken.on,
        named,
        bool(total) if bool(total) != bool(elsewhere) else _is_total(named, source),
        is_numbered,
        is_whole,
        (*without_filler(tuple(left.split())), *([] if is_whole else _beside(source))),
        None if is_left and is_used else is_left,
        of["limit"].strip() if of else window["limit"] if window else "",
        recent["how"].casefold() == "with" if recent else None,
        in_units,
        also_left,
    )


def _source_behind(text: str, sources: WordList[SourceKind]) -> tuple[str, str]:
    """The text without a source that ends it and that no word leads: "6 of 20 per year portal"."""
    words = text.split()
    for number in range(min(_LONGEST_SOURCE, len(words) - 1), 0, -1):
        head, tail = " ".join(words[:-number]), " ".join(words[-number:])
        is_led = _FROM.search(_OF_WINDOW.sub(" ", text)) or not tail.replace(" ", "").isalpha()
        reading = None if is_led else sources.find(tail)
        if reading and reading.is_whole and reading.entry not in _OF_A_LIMIT:
            return head, tail
    return text, ""


def _take_also_left(text: str) -> tuple[int | None, str]:
    """How many are left, where another number stands beside it: "9 used, 3 left"; and the rest."""
    also = _ALSO_LEFT.search(text)
    if also is None:
        return None, text
    rest = f"{text[: also.start()]} {text[also.end() :]}"
    has_another = take_number(relative_days.without(rest))[0] is not None
    return (int(also["number"]), rest) if has_another else (None, text)


def _beside(source: str) -> tuple[str, ...]:
    """The words beside a source without which the balance would be another."""
    return telling(_WHICH_ONE.sub(" ", relative_days.without(source)))


def _source(text: str, sources: WordList[SourceKind]) -> tuple[BalanceSource | None, bool, bool]:
    """The source that words name, whether they say which of its kind, and whether all say it."""
    numbered = _WHICH_ONE.search(text)
    said = text[: numbered.start()] if numbered else text
    reading = sources.find(said)
    if reading is None:
        return None, False, True
    number = int(numbered["number"]) if numbered else 1
    plain = sources.find(_OF_OTHERS.sub(" ", said))
    is_whole = reading.is_whole or (plain is not None and plain.is_whole)
    return BalanceSource(reading.entry, number), bool(numbered), is_whole


def _is_total(source: BalanceSource | None, text: str) -> bool | None:
    """What the source implies; nothing where the words speak of another or a former one of it."""
    if source is None or (source.kind is not SourceKind.CLINIC and _OF_OTHERS.search(text)):
        return None
    return balance_source.includes_ours(source.kind)
