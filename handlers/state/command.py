"""Who may dry needle in a state, and what the state asks of them.

/state <state> [profession] [on <date>]
/state <state> <profession> <hours, referral, consent, delegation, …>
/state <state>, <state>   /state which states allow <profession>   /state <state> who can
"""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.assumed_year import with_year_taken
from handlers.command import Command, Request, Services
from handlers.coverage.card import days_asked
from handlers.share.offer import shareable
from handlers.state import card, license_elsewhere, several_states
from handlers.state.card import StateCase
from models import spelling
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.coverage.state import NAMES, SUPERVISION, State
from models.reply import Choice, Line, Reply
from models.understanding.canonical_command import OfState
from models.understanding.question import Question
from models.understanding.reader import Reader
from models.wording import phrases, state_rules

_EXAMPLES = ("/state NC", "/state WA PT", "/state texas PTA")

_LIKE_ENOUGH = 60
_SHORT_TEXT = 4  # words
_BILL_NUMBER = re.compile(r"[0-9]{2,4}$")
_SHORTEST_SLIPPED = 6  # letters of a state's name with two slips
_MOST_SLIPS = 2
_FEW = 3  # states that one unclear name may mean, told at once


async def answer(request: Request, services: Services) -> Reply:
    """Find the state and profession that the text names, and word the rules in force."""
    return reply_to(services.reader.read_state(request.text, request.today), request, services)


def reply_to(question: Question, request: Request, services: Services) -> Reply:
    """Answer a question that is read already: one state, several, or all of them."""
    book = services.book
    asks_of_all = question.all_states or (question.professions and not question.unused)
    is_of_none = not question.states and not request.clinic.state
    if question.territory or question.all_states or (asks_of_all and is_of_none):
        return _of_no_state(question, request, book)
    if question.unclear_place or (len(question.states) > 1 and question.guessed_from):
        return _which_of(question, request, book)
    is_federal = license_elsewhere.is_federal(question) and not question.other_profession
    if len(question.states) > 1 or (question.states and is_federal):
        return reply_to_several(question, request, services)
    if question.states:
        return _of_state(question, question.states[0], request, book)
    return _without_state(question, request, book)


def _without_state(question: Question, request: Request, book: FactBook) -> Reply:
    """No state is named: the clinic's own, or the one of a bill; else ask for it."""
    if request.clinic.state and is_of_own_state(question, request):
        told = _of_state(question, request.clinic.state, request, book)
        name = NAMES[request.clinic.state]
        return _with(told, Line(f"You named no state: this is your clinic's, {name}."))
    if rule := _of_bill(question, book):
        where, who = rule
        asked = question._replace(
            professions=(who,), profession=who, aspects=(Aspect.BILLS,), unused=()
        )
        return _of_state(asked, where, request, book)
    alone = license_elsewhere.without_state(question, _whom(question, request), book)
    if alone is None and (nearly := _nearly_named(question)):
        word, code = nearly
        unused = tuple(other for other in question.unused if other != word)
        asked = question._replace(states=(code,), guessed_from=word, unused=unused, told=())
        return _of_state(asked, code, request, book)
    return alone or _which_state(question)


def _nearly_named(question: Question) -> tuple[str, str] | None:
    """The only word that is two slips from a state's name, with that state: "nweada"."""
    found = [
        (word, code)
        for word in question.unused
        if len(word) >= _SHORTEST_SLIPPED
        for code, name in NAMES.items()
        if name[0] == word[:1].upper()
        and spelling.slips_between(word.casefold(), name.casefold(), _MOST_SLIPS) <= _MOST_SLIPS
    ]
    return found[0] if len(found) == 1 else None


def _of_bill(question: Question, book: FactBook) -> tuple[str, Profession] | None:
    """The state and profession whose facts name the bill of the question: "HB 3824"."""
    numbers = [n for word in question.unused for n in _BILL_NUMBER.findall(word)]
    if not numbers:
        return None
    named = re.compile(rf"\b(?:[HS][BF]|LD) ?(?:{'|'.join(numbers)})\b")
    rules = [
        (state.code, rule.profession)
        for state in book.states.values()
        for rule in state.rules
        if named.search(" ".join([rule.says, rule.citation, *(c.says for c in rule.cautions)]))
    ]
    return rules[0] if len({code for code, _ in rules}) == 1 else None


def is_of_own_state(question: Question, request: Request) -> bool:
    """Whether a question without a place may be meant for the clinic's own state."""
    is_placed = question.states or question.territory or question.all_states
    return bool(request.clinic.state) and not is_placed and not _may_name_a_place(question)


def _of_no_state(question: Question, request: Request, book: FactBook) -> Reply:
    """A territory, or all states."""
    if alone := license_elsewhere.without_state(question, _whom(question, request), book):
        return alone
    if question.territory:
        return _not_held(question.territory)
    on = question.on or request.today
    if len(question.professions) > 1:
        return several_states.say_all_of(question.professions, on, book)
    who = _whom(question, request)
    by_aspect = several_states.say_all_on(who, _asked(question, request), book)
    told = several_states.say_all(who, on, book, barred=question.barred)
    first = state_rules.unlisted(question.aspects)
    return by_aspect or replace(told, lines=(*first, *told.lines))


def reply_to_several(question: Question, request: Request, services: Services) -> Reply:
    """A small table: each state with its verdict, and what is asked of it."""
    book, asked = services.book, _asked(question, request)
    states = [_state(code, book) for code in question.states]
    others, who = question.other_professions, _whom(question, request)
    professions = question.professions or (() if others else (who,))
    told = several_states.say_states(states, professions, asked, book, others)
    return _dated(license_elsewhere.leading(told, question, who, book), question)


def _of_state(question: Question, where: str, request: Request, book: FactBook) -> Reply:
    """What is asked about one state: all professions, several of them, or one."""
    state = _state(where, book)
    if question.overseen and not _speaks_of_supervision(state, _whom(question, request)):
        others = tuple(a for a in question.aspects if a is not Aspect.SUPERVISION)
        told = _of_state(question._replace(overseen=False, aspects=others), where, request, book)
        return _overseen(told, state)
    asked = _asked(question, request)
    if question.everyone or len(question.professions) > 1 or _is_mixed(question):
        told = several_states.say_professions(
            state, question.professions, question.other_professions, asked, book
        )
        if question.hand_therapist:
            told = _with(told, Line("A hand therapist is an OT or a PT: the license decides."))
    elif question.other_profession:
        told = card.say_unresearched(state, question.other_profession, asked, book)
    else:
        who = _whom(question, request)
        told = card.say(state, who, asked, book)
        told = _overseen(told, state) if question.overseen else told
        told = license_elsewhere.leading(told, question, who, book)
        unread = _unread(question, who, told, request)
        if question.professions or not unread:  # else the word may name another profession
            told = shareable(told, OfState(where, who, question.on, question.aspects))
        told = _with(told, *unread, *_changed(question, state, who))
    return _dated(_with(told, *_taken(question, state)), question)


def _asked(question: Question, request: Request) -> StateCase:
    aspects = license_elsewhere.without(question.aspects)
    on = question.on or request.today
    return StateCase(on, aspects, question.unused, question.until)


def _whom(question: Question, request: Request) -> Profession:
    """The profession that is asked about, or the clinic's own."""
    if question.professions:
        return question.professions[0]
    return question.profession or Profession(request.clinic.profession or Profession.PT)


def _is_mixed(question: Question) -> bool:
    others = len(question.other_professions)
    return others > 1 or bool(question.professions and others)


def _state(code: str, book: FactBook) -> State:
    return book.states.get(code) or State(code, ())


def _with(reply: Reply, *lines: Line) -> Reply:
    return replace(reply, lines=(*reply.lines, *lines))


def _overseen(reply: Reply, state: State) -> Reply:
    """The reply, led by what is not known of a physician who supervises."""
    none = f"I hold nothing on supervision of needling by a physician in {state.within}."
    return replace(reply, lines=(Line(none), *reply.lines))


def _speaks_of_supervision(state: State, who: Profession) -> bool:
    return any(rule.profession is who and rule.asks(SUPERVISION) for rule in state.rules)


def _dated(reply: Reply, question: Question) -> Reply:
    if not question.on:
        return reply
    headline = " · ".join([reply.headline, *days_asked(question)])
    return with_year_taken(replace(reply, headline=headline), question)


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
    whom = "" if question.professions else f": this is for {state_rules.a(profession.NAMES[who])}"
    return (Line(f"I did not use “{question.told[0]}”{whom}."),)


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


def _may_name_a_place(question: Question) -> bool:
    """Whether words were typed that may be a place, and nothing else is asked."""
    asks = set(question.aspects) - {Aspect.COVERED}
    named = question.professions or question.other_profession
    return bool(question.unused) and not (asks or named)


def _which_of(question: Question, request: Request, book: FactBook) -> Reply:
    """One name that fits several states: all of them, where they are few."""
    name = question.unclear_place or question.guessed_from
    states = [_state(code, book) for code in question.states]
    who = question.professions or (_whom(question, request),)
    headline = f"Which {phrases.sentence(name)}?"
    if len(states) <= _FEW:
        told = several_states.say_states(states, who, _asked(question, request), book)
        return replace(told, headline=headline)
    behind = f" {question.profession}" if question.profession else ""
    return Reply(
        headline=headline,
        lines=(Line(f"It is in {phrases.either([state.name for state in states], 'and')}."),),
        choices=tuple(Choice(state.name, f"/state {state.name}{behind}") for state in states[:5]),
    )


def _which_state(question: Question) -> Reply:
    """No state is named: ask for it, with those that may be meant."""
    behind = f" {question.profession}" if question.profession else ""
    named = " ".join(question.unused) if _may_name_a_place(question) else ""
    strange = question.unused if named or not question.other_profession else ()
    near = [spelling.resembling(word, NAMES.values(), _LIKE_ENOUGH) for word in strange]
    choices = [Choice(name, f"/state {name}{behind}") for name in dict.fromkeys(filter(None, near))]
    return Reply(
        headline=f"I know of no state called {phrases.quoted(named)}" if named else "Which state?",
        lines=(
            *card.license_decides(question.other_profession),
            Line("Name one of the fifty states or DC, in full or by two letters, or a city."),
        ),
        choices=tuple(choices[:3]) or tuple(Choice(example, example) for example in _EXAMPLES),
    )


def _not_held(territory: str) -> Reply:
    name = phrases.sentence(territory)
    return Reply(
        headline=name,
        badge=card.UNKNOWN,
        lines=(
            Line(f"I hold nothing on {territory}: only the fifty states and DC."),
            Line("This means neither yes nor no. Ask the licensing board there."),
        ),
        small_print=card.SMALL_PRINT,
    )


COMMAND = Command(
    "state",
    __doc__,
    _EXAMPLES,
    answer,
    read=Reader.read_state,
    is_public=True,
    is_searched=True,
)
