"""Help is by role: a verb for each thing that is done, and the words to type for it."""

from __future__ import annotations

import pytest

from handlers.help import ROLES, HelpEntry, HelpRole, role_of
from models.coverage.fact_book import FactBook
from models.reply import Weight
from tests.handlers.clinic_desk import ClinicDesk

MOST = 10
"""Entries of one role: more would not be looked through."""

ENTRIES = [
    pytest.param(role, entry, id=entry.verb) for role, entries in ROLES.items() for entry in entries
]


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with the alias of the examples."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-47K payer bcbsnc")
    return desk


@pytest.mark.parametrize(("role", "entry"), ENTRIES)
async def test_the_words_to_type_are_understood(
    clinic: ClinicDesk, role: HelpRole, entry: HelpEntry
) -> None:
    if entry.typed == "/session undo":
        await clinic.say("/session log BLUE-47K 20561", by="kim")
    if entry.typed.startswith(("/ask", "/clinic channel #", "/clinic managers add")):
        return  # a desk of this test has no /ask; people and channels are the platform's
    await clinic.say(entry.typed, by="kim", manager=role is HelpRole.MANAGER)
    assert clinic.answered, entry


@pytest.mark.parametrize(("role", "entry"), ENTRIES)
async def test_a_click_changes_nothing(
    clinic: ClinicDesk, role: HelpRole, entry: HelpEntry
) -> None:
    clicked = entry.row.command
    if not clicked or clicked.startswith("/ask") or clicked == "/session new":
        return  # a new alias is what is asked for
    await clinic.say("/session log BLUE-47K 20561")
    before = await clinic.records.audit(1), await clinic.numbers("BLUE-47K")
    await clinic.say(clicked, by="kim", manager=role is HelpRole.MANAGER)
    assert (await clinic.records.audit(1), await clinic.numbers("BLUE-47K")) == before


@pytest.mark.parametrize("role", HelpRole)
async def test_each_role_has_a_page_with_verbs_and_ways_to_the_others(
    clinic: ClinicDesk, role: HelpRole
) -> None:
    page = await clinic.glance(f"/help {role.value} details")
    [table] = page.tables
    known = [entry.verb for entry in ROLES[role] if not entry.typed.startswith("/ask")]
    assert [row.cells[0] for row in table.rows] == known
    assert len(table.rows) <= MOST
    others = {f"/help {other.value}" for other in HelpRole if other is not role}
    assert others <= {choice.command for choice in page.choices}


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        *(("front desk", HelpRole.DESK), ("biller", HelpRole.DESK), ("Front-Desk", HelpRole.DESK)),
        *(("the therapist", HelpRole.THERAPIST), ("for managers", HelpRole.MANAGER)),
        ("does it hurt", None),
    ],
)
def test_a_role_is_named_in_its_words(typed: str, role: HelpRole | None) -> None:
    assert role_of(typed) is role


@pytest.mark.parametrize("manager", [True, False])
async def test_the_page_of_whoever_asks_stands_out(clinic: ClinicDesk, *, manager: bool) -> None:
    first = await clinic.glance("/help", manager=manager)
    [lead] = [c.command for c in first.choices if c.weight is Weight.PRIMARY]
    assert lead == ("/help manager" if manager else "/help front desk")


async def test_help_behind_help_is_a_command_s_own(clinic: ClinicDesk) -> None:
    assert (await clinic.say("/help session")).headline == "/session"


async def test_a_role_behind_the_bare_word_is_help_and_a_question_is_not(
    clinic: ClinicDesk,
) -> None:
    assert (await clinic.say("help manager")).headline.startswith("Manager")
    assert not (await clinic.say("help me bill")).headline.startswith("Manager")


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("/caps check help", "/caps check <alias>"),
        ("/caps move help", "/caps move <alias>"),
        ("/session plan help", "/session plan"),
        ("/clinic alerts help", "/clinic alerts [state"),
    ],
)
async def test_help_behind_a_verb_tells_the_forms_of_that_verb_alone(
    clinic: ClinicDesk, typed: str, form: str
) -> None:
    reply = await clinic.say(typed)
    assert all(line.text.startswith(form.partition(" <")[0]) for line in reply.sections[0].lines)
    assert reply.sections[0].lines[0].text.startswith(form)
