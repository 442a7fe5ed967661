"""What is asked of a code, from its words: units, together, modifier, price, dates."""

from __future__ import annotations

import re

from models.coverage.aspect import Aspect

# In the order in which they lead where several are asked.
_PHRASES: tuple[tuple[Aspect, str], ...] = (
    (
        Aspect.PRICE,
        r"rvus?|fees?|price[sd]?|rates?|worth|allowables?|allowed amount|fee schedule|conversion"
        r"|how much|(?:non ?)?facility|reimburs\w*|payments?|amounts?|amt|allowed|thresholds?"
        r"|costs?|charges?"
        r"|what (?:does|do|will|did)\b.*\bpays?|pay(?:s|ing)? (?:more|less|better|best|most)"
        r"|(?:go(?:ing|es)?|went|gone) (?:up|down)\b"
        r"|(?:got|gets?(?! (?:the |a )?(?:25|5[029]|76)\b)|paid|charge[ds]?|allow(?:s|ed)?)"
        r" (?:us |me |about |only |like )*[0-9]{2,3}"
        r"(?: [0-9]{2})?\b"
        r"(?! (?:min|mins|minutes?|units?|visits?|sessions?|days?|percent|hours?|hrs?)\b)"
        r"|(?:pays?|paid|paying) (?:in )?20[0-9]{2}|(?:pay|paid)\b.* (?:compared|vs|versus)\b",
    ),
    (
        Aspect.TOGETHER,
        r"together|same (?:day|dos|date|visit|claim|session|time|encounter|appointment|bill)"
        r"|one (?:day|visit|claim)|bundl\w*|unbundl\w*|n?cci|edits?|ptp|pairs?|combin\w+"
        r"|(?:cant|cannot|not|never) (?:be )?(?:bill\w*|go|use\w*|pair\w*) with|alongside|beside",
    ),
    (
        Aspect.UNITS,
        r"units?|mue|mues|max|maximum|minutes?|mins?|timed|untimed|time based|(?:8|eight) ?min\w*"
        r"|per (?:day|muscle|session|needle|visit|unit|region)|count(?:ed)? (?:by|needles|muscles)"
        r"|how long(?! (?:have|has|had)\b.* been (?:out|around|valid|active|in effect))"
        r"|a day|how many(?! (?:\w+ )?(?:courses?|class(?:es)?|hours?|hrs?|years?|yrs?"
        r"|ceus?|credits?|states?|weekends?|levels?)\b)|twice|lines?",
    ),
    (Aspect.MODIFIER, r"modifiers?|mods?|modifer|append"),
    (
        Aspect.DATES,
        r"when(?! (?:i|we|you|the|they|an?|its?|he|she|pt|doing|needling|billing|billed|done)\b)"
        r"|start(?:ed)?|began|begin|effective|since|introduced"
        r"|new(?! (?:jersey|york|mexico|hampshire|orleans|grad|hire|patient))"
        r"|valid|active|deleted|retired|discontinued|expired?|(?:what|which) (?:year|month)"
        r"|c[ao]me out|around (?:in|back|before|since)|(?:first|get|got|were|was) (?:added|created)"
        r"|released|exist(?:s|ed)?|been (?:out|around)",
    ),
    (Aspect.DOCUMENTATION, r"document\w*|notes?|chart\w*|record\w*"),
)
# "Is a gift card allowed", "97810 and 20560 same day, allowed?": these ask for no amount.
_AMOUNT = r"(?! (?:amount|amt|rate|fee|charge|price|by medicare|medicare))"
_PERMITTED = re.compile(rf"^((?:is|are)\b.*)\ballowed\b{_AMOUNT}")
_PERMITTED_PAIR = re.compile(rf"(?<!the )(?<!medicare )\ballowed\b{_AMOUNT}")
_OF_A_PAIR = re.compile(
    r"\b(?:together|same (?:day|dos|date|visit|claim|session|time))\b"
    r"|\b[0-9]{5}\b.* (?:and|with|w|plus|n|beside|alongside) .*\b[0-9]{5}\b"
)

_ASKED = tuple((aspect, re.compile(rf"\b(?:{phrase})\b")) for aspect, phrase in _PHRASES)


def of_codes(plain: str) -> tuple[Aspect, ...]:
    """The aspects that the words of a question ask, the leading one first."""
    plain = _PERMITTED.sub(r"\1", plain)
    if "allowed" in plain and _OF_A_PAIR.search(plain):
        plain = _PERMITTED_PAIR.sub("", plain)
    return tuple(aspect for aspect, phrase in _ASKED if phrase.search(plain))
