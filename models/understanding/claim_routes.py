"""What a topic answers whatever is named beside it: two sittings, a wrong day, a swap, video."""

from __future__ import annotations

import re

from models.coverage.aspect import Aspect
from models.coverage.topic import Topic
from models.understanding import claim_days
from models.understanding.claim_matters import NEW_PLAN
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
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

OF_MENDING = "tells how a claim is mended"
"""Why a topic answers, whatever denial code stands beside it."""

# Wordings by which the topics on these are found.
_TWICE = "two visits same day both needled"
_WRONG_DAY = "claim has the wrong dos"
_SWAP = "swap the code to get paid"
_UNTIMED = "is dry needling timed"
_BY_VIDEO = "virtual needling"
_FILING = "how long do I have to file a claim"

_MUSCLES = frozenset({"muscle", "muscles"})
_BILL_WORDS = frozenset("bill bills billed billing charge claim claims unit units".split())
_PAID = PAY_WORDS | frozenset("paid denied deny denies denial covered payable reimbursed".split())

_AM_AND_PM = re.compile(
    r"(?<![a-z])(?:a\.?m|morning)\b.{1,40}(?<![a-z])(?:p\.?m|afternoon|evening|night)\b",
    re.IGNORECASE,
)
_TWO_SITTINGS = re.compile(
    rf"{_AM_AND_PM.pattern}"
    r"|\btwice (?:in |on |a |the |one |same |that )+day\b"
    r"|\b(?:two|2) (?:separate |different |needling )*(?:visits|sessions|sittings"
    r"|appointments|appts) (?:in |on |a |the |one |same |that )+day\b",
    re.IGNORECASE,
)

_AFAR = frozenset(
    """tele telehealth telemed telemedicine televisit telerehab health med visit rehab video zoom
    facetime webcam virtual""".split()
)
_FROM_AFAR = re.compile(
    r"\b(?:needl\w*|tdn|dn)\b.{0,60}\b(?:over|by|via|through|thru|using|on) (?:a |the )?"
    r"(?:tele ?(?:health|med|medicine|visit|rehab)|video|zoom|facetime|webcam)\b"
    r"|\b(?:tele ?(?:health|medicine|visit|rehab)|virtual|video) (?:dry )?(?:needl\w*|2056[01])\b"
    r"|\b(?:needl\w*|tdn|dn|2056[01])\b.{0,60}\b(?:as|is) (?:an? )?"
    r"(?:tele ?(?:health|medicine|visit|rehab)|virtual|video)\b",
    re.IGNORECASE | re.DOTALL,
)

# These may well be by video: nobody asks to needle from afar.
_SHOWN = re.compile(
    r"\b(?:superv|mentor|oversee|consult|consent|eval|course|train|learn|class|demo|watch|check"
    r"|follow|hours|post|website)",
    re.IGNORECASE,
)


# What this bot told of a payer, and how old that is.
_QUOTED = re.compile(
    r"\b(?:policy|rule|answer|bulletin|text|page|info\w*) (?:that |which )?(?:you|u|it|this bot)"
    r" (?:just )?(?:quoted?|gave|give|cited?|showed|show|told|have|has|hold|holds|use|used)\b"
    r".{0,60}\b(?:dated?|when|old|current|reviewed|updated|checked)\b"
    r"|\b(?:which|what|newest|latest|current|right|old|new) (?:version|edition)\b.{0,60}"
    r"\b(?:you|u|yours?)\b"
    r"|\b(?:do (?:you|u)|yours?)\b.{0,60}\b(?:newest|latest|current|old|new|which)"
    r" (?:version|edition|one)\b",
    re.IGNORECASE | re.DOTALL,
)


# Whether a claim for a day that is past may go out yet, and none that was decided.
_STILL_SENT = re.compile(
    r"\b(?:still|too late|late|in time)\b.{0,30}"
    r"\b(?:file|bill|rebill|submit|resubmit|send|resend)\b"
    r"|\b(?:filing|filed|billing|billed|submitted|sent)\b.{0,60}"
    r"\b(?:too late|are we late|in time)\b",
    re.IGNORECASE | re.DOTALL,
)
_OF_CLAIMS = re.compile(
    r"\b(?:claims?|dos|from|late|filing|filed|(?:1|one) ?y(?:ea)?r)\b", re.IGNORECASE
)
_DECIDED = re.compile(
    r"\b(?:den(?:y|ied|ial)\w*|reject\w*|appeal\w*|correct\w*|fix\w*|replac\w*|remit\w*|patients?"
    r"|medical records?|notes?|auth\w*)\b",
    re.IGNORECASE,
)


def _asks_filing_limit(reading: Reading) -> bool:
    """Whether a claim for a day that is past may still be sent: "still bill cigna from 6/24?"."""
    if not _STILL_SENT.search(reading.text) or _DECIDED.search(reading.text):
        return False
    if reading.question.denials or not _OF_CLAIMS.search(reading.text):
        return False
    on = reading.question.on
    return on is not None and on < reading.today


def of_correcting(reading: Reading, home: Answerer | None) -> Route | None:
    """What is told of a claim: whether it is too late, until when it is mended, a new plan."""
    if home in {None, Answerer.COVERAGE} and may_be_late(reading):
        topic = reading.asked_as(claim_days.FIRST_CLAIM)
        return Route(Answerer.TOPIC, OF_MENDING, (topic,)) if topic else None
    if home is not None:
        return None
    is_of_days = claim_days.asks_deadline(reading.text)
    if not is_of_days and not NEW_PLAN.is_asked(reading):
        return None
    topic = reading.asked_as(claim_days.CORRECTED if is_of_days else NEW_PLAN.wording)
    return Route(Answerer.TOPIC, OF_MENDING, (topic,)) if topic else None


def may_be_late(reading: Reading) -> bool:
    """Whether a day of service is told, and it is asked if its claim may still be sent."""
    question = reading.question
    is_of_a_visit = question.on is not None and not question.denials
    return is_of_a_visit and claim_days.asks_if_late(reading.text)


def of_quoted_policy(reading: Reading, home: Answerer | None) -> Route | None:
    """How old the policy is that this bot told of a payer: the payer's card says its dates."""
    is_asked = home is None and names_payer(reading) and _QUOTED.search(reading.text)
    return Route(Answerer.COVERAGE, "asks how old what was told is") if is_asked else None


def of_claims(reading: Reading, home: Answerer | None) -> Route | None:
    """The topic on what is told of a claim, whatever code is typed beside it."""
    if home is not Answerer.STATE and _asks_filing_limit(reading):
        topic = reading.asked_as(_FILING)
        return Route(Answerer.TOPIC, "asks if a claim is in time", (topic,)) if topic else None
    if home is not None:
        return _typed_to_codes(reading) if home is Answerer.CODES else None
    if of_day := claim_days.asked_in(reading.text):
        topic = reading.asked_as(of_day)
        return Route(Answerer.TOPIC, "asks of a day around a claim", (topic,)) if topic else None
    if reading.question.denials:
        return None
    if wording := _told_of(reading):
        topic = reading.asked_as(wording)
        return Route(Answerer.TOPIC, "tells of a claim", (topic,)) if topic else None
    return None


def _typed_to_codes(reading: Reading) -> Route | None:
    """The topic on by when to appeal, or on two sittings, whatever codes are typed to /cpt."""
    if held := _deadline(reading):
        return Route(Answerer.TOPIC, "asks by when to appeal", (held,))
    is_twice = _AM_AND_PM.search(reading.text) is not None and _told_of(reading) == _TWICE
    topic = reading.asked_as(_TWICE) if is_twice else None
    return Route(Answerer.TOPIC, "tells of two sittings", (topic,)) if topic else None


def _deadline(reading: Reading) -> Topic | None:
    """The topic on by when to appeal, where a payer is named that denied, whatever code it was."""
    if not names_payer(reading) or Aspect.DENIAL not in reading.question.aspects:
        return None
    closest = reading.topic.closest
    return closest if closest in reading.of_paperwork else None


def _told_of(reading: Reading) -> str:
    """The wording of the topic on what is told; empty where none is."""
    typed = NEEDLING_CODES & reading.words
    is_of_needling = bool(typed or reading.words & (NEEDLE_WORDS | _MUSCLES))
    if is_of_needling and _are_two_sittings(reading, typed):
        return _TWICE
    if tells_wrong_day(reading.text):
        return _WRONG_DAY
    is_afar = reading.words & _AFAR and _FROM_AFAR.search(reading.text)
    if is_afar and not _SHOWN.search(reading.text):
        return _BY_VIDEO
    if "rule" in reading.words and reading.words & NEEDLE_WORDS and _is_of_rule(reading.codes):
        return _UNTIMED
    is_paid = typed == NEEDLING_CODES and reading.words & _PAID
    return _SWAP if is_paid and _swaps(reading.codes) else ""


def _are_two_sittings(reading: Reading, typed: frozenset[str]) -> bool:
    """Whether a bill for two sittings of a day is spoken of, and no other code or payer."""
    is_of_bills = bool(typed or reading.words & (_BILL_WORDS | CODE_WORDS))
    if not is_of_bills or not _TWO_SITTINGS.search(reading.text):
        return False
    others = {code for code in reading.words if code.isdigit() and len(code) == len("97140")}
    is_alone = not (names_payer(reading) or others - NEEDLING_CODES)
    return is_alone and CodeMatter.TWO_THERAPISTS not in reading.codes.matters


def _is_of_rule(read: Question) -> bool:
    """Whether one service alone is asked about as one that may be timed: "8 min rule"."""
    named = {code for group in read.described for code in group}
    is_one = len(read.described) == 1 and not named & NEEDLING_CODES and named >= {*read.codes}
    return is_one and CodeMatter.TIMED in read.matters


def _swaps(read: Question) -> bool:
    """Whether one code stands in another's place, and no muscles are counted."""
    is_counted = read.muscles or read.muscle_group or read.named_muscles
    return CodeMatter.INSTEAD in read.matters and not is_counted
