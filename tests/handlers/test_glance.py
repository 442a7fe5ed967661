"""Every answer from the facts is known at a glance, and nothing of it stands twice."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from statistics import median

import pytest

from handlers.coverage.card import card
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.reply import Audience, Reply
from tests import glance
from tests.handlers.front_desk import FrontDesk, words

_MEDIAN_LINES = 7
_SAMPLE = 5_000


def coverage_of(book: FactBook) -> Iterator[str]:
    """A question about each position, and of what is mostly asked of it."""
    for payer in (book.payers[id_] for id_ in book.positions):
        for position in book.positions[payer.id]:
            code = position.codes[0] if position.codes else "20560"
            who = f" by {position.billed_by[0]}" if position.billed_by else ""
            on = position.in_force.last
            when = f" on {on.isoformat()}" if on else ""
            yield f"/coverage {payer.name} {code}{who}{when}"
        yield f"/coverage {payer.name} how many visits and does it need auth"


def states_of(book: FactBook) -> Iterator[str]:
    """Every state by every profession."""
    yield from (f"/state {s.name} {who}" for s, who in product(book.states.values(), Profession))


def topics_of(book: FactBook) -> Iterator[str]:
    """Every topic and every disagreement, in its own words."""
    yield from (f"/ask {topic.question}" for topic in book.topics.values())
    yield from (f"/ask {dispute.question}" for dispute in book.disputes)


def codes_of(book: FactBook) -> Iterator[str]:
    """Every code alone, and every pair of codes on one day."""
    yield from (f"/cpt {code}" for code in book.codes)
    yield from (f"/cpt {a} with {b} same day" for a, b in combinations(book.codes, 2))


ASKED = {
    "every position": coverage_of,
    "every state and profession": states_of,
    "every topic and disagreement": topics_of,
    "every code and pair": codes_of,
}


_TOLD: dict[str, Reply] = {}  # what the facts alone answer is the same at every desk


async def asked(desk: FrontDesk, questions: Iterable[str]) -> dict[str, Reply]:
    """The first level of the answer to each question, asked once for all tests."""
    typed = [*questions]
    for each in typed:
        if each not in _TOLD:
            _TOLD[each] = await desk.glance(each)
    return {each: _TOLD[each] for each in typed}


@pytest.mark.parametrize("subject", ASKED)
async def test_every_answer_is_known_at_a_glance(
    desk: FrontDesk, pack: FactBook, subject: str
) -> None:
    told = await asked(desk, ASKED[subject](pack))
    assert not {typed: faults for typed, r in told.items() if (faults := [*glance.faults(r)])}


async def test_most_answers_take_no_more_than_seven_lines(desk: FrontDesk, pack: FactBook) -> None:
    told = [
        *[await desk.glance(f"/coverage {pack.payers[id_].name} 20560") for id_ in pack.positions],
        *(await asked(desk, states_of(pack))).values(),
        *(await asked(desk, topics_of(pack))).values(),
        *(await asked(desk, codes_of(pack))).values(),
    ]
    assert median(map(glance.lines_of, told)) <= _MEDIAN_LINES


@pytest.mark.parametrize("subject", ASKED)
async def test_nothing_is_said_twice_in_one_card(
    desk: FrontDesk, pack: FactBook, subject: str
) -> None:
    told = await asked(desk, ASKED[subject](pack))
    twice = {
        typed: pairs
        for typed, reply in told.items()
        if (pairs := [*glance.repeated(reply.opened())])
    }
    assert not twice


async def test_no_fact_of_a_position_is_lost_between_the_two_levels(
    desk: FrontDesk, pack: FactBook
) -> None:
    for payer in (pack.payers[id_] for id_ in pack.positions):
        reply = await desk.say(f"/coverage {payer.name} 20560")
        position = next((p for p in pack.positions[payer.id] if p.title), None)
        told = words(reply)
        assert position is None or position.in_force.last or position.title, payer.id
        leading = [p for p in pack.positions[payer.id] if p.says.split(". ")[0] in told]
        for said in leading[:1]:
            for statement in (*said.conditions, *said.limits, *said.billing, *said.documentation):
                assert statement.says in told, (payer.id, statement.says)


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage medicare 20560 details",
        "/coverage details medicare 20560",
        "/cpt 20560 details",
        "/state nc details",
        "/ask does it hurt details",
        "medicare 20560 details",
        "/help details",
        "/state virgina details",
    ],
)
async def test_the_word_details_opens_the_same_answer(desk: FrontDesk, typed: str) -> None:
    whole = await desk.glance(typed)
    short = await desk.glance(typed.replace(" details", ""))
    assert short.details
    assert (whole.headline, whole.badge, whole.details) == (short.headline, short.badge, None)
    assert whole.sections
    assert (whole.lines, whole.sections) == (short.opened().lines, short.opened().sections)


@pytest.mark.parametrize("typed", ["what details must the note have", "details of the ABN"])
async def test_details_within_a_question_is_a_word_of_it(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.details is None or not reply.sections


async def test_the_command_of_the_details_shows_them(desk: FrontDesk) -> None:
    for typed in (
        "/coverage medicare 20560",
        "/cpt 20560 or so",
        "/coverage cignaa",
        "/state nc",
        "/ask what does aetna pay for and cigna pay for",
        "/share ask what does aetna pay for and cigna pay for",
    ):
        short = await desk.glance(typed)
        whole = await desk.glance(short.details_command)
        assert whole.headline == short.headline
        assert whole.sections == short.opened().sections


async def test_no_command_of_details_is_cut_off(desk: FrontDesk) -> None:
    asked = "/ask what does aetna pay for and cigna pay for"
    assert (await desk.glance(f"{asked}{' for' * 400}")).details_command
    longest = await desk.glance(f"{asked}{' for' * 487}")
    assert longest.details
    assert not longest.details_command


async def test_what_is_paid_for_stands_beside_who_may_bill_it(desk: FrontDesk) -> None:
    told = await desk.glance("/coverage medicare 20560 by acupuncturist")
    who, paid_for = (line.text for line in told.lines[:2])
    assert "Acupuncturists do not bill Medicare themselves" in who
    assert "chronic low back pain" in paid_for


async def test_sources_that_disagree_take_few_words(desk: FrontDesk, pack: FactBook) -> None:
    for payer in (pack.payers[id_] for id_ in pack.positions):
        for line in (await desk.glance(f"/coverage {payer.name} 20560")).cautions:
            if line.text.startswith("Sources disagree on "):
                assert len(line.text.split(";")[0].split()) <= 8, line.text


async def test_details_are_built_only_when_they_are_asked_for(
    desk: FrontDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    monkeypatch.setattr(card, "_details", lambda *_: built.append(1))
    await desk.glance("/coverage cigna 20560")
    assert not built


async def test_what_is_shared_has_its_details_and_no_day(desk: FrontDesk) -> None:
    shared = await desk.glance("/share coverage bcbs alabama 20560 on 2021-03-15")
    assert shared.audience is Audience.CHANNEL
    assert shared.details
    assert not shared.details_command, "it would hold the day"
    assert "2021-03-15" not in repr(shared.opened())
    undated = await desk.glance("/share coverage bcbs alabama 20560")
    assert undated.details_command == "/coverage BCBS Alabama 20560 details"
    opened = await desk.glance("/share coverage bcbs alabama 20560 details")
    assert opened.sections


def _any(book: FactBook) -> Iterator[str]:
    """A seeded sample of questions: payers, codes, professions, states, aspects and days."""
    dice = random.Random(14)  # noqa: S311 - a sample, no secret
    payers = [payer.name for payer in book.payers.values()]
    states = [state.name for state in book.states.values()]
    topics = [words for topic in book.topics.values() for words in topic.also]
    codes, professions = list(book.codes), [*Profession]
    asks = ("", "auth", "how many visits", "referral", "modifier", "units", "same day", "rate")
    days = ("", "on 2021-03-15", "in 2019", "as known 2026-11-24", "on 2026-12-24")
    for _ in range(_SAMPLE):
        payer, state, code = dice.choice(payers), dice.choice(states), dice.choice(codes)
        who, ask, day = dice.choice(professions), dice.choice(asks), dice.choice(days)
        yield dice.choice(
            (
                f"/coverage {payer} {code} {ask} {day}",
                f"/coverage {payer} {ask} by {who} in {state}",
                f"/coverage {payer} and {dice.choice(payers)} {code}",
                f"/cpt {code} {dice.choice(codes)} {ask} {day}",
                f"/state {state} {who} {ask} {day}",
                f"/state {state} and {dice.choice(states)} {who}",
                f"/ask {dice.choice(topics)}",
                f"/ask does {payer} pay for {code} and can a {who} do it in {state}",
            )
        ).strip()


@pytest.mark.sheet
async def test_a_sample_of_all_questions_is_known_at_a_glance(
    desk: FrontDesk, pack: FactBook
) -> None:
    told = await asked(desk, _any(pack))
    long = {typed: faults for typed, reply in told.items() if (faults := [*glance.faults(reply)])}
    assert not long
    assert median(map(glance.lines_of, told.values())) <= _MEDIAN_LINES
