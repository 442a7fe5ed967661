"""Who may dry needle in a state, as staff are told."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage import profession
from models.coverage.fact_book import FactBook
from models.coverage.period import Period
from models.coverage.profession import Profession
from models.coverage.state import NAMES, SUPERVISION, Permission, ScopeRule, State
from models.coverage.statement import Statement
from models.reply import Tone
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, lines, sources_of, words
from tests.models.small_book import small_book

BADGE = phrases.PERMISSIONS


@pytest.mark.parametrize(
    ("on", "tone"),
    [
        pytest.param("on 2022-01-10", Tone.BAD, id="not before there was a law"),
        pytest.param("on 2024-06-21", Tone.BAD, id="not on the day before the rule"),
        pytest.param("on 2024-06-22", Tone.GOOD, id="on the day of the rule"),
        pytest.param("", Tone.GOOD, id="today"),
    ],
)
async def test_washington_lets_therapists_needle_since_22_june_2024(
    desk: FrontDesk, on: str, tone: Tone
) -> None:
    reply = await desk.say(f"/state WA PT {on}")
    assert reply.headline == "Washington · physical therapist"
    assert reply.badge is not None
    assert reply.badge.tone is tone
    assert sources_of(reply, reply.lines[0])
    assert "On other dates" in {section.title for section in reply.sections}


async def test_oregons_law_is_passed_and_not_usable_yet(desk: FrontDesk) -> None:
    reply = await desk.say("/state oregon")
    assert reply.badge == BADGE[Permission.RULES_PENDING]
    assert "not allowed yet" in reply.badge.words


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        pytest.param("or", "Oregon", id="or"),
        pytest.param("in", "Indiana", id="in"),
        pytest.param("hi", "Hawaii", id="hi"),
        pytest.param("me", "Maine", id="me"),
        pytest.param("ok", "Oklahoma", id="ok"),
        pytest.param("new york", "New York", id="a name of two words"),
        pytest.param("texsa", "Texas", id="a misspelt name"),
    ],
)
async def test_a_state_is_found(desk: FrontDesk, typed: str, state: str) -> None:
    reply = await desk.say(f"/state {typed}")
    assert desk.answered
    assert reply.headline == f"{state} · physical therapist"


async def test_a_misspelt_state_is_said(desk: FrontDesk) -> None:
    assert "texsa" in words(await desk.say("/state texsa"))


async def test_words_that_were_not_used_are_said(desk: FrontDesk) -> None:
    assert "podiatrist" in words(await desk.say("/state NC podiatrist"))


async def test_an_unknown_state_is_said(desk: FrontDesk) -> None:
    reply = await desk.say("/state atlantis")
    assert "atlantis" in reply.headline
    assert reply.badge is None
    for choice in reply.choices:
        await desk.say(choice.command)
        assert desk.answered, choice


@pytest.mark.parametrize(
    ("typed", "clinic", "who"),
    [
        pytest.param("AL", None, "physical therapist", id="nobody said who"),
        pytest.param("AL", "DC", "chiropractor", id="the clinic's own profession"),
        pytest.param("AL OT", "DC", "occupational therapist", id="a profession that is typed"),
    ],
)
async def test_for_whom_a_state_is_answered(
    desk: FrontDesk, typed: str, clinic: str | None, who: str
) -> None:
    assert (await desk.say(f"/state {typed}", profession=clinic)).headline == f"Alabama · {who}"


DELEGATION = Statement("It may not be delegated.", ("policy",))
PT_RULE = ScopeRule(
    Profession.PT, Permission.BY_LAW, "Therapists may.", ("policy",), Period(), "2026",
    requirements=((SUPERVISION, DELEGATION), ("Hours", Statement("54 hours.", ("policy",)))),
)  # fmt: skip


async def test_where_nothing_is_known_of_an_assistant_the_rule_on_delegation_is_told() -> None:
    desk = FrontDesk(small_book(states=(State("NC", (PT_RULE,)),)))
    reply = await desk.say("/state NC PTA")
    assert reply.badge is not None
    assert reply.badge.words == "Unknown"
    assert "neither yes nor no" in words(reply)
    told = next(line for line in reply.lines if "delegated" in line.text)
    assert "Of physical therapists" in told.text
    assert sources_of(reply, told)
    assert "54 hours" not in words(reply)


async def test_another_profession_is_not_answered_by_the_rule_on_delegation() -> None:
    desk = FrontDesk(small_book(states=(State("NC", (PT_RULE,)),)))
    assert "delegated" not in words(await desk.say("/state NC OT"))


async def test_a_state_without_facts_is_neither_yes_nor_no() -> None:
    reply = await FrontDesk(small_book()).say("/state WY")
    assert reply.headline == "Wyoming · physical therapist"
    assert reply.badge is not None
    assert reply.badge.words == "Unknown"
    assert "neither yes nor no" in words(reply)


async def test_a_profession_without_facts_is_told_whose_rules_are_known() -> None:
    desk = FrontDesk(small_book(states=(State("NC", (PT_RULE,)),)))
    reply = await desk.say("/state NC massage therapist")
    assert reply.badge is not None
    assert reply.badge.words == "Unknown"
    assert [(choice.label, choice.command) for choice in reply.choices] == [
        ("Physical therapist", "/state North Carolina PT")
    ]
    assert "not legal advice" in reply.small_print.lower()


async def test_a_word_that_may_be_a_profession_is_asked_back() -> None:
    desk = FrontDesk(small_book(states=(State("NC", (PT_RULE,)),)))
    reply = await desk.say("/state NC pshysicst")
    assert reply.badge is None
    assert [(choice.label, choice.command) for choice in reply.choices] == [
        ("Physical therapist", "/state North Carolina PT")
    ]


async def test_what_a_state_asks_is_told_with_its_sources() -> None:
    desk = FrontDesk(small_book(states=(State("NC", (PT_RULE,)),)))
    asked = (await desk.say("/state NC")).sections[0]
    assert [line.text for line in asked.lines] == [
        f"{SUPERVISION}: It may not be delegated.",
        "Hours: 54 hours.",
    ]
    assert all(line.cites for line in asked.lines)


async def test_a_rule_that_is_not_in_force_yet_is_shown_under_other_dates() -> None:
    later = ScopeRule(
        Profession.PT, Permission.BY_LAW, "They may.", ("policy",), Period(date(2027, 1, 1)), ""
    )
    reply = await FrontDesk(small_book(states=(State("NC", (later,)),))).say("/state NC")
    assert reply.badge is not None
    assert reply.badge.words == "Unknown"
    assert reply.sections[0].title == "On other dates"
    assert reply.sections[0].lines[0].text.startswith("From Jan 1, 2027: allowed by law or rule.")


async def test_every_state_and_profession_is_answered_under_its_own_name(
    desk: FrontDesk, pack: FactBook
) -> None:
    for code, state in NAMES.items():
        for who, name in profession.NAMES.items():
            reply = await desk.say(f"/state {state} by {who}")
            assert reply.headline == f"{state} · {name}"
            assert reply.badge is not None, (code, who)
            cited = {id_ for told in (*lines(reply), *reply.facts) for id_ in told.cites}
            assert cited == {source.id for source in reply.sources}, (code, who)


async def test_every_permission_that_is_told_has_a_source(desk: FrontDesk, pack: FactBook) -> None:
    for state in pack.states.values():
        for rule in state.rules:
            reply = await desk.say(f"/state {state.name} by {rule.profession}")
            if reply.badge in BADGE.values():
                assert sources_of(reply, reply.lines[0]), (state.code, rule.profession)
            assert "not legal advice" in reply.small_print
