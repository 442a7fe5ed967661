"""Whether a text asks of a license and the law of a state, in which no word is of needling."""

from __future__ import annotations

import re

from models.coverage.aspect import Aspect
from models.coverage.profession import Profession
from models.coverage.topic import TopicKind
from models.understanding.reading import Answerer, Reading, Route, names_payer
from models.words import plain_words

ONLY_OF_STATES = frozenset(
    {Aspect.RENEWAL, Aspect.COMPACT, Aspect.TRAINING, Aspect.SUPERVISION, Aspect.EXAM}
)

# Of a license, whoever was needled under it.
_OF_A_LICENSE = frozenset({Aspect.COMPACT, Aspect.REGISTRATION, Aspect.PROBATION, Aspect.CONTACT})

BOARD_WORDS = frozenset(
    "board boards guidance statute statutes regulation regulations regs rule rules".split()
)

STATE_WORDS = frozenset("state states board boards".split())
RULE_WORDS = (BOARD_WORDS | {"law", "laws", "scope"}) - STATE_WORDS

# Who employs or owns whom is no matter of a license: "can our PT corporation hire an LAc".
_OF_A_COMPANY = re.compile(
    r"\b(?:can|may|could|must|should|is|are|do|does|make|who)\b[^.,;?]{0,45}"
    r"\b(?:hire|employ|own|repay|pay back|record)\b|\bshareholders?\b|\b(?:ai|ambient) scribe\b",
    re.IGNORECASE,
)

_CHILDREN = "children"
"""The topic on patients who are minors."""

_WANTS = frozenset(
    """need needs want wants require requires required demand demands insist insists ask asks expect
    expects""".split()
)

_HOURS = frozenset(
    "hour hours hr hrs training trained course courses cert certs certified certification".split()
)

_LEGAL = frozenset(
    "legal legally allowed permitted lawful illegal banned prohibited ok okay".split()
)
_RULES = frozenset("rule rules law laws".split())
_PARTS = frozenset("region regions part parts area areas bodypart bodyparts".split())
_MAY_BE = _LEGAL | frozenset("may can cant not limit limits limited restricted excluded".split())
_BARS = frozenset("bar bars barred exclude excludes excluded except limit limits limited".split())
_SHOWN = frozenset(
    """advertise advertises advertised advertising advertisement flyer flyers marketing market
    website sign signs brochure""".split()
)
_CLAUSES = re.compile(r"[.,;:?!\n]+|\s[-\u2013\u2014]\s|\bbut\b")
_IT_IS_LEGAL = re.compile(
    r"\b(?:it|this|that)(?: is|'s|s)? (?:even |still |now |actually |really )?"
    r"(?:legal|allowed|permitted|lawful|illegal|banned|prohibited)\b",
    re.IGNORECASE,
)


def asks_of_company(reading: Reading) -> bool:
    """Whether it is asked whom a company may employ, own or record: no license answers."""
    return _OF_A_COMPANY.search(reading.text) is not None


def asks_of_license(reading: Reading) -> bool:
    """Whether a license in a state is asked about, and no patient: "is a PTA ok to needle in ND".

    A lone "PT" may be a patient.
    """
    asked = reading.state
    others = [who for who in asked.professions if who is not Profession.PT]
    asks = others or asked.other_profession or not _OF_A_LICENSE.isdisjoint(asked.aspects)
    is_of_license = bool(asked.states and asks) and not reading.is_of_health
    return is_of_license or _asks_age_of_law(reading)


def _asks_age_of_law(reading: Reading) -> bool:
    """Whether a state's rule is asked for an age, and nothing of the patient but that."""
    care, asked = reading.care, reading.state
    is_of_age_alone = care is None or (care.topic == _CHILDREN and not care.also)
    is_of_rule = Aspect.AGE in asked.aspects and not reading.words.isdisjoint(RULE_WORDS)
    return bool(asked.states) and is_of_rule and is_of_age_alone


def asks_of_law(reading: Reading) -> bool:
    """Whether "it" may be legal there, or the clause that names the state or its rule asks no more.

    "My boss asks, wyoming allowed?" tells something beside it, and so does "kansas and missouri,
    she floats. same rule?"; "raffles legal in wyoming?" does not ask of needling.
    """
    is_of_rule = not reading.words.isdisjoint(_RULES)
    is_of_law = Aspect.COVERED in reading.state.aspects and reading.words & _LEGAL
    if not (is_of_rule or is_of_law):
        return False
    unused = {word.casefold() for word in reading.state.unused}
    clauses = [plain_words(clause) for clause in _CLAUSES.split(reading.text)]
    named = _RULES | ({*reading.state.place_words} if is_of_law else set())
    is_all = any(named & {*clause} and not unused & {*clause} for clause in clauses)
    is_all = is_all or _IT_IS_LEGAL.search(reading.text) is not None
    sure = reading.placeless.sure  # one on licenses answers less than the state's own rule
    is_else = sure is not None and sure.kind is not TopicKind.TRAINING
    return is_all and not (is_else or reading.is_of_nothing_held)


def of_own_words(reading: Reading, home: Answerer | None) -> Route | None:
    """A state's own rule on parts or on names, or the states' on courses that are online."""
    may_be = map(reading.asks_of_state, (Aspect.ACTS, Aspect.TITLE, Aspect.ONLINE))
    if home is not None or not any(may_be) or not _asks_of_own_words(reading):
        return None
    return Route(Answerer.STATE, "asks what the states' rules say")


def is_only_placed(reading: Reading) -> bool:
    """Whether a state is named, and neither a payer nor what the state's own rule says."""
    is_placed = bool(reading.state.states) and not names_payer(reading)
    return is_placed and not _asks_of_own_words(reading)


def _asks_of_own_words(reading: Reading) -> bool:
    """Whether a state is asked which parts it bars, or how needling may be called there.

    Of all states it is asked which count courses online, or bar a part of the body.
    """
    asked, words = reading.state, reading.words
    if names_payer(reading) or not (asked.states or asked.all_states):
        return False
    of_parts = Aspect.ACTS in asked.aspects and (words & _PARTS or asked.all_states)
    of_parts = of_parts and (asked.barred or words & (_BARS if asked.all_states else _MAY_BE))
    if asked.all_states:
        return bool(of_parts) or Aspect.ONLINE in asked.aspects
    of_title = Aspect.TITLE in asked.aspects and words & _SHOWN
    return bool(of_parts or of_title)


def is_of_training(reading: Reading) -> bool:
    """Whether a topic on training is near: of a state that is named, its own rule answers."""
    aspects = reading.state.aspects
    if ONLY_OF_STATES.isdisjoint(aspects):
        return False
    if reading.words & _WANTS and reading.words & _HOURS:
        return not reading.is_of_nothing_held  # "does georgia need hours on file"
    near = (reading.topic.closest, reading.placeless.sure)
    return any(topic is not None and topic.kind is TopicKind.TRAINING for topic in near)
