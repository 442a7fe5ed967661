"""What is told beside a named plan: who may run it, its line, the day that was taken, its words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.coverage.position import Verdict
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, words

UNKNOWN = phrases.VERDICTS[Verdict.UNKNOWN]
NOT_COVERED = phrases.VERDICTS[Verdict.NOT_COVERED]
SILENT = phrases.VERDICTS[Verdict.SILENT]


async def test_a_unions_fund_is_the_plan_and_no_network(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage Teamsters local health & welfare fund")
    assert reply.headline.startswith("Teamsters health funds")
    assert "network" not in words(reply)
    assert "summary plan description" in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "carpenters health fund bcbs alabama",
        "bcbs alabama ibew local",
        "retail clerks welfare trust bcbs alabama",
        "operating engineers health and welfare through bcbs alabama",
    ],
)
async def test_no_verdict_of_an_insurer_stands_on_a_unions_plan(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.badge == UNKNOWN
    assert "BCBS Alabama may run its claims" in words(reply)


async def test_a_fund_and_an_insurer_in_a_list_get_a_row_each(desk: FrontDesk) -> None:
    assert (await desk.say("/coverage neca or cigna")).headline.startswith("2 payers")


@pytest.mark.parametrize("typed", ["wellmrk iowa self funded grop", "wellmark aso plan"])
async def test_beside_a_self_funded_plan_the_administrators_policy_is_told_and_decides_nothing(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.badge == UNKNOWN
    assert "Wellmark may run its claims or lend its network, and decides nothing." in words(reply)
    assert "08.01.31" in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "WebTPA got a card says webtpa / aetna signature administrators",
        "webtpa, card has aetna on it too",
    ],
)
async def test_a_card_with_an_administrator_and_a_network_is_one_plan(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.headline.startswith("WebTPA")
    assert reply.badge == UNKNOWN


async def test_who_approves_care_is_not_asserted_where_it_is_asked(desk: FrontDesk) -> None:
    reply = await desk.say("/ask carelon or cohere which one handles humana pt auth")
    assert reply.headline.startswith("Humana")
    told = words(reply)
    assert "Carelon" in told
    assert "Cohere" in told
    assert "approves its care, I do not hold: ask the plan." in told
    assert "approves care for the plan" not in told


@pytest.mark.parametrize("typed", ["geico pip florida 20560 by PT", "progressive auto in florida"])
async def test_a_car_insurer_is_answered_by_its_states_no_fault_law(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.badge == SILENT
    assert "Florida's no-fault law" in words(reply)
    assert "handles the claim. The state's no-fault law and the policy decide." in words(reply)


@pytest.mark.parametrize(
    ("typed", "law"),
    [
        ("geico nj pip by DC", "New Jersey PIP"),
        ("allstate auto claim minnesota", "Minnesota and North Dakota no-fault"),
        ("state farm no fault michigan", "Michigan no-fault"),
    ],
)
async def test_a_no_fault_law_beside_its_insurer_is_one_claim(
    desk: FrontDesk, typed: str, law: str
) -> None:
    assert (await desk.say(f"/coverage {typed}")).headline.startswith(law)


async def test_a_car_insurer_in_a_state_without_such_a_law_stays_unknown(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage geico texas")
    assert reply.headline.startswith("GEICO")
    assert reply.badge == UNKNOWN


async def test_a_plan_of_tricare_prime_is_answered_by_tricares_exclusion(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage US family health plan johns hopkins")
    assert reply.headline.startswith("US Family Health Plan")
    assert reply.badge == NOT_COVERED


@pytest.mark.parametrize("typed", ["humna gold plus", "humanachoice ppo 20560"])
async def test_a_product_is_of_its_own_line_alone(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert [fact.value for fact in reply.facts if fact.label == "Plan"] == ["Medicare Advantage"]


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("blue shield ca by chiropractor sciatica", "billed by a chiropractor for sciatica,"),
        ("carefrist maryland 20560 for tenis elbow", "for lateral elbow pain,"),
        ("highmark by athletic trainer", "billed by an athletic trainer,"),
        ("regance oregon 20561 by accupuncturist", "billed by a licensed acupuncturist,"),
        ("geisinger for a rash that nobody names", "do you pay for 20560 and 20561"),
    ],
)
async def test_the_sentence_for_the_payer_names_profession_and_condition(
    desk: FrontDesk, typed: str, asks: str
) -> None:
    told = words(await desk.say(f"/coverage {typed}"))
    assert asks in told
    assert "unclear condition" not in told


async def test_codes_of_acupuncture_are_not_called_dry_needling(desk: FrontDesk) -> None:
    told = words(await desk.say("/coverage GEHA standard, acupuncture benefit or what"))
    assert "97814 (dry needling)" not in told
    assert "20560 and 20561 (dry needling)" in told


async def test_out_of_pocket_is_no_service(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage devoted health says pt needs to pay out of pocket")
    assert reply.headline == "Devoted Health · dry needling"


@pytest.mark.parametrize("typed", ["/coverage cigna seen on 3/4", "/state ohio pt seen on march 3"])
async def test_a_day_without_its_year_is_told_with_the_year_that_was_taken(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(typed)
    assert reply.lines[1].text.startswith("You named no year: I took Mar ")


async def test_a_day_with_its_year_is_told_without_a_word(desk: FrontDesk) -> None:
    assert "You named no year" not in words(await desk.say("/coverage cigna on 3/4/2026"))


async def test_six_digits_behind_on_are_a_day_and_no_account(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage bcbs tx 20561 on 010522")
    assert reply.headline.endswith("for January 5, 2022")


@pytest.mark.parametrize("typed", ["cigna acct 010522", "uhc born on 031416", "cigna on 991322"])
async def test_other_six_digits_stay_refused(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert "None of it was stored" in words(reply)


async def test_no_three_sessions_of_another_payer_stand_on_anthems_card(desk: FrontDesk) -> None:
    assert "three sessions" not in words(await desk.say("/coverage anthem"))


async def test_a_title_names_a_state_once(desk: FrontDesk) -> None:
    told = await desk.say("/coverage minnesota no falt 20560")
    assert told.headline.startswith("Minnesota and North Dakota no-fault · ")


@pytest.mark.parametrize(
    "typed",
    [
        "CO-50 on 20560 from uhc. worth appealing or eat it",
        "CO-50 from cigna 20560, is that our loss or appeal",
        "CO-97 humana 20561, eat this or fight",
        "uhc CO-50 20561 write it off?",
        "bcbs nc CO-50 20560 appeal or write off",
        "CO-50 aetna, the patient pays?",
    ],
)
async def test_who_bears_a_denial_stands_in_sight_where_that_is_asked(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert any(line.text.startswith("CO: the clinic bears it") for line in reply.lines[:3])


async def test_a_denial_of_a_name_of_several_plans_names_it(desk: FrontDesk) -> None:
    reply = await desk.say("/ask uhc denied CO-50 20561, worth a fight")
    assert "no decision of any UnitedHealthcare plan" in reply.lines[1].text


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("sept 2024 thru feb 2025 horizon bcbs nj 20560 denied all", "Horizon"),
        ("blue cross ma 20561 from 1/2/25 to 3/4/25 all denied", "BCBS Massachusetts"),
        ("claims 1.15.26, 1.22.26, 2.5.26 bcbs nc 20561 first paid rest denied", "Blue Cross NC"),
        ("prior auth rule for 20561 anthem blue cross, effective march or april", "Anthem"),
        ("pelvic floor PT needling, levator/obturator, premera", "Premera"),
        ("tricare dn headaches, suboccipitals", "TRICARE"),
        ("elderly pt, regence bcbs, dn for pelvic floor", "Regence"),
    ],
)
async def test_the_payer_that_is_named_answers_and_no_topic_beside_it(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(payer)


@pytest.mark.parametrize(
    "typed",
    [
        "why does horizon bcbs nj deny 20560 and another blue pays",
        "premera needling near the lung, is it safe",
        "bcbs az limit visits resets jan 1 or plan year",
    ],
)
async def test_a_topic_that_is_asked_still_answers(desk: FrontDesk, typed: str) -> None:
    assert "?" in (await desk.say(f"/ask {typed}")).headline


async def test_a_blue_plan_of_which_a_topic_says_nothing_is_told_so(desk: FrontDesk) -> None:
    reply = await desk.say("/ask bcbs az visit limit resets jan 1 or plan year")
    assert "Blue Cross Blue Shield of Arizona" in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("cigna 20560 3/4 thru 6/10 last year", (2025, 3, 4), (2025, 6, 10)),
        ("cigna 20560 2/10 through 3/9 of 2025", (2025, 2, 10), (2025, 3, 9)),
        ("cigna 20560 dos 12/28 and 1/4", (2025, 12, 28), (2026, 1, 4)),
        ("cigna 20560 6/1, 6/8", (2026, 6, 1), (2026, 6, 8)),
        ("cigna 20560 10/3 - 10/20 covered?", (2026, 10, 3), (2026, 10, 20)),
        ("cigna 20560 11/30 and 12/7 last yr", (2025, 11, 30), (2025, 12, 7)),
        ("claims 1.15.26, 1.22.26, 2.5.26 cigna 20561", (2026, 1, 15), (2026, 2, 5)),
        ("cigna dos 3/1/25, 3/8/25, 3/15/25 and 4/2/25", (2025, 3, 1), (2025, 4, 2)),
    ],
)
def test_a_question_may_name_any_number_of_days(
    desk: FrontDesk, typed: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    read = desk.reader.read(typed, date(2026, 11, 23))
    assert (read.on, read.until) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "typed",
    [
        "prior auth rule for 20561 anthem blue cross, effective march or april this yr i heard",
        "cigna auth rule for needling effective in june this year?",
        "did tricare change auth rules for 20560 between jan 2025 and mar 2026",
    ],
)
async def test_no_change_of_authorization_is_held_for_the_days(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert "nor a change of it in those days" in reply.lines[0].text


DECEMBER = datetime(2026, 12, 28, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("do my aetna visits reset in january", "Jan 1, 2027 to Jan 31, 2027"),
        ("/coverage cigna 20560 in march", "Mar 1, 2027 to Mar 31, 2027"),
        ("/coverage cigna 20560 denied in january", "Jan 1, 2026 to Jan 31, 2026"),
        ("/coverage cigna 20560 in june", "Jun 1, 2026 to Jun 30, 2026"),
        ("/coverage cigna 20560 in december", "Dec 1, 2026 to Dec 31, 2026"),
    ],
)
async def test_a_month_without_its_year_is_the_one_that_a_day_of_it_would_be(
    desk: FrontDesk, typed: str, taken: str
) -> None:
    told = words(await desk.say(typed, at=DECEMBER))
    assert f"You named no year: I took {taken}." in told


@pytest.mark.parametrize(
    "typed",
    [
        "does medicare's 20 visits start over january 1",
        "do the 20 medicare visits begin again on 1/1",
        "does the medicare 20 visit year start jan 1",
        "does the medicare year of 20 visits, once it starts, restart on 1/1",
    ],
)
async def test_a_day_on_which_a_count_may_begin_is_no_first_visit(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.say(typed, at=DECEMBER))
    assert "not on Jan 1" in told
    assert "First visit on" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "medicare 20 visits, patient started 2/2/26, when does the new year begin",
        "when does the medicare year of 20 visits restart, first visit 2/2/26, 20 used",
    ],
)
async def test_a_first_visit_that_is_told_is_counted_from(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(typed, at=DECEMBER))
    assert "First visit on Feb 2, 2026: a new year not before Feb 1, 2027" in told
