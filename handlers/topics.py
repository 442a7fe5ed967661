"""Words topics and disagreements: surely, as the closest, or that nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.command import Request
from handlers.coverage import disputes as sides
from handlers.share.offer import shareable
from models.coverage.dispute import Dispute
from models.coverage.fact_book import FactBook
from models.coverage.state import NAMES
from models.coverage.topic import Topic, TopicKind
from models.reply import Choice, Line, Reply, Section
from models.understanding.canonical import OfTopic
from models.understanding.topic_match import TopicMatch
from models.wording.sourced import lines, sourced

EXAMPLES = (
    "/ask does cigna pay for dry needling",
    "/ask can a PTA needle in Texas",
    "/ask how do I count muscles",
)

_SMALL_PRINT = {TopicKind.CLINICAL: "General information, not advice for one patient."}


def dispute_of(text: str, book: FactBook) -> Dispute | None:
    """The disagreement that a text asks about in its own words, as the buttons of a card do."""
    asked = text.strip().casefold()
    return next((d for d in book.disputes if d.question.casefold() == asked), None)


def say(topic: Topic, book: FactBook, further: Iterable[Choice] = ()) -> Reply:
    """Word one topic."""
    disputes = [d for d in book.disputes if topic.id in d.topics]
    named = {choice.command: choice for choice in (*further, *sides.choices(disputes))}
    steps = {command: Choice(command, command) for command in topic.commands}
    reply = Reply(
        headline=topic.question,
        lines=lines(topic.answer),
        sections=(
            *((Section("Details", lines(topic.details)),) if topic.details else ()),
            *sides.sections(disputes, book),
        ),
        cautions=lines(topic.cautions),
        choices=tuple((named | steps | named).values()),
        small_print=_SMALL_PRINT.get(topic.kind, ""),
    )
    return sourced(reply, book)


def say_topic(topic: Topic, book: FactBook, request: Request) -> Reply:
    """The card of a topic that surely answers, with the rules of the clinic's own state."""
    where = request.clinic.state
    if topic.kind is not TopicKind.TRAINING or not where:
        return shareable(say(topic, book), OfTopic(topic))
    own = Choice(f"Who may needle in {NAMES[where]}", f"/state {where}")
    return shareable(say(topic, book, (own,)), OfTopic(topic))


def say_near(topics: Sequence[Topic], book: FactBook) -> Reply:
    """The closest topic, said to be no more, with the next two as buttons."""
    closest = say(topics[0], book)
    return replace(
        closest,
        headline=f"Closest to your question: {closest.headline}",
        choices=(*_questions(topics[1:3]), *closest.choices),
    )


def say_dispute(dispute: Dispute, book: FactBook) -> Reply:
    """The card of a disagreement that was asked for in its own words."""
    return shareable(sides.say(dispute, book), OfTopic(dispute))


def for_clinician(found: TopicMatch) -> Reply:
    """No topic answers here, however near: beside one patient it would read as advice."""
    clinical = [topic for topic in found.near if topic.kind is TopicKind.CLINICAL]
    return Reply(
        headline="That is for the treating clinician",
        lines=(
            Line("I give no advice on a patient or on medicines. Ask the clinician who treats."),
            Line("If it cannot wait, get the clinician now; in an emergency call 911."),
        ),
        choices=_questions(clinical) or (Choice("What I can answer", "/help"),),
        small_print="The buttons lead to general information." if clinical else "",
    )


def unknown() -> Reply:
    """What is said where nothing was understood: no more than what can be asked."""
    known = Line(
        "I know payers' coverage of dry needling, codes, state rules and common questions."
    )
    examples = (*(Choice(e, e) for e in EXAMPLES), Choice("All commands", "/help"))
    return Reply("That is not something I know", lines=(known,), choices=examples)


def _questions(topics: Iterable[Topic]) -> tuple[Choice, ...]:
    return tuple(Choice(topic.question, f"/ask {topic.question}") for topic in topics)
