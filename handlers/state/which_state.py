"""Where no state is named, or an unclear one: the clinic's own, that of a bill, or all of them."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.command import Request
from handlers.state import (
    body_parts,
    card,
    every_state,
    in_general,
    license_elsewhere,
    no_rule,
    one_state,
    several_states,
)
from models import spelling
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.coverage.state import ABROAD, NAMES
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.wording import phrases, state_rules

EXAMPLES = ("/state NC", "/state WA PT", "/state texas PTA")

_LIKE_ENOUGH = 60
_BILL_NUMBER = re.compile(r"[0-9]{2,4}$")
_SHORTEST_SLIPPED = 6  # letters of a state's name with two slips
_MOST_SLIPS = 2
_LONG_NAME = 11  # letters of a name with one slip more
_FEW = 3  # states that one unclear name may mean, told at once


def say(question: Question, request: Request, book: FactBook) -> Reply:
    """No state is named: the clinic's own, or the one of a bill; else ask for it."""
    if request.clinic.state and is_of_own_state(question, request):
        told = one_state.say(question, request.clinic.state, request, book)
        name = NAMES[request.clinic.state]
        return one_state.with_lines(
            told, Line(f"You named no state: this is your clinic's, {name}.")
        )
    if rule := _of_bill(question, book):
        where, who = rule
        asked = question._replace(
            professions=(who,), profession=who, aspects=(Aspect.BILLS,), unused=()
        )
        return one_state.say(asked, where, request, book)
    alone = license_elsewhere.without_state(question, one_state.whom(question, request), book)
    if alone is None and (nearly := _nearly_named(question)):
        word, code = nearly
        unused = tuple(other for other in question.unused if other != word)
        asked = question._replace(states=(code,), guessed_from=word, unused=unused, told=())
        return one_state.say(asked, code, request, book)
    return alone or _which_state(question)


def _nearly_named(question: Question) -> tuple[str, str] | None:
    """The only word that is two slips from a state's name, with that state: "nweada"."""
    found = [
        (word, code)
        for word in question.unused
        if len(word) >= _SHORTEST_SLIPPED
        for code, name in NAMES.items()
        for slips in (_MOST_SLIPS + (len(name) >= _LONG_NAME),)
        if name[0] == word[:1].upper()
        and spelling.slips_between(word.casefold(), name.casefold(), slips) <= slips
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


def say_of_all(question: Question, request: Request, book: FactBook) -> Reply:
    """A territory, or all states."""
    alone = license_elsewhere.without_state(question, one_state.whom(question, request), book)
    if question.territory:
        return one_state.with_lines(_not_held(question.territory), *(alone.lines if alone else ()))
    if alone:
        return alone
    on = question.on or request.today
    if len(question.professions) > 1:
        return every_state.say_all_of(question.professions, on, book)
    who = one_state.whom(question, request)
    part = body_parts.part_in(request.text)
    by_aspect = every_state.say_all_on(who, one_state.case_of(question, request), book, part)
    told = every_state.say_all(who, on, book, barred=question.barred)
    first = state_rules.unlisted(question.aspects)
    return by_aspect or replace(told, lines=(*first, *told.lines))


def _may_name_a_place(question: Question) -> bool:
    """Whether words were typed that may be a place, and nothing else is asked."""
    asks = set(question.aspects) - {Aspect.COVERED}
    named = question.professions or question.other_profession
    return bool(question.unused) and not (asks or named)


def say_unclear(question: Question, request: Request, book: FactBook) -> Reply:
    """One name that fits several states: all of them, where they are few."""
    name = question.unclear_place or question.guessed_from
    states = [one_state.state_of(code, book) for code in question.states]
    who = question.professions or (one_state.whom(question, request),)
    headline = f"Which {phrases.sentence(name)}?"
    if len(states) <= _FEW:
        told = several_states.say_states(states, who, one_state.case_of(question, request), book)
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
    if Aspect.AGE in question.aspects:
        choices = [Choice("Can children be needled?", "/ask Can children be needled?")]
    return Reply(
        headline=f"I know of no state called {phrases.quoted(named)}" if named else "Which state?",
        lines=(
            *no_rule.license_decides(question.other_profession),
            Line("Name one of the fifty states or DC, in full or by two letters, or a city."),
            *((Line(in_general.OF_MINORS),) if Aspect.AGE in question.aspects else ()),
        ),
        choices=tuple(choices[:3]) or tuple(Choice(example, example) for example in EXAMPLES),
    )


_NAMESAKE = "A US city of that name? Type its state beside it."


def _not_held(territory: str) -> Reply:
    name = phrases.sentence(territory)
    return Reply(
        headline=name,
        badge=no_rule.UNKNOWN,
        lines=(
            Line(f"I hold nothing on {territory}: only the fifty states and DC."),
            *((Line(_NAMESAKE),) if territory in ABROAD else ()),
            Line("This means neither yes nor no. Ask the licensing board there."),
        ),
        small_print=card.SMALL_PRINT,
    )
