"""What answers for a payer is checked: still true by a click, changed opens the edit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from models.clinic.clinic import Role
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.reply import Reply
from models.wording import phrases
from tests.handlers.clinic_desk import NOON, ClinicDesk


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists with one manager, the boss."""
    clinic = ClinicDesk(pack, "PT")
    await clinic.records.set_role(1, "boss", Role.MANAGER, actor="system", at=NOON)
    return clinic


async def boss(desk: ClinicDesk, typed: str) -> Reply:
    """What the manager is told."""
    return await desk.say(typed, by="boss", manager=True)


def said(reply: Reply) -> str:
    sections = (line for section in reply.sections for line in section.lines)
    return " ".join(line.text for line in (*reply.lines, *sections))


def warned(reply: Reply) -> str:
    return " ".join(line.text for line in reply.cautions)


def commands(reply: Reply) -> list[str]:
    return [choice.command for choice in reply.choices]


async def test_the_card_shows_what_answers_since_when_and_two_buttons(desk: ClinicDesk) -> None:
    reply = await desk.say("/coverage verify cigna")
    assert reply.badge
    assert reply.badge.words == "Not covered"
    assert "Its newest source is of Apr 7, 2021; due since Apr 8, 2023." in said(reply)
    assert commands(reply)[:2] == [
        "/coverage verify Cigna still true",
        "/coverage edit Cigna by call",
    ]


async def test_still_true_is_one_click_noted_with_who_and_when(desk: ClinicDesk) -> None:
    assert "Checked over 5 years ago" in warned(await desk.say("/coverage cigna 20560"))
    reply = await boss(desk, "/coverage verify Cigna still true")
    assert "Noted: still true." in said(reply)
    assert "Found still true on Nov 23, 2026 by @‹boss›; next check on Feb 21, 2027." in said(reply)
    card = await desk.say("/coverage cigna 20560")
    assert "Your clinic found it still true on Nov 23, 2026." in card.small_print
    assert "boss" not in card.small_print, "others read a card that is shared"
    assert "years ago" not in warned(card)


async def test_a_check_that_is_due_is_one_line_on_the_card(desk: ClinicDesk) -> None:
    await boss(desk, "/coverage verify cigna still true")
    desk.now += timedelta(days=89)
    assert "Due for a check" not in warned(await desk.say("/coverage cigna 20560"))
    desk.now += timedelta(days=1)
    card = await desk.say("/coverage cigna 20560")
    line = "Due for a check: your clinic last knew it true on Nov 23, 2026."
    assert warned(card).count("check") == 1
    assert line in warned(card)
    assert commands(card)[0] == "/coverage verify Cigna"


async def test_a_rule_by_a_call_is_due_after_three_months(desk: ClinicDesk) -> None:
    await boss(desk, "/coverage edit premera not covered 20560 by call")
    assert "Due" not in warned(await desk.say("/coverage premera 20560"))
    desk.now += timedelta(days=90)
    assert "Due for a check: your clinic last knew it true on Nov 23, 2026." in warned(
        await desk.say("/coverage premera 20560")
    )
    await boss(desk, "/coverage verify premera still true")
    assert "Due" not in warned(await desk.say("/coverage premera 20560"))


async def test_the_day_to_ask_again_is_over_when_somebody_has_asked(desk: ClinicDesk) -> None:
    await boss(
        desk, "/coverage edit premera not covered by contract of 11/1/2026 ask again 12/1/2026"
    )
    desk.now += timedelta(days=10)
    asked = await desk.say("/coverage premera 20560")
    assert "Your clinic meant to ask again on Dec 1, 2026." in warned(asked)
    await boss(desk, "/coverage verify premera still true")
    assert "meant to ask again" not in warned(await desk.say("/coverage premera 20560"))


async def test_staff_may_look_and_not_note(desk: ClinicDesk) -> None:
    reply = await desk.say("/coverage verify cigna still true")
    assert reply.headline == "Noting a check is for managers."
    assert "Ask @‹boss›." in said(reply)
    assert not desk.clinic.rules


async def test_whoever_keeps_the_facts_may_note_too(desk: ClinicDesk) -> None:
    await boss(desk, "/clinic facts owner @amy")
    assert desk.clinic.preferences.owner == "amy"
    assert "@‹amy› keeps the facts." in said(await desk.say("/coverage verify cigna"))
    assert "Noted: still true." in said(await desk.say("/coverage verify cigna still true"))
    assert (await desk.say("/clinic facts")).headline == "Facts to check"
    assert "Nobody is chosen" in said(await boss(desk, "/clinic facts owner none"))


@pytest.mark.parametrize("typed", ["", "amy", "@amy and @bea", "somebody"])
async def test_an_owner_is_one_person_that_a_manager_mentions(desk: ClinicDesk, typed: str) -> None:
    await boss(desk, f"/clinic facts owner {typed}")
    await desk.say("/clinic facts owner @amy")
    assert desk.clinic.preferences.owner == ""


async def test_twice_on_one_day_is_noted_once(desk: ClinicDesk) -> None:
    for _ in range(2):
        reply = await boss(desk, "/coverage verify cigna still true")
    assert "already" in said(reply)
    assert desk.clinic.rules.version == 1


async def test_undo_takes_a_check_back_and_nothing_is_overwritten(desk: ClinicDesk) -> None:
    await boss(desk, "/coverage verify cigna still true")
    reply = await boss(desk, "/session undo")
    assert reply.headline == "Taken back: check 1 of Cigna, still true."
    assert "Checked over 5 years ago" in warned(await desk.say("/coverage cigna 20560"))
    assert [entry.number for entry in desk.clinic.rules.entries] == [1, 2]


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        pytest.param("cigna changed", "What does Cigna say of it?", id="changed opens the edit"),
        pytest.param("premera", "Premera · nothing to verify", id="unknown is asked, not verified"),
        pytest.param("xyzzy", "I know of no such payer.", id="no payer"),
        pytest.param("", "For which payer?", id="none"),
    ],
)
async def test_what_is_not_still_true(desk: ClinicDesk, typed: str, headline: str) -> None:
    assert (await boss(desk, f"/coverage verify {typed}")).headline == headline


async def test_what_is_due_stands_on_the_list_most_used_first(desk: ClinicDesk) -> None:
    for alias, payer in (("OAK-1", "bcbsm"), ("OAK-2", "cigna"), ("OAK-3", "cigna")):
        await desk.say(f"/session new {alias} payer {payer}")
    listed = said(await boss(desk, "/clinic facts"))
    assert "Cigna (2 aliases): its newest source is of Apr 7, 2021" in listed
    await boss(desk, "/coverage verify cigna still true")
    assert "Cigna" not in said(await boss(desk, "/clinic facts"))


@pytest.mark.parametrize(
    ("typed", "noted"),
    [
        ("cigna still true", True),
        ("still true cigna", True),
        ("cigna stil true", True),
        ("cigna true", True),
        ("cigna ok.", True),
        ("cigna unchanged", True),
        ("cigna", False),
        ("cigna not true", False),
        ("cigna no longer right", False),
        ("true health new mexico", False),
        ("cigna not still true", False),
        ("cigna isnt still true", False),
        ("cigna isn't still true", False),
        ("cigna still true?", False),
        ("is cigna still true", False),
        ("cigna is still true", True),
        ("cigna 20560 maybe still true", False),
        ("cigna still true for knees only", False),
        ("cigna still true thanks", True),
        ("cigna still true on 11/20 by call", False),
        ("cigna still true tomorrow", False),
        ("cigna still true today by call", True),
        ("cigna wrong", False),
        ("cigna verified", True),
    ],
)
async def test_still_true_is_read_as_it_is_typed(desk: ClinicDesk, typed: str, noted: bool) -> None:
    await boss(desk, f"/coverage verify {typed}")
    assert bool(desk.clinic.rules) is noted


async def test_what_is_typed_behind_changed_is_the_rule(desk: ClinicDesk) -> None:
    await boss(desk, "/coverage verify cigna 20560 changed to covered")
    (rule,) = desk.clinic.rules.known()
    assert (rule.scope.payer, rule.scope.codes, rule.verdict.value) == (
        "cigna",
        ("20560",),
        "covered",
    )


async def test_what_denies_that_it_is_still_true_asks_what_is_so_now(desk: ClinicDesk) -> None:
    reply = await boss(desk, "/coverage verify cigna 20560 not still true")
    assert reply.headline == "What does Cigna say of it?"
    assert commands(reply)[0] == "/coverage edit Cigna 20560 covered by call on 2026-11-23"


@pytest.mark.parametrize(
    ("typed", "begun"),
    [
        ("cigna no longer true since 11/1", "Cigna covered from 2026-11-01 by call on 2026-11-23"),
        ("cigna 20560 changed by letter of 11/15", "Cigna 20560 covered by letter on 2026-11-15"),
        ("cigna 20560 wrong", "Cigna 20560 covered by call on 2026-11-23"),
    ],
)
async def test_a_change_keeps_its_day_and_who_said_so(
    desk: ClinicDesk, typed: str, begun: str
) -> None:
    reply = await boss(desk, f"/coverage verify {typed}")
    assert commands(reply)[0] == f"/coverage edit {begun}"


async def test_a_check_of_another_day_is_entered_as_a_rule(desk: ClinicDesk) -> None:
    reply = await boss(desk, "/coverage verify cigna 20560 still true on 11/20 by portal")
    assert "not for Nov 20, 2026" in reply.headline
    assert commands(reply) == [
        "/coverage verify Cigna 20560 still true",
        "/coverage edit Cigna 20560 not covered by portal on 2026-11-20",
    ]


async def test_by_what_it_was_found_is_told_to_be_left_out(desk: ClinicDesk) -> None:
    reply = await boss(desk, "/coverage verify cigna still true by call")
    assert "How you were told is not kept with a check" in said(reply)


async def test_what_no_newer_source_says_is_due_for_a_check(desk: ClinicDesk) -> None:
    """A guide of 2026 that is cited for referrals says no verdict again."""
    before = said(await boss(desk, "/coverage verify tricare"))
    assert "Its newest source is of Apr 2020; due since Apr 2, 2022." in before
    assert "Nobody of your clinic has checked it. From the first check on, every year" in before
    hearsay = said(await boss(desk, "/coverage verify bcbsnc"))
    assert "From the first check on, every 3 months" in hearsay
    after = said(await boss(desk, "/coverage verify tricare still true"))
    assert "by @‹boss›; next check on Nov 23, 2027. To be checked every year" in after


async def test_a_manager_may_keep_the_facts_herself(desk: ClinicDesk) -> None:
    await boss(desk, "/clinic facts owner me")
    assert desk.clinic.preferences.owner == "boss"


@pytest.mark.parametrize("typed", ["facts owner amy", "report to amy", "managers add maria garcia"])
async def test_a_colleague_who_is_named_is_to_be_mentioned(desk: ClinicDesk, typed: str) -> None:
    told = said(await boss(desk, f"/clinic {typed}"))
    assert "Mention a colleague with @" in told
    assert "BLUE-47K" not in told


async def test_the_report_goes_to_managers_and_nobody_else(desk: ClinicDesk) -> None:
    assert "It goes to each manager" in said(await boss(desk, "/clinic report to @amy"))


async def test_a_day_that_the_clinic_chose_stands_beside_no_other_cycle(desk: ClinicDesk) -> None:
    await boss(desk, "/coverage edit premera not covered 20560 by call ask again 5/29/2027")
    told = said(await desk.say("/coverage verify premera"))
    assert "next check on May 29, 2027" in told
    assert "Your clinic chose that day itself. Else it would be every 3 months" in told


async def test_a_rule_for_some_claims_is_verified_by_itself(desk: ClinicDesk) -> None:
    await boss(desk, "/coverage edit premera covered for headache by call on 2026-06-01")
    in_general = await boss(desk, "/coverage verify premera")
    assert in_general.headline == "Premera · nothing to verify"
    assert "rules for some claims alone" in said(in_general)
    assert in_general.choices[0].command == "/coverage verify Premera 20560 20561 for headache"
    shown = await boss(desk, "/coverage verify premera for headache")
    assert shown.badge == phrases.VERDICTS[Verdict.COVERED]
    card = await desk.say("/coverage premera 20560 for headache")
    assert "Due for a check" in warned(card)
    (verify,) = [choice for choice in card.choices if choice.label == "Verify it"]
    again = await boss(desk, verify.command)
    assert again.lines == shown.lines
    still_true = next(choice for choice in again.choices if choice.label == "Still true")
    assert "Noted: still true." in said(await boss(desk, still_true.command))
    assert "Due for a check" not in warned(await desk.say("/coverage premera 20560 for headache"))


async def test_rules_on_payers_of_no_patient_are_due_too_each_by_its_claims(
    desk: ClinicDesk,
) -> None:
    for typed in (
        "premera covered for headache by call on 2026-06-01",
        "premera unknown 20561 by call on 2026-11-01 ask again 2026-11-24",
        "oscar not covered by call on 2026-11-20 ask again 2026-11-24",
        "regence covered by portal on 2026-11-20",
    ):
        await boss(desk, f"/coverage edit {typed}")
    desk.later(days=2)
    listed = await boss(desk, "/clinic facts")
    due = [line.text.partition(":")[0] for part in listed.sections for line in part.lines]
    assert due == [
        "Oscar Health (your clinic's rule)",
        "Premera, for headache (your clinic's rule)",
        "Premera, 20561 (your clinic's rule)",
    ]
    buttons = [c.command for c in listed.choices if c.command.startswith("/coverage verify")]
    asked = await boss(desk, "/coverage verify")
    assert [choice.command for choice in asked.choices] == buttons
    assert buttons == [
        "/coverage verify Oscar Health",
        "/coverage verify Premera 20560 20561 for headache",
        "/coverage verify Premera 20561",
    ]


async def test_a_rule_whose_place_is_taken_is_due_no_more(desk: ClinicDesk) -> None:
    await boss(desk, "/coverage edit premera covered for headache by call on 2026-06-01")
    await boss(desk, "/coverage edit premera not covered for headache by call on 2026-11-20")
    assert "Premera" not in said(await boss(desk, "/clinic facts"))
