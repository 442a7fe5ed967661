"""Who may dry needle in a state, and what the state asks of them.

/state <state> [profession] [on <date>]
/state <state> <profession> <hours, referral, consent, delegation, …>
/state <state>, <state>   /state which states allow <profession>   /state <state> who can
"""

from __future__ import annotations

from handlers.command import Command, Request, Services
from handlers.state import license_elsewhere, one_state, several_states, which_state
from handlers.state.which_state import EXAMPLES
from models.reply import Reply
from models.understanding.question import Question
from models.understanding.reader import Reader


async def answer(request: Request, services: Services) -> Reply:
    """Find the state and profession that the text names, and word the rules in force."""
    return reply_to(services.reader.read_state(request.text, request.today), request, services)


def reply_to(question: Question, request: Request, services: Services) -> Reply:
    """Answer a question that is read already: one state, several, or all of them."""
    book = services.book
    asks_of_all = question.all_states or (question.professions and not question.unused)
    is_of_none = not question.states and not request.clinic.state
    if question.territory or question.all_states or (asks_of_all and is_of_none):
        return which_state.say_of_all(question, request, book)
    if question.unclear_place or (len(question.states) > 1 and question.guessed_from):
        return which_state.say_unclear(question, request, book)
    is_federal = license_elsewhere.is_federal(question) and not question.other_profession
    if len(question.states) > 1 or (question.states and is_federal):
        return reply_to_several(question, request, services)
    if question.states:
        return one_state.say(question, question.states[0], request, book)
    return which_state.say(question, request, book)


def reply_to_several(question: Question, request: Request, services: Services) -> Reply:
    """A small table: each state with its verdict, and what is asked of it."""
    book, asked = services.book, one_state.case_of(question, request)
    states = [one_state.state_of(code, book) for code in question.states]
    others, who = question.other_professions, one_state.whom(question, request)
    professions = question.professions or (() if others else (who,))
    told = several_states.say_states(states, professions, asked, book, others)
    told = license_elsewhere.leading(told, question, who, book)
    return one_state.dated(one_state.with_slips(told, question), question)


COMMAND = Command(
    "state",
    __doc__,
    EXAMPLES,
    answer,
    read=Reader.read_state,
    is_public=True,
    is_searched=True,
)
