"""Words topics and disagreements: surely, as the closest, or that nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.command import Request
from handlers.coverage import disputes as sides
from handlers.coverage import payer_rows
from handlers.share.share_button import shareable
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.dispute import Dispute
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer, PayerKind
from models.coverage.state import NAMES
from models.coverage.statement import Statement
from models.coverage.topic import Topic, TopicKind
from models.reply import Choice, Line, Reply, Section
from models.understanding.canonical_command import OfTopic
from models.understanding.question import Question
from models.understanding.topics.topic_lines import ids_of
from models.understanding.topics.topic_match import TopicMatch
from models.wording import phrases, sentences
from models.wording.sourced import lines, sourced

EXAMPLES = (
    "/ask does cigna pay for dry needling",
    "/ask can a PTA needle in Texas",
    "/ask how do I count muscles",
)

_CLOSEST = "Closest to your question: "
"""How the headline of an answer begins that is no more than near."""

_OR = "Or do you ask: "
"""What stands before the topic that is next to the closest one."""

_OF_CLOSEST = 2  # lines of the closest topic above the next
_SHORT = 180  # characters of the line on the next topic: a gist has none that is longer

HELP = Choice("What I can answer", "/help")

_OF_MEDICAID = "Medicaid:"

_ORIGINAL = "medicare"

_SELF_FUNDED = "self_funded"  # the topic on plans that employers pay for

SMALL_PRINT = {TopicKind.CLINICAL: "General information, not advice for one patient."}


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


def led_by(reply: Reply, statement: Statement | None) -> Reply:
    """A topic's card, led by its statement on what was asked in particular."""
    if statement is None:
        return reply
    return _leading(reply, lines([statement]))


def _leading(reply: Reply, own: Sequence[Line]) -> Reply:
    """A card with these lines first, wherever they stood."""
    sections = (
        replace(section, lines=tuple(line for line in section.lines if line not in own))
        for section in reply.sections
    )
    return replace(
        reply,
        lines=tuple(dict.fromkeys((*own, *reply.lines))),
        sections=tuple(section for section in sections if section.lines),
    )


def of_payers(
    reply: Reply, topic: Topic, payers: Sequence[Payer], line: LineOfBusiness | None = None
) -> Reply:
    """A general topic, asked of payers: it is said first that nothing is held of theirs."""
    if not payers or topic.kind is TopicKind.BOT or topic.id in {payer.id for payer in payers}:
        return reply
    if topic.id == _SELF_FUNDED and {payer.id for payer in payers} <= {"union_plan", "self_funded"}:
        return reply
    if reply.lines[0].text.startswith(_OF_MEDICAID) and lines_of(payers, line):
        others = Section("Of other plans, in general", reply.lines[1:])
        return replace(reply, lines=reply.lines[:1], sections=(others, *reply.sections))
    if not payers_apart(topic, payers):
        return _own_first(reply, topic, payers)
    shared = payer_rows.shared_words(payers) or payer_rows.shared_name(payers)
    whose = payers[0].name if len(payers) == 1 else f"{shared} plans" if shared else "these payers"
    of = "Of original Medicare" if topic.payers == (_ORIGINAL,) else "In general"
    none = Line(f"I hold nothing of {whose} on this. {of}:")
    return replace(reply, lines=(none, *reply.lines))


def lines_of(payers: Sequence[Payer], line: LineOfBusiness | None) -> frozenset[str]:
    """The term for the payers' line of business, of which a topic may hold a statement."""
    is_named = line is LineOfBusiness.MEDICAID
    is_only = payers and all(map(_is_of_medicaid, payers))
    return frozenset({"medicaid"} if is_named or is_only else ())


def _is_of_medicaid(payer: Payer) -> bool:
    is_only = payer.lines == (LineOfBusiness.MEDICAID,)
    return is_only or payer.kind in {PayerKind.MEDICAID, PayerKind.MEDICAID_MANAGED}


def _own_first(reply: Reply, topic: Topic, payers: Sequence[Payer]) -> Reply:
    """A general topic that says in its details what holds for the one company: that leads."""
    if of_one := _of_one_among(reply, payers):
        return of_one
    brands = {payer.name.split()[0] for payer in payers}
    if len(brands) != 1 or any(payer.id in topic.payers for payer in payers):
        return reply
    name = brands.pop()
    begins = (f"{name}:", f"Original {name}:", f"{name} ")
    own = [line for s in reply.sections for line in s.lines if line.text.startswith(begins)]
    if not own or any(name in statement.says for statement in topic.answer):
        return reply
    return _leading(reply, own)


def _of_one_among(reply: Reply, payers: Sequence[Payer]) -> Reply | None:
    """A card with what it says of one of several payers of a name behind its first line."""
    begins = tuple(f"{payer.name}:" for payer in payers)
    own = [line for s in reply.sections for line in s.lines if line.text.startswith(begins)]
    if len(payers) == 1 or not own:
        return None
    return _leading(reply, (*reply.lines[:1], *own))


def of_professions(reply: Reply, topic: Topic, question: Question) -> Reply:
    """A topic on scope, asked of professions: their own sentence leads, or that none is held."""
    if Aspect.SUPERVISION not in topic.aspects and Aspect.COVERED not in topic.aspects:
        return reply
    named = [f"{profession.NAMES[who]}s:".casefold() for who in question.professions]
    own = [
        line
        for section in reply.sections
        for line in section.lines
        if line.text.casefold().startswith(tuple(named))
    ]
    said = " ".join([topic.question, *(s.says for s in (*topic.answer, *topic.details))]).casefold()
    if strange := [who for who in question.other_professions if who.casefold() not in said]:
        others = phrases.either([phrases.an(who) for who in strange])
        own.insert(0, Line(f"I have no facts on {others} who needles: ask the licensing board."))
    return _leading(reply, own) if own else reply


def of_reasons(reply: Reply, strange: Sequence[str]) -> Reply:
    """A topic on denials, asked of codes that are not held: that is said first."""
    if not strange:
        return reply
    codes = "code" if len(strange) == 1 else "codes"
    line = Line(f"I hold nothing on {codes} {phrases.either(strange, 'and')}. In general:")
    return replace(reply, lines=(line, *reply.lines))


def payers_apart(topic: Topic, payers: Sequence[Payer]) -> bool:
    """Whether a topic speaks of none of the payers."""
    ids = ids_of(payers)
    if ids == {"medicare"} or ids & set(topic.payers):  # what names no payer is Medicare's rule
        return False
    said = " ".join(s.says for s in (*topic.answer, *topic.details, *topic.cautions)).casefold()
    return not any(_brand(payer, payers).casefold() in said for payer in payers)


def _brand(payer: Payer, payers: Sequence[Payer]) -> str:
    """The first word of a payer's name; all of it where many begin with that: "BCBS Arizona"."""
    first = payer.name.split()[0]
    return payer.name if len(payers) == 1 and first.casefold() in _OF_MANY else first


def say_topic(topic: Topic, book: FactBook, request: Request) -> Reply:
    """The card of a topic that surely answers, with the rules of the clinic's own state."""
    where = request.clinic.state
    if topic.kind is not TopicKind.TRAINING or not where:
        return shareable(say(topic, book), OfTopic(topic))
    own = Choice(f"Who may needle in {NAMES[where]}", f"/state {where}")
    return shareable(say(topic, book, (own,)), OfTopic(topic))


def say_near(topics: Sequence[Topic], book: FactBook) -> Reply:
    """The closest topic, said to be no more, and in short the next; the next two as buttons."""
    closest, others = say(topics[0], book), questions(topics[1:3])
    told, further = closest.lines[:_OF_CLOSEST], closest.lines[_OF_CLOSEST:]
    reply = replace(
        closest,
        headline=f"{_CLOSEST}{closest.headline}",
        lines=(*told, *map(_in_short, topics[1:2])),
        sections=(*((Section(closest.headline, further),) if further else ()), *closest.sections),
        is_closest=True,
        choices=(*others, *(c for c in closest.choices if not _is_among(c, others))),
        small_print=next(filter(None, (SMALL_PRINT.get(t.kind) for t in topics[:2])), ""),
    )
    return sourced(reply, book)


def _in_short(topic: Topic) -> Line:
    """Another topic that may be meant, and how its answer begins where that is short."""
    answer = topic.answer[0]
    first, _ = sentences.within(f"{_OR}{topic.question} {answer.says}", _SHORT)
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
    known = Line(
        "I know payers' coverage of dry needling, codes, state rules and common questions."
    )
    if found.distant:
        return Reply(
            "I hold nothing on this",
            lines=(known,),
            choices=(*questions(found.distant), Choice("All commands", "/help")),
        )
    examples = (*(Choice(e, e) for e in EXAMPLES), Choice("All commands", "/help"))
    return Reply("That is not something I know", lines=(known,), choices=examples)


def questions(topics: Iterable[Topic]) -> tuple[Choice, ...]:
    """Buttons that ask the topics' own questions."""
    return tuple(Choice(topic.question, f"/ask {topic.question}") for topic in topics)


_OF_MANY = frozenset("bcbs blue community health state".split())

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
