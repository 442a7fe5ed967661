"""Answers a question in free text, from facts about payers, codes and states and from an FAQ.

/ask <question>
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers import cpt, state
from handlers.command import LONG, Command, Request, Services
from handlers.coverage import command as coverage
from handlers.coverage import disputes as sides
from handlers.share.offer import shareable
from models.coverage.dispute import Dispute
from models.coverage.fact_book import FactBook
from models.coverage.state import NAMES
from models.coverage.topic import Topic, TopicKind
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply, Section
from models.understanding import advice, subject
from models.understanding.canonical import OfTopic
from models.understanding.subject import Subject
from models.understanding.topic_match import TopicMatch
from models.understanding.vocabulary import Vocabulary
from models.wording.sourced import lines, sourced

_EXAMPLES = (
    "/ask does cigna pay for dry needling",
    "/ask can a PTA needle in Texas",
    "/ask how do I count muscles",
)

# What a question that leads nowhere is answered with.
_ELSEWHERE = ("/coverage bcbsnc 20560", "/cpt 20560", "/state NC", *_EXAMPLES[-1:], "/help")

_SIBLINGS = {command.name: command for command in (coverage.COMMAND, cpt.COMMAND, state.COMMAND)}

_SMALL_PRINT = {TopicKind.CLINICAL: "General information, not advice for one patient."}


async def answer(request: Request, services: Services) -> Reply:
    """Answer from payers, codes and states first, then from the topics, or say what is unknown."""
    found = services.topics.find(request.text)
    vocabulary = services.topics.vocabulary
    if advice.is_for_clinician(request.text, vocabulary):
        return _for_clinician(found)
    dispute = _dispute(request.text, services.book)
    about = _subject(request, services, is_known=bool(found.sure or dispute))
    if about and about.command == "coverage" and _is_of_another(request.text, found, vocabulary):
        found = replace(found, sure=None)
    if about and _is_structured(about, found, dispute, vocabulary):
        sibling = _SIBLINGS[about.command]
        return await sibling.answer(
            replace(request, command=sibling.name, text=about.text), services
        )
    if dispute and not (found.sure and found.sure.question == dispute.question):
        return shareable(sides.say(dispute, services.book), OfTopic(dispute))
    if found.sure and not (about and about.elsewhere):
        told = say(found.sure, services.book, _further(found.sure, about, request))
        return shareable(told, OfTopic(found.sure))
    return _unknown(found, about)


def _dispute(text: str, book: FactBook) -> Dispute | None:
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


def _subject(request: Request, services: Services, *, is_known: bool) -> Subject | None:
    try:
        return subject.find(
            request.text, services.reader, services.book, services.topics.vocabulary
        )
    except NotUnderstood:
        if is_known:  # "an authorization from 1/1/2026 to 3/31/2026" asks for no date of service
            return None
        raise


def _is_structured(
    about: Subject, found: TopicMatch, dispute: Dispute | None, vocabulary: Vocabulary
) -> bool:
    """Whether the command for the subject answers better than a topic or a disagreement.

    It does when nothing else is asked. Of payers that share a name the command would only ask
    which, where a topic about them all says more.
    """
    if found.sure is None and dispute is None:
        return about.whole or about.enough
    is_of_them_all = bool(dispute or (found.sure and vocabulary.payers_of(found.sure.question)))
    return about.whole and not (about.several and is_of_them_all)


def _is_of_another(text: str, found: TopicMatch, vocabulary: Vocabulary) -> bool:
    """Whether the topic is about a payer that the text does not name: its answer is no other's."""
    payers_of = vocabulary.payers_of
    return bool(found.sure and payers_of(found.sure.question) - payers_of(text))


def _further(topic: Topic, about: Subject | None, request: Request) -> tuple[Choice, ...]:
    """What the asker named, and for rules of the states the clinic's own."""
    if about:
        return (_step(about),)
    if topic.kind is TopicKind.TRAINING and request.clinic.state:
        where = request.clinic.state
        return (Choice(f"Who may needle in {NAMES[where]}", f"/state {where}"),)
    return ()


def _step(about: Subject) -> Choice:
    return Choice(about.title, f"/{about.command} {about.step}".strip())


def _for_clinician(found: TopicMatch) -> Reply:
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


def _unknown(found: TopicMatch, about: Subject | None) -> Reply:
    known = Line(
        "I only know payers' coverage of dry needling, codes, state rules, "
        "and common questions around them."
    )
    steps = (*((_step(about),) if about else ()), *_questions(found.near))
    if steps:
        nearest = Line("Is it one of these? If not, ask it in other words.")
        return Reply("I do not know that", lines=(known, nearest), choices=steps)
    examples = (
        *(Choice(example, example) for example in _EXAMPLES),
        Choice("All commands", "/help"),
    )
    return Reply("That is not something I know", lines=(known,), choices=examples)


def _questions(topics: Iterable[Topic]) -> tuple[Choice, ...]:
    return tuple(Choice(topic.question, f"/ask {topic.question}") for topic in topics)


COMMAND = Command("ask", __doc__, _EXAMPLES, answer, is_public=True, longest=LONG)
