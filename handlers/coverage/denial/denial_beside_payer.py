"""A denial code beside a payer: what it means, what the payer's policy says, the next step."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.coverage.card.cautions import leading_codes
from handlers.coverage.charging import charging
from handlers.coverage.denial import appeals
from handlers.coverage.denial.denial_card import OF_UNDECIDED, UNDECIDED, OneDenial
from handlers.coverage.denial.denial_meanings import REMARKS, is_about, is_remark, remarks_held
from handlers.coverage.several.payer_rows import PayerRows
from handlers.coverage.shared_names import shared_words
from handlers.which_payer import offered
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.topic import Topic
from models.reply import Choice, Line, Reply
from models.understanding.canonical_command import OfDenial
from models.understanding.claim_routes import OF_MENDING
from models.understanding.question import Question
from models.understanding.reading import Answerer, Reading, Route
from models.wording import sentences
from models.wording.sourced import lines, sourced

_WHAT_NEXT = re.compile(
    r"\bwhat(?:s| is|'s)? (?:now|next|to do|(?:do|can|should) (?:i|we))\b|\bnext steps?\b"
    r"|\bhow (?:do|can|should) (?:i|we) (?:fix|handle|work)\b",
    re.IGNORECASE,
)
# Who is to bear it is asked beside the code: "worth appealing or eat it".
_BORNE = re.compile(
    r"\beat (?:it|this|that|the)\b|\bwrite[ -]?(?:it |this |that )?off\b|\bour loss\b"
    r"|\b(?:bill|charge) (?:the |my |our )?(?:patients?|pts?|him|her|them)\b|\bbalance bill\b"
    r"|\b(?:patients?|pt) (?:owes?|pays?|has to pay|responsib\w*)\b",
    re.IGNORECASE,
)
_GROUPS = "denial_groups"
_OF_MANY = Line("Whose denial? That name fits many payers: name the state, and I tell its policy.")
_OF_FEW = Line("Whose denial? Choose below: each card tells the policy and the time to contest it.")
_OF_REASONS = "denial_codes"  # how any code of a denial is read
_REMARKS_NAMED = re.compile(r"\b(?:N[0-9]{1,3}|MA?[0-9]{2,3})\b", re.IGNORECASE)
_UNSURE = {Answerer.NEAR, Answerer.COVERAGE, Answerer.NOTHING}
_OF_TOPIC = ("/share", "/wrong")  # choices that ask for the topic alone


def beside(
    reply: Reply,
    topic: Topic,
    reading: Reading,
    payers: tuple[Payer, ...],
    rows: PayerRows,
) -> Reply:
    """The topic of a denial code, with the payer's policy behind its meaning.

    Where the text asks what to do next, that stands before the policy.
    """
    question = reading.question
    about = _of_needling(question, rows.book)
    named = question.payers_apart or (payers,)
    policy = tuple(rows.row(one, about) for one in named if not rows.are_too_many(one))
    is_open = bool(policy) and not rows.is_decided(payers, about)
    is_last = is_open or bool(question.denials and _WHAT_NEXT.search(reading.text))
    choices = tuple(c for c in reply.choices if not c.command.startswith(_OF_TOPIC))
    which = _which_payer(topic, question, payers, rows)
    told = replace(reply, choices=(*(which or rows.choices(payers, about)), *choices), canonical="")
    strange = reading.strange_reasons
    is_known = set(question.denials) - set(strange) and all(map(is_remark, strange))
    is_held = is_about(topic, question.denials) and is_known
    if is_held and not reply.is_closest and len(payers) == 1 and policy:
        days = appeals.days_told(question, reading.today)
        alone = OneDenial(
            *(topic, question, payers[0], policy[0], rows.book, days, rows.home, strange),
            rows.contrary(payers[0], about),
        )
        return alone.card(told, steps_first=is_last)
    meaning = len(reply.lines) if is_last else _lines_of_meaning(reply, topic, question)
    told_of = [replace(told, text=f"The policy on needling: {told.text}") for told in policy]
    is_of_none = bool(question.denials) and len(payers) > 1 and not question.payers_apart
    is_of_none = is_of_none and is_open
    if is_of_none:
        told_of = [_of_none_decided(payers)]
        asks_next = _WHAT_NEXT.search(reading.text)
        meaning = meaning if asks_next else _lines_of_meaning(reply, topic, question)
    told_lines = [*reply.lines[:meaning], *told_of, *reply.lines[meaning:]]
    if which and not is_of_none:
        many = any(map(rows.are_too_many, named))
        asked = _OF_MANY if many else _OF_FEW
        told_lines.insert(max(meaning, 1), asked)  # what is held of any payer's comes first
    return sourced(replace(told, lines=tuple(told_lines)), rows.book)


def of_strange_reason(found: Route, reading: Reading, book: FactBook) -> Route:
    """How denial codes are read, where a topic of another matter would answer for a strange one."""
    denied = {code.rpartition("-")[2] for code in reading.question.denials}
    is_of_another = Aspect.DENIAL not in found.topics[0].aspects and found.why != OF_MENDING
    if is_of_another and denied and denied.issubset(reading.strange_reasons):
        return Route(Answerer.NEAR, "a denial code that is not held", (book.topics[_OF_REASONS],))
    return found


def of_held_remarks(found: Route, reading: Reading, book: FactBook) -> Route:
    """The topic on remarks, where those alone are named as a denial's and it tells of each.

    A topic that is sure, as on how to appeal, stays.
    """
    if found.answerer not in _UNSURE or not remarks_held(reading.question.denials, book):
        return found
    return Route(Answerer.TOPIC, "remarks that are held", (book.topics[REMARKS],))


def remarks_first(reply: Reply, topic: Topic, reading: Reading, book: FactBook) -> Reply:
    """The card of a denial, led by what is said of the remarks that the text names."""
    named = dict.fromkeys(map(str.upper, _REMARKS_NAMED.findall(reading.text)))
    told = remarks_held(named, book)
    is_told = any(code in line.text for line in reply.lines for code in named)
    if not told or (is_told and topic.id != REMARKS) or topic.id == _OF_REASONS:
        return reply
    rest = (replace(line, text=sentences.besides(line.text, told)) for line in reply.lines)
    lines_left = (line for line in rest if line.text)
    return sourced(replace(reply, lines=(*dict.fromkeys(told), *lines_left)), book)


def undecided(reply: Reply, topic: Topic, question: Question, book: FactBook) -> Reply:
    """A reason's topic beside the remark that nothing was decided, which then leads."""
    if UNDECIDED not in question.denials or topic.id == OF_UNDECIDED:
        return reply
    steps = lines(book.topics[OF_UNDECIDED].answer[1:])
    return sourced(replace(reply, lines=(*steps, *reply.lines)), book)


def borne(
    reply: Reply, topic: Topic, reading: Reading, payers: tuple[Payer, ...], book: FactBook
) -> Reply:
    """The card, saying who bears the denial, where that is asked: by the payer's rule and group."""
    if topic.id == _GROUPS or not reply.lines or not _BORNE.search(reading.text):
        return reply
    named = {code.partition("-")[0] for code in reading.question.denials}
    held = (*book.topics[_GROUPS].answer, *book.topics[_GROUPS].details)
    own = [statement for statement in held if statement.says.partition(":")[0] in named]
    told = _of_charges(payers, reading, book) + lines(own)
    if reply.lines[0] in told:
        return reply
    rest = (line for line in reply.lines[1:] if line.text not in {own.text for own in told})
    return sourced(replace(reply, lines=(reply.lines[0], *told, *rest)), book)


def _of_charges(payers: tuple[Payer, ...], reading: Reading, book: FactBook) -> tuple[Line, ...]:
    """What holds before the patients of these payers are charged, where no contract decides."""
    if not payers:
        return ()
    told = charging.of_payers(payers, reading.question, reading.today, book)
    return (told,) if told else ()


def _of_none_decided(payers: tuple[Payer, ...]) -> Line:
    """One line for several plans of a name of which none has a decision that is held."""
    whose = f"any {shared} plan" if (shared := shared_words(payers)) else "any of these plans"
    return Line(f"I hold no decision of {whose} on needling. Choose below whose denial it is.")


def _which_payer(
    topic: Topic, question: Question, payers: tuple[Payer, ...], rows: PayerRows
) -> tuple[Choice, ...]:
    """The same denial by each payer that is meant, or some of many: the card tells its windows."""
    if len(payers) == 1 or not question.denials:
        return ()
    codes = tuple(rows.book.codes[code] for code in question.codes if code in rows.book.codes)
    asked = (
        OfDenial(
            topic, payer, codes, question.denials, question.on, question.state, question.decided
        )
        for payer in offered(payers, rows.book, rows.home)
    )
    return tuple(Choice(one.payer.name, one.command) for one in asked)


def _lines_of_meaning(reply: Reply, topic: Topic, question: Question) -> int:
    """How many lines say what a code means: none where no code is named, as in an appeal."""
    if not question.denials:
        return 0
    return len(reply.lines) if topic.id == REMARKS else 1


def _of_needling(question: Question, book: FactBook) -> Question:
    """The question whether the payer covers it, without the denial and what else was asked."""
    return question._replace(
        codes=leading_codes(question, book),
        payers_apart=(),
        guessed_from="",
        unused=(),
        told=(),
        aspects=(),
        decisive=(),
    )
