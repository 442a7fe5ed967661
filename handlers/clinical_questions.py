"""Words what is the clinician's: what cannot wait, and what is known in general of one patient."""

from __future__ import annotations

from dataclasses import replace

from handlers import topic_subjects, topics
from models.coverage.fact_book import FactBook
from models.coverage.payer import LINE_NAMES, LineOfBusiness
from models.coverage.statement import AskedStatement, Statement
from models.coverage.topic import Topic, TopicKind
from models.reply import Line, Reply, Section
from models.understanding.reading import Reading
from models.understanding.topics.clinical_questions import Advice, Care
from models.wording.sourced import lines, sourced

_WORRIES = frozenset({"normal", "ok", "okay", "bad", "common", "expected", "worry"})
_BEHIND = frozenset({"after", "since", "from", "following"})

# Told beside a payer, these are for the clinician all the same.
_WEIGHED = frozenset(
    {"contra", "implants", "blood_thinners", "pregnancy", "illnesses", "surgery_region"}
)

_PREGNANT = "pregnancy"  # the condition of a policy by that word

_CLINICIAN = "That is for the treating clinician"
_CANNOT_WAIT = "This cannot wait"
_URGENT = "Urgent: get help now"
_DECIDES = "The treating clinician decides. "
_CALLS = "Get the treating clinician"

# What is known in general, below that the clinician decides.
_MOST_IN_GENERAL = 2


def for_clinician(advice: Advice, reading: Reading, book: FactBook) -> Reply:
    """What cannot wait leads; of one patient the clinician decides, and the rest is general.

    What the topic says of that which was asked in particular stands first.
    """
    held, found = book.topics.get(advice.topic or ""), reading.topic
    leading = reading.leading_of(held) if held else None
    if advice.care is Care.ALARM:
        told = _beside_alarm(_at_once(held, book), leading)
        return _with_then(told, book.topics.get(advice.then or ""), book)
    clinical = [t for t in found.near if t.kind is TopicKind.CLINICAL and t is not held]
    others = [book.topics[id_] for id_ in advice.also if id_ in book.topics]
    beside = tuple(_in_general(topic)[0] for topic in others)
    general = _in_general(held, leading) if held else ()
    general = (*general[:1], *beside, *general[1:])
    reply = Reply(
        headline=_CLINICIAN,
        lines=(
            Line(f"{_DECIDES}I give no advice on a patient or on medicines."),
            *general[:_MOST_IN_GENERAL],
        ),
        sections=(Section("Also in general", further),)
        if (further := general[_MOST_IN_GENERAL:])
        else (),
        cautions=(Line("If it cannot wait, get the clinician now; in an emergency call 911."),),
        choices=topics.questions(dict.fromkeys([*([held] if held else []), *others, *clinical]))
        or (topics.HELP,),
        small_print=topics.SMALL_PRINT[TopicKind.CLINICAL] if held else "",
    )
    return sourced(_with_line(reply, reading.question.line), book)


def beside_payer(reply: Reply, reading: Reading) -> Reply:
    """The card of a payer, where an illness or the like is told that only the clinician weighs."""
    care = reading.care
    is_weighed = care is not None and care.topic in _WEIGHED
    if not is_weighed and _PREGNANT not in reading.question.decisive:
        return reply
    decides = Line("Whether to needle this patient the treating clinician decides, not the plan.")
    return replace(reply, cautions=(decides, *reply.cautions))


def _with_line(reply: Reply, line: LineOfBusiness | None) -> Reply:
    """What is the clinician's, and that a line of business that is named pays by plan or state."""
    if line is None:
        return reply
    name = LINE_NAMES[line]
    by = "state" if line is LineOfBusiness.MEDICAID else "plan"
    pays = Line(f"What {name} pays differs by {by}: name the {by} with /coverage.")
    return replace(reply, lines=(*reply.lines, pays))


def with_further(reply: Reply, topic: Topic, advice: Advice, book: FactBook) -> Reply:
    """A clinical topic, with what is known of the other conditions that the text names."""
    ids = dict.fromkeys((advice.topic or "", *advice.also))
    others = [book.topics[id_] for id_ in ids if id_ in book.topics and id_ != topic.id]
    if not advice.also or topic.kind is not TopicKind.CLINICAL or len(others) == len(ids):
        return reply
    further = (Line(f"{t.question} {t.answer[0].says}", t.answer[0].cites) for t in others)
    told = replace(
        reply,
        lines=(*reply.lines[:1], *further, *reply.lines[1:]),
        choices=(
            *topics.questions(others),
            *(c for c in reply.choices if "/share" not in c.command),
        ),
        canonical="",
    )
    return sourced(told, book)


def _in_general(topic: Topic, leading: Statement | None = None) -> tuple[Line, ...]:
    """What a clinical topic holds, that the clinician decides last: the card says so already."""
    held = [said for said in topic.answer if not said.says.startswith(_DECIDES)] or topic.answer
    ordered = sorted(held, key=_is_said_already)
    first = leading if leading and leading in (*held, *topic.details) else ordered[0]
    rest = lines(said for said in (*ordered, *topic.details) if said != first)
    return (Line(f"In general: {first.says}", first.cites), *rest)


def _is_said_already(statement: Statement) -> bool:
    """Whether it only leaves the matter to the clinician, who is not to be called for it."""
    return "clinician" in statement.says and not statement.says.startswith(_CALLS)


def _beside_alarm(reply: Reply, asked: Statement | None) -> Reply:
    """What cannot wait, and right below it what else was asked of it."""
    if not isinstance(asked, AskedStatement):
        return reply
    further = replace(topic_subjects.led_by(reply, asked), lines=reply.lines)
    first, *others = reply.lines
    return replace(further, lines=(first, *lines([asked]), *others))


def _with_then(reply: Reply, then: Topic | None, book: FactBook) -> Reply:
    """What cannot wait, with the topic on what is to be done afterwards where that is asked."""
    if then is None:
        return reply
    afterwards = Section(f"Afterwards: {then.question}", lines(then.answer))
    told = replace(
        reply,
        sections=(afterwards, *reply.sections),
        choices=(*topics.questions([then]), *reply.choices),
    )
    return sourced(told, book)


def is_alarm(topic: Topic) -> bool:
    """Whether a topic says that it cannot wait."""
    return topic.answer[0].says.startswith(_CANNOT_WAIT)


def _at_once(held: Topic | None, book: FactBook) -> Reply:
    """What cannot wait: the topic that is held on it where that says so first, else only that."""
    if held and is_alarm(held):
        card = topics.say(held, book)
        return replace(card, headline=_URGENT) if "clinician" in card.lines[0].text else card
    return Reply(
        headline=_URGENT,
        lines=(
            Line(f"{_CANNOT_WAIT}: get the clinician now; in an emergency call 911."),
            Line("I give no advice on a patient. Note the time, and who was called."),
        ),
        choices=topics.questions([held] if held else []) or (topics.HELP,),
    )


def asks_of_harm(reading: Reading) -> bool:
    """Whether a part asks of a sign that stands behind needling: "is numbness after it normal"."""
    care = reading.care
    if care is None or care.care is Care.GENERAL or reading.words.isdisjoint(_BEHIND):
        return False
    is_alarm = care.care is Care.ALARM and care.topic is not None
    return is_alarm or reading.is_asked or not reading.words.isdisjoint(_WORRIES)
