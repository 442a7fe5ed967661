"""When a state, or what a profession may do, is what a text asks about."""

from __future__ import annotations

import re

from models.coverage.aspect import Aspect
from models.coverage.topic import TopicKind
from models.understanding.reading import (
    NEEDLE_WORDS,
    NEEDLING_CODES,
    PAY_WORDS,
    Answerer,
    Reading,
    Route,
    names_payer,
    topic_route,
)
from models.understanding.states.license_questions import (
    BOARD_WORDS,
    ONLY_OF_STATES,
    RULE_WORDS,
    STATE_WORDS,
    asks_of_law,
    is_of_training,
)
from models.words import plain_words

_OF_STATES = frozenset(
    {Aspect.COVERED, Aspect.TRAINING, Aspect.SUPERVISION, Aspect.CONSENT, Aspect.REFERRAL}
)

# Words for these stand in questions of other things too: "driving test in ohio".
_VAGUE_ASPECTS = frozenset({Aspect.COVERED, Aspect.EXAM, Aspect.TRAINING})

# And for these in questions of a box, a form or a bill: "do they need to be picked up in mass".
_VAGUE_OF_PLACES = frozenset({Aspect.COVERED, Aspect.ACTS})

_OF_PAYERS = frozenset({Aspect.LIMIT, Aspect.AUTHORIZATION, Aspect.PRICE, Aspect.DENIAL})

# Of these something is known over all states.
_IN_GENERAL = frozenset({Aspect.CONSENT, Aspect.TRAINING, Aspect.DOCUMENTATION})

_MUCH_ELSE = 3  # so many words that no rule on a license reads ask for something else
_BILLS = frozenset("bill bills billing billed charge charging collect".split())

# What else is read of a price: "a self pay visit".
_OF_PRICES = frozenset({Aspect.PRICE, Aspect.LIMIT, Aspect.COVERED})

# "Charging" is also a word of bills.
_OF_BILLS = frozenset({Aspect.BILLS})

_NEEDLERS = NEEDLE_WORDS | {"needler", "needlers"}

_FEW_WORDS = 7
_MOST_BESIDE = 2  # words beside a territory's name
_TWO_LETTERS = 2

_MAY = frozenset("want wants wanted asks asking may can ok okay allowed legal".split())
_OF_COUNTS = frozenset("code codes unit units bill bills billing count counts modifier".split())

_IN_LETTERS = re.compile(r"\b(?:in|from) [A-Z]{2}\b", re.IGNORECASE)
_DEGREES = frozenset("dpt doctorate bachelors masters degree degrees mspt bspt".split())
_OF_DEGREES = "need a doctorate to needle"
"""A wording of the topic that says which degree is asked for."""

_WHY = frozenset("why reason reasons".split())


def _asks_only_of_states(reading: Reading) -> bool:
    """Whether needling is asked about as no payer answers it, whose name no word would be."""
    is_of_needling = reading.words & NEEDLE_WORDS and not reading.words & PAY_WORDS
    read = reading.state
    asks = ONLY_OF_STATES & set(read.aspects) or read.professions or read.other_professions
    return bool(is_of_needling and asks and not reading.question.payers)


def of_price(reading: Reading, home: Answerer | None) -> Route | None:
    """A price is asked in a place: no state's rule holds one."""
    question, near = reading.question, reading.topic.near
    is_of_price = question.aspects[:1] == (Aspect.PRICE,) and not question.professions
    is_of_price = (
        is_of_price
        and set(question.aspects) <= _OF_PRICES
        and _OF_BILLS.issuperset(reading.state.aspects)
    )
    holds_one = bool(near) and Aspect.PRICE in near[0].aspects
    if home is not None or not (question.states and is_of_price and holds_one):
        return None
    answerer = Answerer.TOPIC if reading.topic.sure else Answerer.NEAR
    return Route(answerer, "asks a price, which no state's rule holds", near)


def of_state(reading: Reading, home: Answerer | None) -> Route | None:
    """A state is named."""
    question = reading.question
    is_of_codes = home is None and (_asks_price_of_code(reading) or _is_modifier(reading))
    if not question.states or is_of_codes:
        return None
    is_elsewhere = " in " in question.unknown_payer  # a payer's name, and a state not its own
    is_of_another_payer = home is Answerer.COVERAGE and question.unknown_payer
    is_plain = question.profession and not is_elsewhere and not _begins_with_name(reading)
    of_training = is_of_training(reading)
    if is_of_another_payer and not (is_plain or of_training or _asks_only_of_states(reading)):
        return None
    aspects = set(question.aspects)
    of_payers = aspects & _OF_PAYERS and not aspects & _OF_STATES and not _is_of_license(reading)
    if home is None and reading.topic.sure and of_payers:
        return topic_route(reading, "asks how payers count")
    asks_else = reading.words & _WHY or _is_beside_the_rules(reading) or _is_of_money(reading)
    if home is None and reading.topic.sure and asks_else:
        return topic_route(reading, "asks for a reason, or of what no state's rule says")
    is_of_needling = question.professions or reading.words & NEEDLE_WORDS
    of_rules = of_training or _is_of_board(reading) or _is_of_others_training(reading)
    may_be_else = home is None and question.unused and not (is_of_needling or of_rules)
    may_be_else = may_be_else and not (_begins_with_state(reading) or asks_of_law(reading))
    if may_be_else and _VAGUE_ASPECTS.issuperset(aspects.union(reading.state.aspects)):
        return None
    return Route(Answerer.STATE, "a state is named")


def _is_modifier(reading: Reading) -> bool:
    """Whether a state's letters stand among modifiers: "KX and GA together"."""
    modifiers = set(reading.codes.modifiers)
    is_placed = _IN_LETTERS.search(reading.text) is not None
    is_among = len(modifiers) > 1 and modifiers.issuperset(reading.question.states)
    return is_among and not is_placed


def _is_of_license(reading: Reading) -> bool:
    """Whether a profession is named, and the sure topic is on licenses: "PA = not prior auth"."""
    sure = reading.topic.sure
    is_of_training = sure is not None and sure.kind is TopicKind.TRAINING
    return is_of_training and bool(reading.question.professions)


def is_of_own_rule(reading: Reading) -> bool:
    """Whether the rule of a state that is named answers what a general topic would."""
    return bool(reading.question.states) and not names_payer(reading) and is_of_training(reading)


def _begins_with_state(reading: Reading) -> bool:
    """Whether a state's name leads, and no topic says what is asked: "wyoming, any rule?"."""
    first = next(iter(plain_words(reading.text)), "")
    asks = not ONLY_OF_STATES.isdisjoint(reading.state.aspects) or reading.words & BOARD_WORDS
    is_led = first in reading.state.place_words and (len(first) > _TWO_LETTERS or bool(asks))
    return is_led and not (reading.placeless.sure or reading.is_of_nothing_held)


def _asks_price_of_code(reading: Reading) -> bool:
    """Whether the price of a typed code is asked, whatever places are named."""
    question = reading.question
    is_typed = bool(question.codes) and not question.is_described
    return is_typed and question.aspects[:1] == (Aspect.PRICE,) and not question.professions


def of_territory(reading: Reading, home: Answerer | None) -> Route | None:
    """A territory is named beside needling: nothing is held on it, and that is said."""
    if home is not None or reading.question.codes or names_payer(reading):
        return None
    territory = reading.state.territory
    is_of_needling = reading.words & NEEDLE_WORDS or reading.question.professions
    if not territory or not (is_of_needling or _is_all(territory, reading)):
        return None
    return Route(Answerer.STATE, "a territory is named")


def _is_all(territory: str, reading: Reading) -> bool:
    """Whether nothing else is asked: "Guam?", where "PR?" is also a group of denials."""
    name = territory.removeprefix("the ").casefold()
    is_short = len(reading.text.split()) <= len(name.split()) + _MOST_BESIDE
    return name in reading.text.casefold() and is_short and not reading.state.unused


def of_registration(reading: Reading, home: Answerer | None) -> Route | None:
    """A register or permit is asked about in whichever state: "register with the state to dn"."""
    is_free = home is None and not (reading.topic.sure or names_payer(reading))
    if not (is_free and reading.words & _NEEDLERS):
        return None
    if not reading.asks_of_state(Aspect.REGISTRATION) or not reading.state.all_states:
        return None
    if reading.state.aspects[0] is not Aspect.REGISTRATION:
        return None
    return Route(Answerer.STATE, "asks where one registers")


def of_city(reading: Reading, home: Answerer | None) -> Route | None:
    """A city is named, in a few words on needling: "las vegas pt dn"."""
    is_short = home is None and len(reading.text.split()) <= _FEW_WORDS
    if not is_short or reading.question.states or reading.question.codes or reading.topic.sure:
        return None
    if Aspect.PRICE in reading.question.aspects:  # no state's rule holds one
        return None
    is_of_needling = reading.question.professions or reading.words & NEEDLE_WORDS
    if not is_of_needling or reading.question.payers or Aspect.PRICE in reading.question.aspects:
        return None
    read = reading.state
    is_named = (read.city or read.unclear_place) and not read.guessed_from
    return Route(Answerer.STATE, "a city is named") if is_named else None


def _is_beside_the_rules(reading: Reading) -> bool:
    """Whether a topic says nearly all that is asked, and no word is of needling or of a license."""
    question, match = reading.question, reading.topic
    of_whom = question.professions or question.other_profession or reading.state.everyone
    is_of_rules = bool(of_whom or reading.words & NEEDLE_WORDS)
    asked = set(question.aspects).union(reading.state.aspects)
    is_only_of_it = bool(match.sure) and match.is_close and asked <= _VAGUE_OF_PLACES
    return is_only_of_it and not is_of_rules


def _is_of_money(reading: Reading) -> bool:
    """Whether a sure topic on what is charged says nearly all, and no profession is named."""
    sure, question = reading.topic.sure, reading.question
    is_of_rules = question.professions or question.other_profession
    return bool(sure and sure.kind is TopicKind.COST and not is_of_rules)


def _is_of_others_training(reading: Reading) -> bool:
    """Whether one without facts would learn it: "massage therapist wants to get trained, NC"."""
    read = reading.state
    return bool(read.other_profession) and Aspect.TRAINING in read.aspects


def _is_of_board(reading: Reading) -> bool:
    """Whether a board's own text is asked about: "what does the board guidance say on hours"."""
    return not reading.words.isdisjoint(BOARD_WORDS) and bool(
        ONLY_OF_STATES.intersection(reading.state.aspects)
    )


def _asks_for_rules(reading: Reading) -> bool:
    """Whether the states' rules on needling are asked for: "state rule for physicians"."""
    is_of_rules = reading.words & STATE_WORDS and reading.words & RULE_WORDS
    return bool(is_of_rules and reading.words & _NEEDLERS)


def _begins_with_name(reading: Reading) -> bool:
    """Whether a text begins with a name that nobody knows: "Acme Plan by PT in Ohio"."""
    unknown = reading.question.unknown_payer
    begins = unknown.casefold().split()[:1]
    is_first = bool(begins) and reading.text.casefold().split()[:1] == begins
    return is_first and not (reading.is_asked or reading.is_of_topics(unknown))


def of_other_profession(reading: Reading, home: Answerer | None) -> Route | None:
    """One without facts is to bill for needling: the license decides before any code does."""
    question = reading.question
    if home is not None or not question.codes or question.payers or question.states:
        return None
    is_counted = question.muscles and not question.professions  # "a nurse, the masseter"
    other = question.other_profession or (is_counted and reading.state.other_profession)
    may = Aspect.COVERED in question.aspects or (is_counted and reading.words & _MAY)
    is_needling = set(question.codes) <= NEEDLING_CODES and not question.modifiers
    is_of_codes = is_counted and not reading.words.isdisjoint(_OF_COUNTS)
    if not (other and may and is_needling) or is_of_codes:
        return None
    return Route(Answerer.STATE, "asks what a profession without facts may bill")


def of_profession(reading: Reading, home: Answerer | None) -> Route | None:
    """A profession is named, and no state."""
    question = reading.question
    named = question.profession or question.other_profession
    is_free = home is None and not (question.states or question.payers)
    is_of_degree = is_free and named and not reading.words.isdisjoint(_DEGREES)
    if is_of_degree and (held := reading.asked_as(_OF_DEGREES)):
        return Route(Answerer.TOPIC, "asks of a degree, which no rule names", (held,))
    asks = set(question.aspects) & _OF_STATES or _asks_for_rules(reading)
    is_alone = bool(question.other_profession) and not (question.unused or question.codes)
    asks = asks or is_alone
    if not named or not (asks or (reading.state.all_states and not question.unused)):
        return None
    others = set(question.aspects) - {Aspect.COVERED}
    asks_more = bool(others or question.unused or question.other_profession)
    asks_more = asks_more or len(question.professions) > 1
    sure = reading.topic.sure
    asks_more = asks_more or (sure is not None and sure.kind is TopicKind.BOT)
    is_of_needling = is_alone and sure is not None and sure.kind is TopicKind.CLINICAL
    if home is None and asks_more and sure and not is_of_needling:
        return topic_route(reading, "a topic of professions is sure")
    asks_else = question.unused and not reading.words & NEEDLE_WORDS
    asks_else = asks_else or not reading.words.isdisjoint(_BILLS)
    asks_else = asks_else or bool(_OF_PAYERS.intersection(question.aspects))  # "PT auth"
    asks_else = asks_else or len(question.unused) >= _MUCH_ELSE
    asks_in_general = not _IN_GENERAL.isdisjoint(question.aspects)
    asks_else = not question.states and (asks_else or asks_in_general)
    near = reading.topic.near or reading.topic.learned
    if home is None and near and asks_else:
        return Route(Answerer.NEAR, "the closest topic, beside a profession", near)
    return Route(Answerer.STATE, "asks what a profession may")
