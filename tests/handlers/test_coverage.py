"""What a payer says of dry needling, as a biller is told."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import pytest_asyncio

from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.coverage.profession import Profession
from models.coverage.state import NAMES
from models.reply import Audience, Badge, Reply, Tone
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, lines, sources_of, words
from tests.models.small_book import position, small_book

BADGE = phrases.VERDICTS


def leads_with(reply: Reply) -> str:
    """The first sentence about the payer, after what the bot says of itself."""
    return next(line.text for line in reply.lines if line.cites)


def cautions(reply: Reply) -> str:
    """All cautions, one a line."""
    return "\n".join(line.text for line in reply.cautions)


def dates(reply: Reply) -> str:
    """Since when the answer holds, and when it was checked."""
    assert reply.provenance
    return reply.provenance.dates


# -- what the pack says --------------------------------------------------------------------------


async def test_blue_cross_nc_calls_20560_investigational_and_says_who_says_so(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage bcbsnc 20560")
    assert reply.headline == "Blue Cross NC · 20560"
    assert reply.badge == BADGE[Verdict.INVESTIGATIONAL]
    assert reply.provenance
    assert "second-hand" in reply.provenance.text
    assert "investigational" in leads_with(reply)
    told_by = sources_of(reply, reply.lines[0])
    assert {source.publisher for source in told_by} == {"Quinn Toy"}, (
        "the plan's page only describes"
    )
    assert dates(reply) == "Checked Jun 22, 2025"


@pytest.mark.parametrize(
    ("on", "verdict", "in_force"),
    [
        pytest.param(
            "2021-03-15", Verdict.COVERED_WITH_CONDITIONS, "Through Jun 30, 2021", id="before"
        ),
        pytest.param(
            "2021-06-30", Verdict.COVERED_WITH_CONDITIONS, "Through Jun 30, 2021", id="the last day"
        ),
        pytest.param(
            "2021-07-01", Verdict.INVESTIGATIONAL, "Since Jul 1, 2021", id="the first day"
        ),
        pytest.param("2022-01-10", Verdict.INVESTIGATIONAL, "Since Jul 1, 2021", id="after"),
    ],
)
async def test_bcbs_alabama_changed_its_mind_on_1_july_2021(
    desk: FrontDesk, on: str, verdict: Verdict, in_force: str
) -> None:
    reply = await desk.say(f"/coverage bcbs alabama 20560 on {on}")
    assert reply.badge == BADGE[verdict]
    assert reply.headline.endswith(f"for {phrases.long_day(date.fromisoformat(on))}")
    assert dates(reply).startswith(in_force)
    assert sources_of(reply, reply.lines[0])


async def test_the_answer_for_other_dates_of_service_stands_under_it(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage bcbs alabama 20560 on 2022-01-10")
    section = next(each for each in reply.sections if "other dates" in each.title)
    assert "Until Jun 30, 2021: covered with conditions." in section.lines[0].text
    assert sources_of(reply, section.lines[0])


async def test_medicare_for_a_therapists_clinic_leads_with_the_therapists_position(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage medicare 20560", profession="PT")
    assert reply.badge == BADGE[Verdict.NOT_COVERED]
    assert reply.headline == "Medicare Part B · 20560 · billed by a PT"
    assert "Answered for: a physical therapist, as this clinic is set up" in words(reply)
    assert "therapist" in leads_with(reply)
    beside = next(s for s in reply.sections if "chronic low back pain" in s.title)
    assert "NCD 30.3.3" in beside.title
    assert "covered with conditions" in beside.title
    assert sources_of(reply, beside.lines[0])


async def test_a_profession_that_is_typed_outweighs_the_clinics_own(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage medicare 20560 by MD", profession="PT")
    assert reply.badge == BADGE[Verdict.COVERED_WITH_CONDITIONS]
    assert "as this clinic is set up" not in words(reply)


async def test_two_clinics_that_ask_alike_are_answered_each_for_itself(desk: FrontDesk) -> None:
    for _ in range(2):
        therapists = await desk.say("/coverage medicare 20560", profession="PT")
        physicians = await desk.say("/coverage medicare 20560", profession="MD")
        assert therapists.badge == BADGE[Verdict.NOT_COVERED]
        assert physicians.badge == BADGE[Verdict.COVERED_WITH_CONDITIONS]


async def test_the_condition_decides_at_medicare(desk: FrontDesk) -> None:
    back = await desk.say("/coverage medicare 20560 by MD for chronic low back pain")
    neck = await desk.say("/coverage medicare 20560 by MD for neck pain")
    assert back.badge == BADGE[Verdict.COVERED_WITH_CONDITIONS]
    assert neck.badge == BADGE[Verdict.NOT_COVERED]


async def test_a_payer_without_a_code_is_asked_about_dry_needling(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage bcbsnc")
    assert reply.headline == "Blue Cross NC · dry needling"
    assert reply.badge == BADGE[Verdict.INVESTIGATIONAL]


# -- which payer ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "of"),
    [
        pytest.param("bcbs michigan", {"bcbsm", "bcbsm_ma"}, id="commercial or Medicare Advantage"),
        pytest.param("anthem indiana", {"anthem_in", "anthem_in_medicaid"}, id="or Medicaid"),
        pytest.param("triwest", {"tricare", "va"}, id="two programs"),
    ],
)
async def test_a_shared_name_asks_which_and_every_button_answers_for_its_plan(
    desk: FrontDesk, pack: FactBook, name: str, of: set[str]
) -> None:
    asked = await desk.say(f"/coverage {name} 20560 by PT on 2021-03-15")
    assert asked.badge is None
    assert {choice.label for choice in asked.choices} == {pack.payers[id_].name for id_ in of}
    for choice in asked.choices:
        reply = await desk.say(choice.command)
        assert desk.answered, choice
        assert reply.headline.startswith(choice.label.partition(" (")[0])
        assert reply.headline.endswith(" · 20560 · billed by a PT · for March 15, 2021")
        assert not any("I did not use" in line.text for line in reply.cautions), choice


@pytest.mark.parametrize(
    ("kept", "of"),
    [
        pytest.param("for neck pain", "the condition", id="the condition"),
        pytest.param("by AT", "the biller", id="the biller"),
        pytest.param("as known 2026-11-23", "the day of knowing", id="the day of knowing"),
    ],
)
async def test_a_button_asks_the_whole_question_again(desk: FrontDesk, kept: str, of: str) -> None:
    asked = await desk.say(f"/coverage bcbs mi 20560 {kept}")
    meant = desk.reader.read(f"aetna {kept}")
    assert asked.choices
    for choice in asked.choices:
        again = desk.reader.read(choice.command.removeprefix("/coverage "))
        assert [payer.name for payer in again.payers] == [choice.label], of
        assert (again.condition, again.profession) == (meant.condition, meant.profession)
        assert (again.line, again.as_known) == (meant.line, meant.as_known)
        assert again.unused == ()


async def test_a_button_keeps_the_modifier(desk: FrontDesk) -> None:
    asked = await desk.say("/coverage bcbs mi 20560 GP")
    assert asked.choices
    assert all(" GP" in choice.command for choice in asked.choices)


async def test_asked_for_its_history_a_shared_name_offers_histories(desk: FrontDesk) -> None:
    asked = await desk.say("/coverage history bcbs mi 20560")
    assert asked.choices
    for choice in asked.choices:
        assert "history" in (await desk.say(choice.command)).headline, choice


async def test_blue_cross_in_a_state_is_the_plan_of_that_state(desk: FrontDesk) -> None:
    """Plans without a state of their own, such as the federal one, may be offered beside it."""
    asked = await desk.say("/coverage blue cross 20560 in NC")
    offered = {choice.label for choice in asked.choices} | {asked.headline}
    assert any(plan.startswith("Blue Cross NC") for plan in offered)
    assert not any("Alabama" in plan for plan in offered)


@pytest.mark.parametrize(
    "state", ["NC", "DC", "MD", "OR", "IN", "PA", "HI", "ME", "DE", "LA", "AL"]
)
async def test_the_button_of_a_plan_keeps_the_state_that_was_asked(
    desk: FrontDesk, state: str
) -> None:
    """In DC is the District and no chiropractor, in MD is Maryland and no physician."""
    asked = await desk.say(f"/coverage blue cross 20560 in {state}", profession="PT")
    for choice in asked.choices:
        if choice.command.startswith("/coverage call"):
            assert f"in {NAMES[state]}" in choice.command
        elif choice.command.startswith("/coverage"):
            reply = await desk.say(choice.command, profession="PT")
            assert f"/state {NAMES[state]}" in {step.command for step in reply.choices}, choice
            assert "Answered for a physical therapist" in words(reply), choice


async def test_a_payer_that_nobody_knows_is_unknown_and_never_not_covered(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage acme health 20560")
    assert reply.badge == BADGE[Verdict.UNKNOWN]
    assert "acme health" in reply.headline
    assert "does not mean that it is not covered" in words(reply)
    assert words(reply).lower().count("not covered") == 1
    assert reply.sources == ()


async def test_a_misspelt_payer_is_answered_and_the_guess_is_said(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage atena 20560")
    assert reply.headline == "Aetna · 20560"
    assert reply.lines[0].text == "I took “atena” for Aetna."


async def test_a_guess_is_said_only_to_whoever_misspelt(desk: FrontDesk) -> None:
    for typed, guessed in (("atena", True), ("aetna", False), ("atena", True)):
        reply = await desk.say(f"/coverage {typed} 20560")
        assert ("I took" in words(reply)) is guessed


async def test_words_that_were_not_used_are_said(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage aetna 20560 gold select")
    assert "I did not use “gold” and “select”." in cautions(reply)
    assert "I did not use" not in cautions(await desk.say("/coverage aetna 20560"))


async def test_a_code_without_a_payer_asks_for_the_payer(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage 20560")
    assert reply.headline == "20560: it depends on the payer"
    for choice in reply.choices:
        await desk.say(choice.command)
        assert desk.answered, choice


async def test_a_date_that_cannot_be_is_said(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage aetna 20560 on 2/30/2021")
    assert "2/30/2021" in reply.headline
    assert reply.badge is None


# -- codes ---------------------------------------------------------------------------------------


async def test_a_code_before_it_existed_is_said_to_be_invalid_on_that_day(desk: FrontDesk) -> None:
    before = await desk.say("/coverage bcbsnc 20560 on 2019-12-31")
    assert before.lines[0].text.startswith("No: 20560 starts on Jan 1, 2020")
    assert sources_of(before, before.lines[0])
    after = await desk.say("/coverage bcbsnc 20560 on 2020-01-01")
    assert "starts on" not in " ".join(line.text for line in after.lines)


async def test_an_unknown_code_is_said(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage bcbsnc 20599")
    assert reply.badge == BADGE[Verdict.UNKNOWN]
    assert "20599 is not a code that I have facts on." in cautions(reply)


@pytest.mark.parametrize("code", ["20552", "20553"])
async def test_an_injection_code_is_said_to_be_no_needling_code(desk: FrontDesk, code: str) -> None:
    reply = await desk.say(f"/coverage bcbsnc {code}")
    told = next(line for line in reply.cautions if line.text.startswith(f"{code}: "))
    assert "injection" in told.text.lower()
    assert sources_of(reply, told)


@pytest.mark.parametrize("codes", ["20560 97140", "97140 20560"])
async def test_of_two_codes_that_of_needling_is_judged_and_that_is_said(
    desk: FrontDesk, codes: str
) -> None:
    reply = await desk.say(f"/coverage bcbsnc {codes} prior auth")
    assert "The verdict is for 20560; ask for 97140 alone." in cautions(reply)


# -- the clock -----------------------------------------------------------------------------------

NEW = position("new", Verdict.NOT_COVERED, first=date(2026, 11, 24))
OLD = position("old", Verdict.COVERED, last=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        pytest.param(
            datetime(2026, 11, 24, 4, 59, tzinfo=UTC), Verdict.COVERED, id="a minute to midnight"
        ),
        pytest.param(
            datetime(2026, 11, 24, 5, 0, tzinfo=UTC), Verdict.NOT_COVERED, id="midnight, New York"
        ),
    ],
)
async def test_today_is_the_day_in_the_clinics_own_time_zone(
    at: datetime, verdict: Verdict
) -> None:
    desk = FrontDesk(small_book({"aetna": (NEW, OLD)}))
    assert (await desk.say("/coverage aetna 20560", at=at)).badge == BADGE[verdict]


async def test_the_answer_of_yesterday_is_not_kept_for_today() -> None:
    desk = FrontDesk(small_book({"aetna": (NEW, OLD)}))
    one = await desk.say("/coverage aetna 20560", at=datetime(2026, 11, 23, 17, tzinfo=UTC))
    two = await desk.say("/coverage aetna 20560", at=datetime(2026, 11, 24, 17, tzinfo=UTC))
    assert (one.badge, two.badge) == (BADGE[Verdict.COVERED], BADGE[Verdict.NOT_COVERED])


@pytest.mark.parametrize(
    ("as_of", "cautioned"),
    [
        pytest.param("2024-11-23", False, id="two years old"),
        pytest.param("2024-11-22", True, id="two years and a day old"),
        pytest.param("", False, id="undated"),
    ],
)
async def test_a_source_older_than_two_years_is_passed_on_with_a_caution(
    as_of: str, cautioned: bool
) -> None:
    desk = FrontDesk(small_book({"aetna": (position(as_of=as_of),)}))
    reply = await desk.say("/coverage aetna 20560")
    assert ("check with the payer" in cautions(reply)) is cautioned


async def test_a_caution_about_age_is_not_held_back_by_the_answer_of_the_day_before() -> None:
    desk = FrontDesk(small_book({"aetna": (position(as_of="2024-11-23"),)}))
    days = [datetime(2026, 11, day, 17, tzinfo=UTC) for day in (23, 24)]
    replies = [await desk.say("/coverage aetna 20560 on 2026-11-01", at=at) for at in days]
    assert [bool(reply.cautions) for reply in replies] == [False, True]


async def test_as_known_answers_with_what_the_book_held_then() -> None:
    desk = FrontDesk(small_book({"aetna": (position(),)}))
    today = await desk.say("/coverage aetna 20560")
    before = await desk.say("/coverage aetna 20560 as known 2019-12-31")
    assert today.badge == BADGE[Verdict.COVERED]
    assert before.badge == BADGE[Verdict.UNKNOWN]
    assert "does not mean that it is not covered" in words(before)


async def test_the_history_of_a_payer_is_told_oldest_first_with_sources(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage history bcbs alabama 20560")
    assert [section.title for section in reply.sections] == [
        "Until Jun 30, 2021: covered with conditions",
        "From Jul 1, 2021: investigational, not paid",
    ]
    assert all(sources_of(reply, section.lines[0]) for section in reply.sections)
    [held] = reply.facts
    assert (held.label, held.value) == ("Held in this book", "from Nov 23, 2026")


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        pytest.param("aetna", ["any", "needling", "injection"], id="all without a code"),
        pytest.param("aetna 20560", ["any", "needling"], id="those of a code and of every code"),
    ],
)
async def test_a_history_is_of_the_code_that_was_named(typed: str, titles: list[str]) -> None:
    positions = (
        position("any", codes=()),
        position("needling", codes=("20560",)),
        position("injection", codes=("20552",)),
    )
    desk = FrontDesk(small_book({"aetna": positions}))
    reply = await desk.say(f"/coverage history {typed}")
    told = [section.lines[0].text for section in reply.sections]
    assert [text.partition(".")[0].removeprefix("Title of ") for text in told] == titles


async def test_a_payer_without_positions_has_no_history() -> None:
    reply = await FrontDesk(small_book()).say("/coverage history aetna 20560")
    assert "no history" in words(reply)
    assert reply.badge is None


# -- bounds --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "clinic", "verdict"),
    [
        pytest.param("", None, Verdict.COVERED, id="no state said: the bound is left open"),
        pytest.param("in NC", None, Verdict.COVERED, id="the state typed"),
        pytest.param("in WA", None, Verdict.UNKNOWN, id="another state typed"),
        pytest.param("", "WA", Verdict.UNKNOWN, id="another state by the clinic's settings"),
        pytest.param("in NC", "WA", Verdict.COVERED, id="the state typed outweighs the settings"),
    ],
)
async def test_a_position_bound_to_a_state(
    typed: str, clinic: str | None, verdict: Verdict
) -> None:
    desk = FrontDesk(small_book({"aetna": (position(in_states=("NC",)),)}))
    assert (await desk.say(f"/coverage aetna 20560 {typed}", state=clinic)).badge == BADGE[verdict]


async def test_what_holds_for_others_is_shown_where_nothing_fits() -> None:
    for_physicians = position("physicians", billed_by=(Profession.MD,))
    desk = FrontDesk(small_book({"aetna": (for_physicians,)}))
    reply = await desk.say("/coverage aetna 20560 by PT")
    assert reply.badge == BADGE[Verdict.UNKNOWN]
    assert [section.title for section in reply.sections] == ["Title of physicians: covered"]


# -- every payer of the pack ---------------------------------------------------------------------


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def of_every_payer(pack: FactBook) -> list[tuple[str, Reply]]:
    """Every payer, asked in several ways."""
    desk = FrontDesk(pack)
    asked = [
        f"/coverage {payer.name} {rest}"
        for payer in pack.payers.values()
        for rest in ("20560", "20561 by PT", "20560 by MD for neck pain", "20553 on 2019-05-05")
    ]
    return [(typed, await desk.say(typed)) for typed in asked]


def test_every_verdict_but_unknown_has_a_source_with_authority_and_dates(
    of_every_payer: list[tuple[str, Reply]],
) -> None:
    known = set(BADGE.values()) - {BADGE[Verdict.UNKNOWN]}
    answers = [each for each in of_every_payer if each[1].badge in known]
    assert answers
    for typed, reply in answers:
        leading = next(line for line in reply.lines if line.cites)
        told_by = sources_of(reply, leading)
        assert told_by, typed
        for source in reply.sources:
            assert source.title, typed
            assert source.authority in phrases.AUTHORITIES.values(), typed
            assert source.dates, typed


def test_every_source_that_is_cited_is_listed_once(
    of_every_payer: list[tuple[str, Reply]],
) -> None:
    for typed, reply in of_every_payer:
        listed = [source.id for source in reply.sources]
        cited = {id_ for told in (*lines(reply), *reply.facts) for id_ in told.cites}
        assert set(listed) == cited, typed
        assert len(set(listed)) == len(listed), typed


def test_every_answer_says_once_that_it_is_no_guarantee_and_goes_to_the_asker_alone(
    of_every_payer: list[tuple[str, Reply]],
) -> None:
    for typed, reply in of_every_payer:
        receipt = f" Receipt {reply.receipt}" if reply.receipt else ""
        assert reply.small_print == f"{phrases.NOT_A_GUARANTEE}{receipt}", typed
        assert words(reply).count("guarantee of payment") == 1, typed
        assert reply.audience is Audience.ASKER


def test_no_badge_of_an_unknown_answer_leans_either_way(
    of_every_payer: list[tuple[str, Reply]],
) -> None:
    badges = {reply.badge for _, reply in of_every_payer}
    assert Badge("Unknown", Tone.NEUTRAL) in badges
    assert None not in badges


async def test_nobody_is_told_of_a_profession_that_somebody_else_typed(desk: FrontDesk) -> None:
    """Answers are kept to be given again: to the same question alone."""
    for who in ("midwife", "dentist", "Midwife"):
        reply = await desk.say(f"/coverage cigna by {who}")
        assert f"I have no facts on a {who.lower()} who bills." in words(reply)


async def test_a_payer_that_nobody_knows_is_named_as_it_was_typed(pack: FactBook) -> None:
    reply = await FrontDesk(pack).say("/coverage Zorbex Mutual of Fennimore")
    assert reply.headline == "I know of no payer called “Zorbex Mutual of Fennimore”"


# -- payers that are known by name alone ---------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "headline", "says"),
    [
        pytest.param(
            "bcbsaz", "Blue Cross Blue Shield of Arizona", "hold no facts on it",
            id="a plan of another state",
        ),
        pytest.param("umr", "UMR", "plans that employers pay for", id="an administrator"),
        pytest.param(
            "carelon", "Carelon Medical Benefits Management (formerly AIM)",
            "approves care for many plans", id="a manager of many plans",
        ),
        pytest.param(
            "highmark wholecare", "Highmark Wholecare (Pennsylvania Medicaid)",
            "may have a policy of its own", id="managed care",
        ),
        pytest.param("highmark", "Highmark", "hold no facts on it", id="a file without a position"),
    ],
)  # fmt: skip
async def test_a_payer_without_facts_is_known_and_unknown_is_never_no(
    desk: FrontDesk, pack: FactBook, typed: str, headline: str, says: str
) -> None:
    reply = await desk.say(f"/coverage {typed} 20560")
    assert reply.headline.startswith(headline.partition(" (")[0])
    assert reply.badge == BADGE[Verdict.UNKNOWN]
    assert says in words(reply)
    assert "does not mean that it is not covered" in words(reply)
    assert "Ask the payer: do you pay for 20560" in words(reply)
    assert reply.sources == ()


async def test_payers_of_one_name_without_facts_are_said_to_have_none(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage blue cross idaho or regence idaho 20560")
    asked = await desk.say("/coverage bcbs idaho 20560")
    assert reply.badge is None
    assert asked.badge == BADGE[Verdict.UNKNOWN]
    assert "hold no facts on any of them" in words(asked)


async def test_a_medicare_supplement_leads_to_part_b(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage uhc medigap 20560")
    assert reply.badge == BADGE[Verdict.UNKNOWN]
    assert "/coverage Medicare Part B 20560" in {choice.command for choice in reply.choices}


@pytest.mark.parametrize(
    "line", ["medicaid", "workers comp", "student health", "medicare supplement"]
)
async def test_a_commercial_fact_answers_no_other_line_of_business(
    desk: FrontDesk, line: str
) -> None:
    reply = await desk.say(f"/coverage cigna {line} 20560")
    assert reply.badge == BADGE[Verdict.UNKNOWN]


@pytest.mark.parametrize("typed", ["aetna kids", "cigna caritas", "bcbsnc vip", "anthem mercy"])
async def test_a_word_that_may_make_another_plan_is_asked_about(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage {typed} 20560")
    assert reply.badge == BADGE[Verdict.UNKNOWN]
    assert typed in reply.headline
    assert reply.choices


async def test_a_refusal_by_who_bills_says_at_once_that_others_are_paid(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage medicare 20560", profession="PT")
    assert reply.badge
    assert reply.badge.words == "Not covered"
    assert "when others bill it, such as a physician, for chronic low back pain." in words(reply)


@pytest.mark.parametrize(
    "typed", ["for neck pain by PT", "by MD", "for chronic low back pain by NP"]
)
async def test_nothing_is_said_of_others_where_they_fare_no_better(
    desk: FrontDesk, typed: str
) -> None:
    assert "when others bill" not in words(await desk.glance(f"/coverage medicare 20560 {typed}"))


async def test_a_yes_that_hangs_on_who_bills_says_so_and_offers_the_other(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage medicare 20560")
    assert "Not paid when a PT, a PTA, " in words(reply)
    commands = {choice.label: choice.command for choice in reply.choices}
    assert commands["Set your profession"] == "/clinic profession"
    other = await desk.glance(commands["If a PT bills"])
    assert other.badge
    assert other.badge.words == "Not covered"


@pytest.mark.parametrize("typed", ["medicare 20560 by MD", "bcbsnc 20560", "cigna 20560"])
async def test_who_bills_is_not_asked_where_it_decides_nothing(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/coverage {typed}")
    assert "Set your profession" not in [choice.label for choice in reply.choices]
    assert "Not paid when" not in words(reply)


async def test_the_age_of_a_source_does_not_repeat_its_date(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage cigna 20560")
    assert reply.provenance
    assert "Checked Apr 7, 2021" in reply.provenance.text
    assert "Checked over 5 years ago: check with the payer." in cautions(reply)
