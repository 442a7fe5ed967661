"""What is told of one state: all its professions, several of them, or the one that is asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from handlers.assumed_year import with_year_taken
from handlers.command import Request
from handlers.coverage.card.card_title import days_asked
from handlers.share.share_button import shareable
from handlers.state import card, license_elsewhere, several_states
from handlers.state.state_case import StateCase
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.coverage.state import NAMES, SUPERVISION, State
from models.reply import Line, Reply
from models.understanding.canonical_command import OfState
from models.understanding.question import Question
from models.wording import phrases, quoting, state_changes

_SHORT_TEXT = 4  # words
_NOW = re.compile(
    r"\b(?:now|today|currently|nowadays|these days|at present|as of now)\b", re.IGNORECASE
)
_LONG = timedelta(days=3 * 365)


def say(question: Question, where: str, request: Request, book: FactBook) -> Reply:
    """What is asked about one state: all professions, several of them, or one."""
    state = state_of(where, book)
    if question.overseen and not _speaks_of_supervision(state, whom(question, request)):
        others = tuple(a for a in question.aspects if a is not Aspect.SUPERVISION)
        told = say(question._replace(overseen=False, aspects=others), where, request, book)
        return _overseen(told, state)
    asked = case_of(question, request)
    if question.everyone or len(question.professions) > 1 or _is_mixed(question):
        told = several_states.say_professions(
            state, question.professions, question.other_professions, asked, book
        )
        if question.hand_therapist:
            told = with_lines(told, Line("A hand therapist is an OT or a PT: the license decides."))
    elif question.other_profession:
        told = card.say_unresearched(state, question.other_profession, asked, book)
    else:
        who = whom(question, request)
        told = card.say(state, who, asked, book)
        told = _overseen(told, state) if question.overseen else told
        told = license_elsewhere.leading(told, question, who, book)
        unread = _unread(question, who, told, request)
        if question.professions or not unread:  # else the word may name another profession
            told = shareable(told, OfState(where, who, question.on, question.aspects))
        told = with_lines(told, *unread, *_changed(question, state, who))
        told = _beside_now(told, question, state, who, request)
    return dated(with_lines(told, *_taken(question, state)), question)


def case_of(question: Question, request: Request) -> StateCase:
    """What is asked of a state: the day, the aspects, and the words that were not used."""
    aspects = license_elsewhere.without(question.aspects)
    on = question.on or request.today
    is_past = on + _LONG < request.today
    return StateCase(on, aspects, question.unused, question.until, is_past=is_past)


def whom(question: Question, request: Request) -> Profession:
    """The profession that is asked about, or the clinic's own."""
    if question.professions:
        return question.professions[0]
    return question.profession or Profession(request.clinic.profession or Profession.PT)


def _is_mixed(question: Question) -> bool:
    others = len(question.other_professions)
    return others > 1 or bool(question.professions and others)


def state_of(code: str, book: FactBook) -> State:
    """The state of a code, without any rule where none is held."""
    return book.states.get(code) or State(code, ())


def with_lines(reply: Reply, *lines: Line) -> Reply:
    """The reply with more lines behind its own."""
    return replace(reply, lines=(*reply.lines, *lines))


def _overseen(reply: Reply, state: State) -> Reply:
    """The reply, led by what is not known of a physician who supervises."""
    none = f"I hold nothing on supervision of needling by a physician in {state.within}."
    return replace(reply, lines=(Line(none), *reply.lines))


def _speaks_of_supervision(state: State, who: Profession) -> bool:
    return any(rule.profession is who and rule.asks(SUPERVISION) for rule in state.rules)


def dated(reply: Reply, question: Question) -> Reply:
    """The reply with the day that was named in its headline."""
    if not question.on:
        return reply
    headline = " · ".join([reply.headline, *days_asked(question)])
    return with_year_taken(replace(reply, headline=headline), question)


def with_slips(reply: Reply, question: Question) -> Reply:
    """The card of several states with what was taken for one of them."""
    slips = [(typed, code) for typed, code in question.place_slips if code in question.states]
    if not slips:
        return reply
    taken = [f"{phrases.quoted(typed)} for {NAMES[code]}" for typed, code in slips]
    caution = Line(f"I took {phrases.either(taken, 'and')}.")
    return replace(reply, cautions=(caution, *reply.cautions))


def _taken(question: Question, state: State) -> tuple[Line, ...]:
    """For what a city or a misspelling was taken."""
    if question.guessed_from:
        meant = f"{question.city}, {state.name}" if question.city else state.name
        return (Line(f"I took “{question.guessed_from}” for {meant}."),)
    if question.city:
        return (Line(f"{question.city} is in {state.name}."),)
    return ()


def _unread(question: Question, who: Profession, told: Reply, request: Request) -> tuple[Line, ...]:
    """A single word that nobody understood may be a profession, or ask for what is not held."""
    is_long = len(request.text.split()) > _SHORT_TEXT
    if is_long or question.aspects or len(question.told) != 1 or question.told[0].isdigit():
        return ()
    if question.told[0].casefold() in told.lines[0].text.casefold():
        return ()
    whom = "" if question.professions else f": this is for {phrases.an(profession.NAMES[who])}"
    return (Line(f"I did not use {quoting.named(question.told)}{whom}."),)


def _beside_now(
    told: Reply, question: Question, state: State, who: Profession, request: Request
) -> Reply:
    """The card of a day that is past, with how it stands now where that is asked too."""
    if question.on is None or question.on >= request.today or not _NOW.search(request.text):
        return told
    current = (rule for rule in state.in_force(request.today) if rule.profession is who)
    today = next(current, None)
    if today is None or today.in_force.holds(question.on):
        return told
    first, *others = told.lines
    return replace(told, lines=(first, Line(state_changes.now(today), today.cites), *others))


def _changed(question: Question, state: State, who: Profession) -> tuple[Line, ...]:
    """Where the rule changed within the days that were named."""
    first, last = question.on, question.until
    if first is None or last is None:
        return ()
    starts = [rule.in_force.first for rule in state.rules if rule.profession is who]
    changes = [day for day in starts if day and first < day <= last]
    return tuple(
        Line(f"The rule changed on {phrases.day(day)}: ask for that day.") for day in changes
    )
