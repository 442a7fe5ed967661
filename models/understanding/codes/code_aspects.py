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
        r"|what (?:does|do|will|did)\b.*\bpays?|pays? (?:more|better|best|most)",
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
        r"|how long|itself"
        r"|a day|how many(?! (?:\w+ )?(?:courses?|class(?:es)?|hours?|hrs?|years?|yrs?"
        r"|ceus?|credits?|states?|weekends?|levels?)\b)|twice|lines?",
    ),
    (Aspect.MODIFIER, r"modifiers?|mods?|modifer|append"),
    (
        Aspect.DATES,
        r"when(?! (?:i|we|you|the|they|an?|its?|he|she|pt|doing|needling|billing|billed|done)\b)"
        r"|start(?:ed)?|began|begin|effective|since|introduced"
        r"|new(?! (?:jersey|york|mexico|hampshire|orleans|grad|hire|patient))"
        r"|valid|active|deleted|retired|discontinued|expired?",
    ),
    (Aspect.DOCUMENTATION, r"document\w*|notes?|chart\w*|record\w*"),
)
# "Is a gift card allowed" asks for no amount.
_PERMITTED = re.compile(r"^((?:is|are)\b.*)\ballowed\b(?! (?:amount|rate|fee))")

_ASKED = tuple((aspect, re.compile(rf"\b(?:{phrase})\b")) for aspect, phrase in _PHRASES)


def of_codes(plain: str) -> tuple[Aspect, ...]:
    """The aspects that the words of a question ask, the leading one first."""
    plain = _PERMITTED.sub(r"\1", plain)
    return tuple(aspect for aspect, phrase in _ASKED if phrase.search(plain))
