"""Which command answers a text, whichever it was typed to: `/cpt medicare` asks coverage."""

from __future__ import annotations

import re

from models.coverage.aspect import Aspect
from models.coverage.topic import TopicKind
from models.understanding.asked_and_named import of_what_is_asked
from models.understanding.charges_routes import of_cash, of_charges
from models.understanding.claim_routes import of_claims, of_correcting, of_quoted_policy
from models.understanding.codes.acupuncture_or_needling import of_acupuncture_or_needling
from models.understanding.codes.code_routes import (
    asks_whether_timed,
    of_codes,
    of_codes_at_home,
    of_difference,
    of_swap,
    only_speaks_of_needling,
)
from models.understanding.codes.muscle_routes import counts_sides, of_muscles
from models.understanding.denial_kinds import asks_who_bears
from models.understanding.desk_matters import of_desk_matters
from models.understanding.payers.elsewhere_routes import of_payer_elsewhere
from models.understanding.payers.payer_routes import (
    is_of_federal_land,
    of_paperwork,
    of_payer,
    of_tables,
)
from models.understanding.payers.verdict_or_topic import is_of_a_day
from models.understanding.payers.waiting_routes import of_waiting
from models.understanding.payers.who_pays_routes import of_who_pays
from models.understanding.reading import (
    NEEDLE_WORDS,
    PAY_WORDS,
    PAYER_WORDS,
    Answerer,
    Reading,
    Route,
    asks_what_a_code_is,
    names_payer,
    topic_route,
)
from models.understanding.states.desk_routes import of_the_desk, of_waste
from models.understanding.states.license_questions import of_own_words
from models.understanding.states.misspelt_states import of_misspelt_state
from models.understanding.states.state_routes import (
    is_of_own_rule,
    of_city,
    of_other_profession,
    of_price,
    of_profession,
    of_registration,
    of_state,
    of_territory,
)
from models.words import key_of

NOT_UNDERSTOOD = "nothing else was understood"
"""Why a command answers by itself what it reads nothing of its own in."""

_MONEY = (
    NEEDLE_WORDS
    | PAYER_WORDS
    | PAY_WORDS
    | frozenset("paid covered coverage reimbursed reimbursement payable benefit eligible".split())
)

# Who is to bear what a payer refused: the group of a denial says it, not its number.
_WHO_OWES = re.compile(
    r"\bwho (?:eats|owes|pays|bears|is responsible|is stuck|is on the hook)\b"
    r"|\bwhose (?:loss|problem)\b",
    re.IGNORECASE,
)

# Words of what may go wrong.
_WARNS = re.compile(
    r"\b(?:watch (?:out )?for|look out for|warning signs?|red flags?|side effects?|risk\w{0,2}"
    r"|danger\w{0,5}|safe(?:ly|ty)?|hurt|harm\w{0,3}|go(?:es)? wrong|complications?)\b",
    re.IGNORECASE,
)

# What goes beside needling on a bill asks of no payer: "what can i bill with dn".
_BILLS_BESIDE = re.compile(
    r"\bwhat (?:\w+ ){0,4}bill (?:\w+ ){0,2}(?:with|beside|alongside|w)\b", re.IGNORECASE
)

# What asks for a yes or no asks more of a code than what it is: "does it count to the KX".
_WHETHER = re.compile(r"\W*(?:do|does|must|can|may|will)\b", re.IGNORECASE)


def route(reading: Reading, home: Answerer | None) -> Route:
    """Who answers a text that was typed to a command; None for a question in free text."""
    if home is Answerer.STATE and _is_of_cash(reading):
        home = None
    return (
        of_own_words(reading, home)
        or of_muscles(reading, home)
        or _exact(reading, home)
        or _of_wages(reading, home)
        or _of_own_mistake(reading, home)
        or of_correcting(reading, home)
        or _of_denial(reading)
        or of_quoted_policy(reading, home)
        or of_claims(reading, home)
        or of_charges(reading, home)
        or of_what_is_asked(reading, home)
        or of_desk_matters(reading, home)
        or of_waiting(reading, home)
        or _of_minutes(reading, home)
        or of_acupuncture_or_needling(reading, home)
        or of_swap(reading, home)
        or of_difference(reading)
        or _at_home(reading, home)
        or of_paperwork(reading, home)
        or of_tables(reading, home)
        or of_payer_elsewhere(reading, home)
        or of_payer(reading, home)
        or of_who_pays(reading, home)
        or _of_safety(reading, home)
        or of_price(reading, home)
        or of_waste(reading, home)
        or of_the_desk(reading, home)
        or of_state(reading, home)
        or of_territory(reading, home)
        or of_registration(reading, home)
        or of_city(reading, home)
        or of_misspelt_state(reading, home)
        or of_other_profession(reading, home)
        or of_cash(reading, home)
        or of_codes(reading, home)
        or of_profession(reading, home)
        or _of_topic(reading, home)
    )


def _is_of_cash(reading: Reading) -> bool:
    """Whether cash from a payer's patients is asked, of no place: "/state medicare cash ok?"."""
    read = reading.state
    is_placed = read.states or read.all_states or read.city or read.territory or read.unclear_place
    return names_payer(reading) and "cash" in reading.words and not is_placed


def _exact(reading: Reading, home: Answerer | None) -> Route | None:
    """A topic in its own words, as the buttons ask it."""
    if home is not None or not reading.topic.is_certain or _tells_minutes(reading):
        return None
    is_of_count = counts_sides(reading) or _asks_of_minutes(reading) or _counts_muscles(reading)
    if is_of_count or _asks_for_verdict(reading) or _asks_where(reading):
        return None
    sure = reading.topic.sure
    is_title = sure is not None and key_of(sure.question) == key_of(reading.text)
    read = reading.question
    is_of_plan = read.line and read.payers and read.codes and Aspect.LIMIT in read.aspects
    if not reading.topic.is_its_own and (is_of_own_rule(reading) or is_of_plan):
        return None
    if reading.of_codes.named.years and not is_title:
        return None
    if is_title or _WHETHER.match(reading.text) or not asks_what_a_code_is(reading):
        return topic_route(reading, "the topic's own words")
    return None


def _asks_where(reading: Reading) -> bool:
    """Whether the states are asked for that let one profession: "which states let OTs do it"."""
    read = reading.state
    asks = read.all_states and not read.barred and not read.unused
    return asks and len(read.professions) == 1 and set(read.aspects) <= {Aspect.COVERED}


def _asks_for_verdict(reading: Reading) -> bool:
    """Whether nothing is asked but whether a payer that is named covers it, in no topic's words."""
    asked = reading.question
    is_all = set(asked.aspects) <= {Aspect.COVERED} and not asked.unused
    is_all = is_all or is_of_a_day(reading)
    return is_all and names_payer(reading) and not reading.topic.is_its_own


def _counts_muscles(reading: Reading) -> bool:
    """Whether counted muscles choose between two typed codes: "2 left, 3 right, which one"."""
    typed = {code.lower() for code in reading.codes.codes} & reading.words
    is_counted = reading.codes.muscles is not None and not reading.topic.is_its_own
    return is_counted and len(typed) > 1


def _tells_minutes(reading: Reading) -> bool:
    """Whether minutes of several services are told, from which units can be worked out."""
    if not _counts_minutes(reading):
        return False
    read = reading.codes
    in_words = {code for group in read.described for code in group}
    several = len(read.described) + len(set(read.codes) - in_words) > 1
    return several or read.needling_minutes is not None or read.muscles is not None


def _counts_minutes(reading: Reading) -> bool:
    """Whether it is asked what minutes make in units."""
    return bool({"unit", "units"} & reading.words) and bool(reading.codes.minutes)


def _of_minutes(reading: Reading, home: Answerer | None) -> Route | None:
    """Minutes of several services make units by one rule, whatever payer is named beside them."""
    if home in {Answerer.COVERAGE, Answerer.STATE}:
        return None
    is_of_one = names_payer(reading) and _counts_minutes(reading) and bool(reading.codes.codes)
    if not (is_of_one or _tells_minutes(reading)):
        return None
    return Route(Answerer.CODES, "asks what minutes of several services make")


def _asks_of_minutes(reading: Reading) -> bool:
    """Whether minutes of needling are asked about, in other words than a topic's own."""
    return asks_whether_timed(reading) and not reading.topic.is_its_own


def _of_safety(reading: Reading, home: Answerer | None) -> Route | None:
    """What may go wrong is asked beside a muscle, of which the code is not what matters."""
    question = reading.question
    if home is not None or not _WARNS.search(reading.text) or names_payer(reading):
        return None
    is_typed = any(code.lower() in reading.words for code in question.codes)
    if is_typed or question.states or not question.named_muscles:
        return None
    match = reading.topic
    near = dict.fromkeys(topic for topic in (match.sure, *match.near) if topic)
    held = tuple(topic for topic in near if topic.kind is TopicKind.CLINICAL)
    if not held:
        return None
    answerer = Answerer.TOPIC if held[0] is match.sure else Answerer.NEAR
    return Route(answerer, "asks what may go wrong", held)


def _of_wages(reading: Reading, home: Answerer | None) -> Route | None:
    """What people earn is no rule of a state, though one is named."""
    if home is not None or names_payer(reading) or not reading.is_of_wages:
        return None
    return Route(Answerer.NOTHING, "asks what people earn")


def _of_own_mistake(reading: Reading, home: Answerer | None) -> Route | None:
    """An answer of this bot is said to have been wrong, whatever payer it was on."""
    held = reading.of_own_mistake if home is None else None
    return Route(Answerer.TOPIC, "says that an answer was wrong", (held,)) if held else None


def _of_denial(reading: Reading) -> Route | None:
    """A denial code is asked about, whatever stands beside it."""
    if not reading.question.denials:
        return None
    of_all = len(reading.question.denials) > 1 and asks_who_bears(reading.text)
    if (of_all or _WHO_OWES.search(reading.text)) and (groups := reading.of_groups):
        return Route(Answerer.TOPIC, "asks who bears what is denied", (groups,))
    if reading.topic.sure:
        return topic_route(reading, "a denial code is named")
    return Route(Answerer.NEAR, "a denial code", reading.topic.near) if reading.topic.near else None


def _at_home(reading: Reading, home: Answerer | None) -> Route | None:
    """The command that it was typed to, where it holds what that command answers."""
    if home is Answerer.CODES and reading.codes.codes and not only_speaks_of_needling(reading):
        return of_codes_at_home(reading)
    state = reading.state if home is Answerer.STATE else None
    if state and (state.all_states or state.territory):
        return Route(Answerer.STATE, "all states, or a territory")
    if state and Aspect.FEDERAL in state.aspects and not reading.words & PAY_WORDS:
        return Route(Answerer.STATE, "federal or tribal land")
    if state and (state.states or state.professions or state.other_profession):
        is_payer = names_payer(reading) and not reading.question.guessed_from
        is_alone = not (state.states or state.other_profession)
        is_alone |= bool(state.unused and state.profession is None)
        if not (is_payer and is_alone) or is_of_federal_land(reading):
            return Route(Answerer.STATE, "a state is named")
    return None


def _of_topic(reading: Reading, home: Answerer | None) -> Route:
    match, question = reading.topic, reading.question
    is_open = home is None or reading.is_asked or not _is_read(reading, home)
    if match.sure and is_open:
        return topic_route(reading, "a topic is sure")
    is_of_pay = question.condition or question.codes or not reading.words.isdisjoint(_MONEY)
    is_general = is_of_pay and not question.unused and Aspect.COVERED in question.aspects
    is_general = is_general and not _BILLS_BESIDE.search(reading.text)
    is_general = is_general and not (match.near and Aspect.REFERRAL in question.aspects)
    if is_general and (home is None or question.condition):
        return Route(Answerer.WHO_PAYS, "asks whether it is covered, of no payer")
    is_put = home is None or reading.is_asked or match.is_close  # "/coverage needle brands"
    if (near := match.shown) and is_open and is_put:
        return Route(Answerer.NEAR, "the closest topic", near)
    if home is None and reading.state.other_profession and reading.words & NEEDLE_WORDS:
        return Route(Answerer.STATE, "asks of a profession without facts")
    return Route(home or Answerer.NOTHING, NOT_UNDERSTOOD)


def _is_read(reading: Reading, home: Answerer | None) -> bool:
    """Whether codes, a diagnosis, or of /coverage a payer that is not known is named."""
    question = reading.question
    strange = home is not Answerer.CODES and not reading.topic.is_close and question.unknown_payer
    return bool(question.codes or strange or reading.of_codes.named.diagnoses)
