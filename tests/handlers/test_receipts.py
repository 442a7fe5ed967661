"""An answer from facts has a receipt, by which its clinic is told it again as it was then."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers import COMMANDS
from handlers.command import Request
from handlers.dispatcher import Dispatcher
from models.clinic.clinic import Clinic, Member, Platform, Role
from models.clinic.receipt import Receipt, code_in
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.reply import Reply
from models.wording import phrases
from tests.fakes.receipts import MemoryReceipts
from tests.fakes.services import NOON, services_over
from tests.handlers.clinic_desk import TODAY, ClinicDesk
from tests.handlers.test_edit_histories import released

CODE = re.compile(r"Receipt (R-[A-Z0-9]{8})")


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT", COMMANDS)


def code_of(reply: Reply) -> str:
    """The code that stands under an answer."""
    found = CODE.search(reply.small_print)
    return found[1] if found else ""


def words(reply: Reply) -> str:
    """All that stands on a card."""
    return " ".join(reply.texts)


@pytest.mark.parametrize(
    "typed",
    [
        "/coverage medicare 20560",
        "/coverage atena 20561 for low back pain by chiro in texas on 3/15/2024",
        "/coverage premera",
        "/coverage history cigna",
        "/cpt 20560",
        "/state nc",
        "/ask does cigna pay for dry needling",
        "/ask what is dry needling",
        "/denial bcbsnc 20560 CO-50",
        "/denial aetna 20560 CO-197 denied 11/2",
        "/denial PR-204",
    ],
)
async def test_what_was_told_is_told_again_with_the_same_verdict_facts_and_sources(
    desk: ClinicDesk, typed: str
) -> None:
    told = await desk.say(typed)
    desk.now += timedelta(days=40)
    again = await desk.say(f"/coverage receipt {code_of(told)}")
    assert (again.headline, again.badge, again.about) == (told.headline, told.badge, told.about)
    assert [source.id for source in again.sources] == [source.id for source in told.sources]
    assert "what your clinic was told on Nov 23, 2026" in again.lines[0].text
    assert "Ask again today" in {choice.label for choice in again.choices}
    assert "The facts were renewed since" not in words(again)


@pytest.mark.parametrize(
    "typed",
    ["/coverage blue cross", "/coverage zzyzx health", "/session new", "/caps", "/help"],
)
async def test_what_tells_no_facts_has_no_receipt(desk: ClinicDesk, typed: str) -> None:
    assert not (await desk.say(typed)).receipt


async def test_the_same_answer_of_a_day_has_one_receipt_and_tells_each_member(
    desk: ClinicDesk,
) -> None:
    first = await desk.say("/coverage cigna 20560", by="amy")
    second = await desk.say("/coverage cigna 20560", by="bea")
    third = await desk.say("/coverage 20560 Cigna", by="bea")
    assert first.receipt == second.receipt == third.receipt
    assert {told.member for told in desk.receipts.told.values()} == {"amy", "bea"}
    desk.now += timedelta(days=1)
    assert (await desk.say("/coverage cigna 20560")).receipt != first.receipt


async def test_what_one_clinic_was_told_is_no_receipt_of_another(pack: FactBook) -> None:
    """Both ask one process, which remembers its answers."""
    receipts = MemoryReceipts()
    dispatcher = Dispatcher(COMMANDS, services_over(pack, receipts=receipts), lambda _: None)
    told = []
    for number in (1, 2):
        clinic = Clinic(number, Platform.SLACK, f"T{number}", "PT", "NC")
        member = Member(number, number, "UAMY")
        asked = Request(clinic, member, "", "coverage", "cigna 20560", NOON)
        told.append((await dispatcher.answer(asked)).receipt)
    assert len(set(told)) == 2
    assert [kept.receipt.clinic_id for kept in receipts.told.values()] == [1, 2]


async def test_it_is_read_in_any_case_and_without_its_hyphen(desk: ClinicDesk) -> None:
    code = code_of(await desk.say("/coverage cigna 20560"))
    for typed in (code.lower(), code.replace("-", ""), f" {code} "):
        assert code in words(await desk.say(f"/coverage receipt {typed}"))


async def test_no_code_is_taken_for_an_account_number(desk: ClinicDesk) -> None:
    for number in range(60):
        code = Receipt(1, f"/coverage {number}", TODAY, None, None, 0, "").code
        for typed in (code, code.replace("-", ""), code.replace("-", "").lower()):
            reply = await desk.say(f"/coverage receipt {typed}")
            assert reply.headline == f"Your clinic has no receipt {code}.", typed


@pytest.mark.parametrize("typed", ["", "R-1", "yesterday", "R-AAAAAAAA", "bcbsnc 20560"])
async def test_what_is_no_receipt_is_refused_with_where_one_stands(
    desk: ClinicDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage receipt {typed}".strip())
    assert reply.refused
    assert "R-7K3QFMW4" in words(reply)


async def test_one_that_was_guessed_tells_nothing(desk: ClinicDesk) -> None:
    await desk.say("/coverage cigna 20560")
    reply = await desk.say("/coverage receipt R-CCCCCCCC")
    assert reply.refused
    assert "Your clinic has no receipt R-CCCCCCCC." in words(reply)


async def test_a_code_that_differs_in_one_letter_tells_as_little_as_any_guess(
    desk: ClinicDesk,
) -> None:
    await desk.say("/coverage medicare 20560")
    code = code_of(await desk.say("/coverage cigna 20560"))
    near = {code[:at] + letter + code[at + 1 :] for at in range(2, 10) for letter in "CDW79"}
    for guess in near - {code}:
        reply = await desk.say(f"/coverage receipt {guess}")
        assert reply.headline == f"Your clinic has no receipt {guess}."
        assert not (reply.badge or reply.about or reply.sources)


async def test_a_rule_that_has_ended_is_told_as_it_held_on_the_day_of_the_answer(
    desk: ClinicDesk,
) -> None:
    rule = "/coverage edit premera covered 20560 until 11/25/2026 by call"
    await desk.say(rule, by="boss", manager=True)
    told = await desk.say("/coverage premera 20560")
    desk.later(days=9)
    assert (await desk.say("/coverage premera 20560")).badge != told.badge
    again = await desk.say(f"/coverage receipt {code_of(told)}")
    assert (again.badge, again.about) == (told.badge, told.about)


async def test_what_is_counted_alone_is_no_receipt(desk: ClinicDesk) -> None:
    assert (await desk.say("/ask does plughealth pay for 20560")).receipt == ""
    [told] = desk.receipts.told.values()
    reply = await desk.say(f"/coverage receipt {told.code}")
    assert reply.headline == f"Your clinic has no receipt {told.code}."


async def test_one_of_another_clinic_tells_nothing(desk: ClinicDesk) -> None:
    code = code_of(await desk.say("/coverage cigna 20560"))
    other = Receipt(2, "/coverage Cigna 20560", date(2026, 11, 23), "PT", "NC", 0, "")
    assert other.code != code
    desk.receipts.told = {
        (2, code, member): replace(told, receipt=replace(told.receipt, clinic_id=2))
        for (_, code, member), told in desk.receipts.told.items()
    }
    assert (await desk.say(f"/coverage receipt {code}")).refused


async def test_a_clinic_that_was_set_up_otherwise_is_told_as_it_was_then(
    pack: FactBook, desk: ClinicDesk
) -> None:
    told = await desk.say("/coverage medicare 20560")
    assert told.badge == phrases.VERDICTS[Verdict.NOT_COVERED]
    await desk.say("/clinic profession MD", manager=True)
    now = await desk.say("/coverage medicare 20560")
    assert now.badge != told.badge
    again = await desk.say(f"/coverage receipt {code_of(told)}")
    assert (again.badge, again.sources) == (told.badge, told.sources)
    assert "what your clinic was told on" in again.lines[0].text
    assert "Today's answer is another one." in words(again)


async def test_a_rule_of_the_clinics_own_that_came_later_was_not_told_then(
    desk: ClinicDesk,
) -> None:
    before = await desk.say("/coverage premera 20560")
    rule = "premera covered with conditions 20560 from 2026-11-01 by call"
    await desk.say(f"/coverage edit {rule}", by="boss", manager=True)
    after = await desk.say("/coverage premera 20560")
    assert after.badge != before.badge
    assert after.receipt != before.receipt
    for told in (before, after):
        again = await desk.say(f"/coverage receipt {code_of(told)}")
        assert again.badge == told.badge
        assert "what your clinic was told on" in again.lines[0].text
        assert ("Today's answer is another one." in words(again)) == (told is before)


async def test_from_renewed_facts_it_is_told_what_was_known_then(desk: ClinicDesk) -> None:
    told = await desk.say("/coverage cigna 20560")
    desk.receipts.told = {
        key: replace(held, receipt=replace(held.receipt, facts="of an older release"))
        for key, held in desk.receipts.told.items()
    }
    desk.now += timedelta(days=3)
    again = await desk.say(f"/coverage receipt {code_of(told)}")
    assert (again.badge, again.about) == (told.badge, told.about)
    assert "as known Nov 23, 2026" in again.headline
    assert "The facts were renewed since" in words(again)


async def test_where_the_facts_are_held_no_more_the_verdict_of_then_is_told_and_said_so(
    desk: ClinicDesk,
) -> None:
    code = code_of(await desk.say("/coverage cigna 20560"))
    desk.receipts.told = {
        key: replace(
            told, receipt=replace(told.receipt, about=("position/gone",), verdict="covered")
        )
        for key, told in desk.receipts.told.items()
    }
    reply = await desk.say(f"/coverage receipt {code}")
    assert reply.badge == phrases.VERDICTS[Verdict.COVERED]
    assert "I hold no longer what the rest of it said." in words(reply)
    assert "Today's answer is another one." in words(reply)
    assert not reply.sources


def test_a_code_is_the_same_for_the_same_and_another_for_everything_else() -> None:
    one = Receipt(1, "/coverage Cigna", date(2026, 11, 23), "PT", "NC", 0, "f0")
    others = [
        replace(one, clinic_id=2), replace(one, command="/coverage Aetna"),
        replace(one, on=date(2026, 11, 24)), replace(one, profession=None),
        replace(one, state="VA"), replace(one, rules=1), replace(one, facts="f1"),
    ]  # fmt: skip
    assert replace(one, about=("x",), verdict="covered").code == one.code
    assert len({one.code, *(other.code for other in others)}) == 1 + len(others)
    assert all(code_in(each.code) == each.code for each in (one, *others))


def test_codes_of_a_year_do_not_meet() -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC).date()
    codes = {
        Receipt(1, f"/coverage {n}", first + timedelta(days=day), None, None, 0, "").code
        for day in range(250)
        for n in range(40)
    }
    assert len(codes) == 250 * 40


async def test_whom_nobody_vouches_for_gets_none(desk: ClinicDesk) -> None:
    assert not (await desk.glance("/coverage cigna 20560", role=Role.UNKNOWN)).receipt
    assert desk.receipts.told == {}
    code = code_of(await desk.say("/coverage cigna 20560"))
    assert (await desk.glance(f"/coverage receipt {code}", role=Role.UNKNOWN)).refused


async def test_a_release_of_the_same_day_leaves_what_was_told_before_it(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT", COMMANDS)
    desk.later(days=9)
    told = await desk.say("/coverage cigna 20560")
    desk.renew(released(pack, "Cigna", "covered", desk.clinic.today(desk.now)))
    assert (await desk.say("/coverage cigna 20560")).badge == phrases.VERDICTS[Verdict.COVERED]
    again = await desk.say(f"/coverage receipt {code_of(told)}")
    assert (again.badge, again.about, again.sources) == (told.badge, told.about, told.sources)
    assert "Today's answer is another one." in words(again)
