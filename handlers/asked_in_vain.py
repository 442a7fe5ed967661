"""What leads a card where more is asked than it answers: to act, of a first visit, of a payer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.amended import amended
from models.coverage.aspect import Aspect
from models.coverage.state import NAMES
from models.coverage.topic import TopicKind
from models.reply import Line, Reply
from models.understanding.reading import PAYER_WORDS, Answerer, Reading, Route, names_payer

# What nobody but a person can do, asked of the bot: "book me a course", "can you call aetna".
_TO_ACT = re.compile(
    r"^\W*(?:(?:hi|hey|hello|ok|please|pls|plz|can you|can u|could you|will you)\W+)*"
    r"(?:(?:book|reserve|register|enroll|schedule|sign) (?:me|us|her|him|my|our)\b"
    r"|(?:please|pls|plz|can you|can u|could you|will you)\W+(?:please |pls )?"
    r"(?:call(?! (?:it|this|that|dn|dry|needling)\b)|phone|ring|email|fax|file|submit|book"
    r"|schedule)\b)",
    re.IGNORECASE,
)
_NO_HAND = Line("I book, file, call and send nothing: that is for your team.")

# What no state's rule here speaks of, by the words that ask it.
_NOT_IN_RULES = (
    (
        "needling at a first visit",
        re.compile(
            r"\b(?:first|initial) (?:visit|appointment|session|treatment)\b"
            r"|\b(?:same )?(?:day|visit) (?:of|as|like) (?:the |an? |their )?(?:initial )?eval\w*",
            re.IGNORECASE,
        ),
    ),
    (
        "how often it may be done",
        re.compile(
            r"\bhow (?:often|frequently) (?:(?:can|may|could|should|do|does|is|a|an|the|we|i|pts?"
            r"|therapists?|it|dry|you) ){0,4}(?:needl\w*|dn|done|allowed)\b"
            r"|\bneedl\w* (?:\w+ ){0,3}times (?:a|per) (?:week|month)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "the place where it is done",
        re.compile(
            r"\b(?:in|at|inside|out of) (?:an? |the |my |our |their |his |her |someone'?s "
            r"|somebody'?s )?(?:\w+ )?(?:gym|crossfit|garage|hotel|park|tent|spa|salon|expo|races?"
            r"|marathon|booth|church|living room|locker room|sidelines?)\b",
            re.IGNORECASE,
        ),
    ),
)
_GRANDFATHERED = (
    "therapists who are grandfathered",
    re.compile(r"\bgrand ?father\w*|\bgrandparented\b|\blegacy (?:clause|rule)\b", re.IGNORECASE),
)
# "Certified in dry needling by the state of AZ", of a state whose rule knows no such paper.
_STATE_CERTIFIES = (
    "a certificate of its own for needling",
    re.compile(
        r"\b(?:certified|certifies|certify|certificat\w+|credential\w*)\b[^.?!]{0,30}"
        rf"\b(?:by|from) (?:the )?\s{{0,2}}(?:state|board|{'|'.join(NAMES.values())})\b"
        r"|\bstate[- ](?:certified|issued)\b",
        re.IGNORECASE,
    ),
)
_OWN_PAPERS = re.compile(
    r"\b(?:endorse|certif|permit\b|registered|registry)\w*|\bregistration(?!: )", re.IGNORECASE
)
_CERTIFICATES = frozenset("cert certs certificate certificates".split())
_LOST = re.compile(
    r"\b(?:lost|loses?|misplaced|threw|thrown|burned|stolen|missing|ca ?n'?t find|copy of)\b"
    r"[^.?!]{0,30}\bcert(?:s|ificates?)?\b"
    r"|\bcert(?:s|ificates?)?\b[^.?!]{0,20}\b(?:lost|missing|gone|burned|stolen|thrown)\b",
    re.IGNORECASE,
)
_DUPLICATE = Line(
    "A lost certificate: ask who gave the course for a duplicate with hours and dates, and the "
    "board what else proves it. This is our reading."
)
# Whether age matters, of which no payer's card tells.
_OF_AGE = re.compile(
    r"\b(?:does|do|is|if) (?:the |his |her |their )?age "
    r"(?:matter|limit|ok|a problem|restrict\w*|change)"
    r"|\bage (?:limit|minimum|restriction|cutoff|cut off)s?\b|\b(?:too|old enough) (?:young|old)\b"
    r"|\bminimum age\b",
    re.IGNORECASE,
)
_NO_AGE = Line(
    "Age: no text with a fixed age limit for needling was found. The treating clinician decides, "
    "with a parent's consent."
)
_PAYER = Line("Whether insurance pays depends on payer, code and condition: name the payer.")
_OF_PAY = PAYER_WORDS - {"company", "companies", "plan", "plans"}


def said_first(reply: Reply, found: Route, reading: Reading) -> Reply:
    """The card, led by what of the question it cannot answer."""
    first = tuple(_unanswered(found, reading, reply))
    return amended(reply, lines=(*first, *reply.lines)) if first else reply


def _unanswered(found: Route, reading: Reading, reply: Reply) -> Iterator[Line]:
    kind = found.topics[0].kind if found.topics else None
    if _TO_ACT.search(reading.text) and kind is not TopicKind.BOT:
        yield _NO_HAND
    if found.answerer is Answerer.STATE and set(reading.state.aspects) <= {Aspect.COVERED}:
        yield from _not_in_rules(reading)
    if found.answerer is Answerer.STATE:
        yield from _of_papers(reading, reply)
    if found.answerer is Answerer.STATE and _tells_of_lost_certificate(reading):
        yield _DUPLICATE
    if found.answerer is Answerer.COVERAGE and _OF_AGE.search(reading.text):
        yield _NO_AGE
    if kind is TopicKind.CLINICAL and reading.words & _OF_PAY and not names_payer(reading):
        yield _PAYER


def _tells_of_lost_certificate(reading: Reading) -> bool:
    return bool(reading.words & _CERTIFICATES) and _LOST.search(reading.text) is not None


def _of_papers(reading: Reading, reply: Reply) -> Iterator[Line]:
    """On whom the rule was older than, and on papers that the state itself would issue."""
    what, words = _GRANDFATHERED
    if words.search(reading.text):
        yield _not_held(what, reading)
    what, words = _STATE_CERTIFIES
    if words.search(reading.text) and not _OWN_PAPERS.search(" ".join(reply.texts)):
        yield _not_held(what, reading)


def _not_in_rules(reading: Reading) -> Iterator[Line]:
    for what, words in _NOT_IN_RULES:
        if words.search(reading.text):
            yield _not_held(what, reading)


def _not_held(what: str, reading: Reading) -> Line:
    states = reading.state.states
    whose = f"no rule of {NAMES[states[0]]}" if len(states) == 1 else "no state's rule"
    board = "its board" if len(states) == 1 else "the board"
    return Line(f"I hold {whose} on {what}: ask {board}.")
