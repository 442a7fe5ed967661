"""Leads a topic's card by what it says of those asked about: payers, professions, denial codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.coverage import shared_names
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.payer import Payer
from models.coverage.statement import Statement
from models.coverage.topic import Topic, TopicKind
from models.reply import Choice, Line, Reply
from models.understanding.payers.networks import FEDERAL_EMPLOYEES
from models.understanding.question import Question
from models.understanding.topics.topic_lines import ids_of
from models.wording import phrases
from models.wording.sourced import lines

_ORIGINAL = "medicare"
_OWN_MISTAKE = "bot_wrong"  # the topic on wrong answers of this bot
_OF_CHOICE = "choose_plan"  # the topic on which plan a patient should have
_SELF_FUNDED = "self_funded"  # the topic on plans that employers pay for

# First words of so many payers' names that they name none.
_OF_MANY = frozenset("bcbs blue community health state".split())


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


def of_payers(reply: Reply, topic: Topic, payers: Sequence[Payer]) -> Reply:
    """A general topic, asked of payers: it is said first that nothing is held of theirs."""
    if len(payers) == 1 and topic.id == _OWN_MISTAKE:
        return _looked_up_again(reply, payers[0])
    is_their_own = topic.id == _OF_CHOICE or topic.id in {payer.id for payer in payers}
    if not payers or topic.kind is TopicKind.BOT or is_their_own:
        return reply
    is_of_employers = topic.id == _SELF_FUNDED
    if is_of_employers and {payer.id for payer in payers} <= {"union_plan", "self_funded"}:
        return reply
    if is_of_employers and all(FEDERAL_EMPLOYEES in payer.note for payer in payers):
        return _of_federal_employees(reply, payers)
    return _general(reply, topic, payers)


def _general(reply: Reply, topic: Topic, payers: Sequence[Payer]) -> Reply:
    """A topic that speaks of all payers alike, or of those that are asked about."""
    if not payers_apart(topic, payers):
        return _own_first(reply, topic, payers)
    shared = shared_names.shared_words(payers) or shared_names.shared_name(payers)
    whose = payers[0].name if len(payers) == 1 else f"{shared} plans" if shared else "these payers"
    of = "Of original Medicare" if topic.payers == (_ORIGINAL,) else "In general"
    none = Line(f"I hold nothing of {whose} on this. {of}:")
    return replace(reply, lines=(none, *reply.lines))


def _of_federal_employees(reply: Reply, payers: Sequence[Payer]) -> Reply:
    """Of federal employees' plans, what decides: they are no plans that ERISA binds."""
    names = phrases.either([payer.name for payer in payers], "and")
    none = Line(f"I hold nothing of {names} on this, nor on an appeal there.")
    cards = tuple(Choice(payer.name, f"/coverage {payer.name}") for payer in payers)
    lines = (Line(payers[0].note), none)
    return replace(reply, headline=names, lines=lines, sections=(), cautions=(), choices=cards)


def _looked_up_again(reply: Reply, payer: Payer) -> Reply:
    """The topic on wrong answers, beside a payer that is named: which it was is not asked."""
    again = Line(
        f"Sorry. What I hold on {payer.name} now is a button away, with its source and date. What "
        "you type freely is not kept, so I cannot see what was answered then."
    )
    card = Choice(payer.name, f"/coverage {payer.name}")
    return replace(reply, lines=(again, *reply.lines[1:]), choices=(card, *reply.choices))


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
