"""Words topics and disagreements: surely, as the closest, or that nothing is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from handlers.command import Request
from handlers.coverage.card import disputes as sides
from handlers.share.share_button import shareable
from models.amended import amended
from models.coverage.aspect import Aspect
from models.coverage.dispute import Dispute
from models.coverage.fact_book import FactBook
from models.coverage.state import NAMES
from models.coverage.statement import Statement
from models.coverage.topic import Topic, TopicKind
from models.reply import Choice, Line, Reply, Section
from models.understanding.canonical_command import OfTopic
from models.understanding.payers.who_pays_routes import asks_who_pays_best
from models.understanding.reading import NEEDLE_WORDS, Answerer, Reading, Route
from models.understanding.topics.topic_match import TopicMatch
from models.wording import phrases, sentences
from models.wording.sourced import lines, sourced

EXAMPLES = (
    "/ask does cigna pay for dry needling",
    "/ask can a PTA needle in Texas",
    "/ask how do I count muscles",
)

CLOSEST = "Closest to your question: "
"""How the headline of an answer begins that is no more than near."""

OR = "Or do you ask: "
"""What stands before the topic that is next to the closest one."""

_OF_CLOSEST = 2  # lines of the closest topic above the next
_SHORT = 180  # characters of the line on the next topic: a gist has none that is longer

# An animal that does something is in the way, and not to be needled.
_ACTS = re.compile(
    r"\b(?:dogs?|cats?|puppy|pets?)(?: \w+)? (?:jump\w*|bit|ran|runs|knock\w*|bark\w*|ate|lick\w*"
    r"|came|is in the room)\b",
    re.IGNORECASE,
)

_BILLED = re.compile(
    r"\b(?:been (?:\w+ )?(?:billing|coding|using|charging)|(?:we|they|he|she|i|team|clinic|staff)"
    r"(?:'ve| have| has| had)? (?:\w+ )?(?:billed|coded|used))\b"
)
# "We billed 20561 but the chart shows two muscles, 40 claims".
_OLD_CLAIMS = re.compile(
    r"\b(?:[1-9][0-9]{1,2}|dozens of|several|many|old|past|a lot of|all (?:of )?(?:our|the)) "
    r"(?:\w+ )?claims\b"
)
_BY_THE_NOTES = re.compile(
    r"\b(?:notes?|charts?|documentation|records?|audit|review)\b.{0,60}"
    r"\b(?:only|shows?|showed|says?|support|wrong|less|2|two|1|one)\b"
)
_REFUSED = frozenset(
    "denied denies deny denial denials rejected appeal requested wants letter auditor".split()
)
# "Can billing just put shoulder pain so it goes through": another word for what was done or why.
_SO_IT_PAYS = re.compile(
    r"\b(?:put|list|write|say|change|switch|swap|call|label|add|pick|just (?:use|bill|code))\b"
    r"[^.?!;]{2,50}?\bso (?:that )?(?:it|this|they|she|he|we|the \w+|insurance|\w+)"
    r" (?:(?:will|can|would|does) )?(?:(?:goes|go) (?:through|thru)"
    r"|(?:gets?|is) (?:paid|covered|approved|through|thru)|pays?|covers?|approves?)\b"
)
_OF_CODES = frozenset("dx diagnosis diagnoses icd code codes".split())
_FOR_LONG = re.compile(
    r"\b(?:since (?:20[12][0-9]|last|we opened)|for (?:\w+ ){0,2}(?:years?|yrs?|months?)"
    r"|all (?:along|year)|(?:years?|months?) now)\b"
)

KNOWN = Line("I know payers' coverage of dry needling, codes, state rules and common questions.")
"""What a reply says that answers nothing."""

HELP = Choice("What I can answer", "/help")

SMALL_PRINT = {TopicKind.CLINICAL: "General information, not advice for one patient."}


def of_animals(reading: Reading, book: FactBook) -> Route | None:
    """An animal is to be needled, in no state that is named: no fact is of animals."""
    if reading.words.isdisjoint(NEEDLE_WORDS) or _ACTS.search(reading.text):
        return None
    if not reading.asks_of_state(Aspect.ANIMALS) or reading.state.states:
        return None
    return Route(Answerer.TOPIC, "asks of an animal", (book.topics["animals"],))


def outright(reading: Reading, book: FactBook) -> Route | None:
    """The topic on claims that were, or are to be, untrue; or on who pays best."""
    asks_of_code = not reading.words.isdisjoint(("right", "correct"))  # "is that still right"
    small = reading.text.lower()
    billed = _BILLED.search(small)
    is_long = billed is not None and _FOR_LONG.search(small, billed.end()) is not None
    is_long = is_long and not asks_of_code and reading.codes.for_needling
    if is_long or _were_wrong(small, reading):
        return Route(
            Answerer.TOPIC, "tells of claims that were wrong", (book.topics["found_wrong"],)
        )
    named = reading.question.condition or reading.question.codes or reading.words & _OF_CODES
    if named and _SO_IT_PAYS.search(small):
        return Route(Answerer.TOPIC, "alters a claim so that it pays", (book.topics["true_codes"],))
    if asks_who_pays_best(reading):
        return Route(Answerer.TOPIC, "asks who pays best", (book.topics["who_pays"],))
    return None


def _were_wrong(small: str, reading: Reading) -> bool:
    """Whether notes show that claims of the past were wrong, and no payer refused them."""
    is_found = _OLD_CLAIMS.search(small) is not None and _BY_THE_NOTES.search(small) is not None
    return is_found and reading.words.isdisjoint(_REFUSED) and bool(reading.codes.codes)


def dispute_of(text: str, book: FactBook) -> Dispute | None:
    """The disagreement that a text asks about in its own words, as the buttons of a card do.

    Where a topic asks the same, its card tells the disagreement beside all else.
    """
    asked = text.strip().casefold()
    if not asked.endswith("?"):
        return None
    found = next((d for d in book.disputes if d.question.casefold() == asked), None)
    topics = (book.topics.get(id_) for id_ in (found.topics if found else ()))
    is_of_topic = any(topic and topic.question.casefold() == asked for topic in topics)
    return None if is_of_topic else found


def say(topic: Topic, book: FactBook, further: Iterable[Choice] = ()) -> Reply:
    """Word one topic."""
    disputes = [d for d in book.disputes if topic.id in d.topics]
    own = [d for d in disputes if d.question == topic.question]  # told in full: this is its card
    others = [d for d in disputes if d not in own]
    named = {choice.command: choice for choice in (*further, *sides.choices(others))}
    steps = {command: Choice(_label(command), command) for command in topic.commands}
    reply = Reply(
        headline=topic.question,
        lines=lines(topic.answer),
        sections=(
            *((Section("Details", lines(topic.details)),) if topic.details else ()),
            *sides.sections(own, book),
            *sides.sections(others, book),
        ),
        cautions=lines(topic.cautions),
        choices=tuple((named | steps | named).values()),
        small_print=SMALL_PRINT.get(topic.kind, ""),
    )
    return sourced(reply, book)


def say_topic(topic: Topic, book: FactBook, request: Request) -> Reply:
    """The card of a topic that surely answers, with the rules of the clinic's own state."""
    where = request.clinic.state
    if topic.kind is not TopicKind.TRAINING or not where:
        return shareable(say(topic, book), OfTopic(topic))
    own = Choice(f"Who may needle in {NAMES[where]}", f"/state {where}")
    return shareable(say(topic, book, (own,)), OfTopic(topic))


def say_near(topics: Sequence[Topic], book: FactBook, of_next: Statement | None = None) -> Reply:
    """The closest topic, said to be no more, and in short the next; the next two as buttons.

    `of_next` is what the next one says of that which was asked in particular.
    """
    closest, others = say(topics[0], book), questions(topics[1:3])
    told, further = closest.lines[:_OF_CLOSEST], closest.lines[_OF_CLOSEST:]
    reply = amended(
        closest,
        headline=f"{CLOSEST}{closest.headline}",
        lines=(*told, *(_in_short(topic, of_next) for topic in topics[1:2])),
        sections=(*((Section(closest.headline, further),) if further else ()), *closest.sections),
        is_closest=True,
        choices=(*others, *(c for c in closest.choices if not _is_among(c, others))),
        small_print=next(filter(None, (SMALL_PRINT.get(t.kind) for t in topics[:2])), ""),
    )
    return sourced(reply, book)


def _in_short(topic: Topic, leading: Statement | None) -> Line:
    """Another topic that may be meant, and how its answer begins where that is short."""
    answer = leading or topic.answer[0]
    first, _ = sentences.within(f"{OR}{topic.question} {answer.says}", _SHORT)
    return Line(first, answer.cites)


def _is_among(choice: Choice, others: Sequence[Choice]) -> bool:
    """Whether another button asks the same, or the same and more."""
    label = choice.label.casefold().rstrip("?")
    return any(other.label.casefold().startswith(label) for other in others)


def say_dispute(dispute: Dispute, book: FactBook) -> Reply:
    """The card of a disagreement that was asked for in its own words."""
    return shareable(sides.say(dispute, book), OfTopic(dispute))


def unknown(found: TopicMatch) -> Reply:
    """What is said where no topic answers: no more than what can be asked, the nearest first."""
    if found.distant:
        return Reply(
            "I hold nothing on this",
            lines=(KNOWN,),
            choices=(*questions(found.distant), Choice("All commands", "/help")),
        )
    examples = (*(Choice(e, e) for e in EXAMPLES), Choice("All commands", "/help"))
    return Reply("That is not something I know", lines=(KNOWN,), choices=examples)


def questions(topics: Iterable[Topic]) -> tuple[Choice, ...]:
    """Buttons that ask the topics' own questions."""
    return tuple(Choice(topic.question, f"/ask {topic.question}") for topic in topics)


_SAID = {
    "/coverage": "Ask about a payer",
    "/denial": "Ask about a denial code",
    "/help": "All commands",
    "/caps": "The board",
    "/caps preview": "Alerts to come",
    "/caps rollover": "What resets, and when",
    "/clinic": "The clinic's settings",
    "/clinic export": "How records are taken out",
    "/clinic warn": "When I warn",
    "/session help": "How to log a session",
    "/session payer": "Set a payer",
    "/session undo": "Undo my last",
}
"""What a button says that asks nothing of the facts."""


def _label(command: str) -> str:
    """What a button says: a question as one, any other command in words."""
    verb, _, about = command.removeprefix("/").partition(" ")
    match verb:
        case "ask":
            return f"{phrases.sentence(about).rstrip('?')}?"
        case "cpt":
            codes = about.split()
            is_pair = len(codes) > 1 and about.replace(" ", "").isdigit()
            return " with ".join(codes) if is_pair else f"What {about} is"
        case "state":
            where, _, who = about.partition(" ")
            return " · ".join(filter(None, [f"Rules of {NAMES.get(where, 'a state')}", who]))
        case "coverage" if about:
            return f"Coverage: {about}"
    return _SAID.get(command, command)
