"""Whose number or modifier a claim carries, where another one held the needles.

Topics answer of it, whatever payer or code is named beside it; a state that is named answers first.
"""

from __future__ import annotations

import re

from models.understanding.matter import Matter
from models.understanding.reading import MEDICARE, NEEDLE_WORDS, NEEDLING_CODES, Reading

_NEEDLED = NEEDLE_WORDS | NEEDLING_CODES | {"stuck", "sticks", "tdn", "dn"}
_BILLS = frozenset(
    """bill bills billed billing billable submit submits submitted claim claims charge charged
    charges go goes out sent send code pay pays paid""".split()
)

# Whose number a claim is to carry: "under the PT's NPI"; care under somebody's eyes is no claim.
_ROLE = (
    r"(?:dpt|pt|ot|md|do|doc|doctor|chiro|chiropractor|physician|therapist|provider|boss|owner"
    r"|supervisor)"
)
_UNDER = re.compile(
    rf"\b(?:under|on|with|using) (?:(?:my|his|her|our|their|your|somebody'?s|someone'?s)"
    rf"|(?:(?:the|a|an|another|supervising) )*{_ROLE}'?s?)(?: own| other)?"
    r" (?:npi|name|number|license|credentials?)\b"
    r"|\bunder (?:the |a |one )?npi\b"
    rf"|\bunder (?:the |my |his |her |our |a |an |their |supervising |licensed |lead )+"
    rf"(?:physical )?{_ROLE}s?\b(?!'?s? (?:direct\w*|superv\w*|orders?|care|referral|eyes?|watch"
    r"|guidance|benefits?|cap|limits?|plan|policy|codes?|section|part|umbrella|visits?|fees?"
    r"|rates?|schedule|eval\w*|poc|rules?|side|license law))",
    re.IGNORECASE,
)
_OF_PHYSICIANS = frozenset("md do doc doctor doctors physician physicians".split())

_NOT_I = re.compile(
    r"\b(?:needl\w*|t?dn|2056[01]|treat\w*|stuck|did it|did this)\b[^.?!;]{0,25}"
    r"(?:,| and| -)? *\bnot (?:me|i|myself|by me|the pt)\b"
    r"|\b(?:i|the pt) (?:did not|did ?n'?t|never|was ?n'?t the one) (?:\w+ ){0,3}"
    r"(?:needl\w*|treat\w*|stick|touch)\b",
    re.IGNORECASE,
)

_ASSISTANTS = frozenset("pta ptas ota otas cota cotas assistant assistants tech aide".split())
_OTHERS = _ASSISTANTS | frozenset(
    """student students intern spt chiro chiropractor lac acupuncturist ot lmt trainer colleague
    coworker partner associate he she they someone somebody""".split()
)
_MARKS = frozenset({"cq", "co"})
_BY_THERAPIST = re.compile(
    r"\b(?:i|the (?:pt|ot)|our (?:pt|ot)|pt|ot|therapist|dpt)(?: (?:just|only|alone|myself|actually"
    r"|always|was|one|who|does|do|did|is|am|has|have|put|puts|place[sd]?|stuck|stick|the|all"
    r"|of|dry|2056[01]))*"
    r" (?:needl\w*|dn|sticks?|stuck|(?:put|place[sd]?) (?:in )?the needles|did 2056[01])\b",
    re.IGNORECASE,
)
_STUDENTS = frozenset("student students spt spts intern interns".split())
# The student holds the needles: a patient may be one too, and a plan be a student's.
_BY_STUDENT = re.compile(
    r"\b(?:students?|spts?|interns?)"
    r"(?! (?:health|plan|insurance|athletes?|patients?|has|have|with|who has))"
    r"(?: \w+){0,2}? (?:needl\w*|t?dn|did|does|do|done|stuck|perform\w*|doing|puts?|inserted"
    r"|treated)\b"
    r"|\b(?:by|from|of|when|where) (?:a|an|the|my|our|his|her) (?:\w+ ){0,2}?"
    r"(?:student|spt|intern)s?\b"
    r"|\b(?:student|spt|intern)'?s (?:needling|needles|dn)\b",
    re.IGNORECASE,
)


def _goes_under_anothers_number(reading: Reading) -> bool:
    """Whether one needled and the claim is to carry the number of another."""
    words = reading.words
    if reading.question.states:
        return False
    if words & _OTHERS and _NOT_I.search(reading.text):
        return True
    if not words & _BILLS or not (found := _UNDER.search(reading.text)):
        return False
    ids = {payer.id for payer in reading.question.payers}
    is_of_physician = not _OF_PHYSICIANS.isdisjoint(re.findall(r"[a-z]+", found[0].casefold()))
    # what Medicare says of care under a physician is a topic of its own
    return not is_of_physician or (bool(ids) and ids != {MEDICARE})


def _is_billed(reading: Reading) -> bool:
    """Whether a bill or a payer is told of; a state that is named answers of its students."""
    is_of_bill = bool(reading.words & _BILLS or reading.question.payers)
    return is_of_bill and not reading.question.states


MATTERS = (
    Matter(
        "no cq if i placed the needles myself",
        words=(_MARKS, _ASSISTANTS, _NEEDLED),
        says=_BY_THERAPIST,
    ),
    Matter("bill for student", words=(_STUDENTS, _NEEDLED), says=_BY_STUDENT, where=_is_billed),
    Matter("use supervisors npi", words=(_NEEDLED,), where=_goes_under_anothers_number),
)
