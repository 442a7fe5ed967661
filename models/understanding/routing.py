"""Which command answers a text, whichever it was typed to: `/cpt medicare` asks coverage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from models.coverage.aspect import Aspect
from models.coverage.topic import Topic, TopicKind
from models.understanding.code_matters import CodeMatter
from models.understanding.question import Question
from models.understanding.reader import Reader
from models.understanding.topic_match import TopicMatch
from models.understanding.topics import Topics
from models.words import key_of, split

_OF_CODES = frozenset({Aspect.TOGETHER, Aspect.UNITS, Aspect.MODIFIER, Aspect.PRICE})
_OF_STATES = frozenset(
    {Aspect.COVERED, Aspect.TRAINING, Aspect.SUPERVISION, Aspect.CONSENT, Aspect.REFERRAL}
)
# Words for these stand in questions of other things too: "driving test in ohio".
_VAGUE_ASPECTS = frozenset({Aspect.COVERED, Aspect.EXAM, Aspect.TRAINING})
_ONLY_OF_STATES = frozenset(
    {Aspect.RENEWAL, Aspect.COMPACT, Aspect.TRAINING, Aspect.SUPERVISION, Aspect.EXAM}
)
_OF_PAYERS = frozenset({Aspect.LIMIT, Aspect.AUTHORIZATION, Aspect.PRICE, Aspect.DENIAL})

# What topics answer in general where a payer's facts hold nothing on it.
_OF_TOPICS = (Aspect.DENIAL, Aspect.PRICE, Aspect.CONSENT, Aspect.DOCUMENTATION, Aspect.RESET)

# Of these no payer's facts are held, but for denials; cash is charged by contract and law.
_IN_GENERAL = frozenset({Aspect.DENIAL, Aspect.CONSENT, Aspect.DOCUMENTATION})
_OF_ALL = _IN_GENERAL | {Aspect.PRICE}
_BILLS = frozenset("bill bills billing billed charge charging collect".split())
_CASH = frozenset("cash charge charging pocket upcharge collect set".split())

# Medicare's own facts on codes (edits, units, rates) stand with the codes.
_MEDICARE = "medicare"

_NEEDLE_WORDS = frozenset("needle needles needling needled dn tdn ims".split())
_CODE_WORDS = frozenset("code codes cpt modifier modifiers mod".split())
_NEEDLING = frozenset({"20560", "20561"})
_WHY = frozenset("why reason reasons".split())
_TIME_WORDS = frozenset("time min mins minute minutes".split())
_VAGUE = frozenset(
    {
        *(CodeMatter.WHICH, CodeMatter.SAME_MUSCLE, CodeMatter.OTHER_MUSCLE, CodeMatter.VERSUS),
        *(CodeMatter.CHOOSE, CodeMatter.THROUGH_NEEDLES),
    }
)

_WHO = frozenset("who which anyone anybody any all everyone what whats".split())
_PAYER_WORDS = frozenset(
    """insurance insurances insurer insurers payer payers payor payors plan plans carrier carriers
    company companies""".split()
)
_PAY_WORDS = frozenset("pay pays paying cover covers covering reimburse reimburses".split())
_MONEY = (
    _NEEDLE_WORDS
    | _PAYER_WORDS
    | _PAY_WORDS
    | frozenset("paid covered coverage reimbursed reimbursement payable benefit eligible".split())
)
_ASKS = re.compile(
    r"\W*(?:do|does|did|is|are|was|can|could|may|should|will|would|what|whats|when|where|which|who"
    r"|why|how|has|have|any|tell|explain)\b|.*\?\s*$",
    re.IGNORECASE | re.DOTALL,
)


class Answerer(StrEnum):
    """Who answers; the values of the first three are names of commands."""

    COVERAGE = "coverage"
    CODES = "cpt"
    STATE = "state"
    WHO_PAYS = "who_pays"  # every payer with a position, by verdict
    TOPIC = "topic"
    NEAR = "near"  # the closest topic, said to be no more
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Route:
    """Who answers, the topic that does where one does, and why: for people who look for a fault."""

    answerer: Answerer
    why: str
    topics: tuple[Topic, ...] = ()


class Reading:
    """One text, read as each command would, once and only when somebody needs it."""

    def __init__(self, text: str, today: date, reader: Reader, topics: Topics) -> None:
        self.text = text
        self._today = today
        self._reader = reader
        self._topics = topics

    @cached_property
    def question(self) -> Question:
        """What it asks of a payer. Raises `NotUnderstood` for a date that cannot be."""
        return self._reader.read(self.text, self._today)

    @cached_property
    def codes(self) -> Question:
        """What it asks of codes."""
        return self._reader.read_codes(self.text, self._today)

    @cached_property
    def state(self) -> Question:
        """What it asks of a state."""
        return self._reader.read_state(self.text, self._today)

    @cached_property
    def topic(self) -> TopicMatch:
        """The topics that are near."""
        return self._topics.find(self.text)

    @cached_property
    def general(self) -> TopicMatch:
        """The topics that are near apart from the payers that are named."""
        names = [name for payer in self.question.payers for name in (payer.id, payer.name)]
        return self._topics.find_without(self.text, names)

    @property
    def is_of_wages(self) -> bool:
        """Whether it asks what people earn."""
        return self._topics.is_of_wages(self.text)

    def is_of_topics(self, text: str) -> bool:
        """Whether a text is in the words by which topics are asked and answered."""
        return self._topics.knows(text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, as they are compared."""
        return frozenset(word.plain for word in split(self.text))

    @property
    def is_asked(self) -> bool:
        """Whether it is put as a question, and not as names alone."""
        return _ASKS.match(self.text) is not None


def route(reading: Reading, home: Answerer | None) -> Route:
    """Who answers a text that was typed to a command; None for a question in free text."""
    return (
        _exact(reading, home)
        or _of_wages(reading, home)
        or _of_denial(reading)
        or _of_swap(reading, home)
        or _at_home(reading, home)
        or _of_payer(reading, home)
        or _of_who_pays(reading, home)
        or _of_state(reading, home)
        or _of_codes(reading, home)
        or _of_profession(reading, home)
        or _of_topic(reading, home)
    )


def _exact(reading: Reading, home: Answerer | None) -> Route | None:
    """A topic in its own words, as the buttons ask it."""
    if home is not None or not reading.topic.is_certain:
        return None
    sure = reading.topic.sure
    is_title = sure is not None and key_of(sure.question) == key_of(reading.text)
    if is_title or not _asks_what_a_code_is(reading):
        return _topic(reading, "the topic's own words")
    return None


def _of_wages(reading: Reading, home: Answerer | None) -> Route | None:
    """What people earn is no rule of a state, though one is named."""
    if home is not None or _names_payer(reading) or not reading.is_of_wages:
        return None
    return Route(Answerer.NOTHING, "asks what people earn")


def _of_denial(reading: Reading) -> Route | None:
    """A denial code is asked about, whatever stands beside it."""
    if not reading.question.denials:
        return None
    if reading.topic.sure:
        return _topic(reading, "a denial code is named")
    return Route(Answerer.NEAR, "a denial code", reading.topic.near) if reading.topic.near else None


def _at_home(reading: Reading, home: Answerer | None) -> Route | None:
    """The command that it was typed to, where it holds what that command answers."""
    if home is Answerer.CODES and reading.codes.codes and not _only_speaks_of_needling(reading):
        return _of_codes_at_home(reading)
    state = reading.state if home is Answerer.STATE else None
    if state and (state.all_states or state.territory):
        return Route(Answerer.STATE, "all states, or a territory")
    if state and (state.states or state.professions or state.other_profession):
        is_payer = _names_payer(reading) and not reading.question.guessed_from
        is_payer = is_payer and not _is_of_federal_land(reading)
        if is_payer and state.unused and state.profession is None:
            return None
        return Route(Answerer.STATE, "a state is named")
    return None


def _of_codes_at_home(reading: Reading) -> Route | None:
    """Codes answer what is asked of them; a payer that is named, whether it pays them."""
    of_medicare = {p.id for p in reading.question.payers} == {_MEDICARE}
    is_covered = Aspect.COVERED in reading.question.aspects
    is_payer = _names_payer(reading) and not reading.question.guessed_from
    is_payer = is_payer and (is_covered or not of_medicare)
    if is_payer and (_asks_of_codes_alone(reading) or (not is_covered and _is_pair(reading))):
        return Route(Answerer.CODES, "codes are named beside others")
    if is_payer and not (_OF_CODES & set(reading.codes.aspects) or reading.codes.modifiers):
        return None
    return Route(Answerer.CODES, "codes are named")


def _of_swap(reading: Reading, home: Answerer | None) -> Route | None:
    """A code is to stand in another's place, or minutes of needling are counted, whoever pays."""
    question = reading.question
    is_of_time = reading.words & _TIME_WORDS and "first" not in reading.words  # "first time"
    if home is None and is_of_time and reading.words & _NEEDLE_WORDS:
        read = reading.codes
        told = read.needling_minutes is not None or CodeMatter.NEEDLING_TIME in read.matters
        if read.codes and told:
            return Route(Answerer.CODES, "minutes of needling are counted")
    if home is Answerer.STATE or _NEEDLING.issuperset(question.codes):
        return None
    if CodeMatter.INSTEAD not in reading.codes.matters or (home is None and reading.topic.sure):
        return None
    return Route(Answerer.CODES, "one code in another's place")


def _asks_of_codes_alone(reading: Reading) -> bool:
    """Whether something is asked that a payer's position on needling does not answer."""
    return reading.codes.for_needling or bool(reading.codes.matters - _VAGUE)


def _is_pair(reading: Reading) -> bool:
    """Whether codes of needling and others stand together."""
    codes = set(reading.codes.codes) - set(reading.codes.modifiers)
    return bool(codes - _NEEDLING) and len(codes) > 1


def _names_payer(reading: Reading) -> bool:
    question = reading.question
    return bool(question.payers) and not question.unknown_payer


def _of_payer(reading: Reading, home: Answerer | None) -> Route | None:
    question = reading.question
    if home is None and (general := _general_of(reading)):
        return Route(Answerer.TOPIC, "holds in general, of no payer", (general,))
    is_no_name = home is None and question.guessed_from and _is_no_name(reading)
    of_land = home in {None, Answerer.STATE} and _is_of_federal_land(reading)
    if not _names_payer(reading) or of_land or is_no_name:
        return None
    aspects = set(question.aspects)
    ids = {payer.id for payer in question.payers}
    if home is None and (topic := _topic_of(reading)):
        others = tuple(near for near in reading.topic.near if near is not topic)
        answerer = Answerer.TOPIC if topic is reading.topic.sure else Answerer.NEAR
        return Route(answerer, "a topic speaks of this payer", (topic, *others))
    typed = () if question.is_described else question.codes
    if aspects & _OF_CODES and typed and (ids == {_MEDICARE} or len(typed) > 1):
        return Route(Answerer.CODES, "asks of codes what holds for Medicare")
    if home is None and _asks_something_else(reading):
        return None
    return Route(Answerer.COVERAGE, "a payer is named")


def _general_of(reading: Reading) -> Topic | None:
    """The topic that surely answers for all payers what no payer's facts can hold."""
    question = reading.question
    sure = reading.topic.sure
    is_sure = sure and (Aspect.COVERED in question.aspects or Aspect.COVERED not in sure.aspects)
    if not question.payers or question.guessed_from or is_sure:
        return None
    if question.codes or reading.words & _NEEDLE_WORDS or set(question.aspects) - _OF_ALL:
        return None
    if (question.profession or question.condition or question.on) and not question.unused:
        return None
    topic = reading.general.sure
    return topic if topic and not topic.payers and topic.kind is not TopicKind.CLINICAL else None


def _is_no_name(reading: Reading) -> bool:
    """Whether what was taken for a misspelt payer is a word of the field, or stands with a code."""
    guessed = reading.question.guessed_from or ""
    return reading.is_of_topics(guessed) or _asks_what_a_code_is(reading)


def _is_of_federal_land(reading: Reading) -> bool:
    """Whether a payer's name is a place of work: "can I needle at the VA hospital in Virginia"."""
    if not reading.question.states or reading.question.codes or reading.words & _PAY_WORDS:
        return False
    return Aspect.FEDERAL in reading.state.aspects


def _asks_something_else(reading: Reading) -> bool:
    """Whether words that nobody understood stand beside the name, and none of the field's."""
    question = reading.question
    is_of_the_field = question.codes or question.aspects or reading.words & _NEEDLE_WORDS
    return bool(question.unused or question.guessed_from) and not is_of_the_field


def _topic_of(reading: Reading) -> Topic | None:
    """The topic that answers what is asked of the payers that are named, surely or by aspect.

    A topic is sure only where it knows every payer, state, profession and code that is named.
    """
    question, match = reading.question, reading.topic
    ids = {payer.id for payer in question.payers}
    if len(question.codes) > 1 and not question.is_described:
        return None
    if match.sure and _speaks_of(match.sure, question, ids):
        return match.sure
    is_of_them = bool(match.near and ids & set(match.near[0].payers))
    if is_of_them and (question.is_described or question.aspects[:1] == (Aspect.LIMIT,)):
        return match.near[0]
    if match.near and question.other_service and not match.near[0].payers:
        return match.near[0]
    is_cash = not reading.words.isdisjoint(_CASH)
    on_cash = Aspect.PRICE if is_cash else None
    asked = next((aspect for aspect in question.aspects if aspect in _OF_TOPICS), on_cash)
    is_cash = is_cash and asked is Aspect.PRICE
    is_general = asked in _IN_GENERAL or is_cash or ids == {_MEDICARE}
    fitting = (t for t in (match.sure, *match.near) if t and asked in t.aspects)
    return next((t for t in fitting if ids & set(t.payers) or (is_general and not t.payers)), None)


def _speaks_of(topic: Topic, question: Question, ids: set[str]) -> bool:
    """Whether a sure topic answers better than the card of the payers that are named."""
    if Aspect.DENIAL in question.aspects and Aspect.DENIAL not in topic.aspects:
        return False
    is_of_a_case = question.profession or question.condition or question.on or question.state
    asks_more = question.other_service or question.unused
    is_verdict = set(question.aspects) <= {Aspect.COVERED} and not asks_more
    if is_verdict and is_of_a_case:
        return False
    return not is_verdict or len(ids) > 1 or not ids.isdisjoint(topic.payers)


def _of_who_pays(reading: Reading, home: Answerer | None) -> Route | None:
    """Which payers pay at all, for a code, a condition or in a state."""
    question = reading.question
    of_all = home is Answerer.COVERAGE and reading.text.split()[:1] == ["all"]
    of_all = of_all and question.unknown_payer in {"", "all"}
    if question.unknown_payer and home is Answerer.COVERAGE and not of_all:
        return None
    of_needling = _NEEDLING.issuperset(question.codes) and not question.modifiers
    typed = home is Answerer.COVERAGE and question.codes and of_needling
    typed = typed and not (question.is_described or _leads_with_codes(question))
    asks = _asks_who_pays(reading)
    if asks and home is None and reading.topic.sure:
        return _topic(reading, "a topic of payers is sure")
    if typed or of_all or asks:
        return Route(Answerer.WHO_PAYS, "asks who pays, of no payer")
    return None


def _asks_only_of_states(reading: Reading) -> bool:
    """Whether needling is asked about as no payer answers it, whose name no word would be."""
    is_of_needling = reading.words & _NEEDLE_WORDS and not reading.words & _PAY_WORDS
    read = reading.state
    asks = _ONLY_OF_STATES & set(read.aspects) or read.professions or read.other_professions
    return bool(is_of_needling and asks and not reading.question.payers)


def _of_state(reading: Reading, home: Answerer | None) -> Route | None:
    question = reading.question
    is_of_another_payer = home is Answerer.COVERAGE and question.unknown_payer
    is_plain = question.profession or _asks_only_of_states(reading)
    if not question.states or (is_of_another_payer and not is_plain):
        return None
    aspects = set(question.aspects)
    if home is None and reading.topic.sure and aspects & _OF_PAYERS and not aspects & _OF_STATES:
        return _topic(reading, "asks how payers count")
    if home is None and reading.topic.sure and reading.words & _WHY:
        return _topic(reading, "asks for a reason")
    asks = aspects | set(reading.state.aspects)
    is_of_needling = question.professions or reading.words & _NEEDLE_WORDS
    if home is None and question.unused and not is_of_needling and not asks - _VAGUE_ASPECTS:
        return None
    return Route(Answerer.STATE, "a state is named")


def _of_codes(reading: Reading, home: Answerer | None) -> Route | None:
    question = reading.question
    typed = () if question.is_described else question.codes
    is_pair = len(typed) > 1 and Aspect.TOGETHER in question.aspects and not reading.codes.unused
    if home is Answerer.COVERAGE and question.unknown_payer and not is_pair:
        return None
    if home is None and _asks_what_a_code_is(reading):
        return Route(Answerer.CODES, "asks what a code is")
    if not typed and (home is Answerer.STATE or not _describes_codes(reading)):
        return None
    asks_of_codes = question.modifiers or question.muscles or _leads_with_codes(question)
    if home is None and reading.topic.sure and len(typed) <= 1 and not (typed and asks_of_codes):
        return _topic(reading, "a topic is sure, and one code at most is named")
    asks_something_else = len(question.unused) > 1 and not asks_of_codes
    if home is None and reading.topic.near and asks_something_else:
        return Route(Answerer.NEAR, "the closest topic, beside a code", reading.topic.near)
    return Route(Answerer.CODES, "codes are named")


def _leads_with_codes(question: Question) -> bool:
    """Whether the first thing that is asked is one that a code's card answers."""
    return bool(_OF_CODES & set(question.aspects[:1]))


def _asks_what_a_code_is(reading: Reading) -> bool:
    """Whether a code or modifier is named, and nothing asked of it but what it is."""
    read = reading.codes
    if not read.codes or read.unused or read.guessed_from:
        return False
    is_typed = any(code.lower() in reading.words for code in read.codes)
    is_worded = reading.words & _CODE_WORDS and not set(read.codes) <= _NEEDLING
    return bool(is_typed or is_worded) and set(read.aspects) <= {Aspect.MODIFIER}


def _only_speaks_of_needling(reading: Reading) -> bool:
    """Whether no code is meant: needling is named, and something else is asked of it."""
    read, question = reading.codes, reading.question
    is_named = read.codes and not read.guessed_from and not _types_a_code(reading)
    if not is_named or read.muscles or not set(read.codes) <= _NEEDLING:
        return False
    asks = reading.words & _CODE_WORDS or set(read.aspects) & _OF_CODES or not read.unused
    if question.guessed_from:  # no guess at a payer outranks a code
        return False
    return not asks or bool(question.states or question.profession)


def _types_a_code(reading: Reading) -> bool:
    return any(code.lower() in reading.words for code in reading.codes.codes)


def _describes_codes(reading: Reading) -> bool:
    """Whether words mean a code, by more than that needling is spoken of."""
    described = reading.codes
    if not described.codes or described.guessed_from:
        return False
    is_needling = set(described.codes) <= _NEEDLING and not described.muscles
    if is_needling and not reading.words.isdisjoint(_CASH):
        return False
    if is_needling and (len(described.unused) > 1 or Aspect.LIMIT in described.aspects):
        return False
    asks_of_codes = reading.words & _CODE_WORDS or set(described.aspects) & _OF_CODES
    return bool(asks_of_codes)


def _asks_who_pays(reading: Reading) -> bool:
    question = reading.question
    if Aspect.COVERED not in question.aspects or question.unknown_payer or question.unused:
        return False
    asks_payers = "who" in reading.words and reading.words & _PAY_WORDS
    return bool(asks_payers or (reading.words & _WHO and reading.words & _PAYER_WORDS))


def _of_profession(reading: Reading, home: Answerer | None) -> Route | None:
    question = reading.question
    named = question.profession or question.other_profession
    if not named or not set(question.aspects) & _OF_STATES:
        return None
    others = set(question.aspects) - {Aspect.COVERED}
    asks_more = bool(others or question.unused or question.other_profession)
    if home is None and asks_more and reading.topic.sure:
        return _topic(reading, "a topic of professions is sure")
    asks_else = question.unused and not reading.words & _NEEDLE_WORDS
    asks_else = asks_else or not reading.words.isdisjoint(_BILLS)
    asks_else = not question.states and (asks_else or Aspect.CONSENT in question.aspects)
    if home is None and reading.topic.near and asks_else:
        return Route(Answerer.NEAR, "the closest topic, beside a profession", reading.topic.near)
    return Route(Answerer.STATE, "asks what a profession may")


def _of_topic(reading: Reading, home: Answerer | None) -> Route:
    match, question = reading.topic, reading.question
    is_open = home is None or reading.is_asked or not (question.codes or question.unknown_payer)
    if match.sure and is_open:
        return _topic(reading, "a topic is sure")
    is_of_pay = question.condition or question.codes or not reading.words.isdisjoint(_MONEY)
    is_general = is_of_pay and not question.unused and Aspect.COVERED in question.aspects
    if is_general and (home is None or question.condition):
        return Route(Answerer.WHO_PAYS, "asks whether it is covered, of no payer")
    if match.near and is_open and (home is None or reading.is_asked):
        return Route(Answerer.NEAR, "the closest topic", match.near)
    return Route(home or Answerer.NOTHING, "nothing else was understood")


def _topic(reading: Reading, why: str) -> Route:
    match = reading.topic
    others = tuple(topic for topic in match.near if topic is not match.sure)
    return Route(Answerer.TOPIC, why, (*((match.sure,) if match.sure else ()), *others))
