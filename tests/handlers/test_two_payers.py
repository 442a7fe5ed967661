"""Both payers in one line, whose an authorization is, and a patient whom nobody insures."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.understanding.commands import payer_ranks
from models.understanding.commands.payer_ranks import RankedPayers
from tests.handlers.clinic_desk import ClinicDesk, board_rows, button
from tests.handlers.front_desk import words
from tests.handlers.test_authorizations import section

NOV_20, NOV_23 = date(2026, 11, 20), date(2026, 11, 23)


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """The desk of a clinic."""
    return ClinicDesk(pack, "PT")


# ── Both payers at once ──


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("cigna primary aetna secondary", RankedPayers("cigna", "aetna")),
        ("aetna secondary, cigna primary", RankedPayers("cigna", "aetna")),
        ("primary: cigna; secondary: aetna", RankedPayers("cigna", "aetna")),
        ("cigna is primary and aetna is secondary", RankedPayers("cigna", "aetna")),
        (
            "cigna primary aetna secondary from 12/1",
            RankedPayers("cigna", "aetna", "from 12/1"),
        ),
        ("aetna secondary", None),
        ("cigna primary", None),
        ("primary secondary aetna", None),
    ],
)
def test_each_payer_stands_beside_its_rank(typed: str, read: RankedPayers | None) -> None:
    assert payer_ranks.read(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "/session payer TEAL-7 cigna primary aetna secondary",
        "/session payer TEAL-7 primary is cigna and secondary is aetna",
    ],
)
async def test_both_payers_are_set_in_one_line(desk: ClinicDesk, typed: str) -> None:
    await desk.say("/session new TEAL-7")
    assert "Payer: Cigna, pays second: Aetna from the start." in words(await desk.say(typed))


async def test_a_new_alias_takes_both_with_their_ranks(desk: ClinicDesk) -> None:
    told = words(await desk.say("/session new TEAL-7 payer cigna primary aetna secondary"))
    assert "Payer: Cigna, pays second: Aetna from the start." in told
    alone = words(await desk.say("/session new TEAL-8 payer cigna primary"))
    assert "Payer: Cigna." in alone


async def test_each_of_both_may_have_its_day(desk: ClinicDesk) -> None:
    await desk.say("/session new TEAL-7 payer humana")
    told = await desk.say(
        "/session payer TEAL-7 cigna from 11/1 primary, aetna from 11/15 secondary"
    )
    assert "Payer: Cigna from Nov 1, 2026, pays second: Aetna from Nov 15, 2026." in words(told)


async def test_a_day_behind_both_is_asked_about(desk: ClinicDesk) -> None:
    await desk.say("/session new TEAL-7 payer humana")
    asked = await desk.say("/session payer TEAL-7 cigna primary aetna secondary from 11/1")
    assert not desk.answered
    first = await desk.say(button(asked, "Cigna pays first from 2026-11-01"))
    assert "Payer: Cigna from Nov 1, 2026." in words(first)


async def test_a_question_about_one_of_both_says_how_the_other_is_set(desk: ClinicDesk) -> None:
    await desk.say("/session new TEAL-7 payer humana")
    await desk.log("TEAL-7", NOV_20)
    of_first = words(await desk.say("/session payer TEAL-7 cigna primary aetna secondary"))
    assert "/session payer TEAL-7 Aetna secondary" in of_first
    of_second = words(
        await desk.say("/session payer TEAL-7 cigna from 12/1 primary, aetna secondary")
    )
    assert "/session payer TEAL-7 Cigna from 2026-12-01" in of_second


async def test_one_payer_cannot_be_both(desk: ClinicDesk) -> None:
    await desk.say("/session new TEAL-7")
    told = words(await desk.say("/session payer TEAL-7 cigna primary and cigna secondary"))
    assert "Cigna is named as first and as second." in told


@pytest.mark.parametrize("typed", ["medicare secondary aetna", "medicare, secondary aetna"])
async def test_secondary_between_two_payers_names_the_one_behind_it(
    desk: ClinicDesk, typed: str
) -> None:
    await desk.say("/session new TEAL-7 payer tricare")
    told = words(await desk.say(f"/session payer TEAL-7 {typed}"))
    assert "Payer: Medicare Part B, pays second: Aetna from the start." in told


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("cigna secondary medicare from 2/1/2027", "Is that of both payers, from 2027-02-01?"),
        ("uhc secondary medicaid from 2/1/2027", "Which plan do you mean?"),
    ],
)
async def test_two_payers_never_melt_into_a_third_one(
    desk: ClinicDesk, typed: str, asked: str
) -> None:
    await desk.say("/session new TEAL-7 payer aetna")
    before = await desk.charts.find(1, "TEAL-7")
    reply = await desk.say(f"/session payer TEAL-7 {typed}")
    assert reply.headline.startswith(asked)
    assert await desk.charts.find(1, "TEAL-7") == before
    assert all("from 2027-02-01" in choice.command for choice in reply.choices)


async def test_one_payer_may_be_second_with_a_day_behind_its_rank(desk: ClinicDesk) -> None:
    await desk.say("/session new TEAL-7 payer aetna")
    told = words(await desk.say("/session payer TEAL-7 cigna secondary from 11/1/2026"))
    assert "pays second: Cigna from Nov 1, 2026" in told


async def test_the_year_of_the_second_plan_is_refused_with_what_does_it(desk: ClinicDesk) -> None:
    await desk.say("/session new TEAL-7 payer cigna secondary aetna")
    told = words(await desk.say("/session year TEAL-7 secondary July 1"))
    assert "A plan's year is kept of the payer that pays first, so nothing was saved." in told
    cap = "/caps set TEAL-7 20 visits per benefit year from Jul 1"
    assert cap in told
    await desk.say(cap)
    assert desk.answered


# ── Whose an authorization is ──


async def test_a_payer_that_is_named_granted_the_authorization(desk: ClinicDesk) -> None:
    await desk.say("/session new TEAL-7 payer cigna secondary aetna")
    five = "/session authorize TEAL-7 5 visits from 11/20/26 until 12/31/26"
    assert "Aetna granted it." in words(await desk.say(f"{five} from aetna"))
    both = words(await desk.say(f"{five} approved by cigna"))
    assert "Cigna granted it." in both
    assert "Also 5 left: Authorization number 2, 5 visits authorized" in both
    assert section(await desk.say("/session show TEAL-7"), "Authorizations") == [
        "Number 1: 5 visits authorized, Nov 20, 2026 to Dec 31, 2026. From Aetna.",
        "Number 2: 5 visits authorized, Nov 20, 2026 to Dec 31, 2026. From Cigna.",
    ]
    stranger = words(await desk.say(f"{five} from humana"))
    assert "Humana does not pay for TEAL-7 on Nov 20, 2026, so nothing was saved." in stranger


# ── Self-pay ──


@pytest.mark.parametrize(
    "typed", ["new OAK-60 self-pay", "new OAK-60 payer self pay", "new OAK-60 uninsured"]
)
async def test_a_patient_who_pays_is_asked_for_no_payer(desk: ClinicDesk, typed: str) -> None:
    opened = await desk.say(f"/session {typed}")
    logged = await desk.log("OAK-60", NOV_23)
    for reply in (opened, logged):
        assert "Set the payer" not in words(reply)
        assert "Set the payer" not in [choice.label for choice in reply.choices]
    assert "The patient pays." in words(opened)
    shown = await desk.say("/session show OAK-60")
    assert ("Payer", "the patient pays") in [(fact.label, fact.value) for fact in shown.facts]


async def test_a_patient_pays_from_a_day_until_a_payer_does(desk: ClinicDesk) -> None:
    await desk.say("/session new OAK-60 payer aetna")
    await desk.log("OAK-60", NOV_20)
    told = words(await desk.say("/session payer OAK-60 self-pay from 11/22"))
    assert "The patient pays from Nov 22, 2026." in told
    assert "1 visit before Nov 22, 2026 stays with Aetna." in told
    undone = words(await desk.say("/session undo"))
    assert "Payer: Aetna." in undone
    await desk.say("/session payer OAK-60 self-pay from 11/22")
    await desk.say("/session payer OAK-60 humana from 11/23")
    shown = words(await desk.say("/session show OAK-60"))
    assert "self-pay" not in shown
    assert "Humana from Nov 23, 2026" in shown


async def test_self_pay_is_no_plan_of_a_payer(desk: ClinicDesk) -> None:
    await desk.say("/session new OAK-60 payer aetna")
    asked = await desk.say("/session payer OAK-60 aetna plan self-pay")
    assert "Does the patient pay, or Aetna?" in words(asked)
    assert "The patient pays." in words(await desk.say(button(asked, "The patient pays")))


async def test_days_that_the_patient_pays_are_told_so_beside_those_of_payers(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-60 payer tricare")
    await desk.say("/session log OAK-60 20560 on 11/12")
    await desk.say("/session payer OAK-60 self-pay from 11/10")
    said = words(await desk.say("/session payer OAK-60 tricare from 12/1"))
    assert "TRICARE pays from Dec 1, 2026." in said
    shown = words(await desk.say("/session show OAK-60"))
    assert "the patient from Nov 10, 2026 until Nov 30, 2026 (1 visit); TRICARE from Dec" in shown
    assert "no payer" not in shown
    assert "TRICARE pays from Dec 1, 2026." in words(await desk.say("/caps OAK-60"))


async def test_that_the_patient_pays_later_is_kept_for_those_days(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-60 payer aetna")
    said = words(await desk.say("/session payer OAK-60 self-pay from 12/15"))
    assert "Payer: Aetna." in said
    assert "The patient pays from Dec 15, 2026." in said
    rollover = words(await desk.say("/caps rollover 2027 details"))
    assert "The patient pays: OAK-60." in rollover
    assert "No payer set" not in rollover
    said = words(await desk.say("/session undo"))
    assert "Taken back: self-pay from Dec 15, 2026 of OAK-60." in said
    assert "The patient pays" not in said
    said = words(await desk.say("/session payer OAK-60 none from 12/15"))
    assert "No payer pays from Dec 15, 2026." in said


@pytest.mark.parametrize(
    "typed",
    [
        "/session new OAK-60 payer humana secondary nc medicaid for low back",
        "/session payer OAK-61 humana primary nc medicaid for low back secondary",
    ],
)
async def test_what_is_treated_behind_the_second_payer_is_put_before_it(
    pack: FactBook, typed: str
) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-61")
    asked = await desk.say(typed)
    assert asked.headline.startswith("Of who pays second only the name is kept")
    told = words(await desk.say(button(asked, "Write it so")))
    assert desk.answered
    assert "Payer: Humana, treated for low back pain, pays second: NC Medicaid" in told


async def test_the_board_names_who_granted_what_binds_where_that_pays_second(
    pack: FactBook,
) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new OAK-9 payer nc medicaid")
    await clinic.say("/session authorize OAK-9 24 units from 11/1/26 until 12/31/26")
    await clinic.say("/session log OAK-9 97110 x2 on 11/5/26")
    await clinic.say("/session payer OAK-9 humana from 11/10/26")
    await clinic.say("/session payer OAK-9 nc medicaid secondary from 11/10/26")
    (row,) = board_rows(await clinic.say("/caps"))
    assert "authorization of NC Medicaid" in " ".join(row)


# ── Of two payers, which authorized what ──


async def test_of_a_visit_before_the_first_payers_authorization_it_is_said_who_covers_it(
    desk: ClinicDesk,
) -> None:
    await desk.say("/session new OAK-22 payer aetna")
    await desk.say("/session payer OAK-22 health first colorado secondary from 11/1/2026")
    await desk.say("/session authorize OAK-22 24 units secondary from 11/1/2026 until 1/31/2027")
    await desk.say("/session log OAK-22 97110 on 11/3/26")
    await desk.say("/session authorize OAK-22 10 visits from 11/16/2026 until 1/20/2027")
    shown = words(await desk.say("/session show OAK-22 details"))
    assert (
        "counts by authorization 1 of Health First Colorado, not by this limit: "
        "no authorization of Aetna covers it" in shown
    )
    changed = words(await desk.say("/session payer OAK-22 cigna from 11/20/2026"))
    assert "No authorization of Aetna" not in changed
    await desk.say("/session payer OAK-22 aetna")
    await desk.say("/session withdraw OAK-22 2")
    await desk.say("/session authorize OAK-22 2 visits from 10/1/2026 until 10/20/2026")
    changed = words(await desk.say("/session payer OAK-22 cigna from 11/20/2026"))
    assert "No authorization of Aetna, which paid before, covers Nov 3, 2026." in changed
