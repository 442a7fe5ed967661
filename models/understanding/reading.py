"""A text read as each command would (Reading), and who may answer it (Answerer, Route)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, partial

from models.coverage.aspect import Aspect
from models.coverage.profession import NAMES
from models.coverage.statement import Statement
from models.coverage.topic import Topic, TopicKind
from models.understanding.codes.code_questions import CodeReading
from models.understanding.key_words import mended
from models.understanding.question import Question
from models.understanding.reader import Reader
from models.understanding.states.clinical_letters import spelled_out, without_minor_muscles
from models.understanding.topics import paperwork
from models.understanding.topics.clinical_questions import Advice, advice_in, speaks_of_health
from models.understanding.topics.topic_match import TopicMatch
from models.understanding.topics.topics import Topics
from models.understanding.vocabulary import ELSEWHERE, words
from models.words import plain_words

ASPECTS_OF_CODES = frozenset({Aspect.TOGETHER, Aspect.UNITS, Aspect.MODIFIER, Aspect.PRICE})

CASH_WORDS = frozenset("cash charge charging pocket upcharge collect set".split())

# Medicare's own facts on codes (edits, units, rates) stand with the codes.
MEDICARE = "medicare"

NEEDLE_WORDS = frozenset("needle needles needling needled dn tdn ims".split())
CODE_WORDS = frozenset("code codes cpt modifier modifiers mod".split())
NEEDLING_CODES = frozenset({"20560", "20561"})

PAYER_WORDS = frozenset(
    """insurance insurances insurer insurers payer payers payor payors plan plans carrier carriers
    company companies""".split()
)
PAY_WORDS = frozenset("pay pays paying cover covers covering reimburse reimburses".split())

# The terms for payers of whom each decides for itself, and for a wrong answer of this bot.
_FAMILY = frozenset({"bcbs"})
_OWN_MISTAKE = frozenset({"bot_wrong"})

# What no topic, payer or state speaks of, wages too; another service may stand beside needling.
_NOT_HELD = ELSEWHERE - {"other_service"}
_WAGES = "salary"

_ASKS = re.compile(
    r"\W*(?:do|does|did|is|are|was|can|could|may|should|will|would|what|whats|when|where|which|who"
    r"|why|how|has|have|any|tell|explain)\b|.*\?\s*$",
    re.IGNORECASE | re.DOTALL,
)

# The group of a denial, with its number: "CO-50".
_NUMBER_OF_REASON = re.compile(r"\b(CO|PR|OA|PI)[ -]?[0-9]{1,3}\b", re.IGNORECASE)


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
        self.today = today
        self.routes: dict[str, Route] = {}  # by the command that it was typed to
        self._reader = reader
        self._topics = topics

    @cached_property
    def as_typed(self) -> Question:
        """What it asks of a payer, word for word. Raises `NotUnderstood` as `question` does."""
        return self._reader.read(self.text, self.today)

    @cached_property
    def question(self) -> Question:
        """What it asks of a payer. Raises `NotUnderstood` for a date that cannot be.

        Only a text of which something is left over is read once more, with its key words mended.
        """
        read = self.as_typed
        if not (read.unknown_payer or read.unused):
            return read
        better = mended(self.text)
        return read if better == self.text else self._reader.read(better, self.today)

    @cached_property
    def codes(self) -> Question:
        """What it asks of codes."""
        return self.of_codes.question

    @cached_property
    def of_codes(self) -> CodeReading:
        """The codes that it names, and in parts what it asks of them."""
        return self._reader.reading_of_codes(self.text, self.today)

    @property
    def may_type_a_code(self) -> bool:
        """Whether a number or a modifier's letters stand in it: most questions hold neither."""
        return self._reader.codes.may_stand_in(self.words)

    @cached_property
    def state(self) -> Question:
        """What it asks of a state."""
        return self._reader.read_state(self.text, self.today)

    def asks_of_state(self, aspect: Aspect) -> bool:
        """Whether it asks for an aspect of a state's rules; most texts hold no word of it."""
        return self._reader.may_ask_of_state(aspect, self.words) and aspect in self.state.aspects

    @cached_property
    def topic(self) -> TopicMatch:
        """The topics that are near."""
        return self._topics.find_typed(self._typed)

    @cached_property
    def general(self) -> TopicMatch:
        """The topics that are near apart from the payers that are named."""
        return self._topics.find_typed(self._typed, apart=self._names_of_payers)

    @cached_property
    def bare(self) -> TopicMatch:
        """The topics that are near apart from the payers and the places that are named."""
        apart = (*self._names_of_payers, *self.state.place_words)
        return self._topics.find_typed(self._typed, apart=apart) if apart else self.topic

    @cached_property
    def _names_of_payers(self) -> list[str]:
        names = [name for payer in self.question.payers for name in (payer.id, payer.name)]
        return names + [word for word in self._typed if self._is_of_a_family(word)]

    @cached_property
    def placeless(self) -> TopicMatch:
        """The topics that are near apart from the places that are named."""
        return self._topics.find_typed(self._typed, apart=self.state.place_words)

    def _is_of_a_family(self, word: str) -> bool:
        """Whether a word of a payer's name stands for many payers: the Blues' in "bcbs fep"."""
        names = (name for payer in self.question.payers for name in payer.names)
        is_of_blues = self._topics.vocabulary.payers_of(word) == _FAMILY
        return is_of_blues and any(word in name.split() for name in names)

    @cached_property
    def _typed(self) -> list[str]:
        return typed_words(self.text)

    @cached_property
    def _terms(self) -> dict[str, None]:
        return dict.fromkeys(self._topics.vocabulary.terms(self._typed))

    @cached_property
    def of_paperwork(self) -> tuple[Topic, ...]:
        """The near topics that are asked by the notice, deadline or bill that is named."""
        asked = paperwork.asked_in(self._terms, is_dated=self.question.on is not None)
        near = (self.topic.sure, *self.topic.near, self.general.sure, *self.general.near)
        return paperwork.answering(near, asked, self.text, self._topics) if asked else ()

    @property
    def asks_of_paperwork(self) -> bool:
        """Whether it asks of a notice, a deadline or a bill."""
        return bool(paperwork.asked_in(self._terms))

    @property
    def notice(self) -> str | None:
        """The id of the sure topic on a notice or a bill that it asks of, if it asks of one."""
        return self.topic.sure.id if self.asks_of_paperwork and self.topic.sure else None

    def leading_of(self, topic: Topic) -> Statement | None:
        """The statement of a topic that speaks of what is asked; None where its first one does."""
        codes = self.of_codes.named.diagnoses if self.may_type_a_code else ()
        who = (word for held in self.question.professions for word in NAMES[held].split())
        return self._topics.leading(topic, frozenset(self._terms), [*self._typed, *who], codes)

    @property
    def of_groups(self) -> Topic | None:
        """The topic on who bears a denial, by its group alone, without the number of its reason."""
        return self._topics.find(_NUMBER_OF_REASON.sub(r"\1", self.text)).sure

    def asked_as(self, wording: str) -> Topic | None:
        """The topic that is asked in one of its own wordings."""
        return self._topics.find(wording).sure

    @property
    def of_own_mistake(self) -> Topic | None:
        """The topic on wrong answers, where it says that this bot gave one: "you told me"."""
        closest = None if _OWN_MISTAKE.isdisjoint(self._terms) else self.topic.closest
        return closest if closest and closest.kind is TopicKind.BOT else None

    @property
    def is_of_wages(self) -> bool:
        """Whether it asks what people earn, whatever state or profession it names."""
        return _WAGES in self._terms

    @property
    def is_of_nothing_held(self) -> bool:
        """Whether a word is of what this bot knows nothing of: taxes, hiring, printers."""
        return not _NOT_HELD.isdisjoint(self._terms)

    @cached_property
    def care(self) -> Advice | None:
        """What it asks of somebody's health; None where the desk answers it."""
        return advice_in(" ".join(self._typed), frozenset(self._terms))

    @property
    def is_of_health(self) -> bool:
        """Whether it names a condition, a medicine or what happened to somebody."""
        return speaks_of_health(self._terms)

    @property
    def strange_reasons(self) -> tuple[str, ...]:
        """The denial codes on which nothing is held."""
        return self._topics.strange_reasons(self._terms)

    def is_term_of_payer(self, text: str) -> bool:
        """Whether the words of the field take a text for a payer: "medicair"."""
        return bool(self._topics.vocabulary.payers_of(text))

    def says_something(self, word: str) -> bool:
        """Whether a word is none that stands in any question, as "anything" does."""
        return bool(self._topics.vocabulary.terms_of(word))

    def is_of_topics(self, text: str) -> bool:
        """Whether a text is in the words by which topics are asked and answered."""
        return self._topics.knows(text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, as they are compared."""
        return frozenset(plain_words(self.text))

    @property
    def is_asked(self) -> bool:
        """Whether it is put as a question, and not as names alone."""
        return _ASKS.match(self.text) is not None


def typed_words(text: str) -> list[str]:
    """The words by which topics are found: letters of clinics spelled out, no muscle a child."""
    return words(without_minor_muscles(spelled_out(text)))


class Readings:
    """The readings of one request: each of its texts is read once, however often it is needed."""

    def __init__(self, today: date, reader: Reader, topics: Topics) -> None:
        self._read = partial(Reading, today=today, reader=reader, topics=topics)
        self._by_text: dict[str, Reading] = {}

    def of(self, text: str) -> Reading:
        """The reading of a text."""
        return self._by_text.get(text) or self._by_text.setdefault(text, self._read(text))


def names_payer(reading: Reading) -> bool:
    """Whether a payer is named that is known."""
    question = reading.question
    return bool(question.payers) and not question.unknown_payer


def asks_what_a_code_is(reading: Reading) -> bool:
    """Whether a code or modifier is named, and nothing asked of it but what it is."""
    if reading.words.isdisjoint(CODE_WORDS) and not reading.may_type_a_code:
        return False
    named = reading.of_codes.named.codes
    is_typed = any(code.lower() in reading.words for code in named)
    is_worded = reading.words & CODE_WORDS and not set(named) <= NEEDLING_CODES
    if not (is_typed or is_worded) or reading.codes.unused:
        return False
    return set(reading.codes.aspects) <= {Aspect.MODIFIER}


def topic_route(reading: Reading, why: str) -> Route:
    """The topic that is sure, with the others that are near."""
    match = reading.topic
    others = tuple(topic for topic in match.near if topic is not match.sure)
    return Route(Answerer.TOPIC, why, (*((match.sure,) if match.sure else ()), *others))
