"""When a code is what a text asks about, typed or in words: pairs, swaps, minutes of needling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.coverage.aspect import Aspect
from models.coverage.topic import TopicKind
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.codes.code_dates import asks_days_between, asks_since_when
from models.understanding.codes.code_questions import INJECTIONS
from models.understanding.codes.muscle_routes import counts_sides
from models.understanding.question import Question
from models.understanding.reading import (
    ASPECTS_OF_CODES,
    CASH_WORDS,
    CODE_WORDS,
    MEDICARE,
    NEEDLE_WORDS,
    NEEDLING_CODES,
    Answerer,
    Reading,
    Route,
    asks_what_a_code_is,
    names_payer,
    topic_route,
)
from models.words import plain_words

# What a card of one code answers.
_OF_ONE_CODE = ASPECTS_OF_CODES | {Aspect.DATES}

_DEFINING = frozenset("explain description definition describe descriptor defined".split())

_DIFFERENCE = frozenset("difference differences diff diffrence differ differs different".split())

_BILL_WORDS = frozenset("bill bills billed billing charge charged code coded claim".split())

_SIGNS = frozenset("sign signs signed signing signature cosign cosigned".split())

# What a patient owes hangs on the plan, not on the code.
_SHARE_WORDS = frozenset("copay copays coinsurance deductible deductibles".split())

_OF_A_START = frozenset("long been around out month".split())

_LIST = 3  # services
_OF_A_LIST = re.compile(
    r"\b(?:what|which)\b(?: \w+){0,3} (?:survives?|sticks?|pays?|paid|denied|bundled|bill|left"
    r"|payable|billable)\b|\ball (?:\w+ )?(?:payable|billable|paid|allowed)\b",
    re.IGNORECASE,
)

_TIME_WORDS = frozenset("time min mins minute minutes".split())

# Beside something else that is asked these say more of it; alone they ask nothing of a code.
_OF_NOW = {CodeMatter.NOW, CodeMatter.CHANGED, CodeMatter.DAILY}
_SAYS_MORE = _OF_NOW | {CodeMatter.INCLUDED, CodeMatter.FACE_TIME}

_VAGUE = _SAYS_MORE | frozenset(
    {
        *(CodeMatter.WHICH, CodeMatter.SAME_MUSCLE, CodeMatter.OTHER_MUSCLE, CodeMatter.VERSUS),
        *(CodeMatter.CHOOSE, CodeMatter.THROUGH_NEEDLES),
    }
)


def of_codes_at_home(reading: Reading) -> Route | None:
    """Codes answer what is asked of them; a payer that is named, whether it pays them."""
    if reading.topic.sure and reading.is_asked and _only_words_modifiers(reading):
        return topic_route(reading, "a topic is sure, and words alone name modifiers")
    if not names_payer(reading) and reading.topic.sure and _asks_nothing_of_codes(reading):
        return topic_route(reading, "a topic is sure, beside a code")
    of_medicare = {p.id for p in reading.question.payers} == {MEDICARE}
    is_covered = Aspect.COVERED in reading.question.aspects
    is_payer = names_payer(reading) and not reading.question.guessed_from
    is_payer = is_payer and (is_covered or not of_medicare)
    if is_payer and (_asks_of_codes_alone(reading) or (not is_covered and _is_pair(reading))):
        return Route(Answerer.CODES, "codes are named beside others")
    if is_payer and not (ASPECTS_OF_CODES & set(reading.codes.aspects) or reading.codes.modifiers):
        return None
    return Route(Answerer.CODES, "codes are named")


def _only_words_modifiers(reading: Reading) -> bool:
    """Whether modifiers are all that is named, by words: "do we need an ABN"."""
    read = reading.codes
    return (
        bool(read.modifiers) and {*read.codes} <= {*read.modifiers} and not _types_a_code(reading)
    )


def of_swap(reading: Reading, home: Answerer | None) -> Route | None:
    """A code is to stand in another's place, or minutes of needling are counted, whoever pays."""
    question = reading.question
    is_of_price = Aspect.PRICE in question.aspects and not question.payers
    if (
        home is None
        and not is_of_price
        and _speaks_of_time(reading)
        and reading.words & NEEDLE_WORDS
    ):
        read = reading.codes
        told = read.needling_minutes is not None or CodeMatter.NEEDLING_TIME in read.matters
        if read.codes and told:
            return Route(Answerer.CODES, "minutes of needling are counted")
    if home is Answerer.STATE or NEEDLING_CODES.issuperset(question.codes):
        return None
    if CodeMatter.INSTEAD not in reading.codes.matters:
        return None
    sure = reading.topic.sure
    if home is None and sure and sure.kind is not TopicKind.CLINICAL:
        is_of_claims = sure.kind is TopicKind.BILLING and not question.payers
        return topic_route(reading, "a topic on another code is sure") if is_of_claims else None
    return Route(Answerer.CODES, "one code in another's place")


def of_difference(reading: Reading) -> Route | None:
    """Typed codes are compared: "what's the diff between 20560 and 20561"."""
    codes = reading.question.codes
    if len(codes) < 2 or names_payer(reading) or reading.words.isdisjoint(_DIFFERENCE):  # noqa: PLR2004
        return None
    if len(reading.words.intersection(codes)) < 2:  # noqa: PLR2004
        return None
    return Route(Answerer.CODES, "asks how codes differ")


def _speaks_of_time(reading: Reading) -> bool:
    return bool(reading.words & _TIME_WORDS) and "first" not in reading.words  # "first time"


def _asks_of_codes_alone(reading: Reading) -> bool:
    """Whether something is asked that a payer's position on needling does not answer."""
    return reading.codes.for_needling or bool(reading.codes.matters - _VAGUE)


def _asks_nothing_of_codes(reading: Reading) -> bool:
    """Whether words that no card of codes answers stand beside one code of needling."""
    read = reading.codes
    of_code = read.matters - _SAYS_MORE
    asked = set(read.aspects) & _OF_ONE_CODE or of_code or read.modifiers
    told = read.muscles or read.both_sides or read.number or read.minutes or read.year or read.on
    is_one = _types_a_code(reading) and NEEDLING_CODES.issuperset(read.codes)
    strange = read.other_service or read.diagnoses or read.for_diagnosis
    unread = {word.casefold() for word in read.unused if not word.isdigit()} - _DEFINING
    asks_else = unread or set(read.aspects) - {Aspect.COVERED}
    return bool(is_one and asks_else) and not (asked or told or strange)


def _is_pair(reading: Reading) -> bool:
    """Whether codes of needling and others stand together."""
    codes = set(reading.codes.codes) - set(reading.codes.modifiers)
    return bool(codes - NEEDLING_CODES) and len(codes) > 1


def of_codes(reading: Reading, home: Answerer | None) -> Route | None:
    """Codes are named, typed or in words."""
    question = reading.question
    typed = () if question.is_described else question.codes
    asks_of_pair = len(typed) > 1 and Aspect.TOGETHER in question.aspects
    asks_of_pair = asks_of_pair and not reading.codes.unused
    if home is Answerer.COVERAGE and question.unknown_payer and not asks_of_pair:
        return None
    asks_what = asks_what_a_code_is(reading) or asks_whether_timed(reading)
    asks_what = asks_what or _passes_over_modifiers(reading) or _asks_since_when(reading)
    if home is None and (asks_what or counts_sides(reading)):
        return Route(Answerer.CODES, "asks what a code is, or which one muscles make")
    if not typed and not _means_codes(reading, home):
        return None
    asks_of_codes = question.modifiers or question.muscles or _leads(reading)
    is_beside = question.described[1:] and any(map(INJECTIONS.intersection, question.described))
    is_listed = is_beside or _lists_services(reading)
    is_of_topic = len(typed) <= 1 and not (typed and asks_of_codes) and not is_listed
    if home is None and reading.topic.sure and is_of_topic:
        return topic_route(reading, "a topic is sure, and one code at most is named")
    asks_something_else = _asks_nothing_of_codes(reading) or (
        len(question.unused) > 1 and not asks_of_codes
    )
    is_pair = _is_pair(reading) and _asks_of_pair(reading, typed)
    is_to_come = typed and reading.question.on and reading.question.on > reading.today
    is_of_codes = reading.codes.for_needling or is_pair or _lists_services(reading) or is_to_come
    if home is None and reading.topic.near and asks_something_else and not is_of_codes:
        return Route(Answerer.NEAR, "the closest topic, beside a code", reading.topic.near)
    return Route(Answerer.CODES, "codes are named")


def _asks_since_when(reading: Reading) -> bool:
    """Whether it is only asked when a code that is typed began: "what year did 20560 start"."""
    if reading.topic.is_its_own or not asks_since_when(reading.text):
        return False
    read = reading.codes
    is_read = _OF_A_START.issuperset(word.casefold() for word in read.unused)
    return {*read.aspects} == {Aspect.DATES} and is_read and not names_payer(reading)


def _passes_over_modifiers(reading: Reading) -> bool:
    """Whether the sure topic is on modifiers, and speaks of none that is named: "RT or LT"."""
    sure = reading.topic.sure
    if sure is None or Aspect.MODIFIER not in sure.aspects or not reading.codes.modifiers:
        return False
    said = " ".join([sure.question, *(statement.says for statement in sure.answer)])
    return {code.casefold() for code in reading.codes.modifiers}.isdisjoint(plain_words(said))


def _asks_of_pair(reading: Reading, typed: Sequence[str]) -> bool:
    """Whether typed codes are asked about beside each other, whatever other words stand there."""
    asked = {CodeMatter.INCLUDED, CodeMatter.FACE_TIME} & reading.codes.matters
    return not NEEDLING_CODES.isdisjoint(typed) or bool(asked) or reading.codes.number is not None


def _lists_services(reading: Reading) -> bool:
    """Whether needling and two more services of a day are named: "eval + needling + hot pack"."""
    named = [set(group) <= NEEDLING_CODES for group in reading.codes.described]
    return any(named) and len(named) >= _LIST


def _leads(reading: Reading) -> bool:
    return leads_with_codes(reading.question) and not asks_days_between(reading.text)


def leads_with_codes(question: Question) -> bool:
    """Whether the first thing that is asked is one that a code's card answers."""
    return bool(ASPECTS_OF_CODES & set(question.aspects[:1]))


def asks_whether_timed(reading: Reading) -> bool:
    """Whether it is asked if needling is timed, in words or by its code."""
    is_timed = reading.of_codes.asks(CodeMatter.TIMED)
    return is_timed and not NEEDLING_CODES.isdisjoint(reading.codes.codes)


def only_speaks_of_needling(reading: Reading) -> bool:
    """Whether no code is meant: needling is named, and something else is asked of it."""
    read, question = reading.codes, reading.question
    is_named = read.codes and not read.guessed_from and not _types_a_code(reading)
    if not is_named or read.muscles or read.muscle_group or read.both_sides:
        return False
    if not set(read.codes) <= NEEDLING_CODES:
        return False
    asks = reading.words & CODE_WORDS or set(read.aspects) & ASPECTS_OF_CODES or not read.unused
    if question.guessed_from:  # no guess at a payer outranks a code
        return False
    return not asks or bool(question.states or question.profession)


def _means_codes(reading: Reading, home: Answerer | None) -> bool:
    """Whether codes are meant, of which none is typed."""
    is_list = _OF_A_LIST.search(reading.text) and _lists_services(reading)
    if is_list or (home is not None and _bills_both(reading)):
        return True
    return home is not Answerer.STATE and _describes_codes(reading)


def _bills_both(reading: Reading) -> bool:
    """Whether words name another service that is billed beside needling, not in its place."""
    read = reading.codes
    named = [set(group) <= NEEDLING_CODES for group in read.described]
    is_swap = read.matters & {CodeMatter.INSTEAD, CodeMatter.DONE}
    asks = reading.words & _BILL_WORDS or Aspect.TOGETHER in read.aspects
    return bool(asks and not is_swap and len(named) > 1 and any(named) and not all(named))


def _types_a_code(reading: Reading) -> bool:
    return any(code.lower() in reading.words for code in reading.codes.codes)


def _describes_codes(reading: Reading) -> bool:
    """Whether words mean a code, by more than that needling is spoken of."""
    named = reading.of_codes.named
    if not named.codes:
        return False
    is_needling = set(named.codes) <= NEEDLING_CODES and not named.muscles
    if is_needling and not reading.words.isdisjoint(CASH_WORDS | _SHARE_WORDS):
        return False
    aspects = set(reading.of_codes.aspects)
    if is_needling and (Aspect.CONSENT in aspects or reading.words & _SIGNS):
        return False  # "how long do we keep the consent", "when must a PT sign the note"
    if not (reading.words & CODE_WORDS or aspects & ASPECTS_OF_CODES):
        return False
    return not (is_needling and (Aspect.LIMIT in aspects or len(reading.codes.unused) > 1))
