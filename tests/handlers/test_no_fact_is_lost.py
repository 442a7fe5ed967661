"""Whatever the pack says of a position, a state or a topic stands on its card, on some level.

A sentence may be left out where another one of the card says the same with the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from models.coverage.fact_book import FactBook
from models.coverage.position import Position
from models.coverage.profession import Profession
from models.coverage.state import ScopeRule
from models.coverage.statement import Statement
from models.reply import Reply
from models.understanding.canonical_command import OfPayer, OfState, OfTopic
from models.wording import repeats, sentences
from tests.handlers.front_desk import NOON, FrontDesk, words

_FOR_CLINICIANS = {"anticoag"}
"""Asked of one patient: the treating clinician decides, whatever is held in general."""


def lost(card: Reply, facts: Iterable[str]) -> list[str]:
    """The sentences of these facts that the card neither says nor says in other words."""
    told = words(card)
    said = [(repeats.content(s), repeats.numbers_of(s)) for s in _sentences(told)]
    return [
        sentence
        for fact in facts
        for sentence in sentences.split(fact)
        if sentence not in told and not _is_said_otherwise(sentence, said)
    ]


def _sentences(told: str) -> Iterator[str]:
    for line in told.splitlines():
        yield from sentences.split(line)
        yield from sentences.split(repeats.apart(line)[1])


def _is_said_otherwise(sentence: str, said: list[tuple[frozenset[str], frozenset[str]]]) -> bool:
    own, numbers = repeats.content(sentence), repeats.numbers_of(sentence)
    every = frozenset(number for _, others in said for number in others)
    return numbers <= every and any(repeats.are_alike(own, others) for others, _ in said)


def asks_for(position: Position, payer: str, book: FactBook) -> str:
    """A question that this position answers, as far as its own bounds say."""
    codes = tuple(book.codes[code] for code in position.codes[:1] if code in book.codes)
    bound = position.lines if position.lines != book.payers[payer].lines else ()
    line = bound[0] if len(bound) == 1 else None
    fits = [id_ for id_ in position.treating or book.conditions if id_ not in position.not_treating]
    treated = book.conditions[fits[0]] if position.treating or position.not_treating else None
    day = position.in_force.last or position.in_force.first
    asked = OfPayer(
        payer=book.payers[payer],
        codes=codes or (book.codes["20560"],),
        line=line,
        condition=treated,
        profession=position.billed_by[0] if position.billed_by else None,
        state=position.in_states[0] if position.in_states else None,
        on=day if day and not position.in_force.holds(NOON.date()) else None,
        as_known=position.recorded.last,
    )
    return asked.command


def says_of_position(position: Position) -> Iterator[str]:
    """Everything that a position says."""
    yield position.says
    yield from (
        statement.says
        for statement in (
            *position.conditions,
            *position.limits,
            *position.billing,
            *position.documentation,
            *position.cautions,
            *filter(None, (position.authorization, position.referral)),
        )
    )
    yield position.policy


async def test_nothing_of_any_position_is_lost(desk: FrontDesk, pack: FactBook) -> None:
    missing, leading = {}, 0
    for payer, positions in pack.positions.items():
        for position in positions:
            typed = asks_for(position, payer, pack)
            card = await desk.say(typed)
            leads = f"position/{position.id}" in card.about
            leading += leads
            facts = says_of_position(position) if leads else [position.says]
            if gone := lost(card, facts):
                missing[f"{position.id}: {typed}"] = gone
    assert not missing
    assert leading >= len(pack.positions), "each position but for a few answers its question"


def says_of_rule(rule: ScopeRule) -> Iterator[str]:
    """Everything that a state's rule says."""
    yield rule.says
    yield from (statement.says for _, statement in rule.requirements)
    yield from (statement.says for statement in rule.cautions)
    yield rule.citation


async def test_nothing_of_any_state_is_lost(desk: FrontDesk, pack: FactBook) -> None:
    missing = {}
    for state in pack.states.values():
        for rule in state.rules:
            held = rule.in_force
            on = None if held.holds(NOON.date()) else held.last or held.first
            typed = OfState(state.code, rule.profession, on).command
            facts = [*says_of_rule(rule)]
            if rule.profession is Profession.PT and state.direct_access:
                facts.append(state.direct_access.says)
            if gone := lost(await desk.say(typed), facts):
                missing[typed] = gone
    assert not missing


async def test_nothing_of_any_topic_is_lost(desk: FrontDesk, pack: FactBook) -> None:
    missing = {}
    for topic in pack.topics.values():
        typed = OfTopic(topic).command
        statements: tuple[Statement, ...] = (*topic.answer, *topic.details, *topic.cautions)
        if gone := lost(await desk.say(typed), [s.says for s in statements]):
            missing[typed] = gone
    assert not missing


async def test_nothing_of_any_disagreement_is_lost(desk: FrontDesk, pack: FactBook) -> None:
    missing = {}
    for dispute in pack.disputes:
        typed = OfTopic(dispute).command
        if dispute.id in _FOR_CLINICIANS:
            continue
        facts = [*(side.says for side in dispute.sides), dispute.answer.says, dispute.settles]
        if gone := lost(await desk.say(typed), facts):
            missing[typed] = gone
    assert not missing


@pytest.mark.parametrize(
    ("card", "fact", "is_lost"),
    [
        ("It pays for 12 visits a year.", "It pays for 12 visits a year.", False),
        ("Pays for 12 visits each year of the plan.", "The plan pays for 12 visits a year.", False),
        ("It pays for 12 visits a year.", "It pays for 20 visits a year.", True),
        ("It pays for 12 visits a year.", "A referral is needed.", True),
    ],
)
def test_what_is_lost(card: str, fact: str, *, is_lost: bool) -> None:
    assert bool(lost(Reply(card), [fact])) is is_lost
