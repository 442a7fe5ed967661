"""A clinic's settings: everybody sees them, managers change them."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from handlers.clinic.channel import _place
from handlers.clinic.command import COMMAND
from handlers.command import Request
from models.clinic.clinic import Platform, Role, unknown_member
from models.coverage.fact_book import FactBook
from models.errors import NotUnderstood
from models.mention import channel, person
from models.reply import Picked, Reply
from tests.handlers.clinic_desk import NOON, ClinicDesk, first_line


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with one manager, Kim."""
    desk = ClinicDesk(pack)
    await desk.records.set_role(1, "kim", Role.MANAGER, actor="system", at=NOON)
    return desk


async def kim(clinic: ClinicDesk, typed: str) -> Reply:
    """What the manager is told."""
    return await clinic.say(typed, by="kim", manager=True)


def facts(reply: Reply) -> dict[str, str]:
    return {fact.label: fact.value for fact in reply.facts}


def words(reply: Reply) -> str:
    lines = [*reply.lines, *(line for section in reply.sections for line in section.lines)]
    return " ".join((reply.headline, *(line.text for line in lines)))


TEAMS = channel("19:4f1e2d3c@thread.tacv2")

CHANGES = [
    "/clinic warn at 3 left",
    "/clinic warn medicare at 5 left",
    "/clinic channel #front-desk",
    "/clinic channel none",
    "/clinic digest 9am",
    "/clinic quiet off",
    "/clinic patience 2 hours",
    "/clinic holidays add 12/24/2026",
    "/clinic managers add @amy",
    "/clinic managers remove @kim yes",
    "/clinic profession PT",
    "/clinic state VA",
    "/clinic zone hawaii",
]
ASKS = {"/clinic channel here", "/clinic holidays add"}
"""What somebody in no channel is asked, and what opens a form."""

SHOWS = ["/clinic", *sorted({" ".join(typed.split()[:2]) for typed in CHANGES})]


async def test_the_bare_command_shows_everything_that_is_set(clinic: ClinicDesk) -> None:
    shown = facts(await clinic.say("/clinic"))
    assert shown == {
        "I warn": "at 2, 1 and 0 visits left and when over; "
        "14 and 7 days before an authorization ends; "
        "when a decision on a request is overdue; when duties of a plan are near; "
        "when the forecast says that it is time to ask; "
        "when authorized visits would expire unused",
        "Alerts go to": "each manager's own chat",
        "Week's report": "off",
        "Digest": "8:00 AM Eastern time, Monday to Friday",
        "Working days": "Monday to Friday",
        "Quiet hours": "6:00 PM to 7:30 AM",
        "Goes up to managers": "after 4 hours of working time",
        "Time zone": "Eastern time",
        "Holidays": "federal",
        "Managers": person("kim"),
        "Aliases of your own": "no pattern declared",
        "Profession": "not set",
        "State": "North Carolina",
    }


@pytest.mark.parametrize("typed", SHOWS)
async def test_staff_may_look_at_every_setting(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.say(typed)
    assert clinic.answered, reply
    for choice in reply.choices:
        await clinic.say(choice.command, by="kim", manager=True)
        assert clinic.answered or choice.command in ASKS, choice


@pytest.mark.parametrize("typed", [*CHANGES, "/clinic audit", "/clinic audit BLUE-47K"])
async def test_what_is_for_managers_names_one_to_ask(clinic: ClinicDesk, typed: str) -> None:
    before = clinic.clinic
    reply = await clinic.say(typed)
    assert not clinic.answered
    assert "for managers" in reply.headline
    assert first_line(reply) == f"Ask {person('kim')}."
    assert clinic.clinic == before
    assert len(await clinic.records.members(1)) == 1


async def test_where_nobody_is_a_manager_staff_are_told_how_one_becomes_one(pack: FactBook) -> None:
    desk = ClinicDesk(pack)
    assert "python -m bot say --as manager" in first_line(await desk.say("/clinic warn at 3 left"))
    assert "python -m bot say --as manager" in (await desk.say("/clinic")).cautions[0].text


@pytest.mark.parametrize("typed", [typed for typed in CHANGES if "remove" not in typed])
async def test_what_was_changed_holds_at_once(clinic: ClinicDesk, typed: str) -> None:
    await kim(clinic, typed)
    assert clinic.answered
    assert clinic.forgotten, "every seat of the process is read anew"


async def test_a_manager_sets_when_to_warn(clinic: ClinicDesk) -> None:
    reply = await kim(clinic, "/clinic warn at 3, 1, 0 left, 14 days")
    assert first_line(reply) == "Saved for everybody."
    assert clinic.clinic.preferences.warnings.left == (3, 1, 0)
    assert facts(reply)["I warn"].startswith("at 3, 1 and 0 visits left and when over; 14 days")


async def test_a_payer_has_its_own_warnings_until_they_are_taken_back(clinic: ClinicDesk) -> None:
    reply = await kim(clinic, "/clinic warn medicare at 5 left")
    assert first_line(reply) == "Saved for everybody with Medicare Part B."
    own = "at 5 visits left and when over; otherwise as for everybody"
    assert facts(reply)["With Medicare Part B"] == own
    assert clinic.clinic.preferences.warnings_for("medicare").left == (5,)
    assert clinic.clinic.preferences.warnings_for("aetna").left == (2, 1, 0)
    await kim(clinic, "/clinic warn medicare 30 days")
    assert clinic.clinic.preferences.warnings_for("medicare").left == (5,)
    await kim(clinic, "/clinic warn medicare default")
    assert clinic.clinic.preferences.by_payer == ()


async def test_what_was_not_told_of_a_payer_goes_by_everybody_s_warnings(
    clinic: ClinicDesk,
) -> None:
    await kim(clinic, "/clinic warn at 5 left, 30 days")
    await kim(clinic, "/clinic warn humana nothing unused")
    await kim(clinic, "/clinic warn premera at 4 left")
    reply = await kim(clinic, "/clinic warn at 3 left, 14 days")
    told = facts(reply)
    unused = "not when visits would expire unused; otherwise as for everybody"
    assert told["With Humana"] == unused
    assert next(v for k, v in told.items() if "Premera" in k).startswith("at 4 visits left")
    chosen = clinic.clinic.preferences
    assert (chosen.warnings_for("humana").left, chosen.warnings_for("humana").ends) == ((3,), (14,))
    assert (chosen.warnings_for("premera").left, chosen.warnings_for("premera").ends) == (
        *((4,), (14,)),
    )
    await kim(clinic, "/clinic warn humana 7 days")
    await kim(clinic, "/clinic warn at 2 left, 21 days")
    assert clinic.clinic.preferences.warnings_for("humana").ends == (7,)
    assert clinic.clinic.preferences.warnings_for("humana").left == (2,)
    assert not clinic.clinic.preferences.warnings_for("humana").unused


async def test_everybody_who_may_be_warned_anew_is_counted_anew(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-47K payer medicare")
    await kim(clinic, "/clinic warn aetna at 5 left")
    today = NOON.date()
    assert await clinic.charts.due(1, today, 9) == ()
    await kim(clinic, "/clinic warn medicare at 5 left")
    assert [due.alias for due in await clinic.charts.due(1, today, 9)] == ["BLUE-47K"]


async def test_a_name_that_fits_several_payers_is_asked_back(clinic: ClinicDesk) -> None:
    reply = await kim(clinic, "/clinic warn blue cross at 5 left")
    assert not clinic.answered
    for choice in reply.choices:
        await kim(clinic, choice.command)
        assert clinic.answered, choice
    assert len(clinic.clinic.preferences.by_payer) == len(reply.choices)


async def test_a_payer_alone_shows_its_warnings(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/clinic warn medicare")
    assert clinic.answered
    assert first_line(reply) == "As for everybody."


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("/clinic channel #front-desk", channel("front-desk")),
        (f"/clinic channel {channel('C1')}", channel("C1")),
        (f"/clinic channel {TEAMS}", TEAMS),
        ("/clinic channel here", channel("C9")),
        ("/clinic channel none", ""),
    ],
)  # fmt: skip
async def test_alerts_go_where_a_manager_says(clinic: ClinicDesk, typed: str, place: str) -> None:
    clinic.place = "C9"
    reply = await kim(clinic, typed)
    assert clinic.clinic.preferences.channel == place
    assert facts(reply)["Alerts go to"] == (place or "each manager's own chat")
    assert reply.picks[0].of is Picked.CHANNEL


@pytest.mark.parametrize("text", ["here", "front desk", "#one #two", "#front desk"])
async def test_a_channel_that_nobody_can_tell_is_told(clinic: ClinicDesk, text: str) -> None:
    assert "Nothing was changed" in (await kim(clinic, f"/clinic channel {text}")).headline


def test_a_channel_that_the_chat_sent_as_plain_words_is_chosen_from_a_list() -> None:
    """Slack makes a mention of a channel only where it was chosen from its list."""
    seat = unknown_member(Platform.SLACK, "T1", "U1")
    with pytest.raises(NotUnderstood) as caught:
        _place(Request(*seat, "", "clinic", "channel #front-desk", NOON), "#front-desk")
    assert "as plain words" in caught.value.what
    assert "#front-desk" not in str(caught.value)
    assert "choose the channel from the list" in caught.value.mend
    assert caught.value.picks[0].of is Picked.CHANNEL


async def test_a_day_for_the_digest_is_not_taken_for_the_only_working_day(
    clinic: ClinicDesk,
) -> None:
    asked = await kim(clinic, "/clinic digest 7 am sunday")
    assert "Does your clinic work on Sunday alone?" in asked.headline
    assert clinic.clinic.preferences.hours.days == tuple(range(5))
    sure = next(c for c in asked.choices if c.label == "Yes, we work on Sunday alone")
    await kim(clinic, sure.command)
    assert clinic.clinic.preferences.hours.days == (6,)
    assert clinic.clinic.preferences.hours.digest == time(7)


async def test_a_digest_in_another_zone_on_other_days(clinic: ClinicDesk) -> None:
    reply = await kim(clinic, "/clinic digest 9:30am hawaii time mon wed fri")
    assert facts(reply) == {
        "Digest": "9:30 AM Hawaii time, Monday, Wednesday and Friday",
        "The next one": "Mon Nov 23, 2026, 9:30 AM",
        "Working days": "Monday, Wednesday and Friday",
    }
    assert clinic.clinic.time_zone == "Pacific/Honolulu"
    await kim(clinic, "/clinic digest off")
    assert clinic.clinic.preferences.hours.digest is None
    await kim(clinic, "/clinic digest weekdays")
    assert clinic.clinic.preferences.hours.digest == time(8)


async def test_quiet_hours_and_patience(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic quiet 7pm-6am")
    await kim(clinic, "/clinic patience 90 minutes")
    chosen = clinic.clinic.preferences
    assert chosen.hours.quiet == (time(19), time(6))
    assert chosen.patience == timedelta(minutes=90)
    await kim(clinic, "/clinic quiet off")
    assert clinic.clinic.preferences.hours.quiet is None


async def test_managers_are_added_and_removed(clinic: ClinicDesk) -> None:
    reply = await kim(clinic, f"/clinic managers add {person('U2')} and @amy")
    assert first_line(reply) == f"{person('U2')} is a manager now."
    assert f"Managers: {person('kim')}, {person('U2')} and {person('amy')}." in words(reply)
    assert reply.picks[0].of is Picked.PERSON
    await kim(clinic, f"/clinic managers remove {person('U2')}")
    assert f"{person('U2')} was no manager." in words(
        await kim(clinic, f"/clinic managers remove {person('U2')}")
    )


@pytest.mark.parametrize(
    ("declared", "buttons"),
    [
        ("none", ["Declare PT-0000"]),
        ("KN-000", ["Remove KN-000"]),
        ("KN-000, PT-00", ["Remove KN-000", "Remove PT-00", "No patterns"]),
    ],
)
async def test_of_patterns_it_offers_what_can_be_done_with_them(
    clinic: ClinicDesk, declared: str, buttons: list[str]
) -> None:
    reply = await kim(clinic, f"/clinic aliases {declared}")
    assert [choice.label for choice in reply.choices][1:-1] == buttons


async def test_what_is_saved_of_a_warning_leads_back_to_the_settings(clinic: ClinicDesk) -> None:
    reply = await kim(clinic, "/clinic warn at 3 left")
    assert [(choice.label, choice.command) for choice in reply.choices] == [
        ("All settings", "/clinic")
    ]


async def test_a_manager_can_be_taken_off_where_another_is_left(clinic: ClinicDesk) -> None:
    alone = await kim(clinic, "/clinic managers")
    assert [pick.label for pick in alone.picks] == ["Add a manager"]
    two = await kim(clinic, "/clinic managers add @amy")
    assert [pick.label for pick in two.picks] == ["Add a manager", "Remove a manager"]
    assert (await clinic.say("/clinic managers")).picks == ()


async def test_no_command_leaves_a_clinic_without_a_manager(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic managers add @amy")
    for typed in ("@kim @amy", "@amy", "@kim"):
        reply = await kim(clinic, f"/clinic managers remove {typed}")
    assert "only manager" in reply.headline
    for typed in ("@kim yes", "myself"):
        await kim(clinic, f"/clinic managers remove {typed}")
    assert [m.user for m in await clinic.records.members(1) if m.is_manager] == ["kim"]


async def test_whoever_removes_oneself_is_asked_first(clinic: ClinicDesk) -> None:
    await kim(clinic, "/clinic managers add @amy")
    asked = await kim(clinic, "/clinic managers remove @kim")
    assert asked.refused
    assert {m.user for m in await clinic.records.members(1) if m.is_manager} == {"kim", "amy"}
    gone = await kim(clinic, asked.choices[0].command)
    assert [m.user for m in await clinic.records.members(1) if m.is_manager] == ["amy"]
    assert gone.picks == ()
    undone = await kim(clinic, "/session undo")
    assert undone.lines[0].text.startswith("A manager changes them back")


@pytest.mark.parametrize("text", ["add", "@amy", "add @", "promote @amy"])
async def test_a_manager_that_nobody_can_tell_is_told(clinic: ClinicDesk, text: str) -> None:
    assert "Nothing was changed" in (await kim(clinic, f"/clinic managers {text}")).headline
    assert len(await clinic.records.members(1)) == 1


@pytest.mark.parametrize(
    ("typed", "profession", "state", "zone"),
    [
        ("/clinic profession PT", "PT", "NC", "America/New_York"),
        ("/clinic profession at", "AT", "NC", "America/New_York"),
        ("/clinic profession chiropracter", "DC", "NC", "America/New_York"),
        ("/clinic profession none", None, "NC", "America/New_York"),
        ("/clinic state washington", None, "WA", "America/New_York"),
        ("/clinic state or", None, "OR", "America/New_York"),
        ("/clinic state none", None, None, "America/New_York"),
        ("/clinic zone arizona", None, "NC", "America/Phoenix"),
        ("/clinic time zone Alaska", None, "NC", "America/Anchorage"),
    ],
)
async def test_where_the_clinic_is_and_who_bills(
    clinic: ClinicDesk, typed: str, profession, state, zone
) -> None:
    await kim(clinic, typed)
    found = clinic.clinic
    assert (found.profession, found.state, found.time_zone) == (profession, state, zone)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/clinic profession massage therapist", "no facts"),
        ("/clinic state carolina", "several states"),
        ("/clinic state narnia", "no state"),
        ("/clinic zone mars", "no time zone"),
        ("/clinic digest 25:00", "25:00 is no time of day"),
        ("/clinic mangers", "Did you mean managers?"),
        ("/clinic foo", "which setting"),
        ("/clinic warn foo bar", "“foo bar”"),
    ],
)
async def test_what_is_not_understood_is_told(clinic: ClinicDesk, typed: str, said: str) -> None:
    before = clinic.clinic
    reply = await kim(clinic, typed)
    assert not clinic.answered
    assert said in reply.headline
    assert clinic.clinic == before


async def test_the_audit_says_in_words_who_changed_what(clinic: ClinicDesk) -> None:
    for typed in CHANGES[:-1]:
        await kim(clinic, typed)
    await clinic.say("/session new BLUE-47K payer medicare")
    said = [line.text for line in (await kim(clinic, "/clinic audit details")).sections[0].lines]
    head = f"Mon Nov 23, 2026, 12:00 PM · {person('kim')} · "
    assert said[1] == f"{head}state: North Carolina → Virginia"
    told = "\n".join(said)
    for each in (
        f"made {person('amy')} a manager",
        f"took {person('kim')} off the managers",
        "warnings: at 2, 1 and 0 visits left and when over → at 3 visits left and when over",
        "warnings for Medicare Part B: at 5 visits left",
        f"alerts go to: each manager's own chat → {channel('front-desk')}",
        "digest: 8:00 AM → 9:00 AM",
        "quiet hours: 6:00 PM to 7:30 AM → off",
        "patience: 4 hours → 2 hours",
        "profession: not set → PT",
    ):
        assert f"{head}{each}" in told


async def test_the_audit_of_one_alias(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-47K payer medicare")
    reply = await kim(clinic, "/clinic audit blue47k")
    assert reply.headline == "Audit of BLUE-47K"
    assert "/session show BLUE-47K" in [choice.command for choice in reply.choices]


async def test_the_audit_is_turned_page_by_page(clinic: ClinicDesk) -> None:
    for number in range(1, 26):
        await kim(clinic, f"/clinic patience {number} hours")
    newest = await kim(clinic, "/clinic audit details")
    assert len(newest.sections[0].lines) == 20
    older = next(each for each in newest.choices if each.label == "Older entries")
    number = older.command.removeprefix("/clinic audit before ")
    assert number.isdecimal()
    rest = await kim(clinic, older.command)
    assert rest.sections[0].title == f"Entries {int(number) - 1} to 1, the newest first"
    both = [line.text for each in (newest, rest) for line in each.sections[0].lines]
    assert len(both) == len(set(both)) == len(await clinic.records.audit(1))
    assert [each.command for each in rest.choices] == ["/clinic audit"]
    assert (await kim(clinic, "/clinic audit before 1")).lines[0].text == "There is nothing older."


async def test_a_page_of_the_audit_is_for_managers_as_the_first_is(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/clinic audit before 120")
    assert reply.headline == "The audit is for managers."


def test_every_form_of_the_usage_begins_with_the_command() -> None:
    forms = COMMAND.usage.strip().splitlines()[2:]
    assert all(form.startswith("/clinic") for form in forms if form)


async def test_a_zone_beside_the_digest_is_told_to_move_the_whole_clinic(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    moved = await desk.say("/clinic digest 8:00 am Hawaii Mon-Fri", manager=True)
    assert desk.clinic.time_zone == "Pacific/Honolulu"
    assert (
        "The clinic's time zone was Eastern time and is Hawaii time now: its days, quiet hours "
        "and alerts go by it too. To go back: /clinic zone Eastern"
    ) in words(moved)
    again = await desk.say("/clinic digest 9:00 am Hawaii", manager=True)
    assert "time zone was" not in words(again), "it did not move"
    assert "8:00 am Hawaii Mon-Fri" in [choice.label for choice in again.choices]


@pytest.mark.parametrize("typed", ["ack 1 2", "ack 1.5", "ack 1 and 2", "retry 1 2"])
async def test_one_alert_is_taken_at_a_time(pack: FactBook, typed: str) -> None:
    desk = ClinicDesk(pack, "PT")
    reply = await desk.say(f"/clinic alerts {typed}", manager=True)
    assert "behind the alert's number, so nothing was done" in reply.headline
