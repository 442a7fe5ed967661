"""Who called for a clinic's own rule: a member, whoever enters it where nobody else is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.render import plain_text
from models.clinic.recipient_faults import PersonFault
from models.coverage.fact_book import FactBook
from models.field_name import FieldName
from models.reply import Reply
from models.wording import glance
from tests.handlers.clinic_desk import ClinicDesk, button, edit, press


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists, in a terminal."""
    return ClinicDesk(pack, "PT")


def entered(reply: Reply) -> str:
    """Who entered the newest rule of a list, and who called."""
    return reply.sections[-1].lines[1].text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("by call", "by @‹boss›, who called."),
        ("by call, called by me", "by @‹boss›, who called."),
        ("called by @‹U2›", "by @‹boss›; called by @‹U2›."),
        ("called by @kim", "by @‹boss›; called by @‹kim›."),
        ("by call by @kim", "by @‹boss›; called by @‹kim›."),
        ("@kim called", "by @‹boss›; called by @‹kim›."),
        ("called by @boss", "by @‹boss›, who called."),
        ("by portal", "by @‹boss›."),
        (
            "called by @kim reference noted ask again 1/4/2027",
            "by @‹boss›; called by @‹kim›; a reference of the call was noted; "
            "ask again Jan 4, 2027.",
        ),
    ],
)
async def test_who_called_stands_beside_who_entered_it(
    desk: ClinicDesk, typed: str, said: str
) -> None:
    reply = await edit(desk, f"premera not covered 20560 {typed}")
    assert entered(reply) == f"Entered Nov 23, 2026 {said}"
    assert reply.lines[0].text.endswith("not covered for 20560, from Nov 23, 2026.")


@pytest.mark.parametrize(
    "typed",
    [
        "by call on 11/20 called by @kim",
        "called by @kim on 11/20 by call",
        "by call, called by @kim on 11/20",
        "@kim called on 11/20",
    ],
)
async def test_the_day_of_the_call_is_kept_wherever_the_caller_is_named(
    desk: ClinicDesk, typed: str
) -> None:
    await edit(desk, f"premera not covered 20560 {typed}")
    [rule] = desk.clinic.rules.known()
    assert (str(rule.said_on), rule.source, rule.called_by) == ("2026-11-20", "call", "kim")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("called by Jane", "Mention a colleague with @"),
        ("called by Jane Doe of Premera", "Mention a colleague with @"),
        ("by call, called by zorble", "I cannot tell which colleague called"),
        ("called by our desk", "called by @amy, from the list"),
        ("called by @kim and @‹U2›", "One colleague is noted"),
        ("by portal, called by @kim", "Who called is noted of a call alone"),
        ("by letter of 11/2/2026 called by me", "Who called is noted of a call alone"),
    ],
)
async def test_whoever_is_named_otherwise_is_asked_for_and_nothing_is_kept(
    desk: ClinicDesk, typed: str, says: str
) -> None:
    reply = await edit(desk, f"premera covered 20560 {typed}")
    assert reply.refused
    assert says in reply.sentences
    for name in ("Jane", "zorble", "desk"):
        assert name not in str(reply)
    assert not desk.clinic.rules


async def test_whom_the_platform_calls_no_staff_is_refused_at_the_field(desk: ClinicDesk) -> None:
    desk.directory.people["U9"] = PersonFault.GUEST
    reply = await edit(desk, "premera covered 20560 called by @‹U9›")
    assert "is a guest" in reply.sentences
    assert reply.field is FieldName.CALLED
    assert not desk.clinic.rules


async def test_the_day_of_a_portal_is_none_of_a_call(desk: ClinicDesk) -> None:
    await edit(desk, "premera not covered 20560 by portal on 11/20, we called")
    [rule] = desk.clinic.rules.known()
    assert (str(rule.said_on), rule.source) == ("2026-11-23", "call")


async def test_a_button_carries_who_called(desk: ClinicDesk) -> None:
    asked = await edit(desk, "preemera not covered 20561 called by @kim")
    await press(desk, button(asked, "Premera"))
    asked = await edit(desk, "cigna called by me, 20 visits per calendar year")
    await press(desk, button(asked, "Not covered"), by="kim")
    assert [rule.called_by for rule in desk.clinic.rules.known()] == ["kim", "boss"]


async def test_the_same_rule_of_another_caller_is_an_entry_of_its_own(desk: ClinicDesk) -> None:
    await edit(desk, "premera not covered 20560 called by @kim")
    again = await edit(desk, "premera not covered 20560 by call")
    assert "says that already" in again.lines[0].text
    await edit(desk, "premera not covered 20560 called by @amy")
    assert [rule.called_by for rule in desk.clinic.rules.known()] == ["kim", "amy"]


async def test_who_takes_a_withdrawal_back_is_not_taken_for_the_caller(desk: ClinicDesk) -> None:
    await edit(desk, "premera not covered 20560 called by @kim")
    await edit(desk, "premera withdraw 1")
    asked = await press(desk, "/session undo")
    await press(desk, asked.choices[0].command)
    assert [rule.called_by for rule in desk.clinic.rules.known()] == ["kim"]


async def test_what_changed_at_a_check_carries_who_called(desk: ClinicDesk) -> None:
    await edit(desk, "premera not covered 20560 by portal")
    await press(desk, "/coverage verify premera 20560 changed: covered, called by @kim")
    assert [rule.called_by for rule in desk.clinic.rules.known()] == ["", "kim"]
    asked = await press(desk, "/coverage verify premera 20560 changed called by @kim")
    assert button(asked, "Not covered").endswith("called by @‹kim›")


async def test_names_of_staff_stand_in_history_and_details_and_in_nothing_at_a_glance(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "kelsey-seybold not covered 20560 called by @kim")
    for typed in ("/coverage history kelsey-seybold", "/coverage kelsey-seybold 20560"):
        assert "called by @‹kim›" in str((await desk.say(typed)).sections), typed
    for typed in (
        "/coverage kelsey-seybold 20560",
        "/share coverage kelsey-seybold 20560",
        "/coverage changes",
        "/coverage all 20560",
        "/coverage call kelsey-seybold",
    ):
        shown = plain_text.dress(glance.folded(await desk.glance(typed)))
        assert "kim" not in shown, typed


@pytest.mark.parametrize("shared", ["coverage kelsey-seybold 20560", "coverage history premera"])
async def test_what_everybody_reads_names_no_member_in_its_details(
    desk: ClinicDesk, shared: str
) -> None:
    for payer in ("kelsey-seybold", "premera"):
        await edit(desk, f"{payer} not covered 20560 called by @kim reference noted")
    await edit(desk, "premera covered 20561 by call")
    await edit(desk, "premera withdraw 3")
    reply = await desk.say(f"/share {shared}", by="amy")
    told = str(replace(reply, small_print=""))
    assert "Entered Nov 23, 2026; a reference of the call was noted." in told
    assert ("Taken back Nov 23, 2026." in told) == ("history" in shared)
    assert "@" not in told
    assert reply.small_print.startswith("Shared by @‹amy›")


async def test_who_is_taken_for_the_caller_is_told_so_at_once(desk: ClinicDesk) -> None:
    assumed = "You are noted as who called: if a colleague did, write called by @amy."
    entered_by_call = await edit(desk, "premera not covered 20560 by call")
    assert assumed in [line.text for line in entered_by_call.lines]
    for typed in ("covered called by me", "covered 20561 called by @kim", "covered by portal"):
        reply = await edit(desk, f"premera {typed}")
        assert not reply.refused
        assert assumed not in [line.text for line in reply.lines], typed


async def test_a_check_says_that_who_called_is_not_kept(desk: ClinicDesk) -> None:
    await edit(desk, "premera not covered 20560 by call")
    reply = await press(desk, "/coverage verify premera still true called by @kim")
    assert reply.lines[-1].text == (
        "How you were told is not kept with a check, nor who called: only who noted it, and when."
    )
    assert "kim" not in str(reply)
