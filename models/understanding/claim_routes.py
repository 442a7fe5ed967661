"""What a topic answers whatever is named beside it: two sittings, a wrong day, a swap, video."""

from __future__ import annotations

import re

from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.reading import (
    CODE_WORDS,
    NEEDLE_WORDS,
    NEEDLING_CODES,
    PAY_WORDS,
    Answerer,
    Reading,
    Route,
    names_payer,
)
from models.understanding.wrong_days import tells_wrong_day

# Wordings by which the topics on these are found.
_TWICE = "two visits same day both needled"
_WRONG_DAY = "claim has the wrong dos"
_SWAP = "swap the code to get paid"
_UNTIMED = "is dry needling timed"
_BY_VIDEO = "virtual needling"

_BILL_WORDS = frozenset("bill bills billed billing charge claim claims unit units".split())
_PAID = PAY_WORDS | frozenset("paid denied deny denies denial covered payable reimbursed".split())

_TWO_SITTINGS = re.compile(
    r"(?<![a-z])(?:a\.?m|morning)\b.{1,40}(?<![a-z])(?:p\.?m|afternoon|evening|night)\b"
    r"|\btwice (?:in |on |a |the |one |same |that )+day\b"
    r"|\b(?:two|2) (?:separate |different |needling )*(?:visits|sessions|sittings"
    r"|appointments|appts) (?:in |on |a |the |one |same |that )+day\b",
    re.IGNORECASE,
)

_FROM_AFAR = re.compile(
    r"\b(?:needl\w*|tdn|dn)\b.{0,60}\b(?:over|by|via|through|thru|using|on) (?:a |the )?"
    r"(?:tele ?(?:health|med|medicine|visit|rehab)|video|zoom|facetime|webcam)\b",
    re.IGNORECASE | re.DOTALL,
)

# These may well be by video: nobody asks to needle from afar.
_SHOWN = re.compile(
    r"\b(?:superv|mentor|oversee|consult|consent|eval|course|train|learn|class|demo|watch|check"
    r"|follow|hours|post|website)",
    re.IGNORECASE,
)


def of_claims(reading: Reading, home: Answerer | None) -> Route | None:
    """The topic on what is told of a claim, whatever code is typed beside it."""
    if home is not None or reading.question.denials:
        return None
    if wording := _told_of(reading):
        topic = reading.asked_as(wording)
        return Route(Answerer.TOPIC, "tells of a claim", (topic,)) if topic else None
    return None


def _told_of(reading: Reading) -> str:
    """The wording of the topic on what is told; empty where none is."""
    read, typed = reading.codes, NEEDLING_CODES & reading.words
    is_of_needling = bool(typed or reading.words & NEEDLE_WORDS)
    is_of_bills = bool(typed or reading.words & (_BILL_WORDS | CODE_WORDS))
    others = {code for code in reading.words if code.isdigit() and len(code) == len("97140")}
    is_alone = not (names_payer(reading) or others - NEEDLING_CODES)
    is_alone = is_alone and CodeMatter.TWO_THERAPISTS not in read.matters
    if is_of_needling and is_of_bills and is_alone and _TWO_SITTINGS.search(reading.text):
        return _TWICE
    if tells_wrong_day(reading.text):
        return _WRONG_DAY
    if _FROM_AFAR.search(reading.text) and not _SHOWN.search(reading.text):
        return _BY_VIDEO
    named = {code for group in read.described for code in group}
    is_of_rule = len(read.described) == 1 and not named & NEEDLING_CODES and named >= {*read.codes}
    is_of_rule = is_of_rule and "rule" in reading.words and CodeMatter.TIMED in read.matters
    if is_of_rule and reading.words & NEEDLE_WORDS:  # "8 min rule for needling"
        return _UNTIMED
    is_swap = typed == NEEDLING_CODES and CodeMatter.INSTEAD in read.matters
    is_counted = read.muscles or read.muscle_group or read.named_muscles
    return _SWAP if is_swap and not is_counted and reading.words & _PAID else ""
