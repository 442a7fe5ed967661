"""Cuts out what a text names only to deny it: "not Medicare Advantage", "not billed by a PT"."""

from __future__ import annotations

import re

from models.words import plain_words

# Without one of these words nothing is denied or called former.
_DENYING = frozenset(
    """not non no isnt isn aint ain except excluding besides other apart aside rather instead lost
    used""".split()
)
_NOT = (
    r"(?:not|non|no|isn'?t|ain'?t|except(?: for)?|excluding|besides|other than|apart from"
    r"|aside from|rather than|instead of|lost|no longer(?: on| has| have)?"
    r"|used to (?:be|have|be on))"
)
_OF = r"(?:(?:a|an|the|their|her|his|on|under|in|through)\s){0,2}"
_LINE = (
    r"(?:medicare adv(?:antage)?|(?:an )?advantage|managed medicaid|managed medicare|medicaid"
    r"|medi-?cal|commercial|ma|mapd|workers'? comp(?:ensation)?|wc|marketplace)"
)

# A line of business behind "not", with the comma or "but" before it.
_DENIED_LINE = re.compile(
    rf"[\s,;-]\(?(?:but |and )?\b{_NOT}[\s-]{_OF}{_LINE}"
    r"(?: (?:plans?|product|members?|anymore))?\b\)?",
    re.IGNORECASE,
)

# At the start of a text, before the plan that holds now: "lost medicaid now on medicare".
_FORMER_LINE = re.compile(
    rf"(?:(?:pt|patient|he|she|they) )?{_NOT}\s{_OF}{_LINE}(?: plan)?(?: anymore| any more)?"
    r"(?:,|;)?(?: (?:and|but|now|then|has|have|on|is|got|went|to))+\s",
    re.IGNORECASE,
)

_BILLER = (
    r"(?:physical therapists?|pts?|ptas?|occupational therapists?|ots?|chiropractors?|chiros?|dcs?"
    r"|athletic trainers?|atcs?|acupuncturists?|lacs?|physicians?|mds?|dos?|nps?|pas?)"
)

# Who does not bill: "not billed by pt but by md", "but not by a PT".
_DENIED_BILLER = re.compile(
    r"[\s,;](?:but )?not (?:billed |done |performed |given |provided )?by (?:an? |the )?"
    rf"{_BILLER}\b",
    re.IGNORECASE,
)


def without_denied_billers(text: str) -> str:
    """The text without professions that do not bill."""
    return _DENIED_BILLER.sub(" ", text) if "not " in text.lower() else text


def without_denied_lines(text: str) -> str:
    """The text without lines of business that it denies or calls former."""
    if _DENYING.isdisjoint(plain_words(text)):
        return text
    return _FORMER_LINE.sub("", _DENIED_LINE.sub(" ", text), count=1)
