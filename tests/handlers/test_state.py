"""Who may dry needle in a state, as staff are told."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.coverage.state import NAMES, SUPERVISION, Permission, ScopeRule, State
from models.coverage.statement import Statement
from models.period import Period
from models.reply import Tone
from models.understanding.canonical_command import OfState
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, lines, rows, sources_of, words
from tests.models.small_book import small_book

BADGE = phrases.PERMISSIONS

# What can be asked of a state.
_OF_STATES = set(Aspect) - {
    Aspect.COVERED, Aspect.LIMIT, Aspect.RESET, Aspect.AUTHORIZATION, Aspect.UNITS,
    Aspect.TOGETHER, Aspect.MODIFIER, Aspect.PRICE, Aspect.DENIAL,
}  # fmt: skip


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
    assert reply.headline.startswith("Washington · physical therapist")
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
    assert "The rule for physical therapists" in told.text
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


async def test_a_word_that_nobody_understood_is_told_with_whom_the_answer_is_for() -> None:
    desk = FrontDesk(small_book(states=(State("NC", (PT_RULE,)),)))
    reply = await desk.say("/state NC pshysicst")
    assert reply.badge == BADGE[Permission.BY_LAW]
    assert "“pshysicst”: this is for a physical therapist" in words(reply)


async def test_what_a_state_asks_is_told_with_its_sources() -> None:
    desk = FrontDesk(small_book(states=(State("NC", (PT_RULE,)),)))
    reply = await desk.say("/state NC")
    told = [*reply.lines, *reply.sections[0].lines]
    assert [line.text for line in told] == [
        "Therapists may.",
        "Hours: 54 hours.",
        f"{SUPERVISION}: It may not be delegated.",
    ]
    assert all(line.cites for line in told)


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


# -- what is asked leads -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("utah how many supervised sessions", "250 supervised", id="how many sessions"),
        pytest.param("md 2 yrs experience needed?", "Two years of practice", id="years"),
        pytest.param("is an online course ok in kansas", "does not count", id="online"),
        pytest.param("nj consent form", "Written and signed", id="consent"),
        pytest.param("exam in south dakota", "written evaluation", id="an exam"),
        pytest.param("georgia do I need a doctor's referral", "consulted", id="a referral"),
        pytest.param("who has to supervise in tenn", "assistants", id="supervision"),
        pytest.param("do i tell the board in az", "30 days", id="notice to the board"),
        pytest.param("ear points nevada", "no ear points", id="points"),
        pytest.param("what is it called in mississippi", "intramuscular", id="the title"),
        pytest.param("documenting in kansas", "each session", id="documentation"),
        pytest.param("when did nj allow it", "Apr 18, 2022", id="since when"),
        pytest.param("any bill in pennsylvania", "HB 2070", id="a bill"),
        pytest.param("statute arizona", "32-2001", id="the citation"),
        pytest.param("cpr card nj", "CPR", id="a word of the rule"),
        pytest.param("telehealth ohio", "I hold nothing on telehealth", id="none of telehealth"),
    ],
)
async def test_the_first_line_answers_what_is_asked(
    desk: FrontDesk, typed: str, first: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert first in reply.lines[0].text
    assert "physical therapist" in reply.headline
    assert reply.badge is not None


async def test_what_leads_is_not_said_again(desk: FrontDesk) -> None:
    reply = await desk.say("/state kansas online course")
    assert words(reply).count("Online study does not count") == 1


async def test_a_referral_of_general_law_is_told_as_such(desk: FrontDesk) -> None:
    reply = await desk.say("/state texas direct access")
    assert "no referral rule for needling itself" in reply.lines[0].text
    assert "Whether it covers needling is not said" in words(reply)
    assert sources_of(reply, reply.lines[1])


async def test_no_card_is_longer_than_a_glance(desk: FrontDesk, pack: FactBook) -> None:
    """Headline, badge, lines, facts, cautions and the small print; sections stand below."""
    for state in pack.states.values():
        for rule in state.rules:
            reply = await desk.say(f"/state {state.name} by {rule.profession} hours")
            above = [*reply.lines, *reply.facts, *reply.cautions]
            assert len(above) + 3 <= 12, (state.code, rule.profession)


# -- whom ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "headline", "badge"),
    [
        pytest.param(
            "COTA illinois", "Illinois · occupational therapy assistant", Permission.BY_LAW,
            id="assistants of the act",
        ),
        pytest.param(
            "can my tech needle in VA", "Virginia · aide", Permission.PROHIBITED,
            id="whom the therapists' rule denies it",
        ),
        pytest.param(
            "PTA kansas", "Kansas · physical therapist assistant", Permission.PROHIBITED,
            id="what may not be delegated",
        ),
        pytest.param("student PT nj", "New Jersey · student", Permission.PROHIBITED, id="student"),
        pytest.param("can a tech pull needles in texas", "Texas · aide", None, id="silence"),
        pytest.param("phlebotomist ohio", "Ohio · phlebotomist", None, id="a strange profession"),
        pytest.param("can a doula needle in ohio", "Ohio · doula", None, id="a subject unknown"),
    ],
)  # fmt: skip
async def test_for_whom_an_answer_is(
    desk: FrontDesk, typed: str, headline: str, badge: Permission | None
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.headline == headline
    assert reply.badge is not None
    assert reply.badge.words == (BADGE[badge].words if badge else "Unknown")


async def test_several_professions_are_a_row_each(desk: FrontDesk) -> None:
    reply = await desk.say("/state chiropractor or PT in TX")
    assert reply.badge is None
    assert [row.cells[0] for row in rows(reply)] == ["Chiropractor", "Physical therapist"]
    assert all(row.cites for row in rows(reply))


async def test_who_can_is_every_profession_of_the_state(desk: FrontDesk, pack: FactBook) -> None:
    reply = await desk.say("/state who can needle in illinois")
    today = pack.states["IL"].rules
    assert len(rows(reply)) == len(today)
    assert "neither yes nor no" in reply.lines[-1].text


async def test_a_hand_therapist_is_of_two_professions(desk: FrontDesk) -> None:
    reply = await desk.say("/state CHT maryland")
    assert "an OT or a PT" in words(reply)
    assert ("Occupational therapist", "Allowed by law or rule") in [
        r.cells[:2] for r in rows(reply)
    ]


# -- where ---------------------------------------------------------------------------------------


async def test_several_states_are_a_table_with_their_verdicts(desk: FrontDesk) -> None:
    reply = await desk.say("/state compare TX and OK hours")
    assert reply.badge is None
    assert [row.cells[:2] for row in rows(reply)] == [
        ("Texas", "Allowed by a board or legal opinion"),
        ("Oklahoma", "Silent: no law settles it"),
    ]
    assert reply.lines[0].text.startswith("Texas: Hours:")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("which states allow PTs", BADGE[Permission.BY_LAW].words, id="allow"),
        pytest.param("where is it illegal", BADGE[Permission.PROHIBITED].words, id="forbid"),
        pytest.param("is it legal everywhere", BADGE[Permission.BY_LAW].words, id="everywhere"),
    ],
)
async def test_all_states_stand_by_verdict(
    desk: FrontDesk, pack: FactBook, typed: str, first: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    total = next(line for line in reply.lines if "of the 50 states and DC allow it" in line.text)
    rows = [line.text for line in reply.sections[0].lines]
    assert rows[0].startswith(first)
    listed = sum(int(row.partition("(")[2].partition(")")[0]) for row in rows)
    assert listed == len(NAMES)
    glance = " ".join(line.text for line in reply.lines[:3])
    assert total.text in glance
    assert "Not allowed (3): California, Hawaii, New York." in glance
    assert ("TX" in glance) is (first != BADGE[Permission.PROHIBITED].words)


async def test_a_city_of_two_states_tells_both(desk: FrontDesk) -> None:
    reply = await desk.say("/state kansas city chiro")
    assert reply.headline == "Which Kansas City?"
    assert {choice.command for choice in reply.choices} == {
        "/state Kansas DC",
        "/state Missouri DC",
    }


async def test_a_city_is_told_with_its_state(desk: FrontDesk) -> None:
    assert "Charlotte is in North Carolina." in words(await desk.say("/state charlotte PT"))


async def test_a_territory_is_told_as_not_held(desk: FrontDesk) -> None:
    reply = await desk.say("/state puerto rico")
    assert reply.badge is not None
    assert reply.badge.words == "Unknown"
    assert "only the fifty states and DC" in words(reply)


async def test_without_a_state_the_clinics_own_is_told(desk: FrontDesk) -> None:
    reply = await desk.say("/state how many hours", state="FL")
    assert reply.headline == "Florida · physical therapist"
    assert "your clinic's, Florida" in words(reply)


async def test_a_strange_place_is_not_the_clinics_state(desk: FrontDesk) -> None:
    assert (await desk.say("/state canada", state="FL")).headline == "Canada"


async def test_a_year_alone_is_asked_as_its_days(desk: FrontDesk) -> None:
    reply = await desk.say("/state new jersey 2019")
    assert reply.badge == BADGE[Permission.PROHIBITED]


async def test_a_rule_that_changed_within_the_days_is_said(desk: FrontDesk) -> None:
    assert "The rule changed on Apr 18, 2022" in words(await desk.say("/state new jersey in 2022"))


# -- what no rule of the state answers leads, too ------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param(
            "new orleans pt refresher hours every renewal",
            "I hold nothing on renewal",
            id="hours for starting are no renewal",
        ),
        pytest.param("tx chiro ce hours", "Again later: 8 hours every two years.", id="renewal"),
        pytest.param("pa act change pt 2025", "Now: unclear or contested", id="how it stands"),
        pytest.param("new law oregon 2025", "Now: law passed, not allowed yet", id="of today"),
        pytest.param(
            "compact from tennessee n travel in alabama", "A license or privilege", id="a compact"
        ),
        pytest.param("pt compact", "A license or privilege", id="a compact and no state"),
        pytest.param("army base", "I hold nothing on military bases", id="a base and no state"),
        pytest.param("fort bragg nc", "I hold nothing on military bases", id="a base"),
        pytest.param(
            "compact for ATCs in iowa", "I hold nothing on an athletic trainer", id="no rule"
        ),
        pytest.param("do insurers in il have to pay", "Illinois law says", id="insurers"),
        pytest.param("do insurers in tx have to pay", "I hold nothing on a law", id="no law"),
        pytest.param("doctor supervise my needling hawaii", "I hold nothing on sup", id="overseen"),
        pytest.param("which states need renewal", "I hold no list of the states", id="no list"),
    ],
)
async def test_what_is_asked_leads_though_little_is_held(
    desk: FrontDesk, typed: str, first: str
) -> None:
    reply = await desk.say(f"/state {typed}")
    assert reply.lines[0].text.startswith(first)


async def test_on_federal_land_no_state_gives_the_verdict(desk: FrontDesk) -> None:
    reply = await desk.say("/state fort bragg nc")
    assert reply.badge is None


async def test_the_rule_of_the_state_of_treatment_has_its_sources(desk: FrontDesk) -> None:
    reply = await desk.say("/state licensed in GA seeing patients in TN")
    assert reply.headline == "Tennessee · physical therapist"
    assert sources_of(reply, reply.lines[0])


async def test_a_change_is_told_with_its_dates_and_no_missing_first_day(
    desk: FrontDesk, pack: FactBook
) -> None:
    for state in pack.states.values():
        told = (await desk.say(f"/state {state.name} pt what changed")).lines
        assert told[0].text.startswith("Now: "), state.code
        assert "no first day" not in told[0].text


async def test_each_of_several_professions_has_its_row(desk: FrontDesk) -> None:
    reply = await desk.say("/state who can remove needles, tech or pta, in texas")
    assert [row.cells[0] for row in rows(reply)] == ["Physical therapist assistant", "Aide"]


async def test_a_helper_without_facts_is_told_the_rule_on_delegation(desk: FrontDesk) -> None:
    reply = await desk.say("/state aides vs students nj")
    assert reply.lines[0].text.startswith("Aide: The rule for physical therapists")
    assert [row.cells[:2] for row in rows(reply)] == [
        ("Aide", "Unknown"),
        ("Student", "Not allowed"),
    ]


@pytest.mark.parametrize("aspect", list(Aspect))
async def test_a_shared_card_keeps_what_was_asked(desk: FrontDesk, aspect: Aspect) -> None:
    asked = OfState("VA", Profession.PT, aspects=(aspect,))
    question = desk.reader.read_state(asked.command.removeprefix("/state "))
    if aspect in _OF_STATES:
        assert question.aspects == (aspect,), asked.command
    assert question.states == ("VA",)


async def test_a_profession_without_facts_is_none_in_several_states_either(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/state massage therapist tx or ok")
    assert [row.cells for row in rows(reply)] == [
        ("Texas", "Unknown", "", "nothing held"),
        ("Oklahoma", "Unknown", "", "nothing held"),
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("nc hours referral consent", ("Hours: No number", "I hold no referral", "on consent")),
        ("ga hours referral consent", ("Hours: 50 hours", "Referral: The physical", "on consent")),
    ],
)
async def test_each_of_several_aspects_has_a_line(
    desk: FrontDesk, typed: str, told: tuple[str, ...]
) -> None:
    lines = (await desk.glance(f"/state {typed}")).lines
    assert all(said in line.text for said, line in zip(told, lines, strict=True))


async def test_of_many_aspects_it_is_said_which_stand_in_the_details(desk: FrontDesk) -> None:
    reply = await desk.glance("/state va hours exam supervision referral consent")
    assert any(line.text.startswith("In the details: supervision") for line in reply.lines)


async def test_a_day_on_which_a_rule_began_and_was_checked_is_named_once(desk: FrontDesk) -> None:
    reply = await desk.say("/state PT in ohio, utah and texas")
    texas = next(row for row in reply.tables[0].rows if row.cells[0] == "Texas")
    assert texas.cells[2] == "Since May 9, 2016, checked that day"


@pytest.mark.parametrize(
    "asked",
    [
        "colorado PT requirements before 2021",
        "colorado PT on 2019-05-01",
        "could a PT needle in colorado in 2018",
        "california LAc 2015",
    ],
)
async def test_a_rule_without_a_first_day_is_not_told_of_a_day_long_past(
    desk: FrontDesk, asked: str
) -> None:
    reply = await desk.glance(f"/state {asked}")

    assert reply.badge.words == "Unknown"
    assert "I do not know" in reply.lines[0].text
    assert "Ask the board what held then." in reply.lines[0].text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("utah PT what may we call it", "do not call it acupuncture"),
        ("can we put 'acupuncture style needling' on the website in utah", "licensed profession"),
        ("is an online cert enough in idaho", "I rank no course"),
        ("which dry needling cert would work for wyoming, online ok?", "I rank no course"),
    ],
)
async def test_what_holds_in_every_state_stands_where_its_rule_says_nothing(
    desk: FrontDesk, asked: str, says: str
) -> None:
    reply = await desk.glance(f"/ask {asked}")

    assert says in " ".join(line.text for line in reply.lines[:2])
