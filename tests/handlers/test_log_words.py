"""Words of a log that are no code: each says what it says, or is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.visits.session import Discipline, Session
from tests.handlers.clinic_desk import TODAY, ClinicDesk, button, first_line
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists, with an alias that has a cap and an authorization."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer humana")
    return desk


async def sessions(clinic: ClinicDesk) -> tuple[Session, ...]:
    """What was logged."""
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    return chart.history.sessions


@pytest.mark.parametrize(
    "said", ["no show", "no-show", "noshow", "did not come", "didn't show up", "20560 no show"]
)
async def test_a_no_show_logs_nothing_and_says_so(clinic: ClinicDesk, said: str) -> None:
    reply = await clinic.say(f"/session log OAK-12 {said}")
    assert "Nothing was logged: a no-show, Mon Nov 23, 2026, is not counted." in words(reply)
    assert await sessions(clinic) == ()


@pytest.mark.parametrize("said", ["cancelled", "canceled", "late cancel", "cancellation"])
async def test_a_cancelled_visit_logs_nothing_and_says_so(clinic: ClinicDesk, said: str) -> None:
    reply = await clinic.say(f"/session log OAK-12 {said} on 11/20")
    assert "a visit that was cancelled, Fri Nov 20, 2026, is not counted" in words(reply)
    assert await sessions(clinic) == ()


async def test_nobody_has_missed_a_day_to_come(clinic: ClinicDesk) -> None:
    await clinic.say("/caps book OAK-12 12/1")
    reply = await clinic.say("/session log OAK-12 no-show on 12/1")
    assert "Tue Dec 1, 2026 is still to come: nobody has missed it yet." in words(reply)
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert chart.booked == (date(2026, 12, 1),)
    cancelled = await clinic.say(button(reply, "Cancelled for Dec 1, 2026"))
    assert "a visit that was cancelled, Tue Dec 1, 2026, is not counted" in words(cancelled)
    assert "Its booking was taken away." in words(cancelled)


async def test_a_no_show_that_was_logged_as_a_visit_is_offered_to_be_voided(
    clinic: ClinicDesk,
) -> None:
    await clinic.log("OAK-12", TODAY)
    reply = await clinic.say("/session log OAK-12 no show")
    assert await clinic.numbers("OAK-12") == [1]
    await clinic.say(button(reply, "Void session 1, Mon Nov 23, 2026: did not come"))
    assert await clinic.numbers("OAK-12") == []


@pytest.mark.parametrize("said", ["not cancelled", "not a no-show", "not self-pay", "not eval"])
async def test_a_word_that_denies_them_is_refused(clinic: ClinicDesk, said: str) -> None:
    await clinic.say(f"/session log OAK-12 20560 {said}")
    assert not clinic.answered
    assert await sessions(clinic) == ()


@pytest.mark.parametrize("said", ["self-pay", "self pay", "cash", "paid cash", "private pay"])
async def test_a_session_that_the_patient_paid_draws_on_no_limit_of_a_payer(
    clinic: ClinicDesk, said: str
) -> None:
    await clinic.say("/session authorize OAK-12 6 visits from 2026-11-01 until 2026-12-31")
    reply = await clinic.say(f"/session log OAK-12 20560 {said}")
    assert "20560, self-pay." in words(reply)
    assert "It adds nothing to this limit: the patient paid." in words(reply)
    assert first_line(reply).startswith("0 of 6 visits used, 6 left")
    await clinic.say("/caps set OAK-12 2 visits per calendar year")
    assert first_line(await clinic.say("/session show OAK-12")).startswith(
        "1 of 2 visits used, 1 left"
    )


async def test_what_the_patient_paid_draws_on_no_cap_that_stands_for_a_payer(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session payer OAK-12 cigna")
    await clinic.say("/caps set cigna 10 visits per calendar year", manager=True)
    reply = await clinic.say("/session log OAK-12 20560 self-pay")
    assert "0 of 10 visits used, 10 left" in words(reply)


async def test_a_self_pay_session_that_is_logged_after_all_is_one_again(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session log OAK-12 97530 ot self-pay")
    reply = await clinic.say("/session undo")
    await clinic.say(button(reply, "Log it after all"))
    _, again = await sessions(clinic)
    assert (again.self_pay, again.discipline, again.codes) == (True, Discipline.OT, ("97530",))


@pytest.mark.parametrize("said", ["eval", "initial evaluation", "eval 20560", "ot eval"])
async def test_an_evaluation_without_its_code_is_asked_for(clinic: ClinicDesk, said: str) -> None:
    reply = await clinic.say(f"/session log OAK-12 {said}")
    assert reply.headline == "Which code was it?"
    assert await sessions(clinic) == ()
    first = reply.choices[0]
    await clinic.say(first.command)
    (session,) = await sessions(clinic)
    assert first.label.split(",")[0] in session.codes
    assert ("20560" in session.codes) is ("20560" in said)


@pytest.mark.parametrize(
    ("said", "codes", "discipline"),
    [
        ("re-eval", ("97164",), Discipline.PT),
        ("reevaluation", ("97164",), Discipline.PT),
        ("ot re-eval", ("97168",), Discipline.OT),
        ("97161 eval", ("97161",), Discipline.PT),
        ("97530 ot", ("97530",), Discipline.OT),
        ("97530 occupational therapy", ("97530",), Discipline.OT),
        ("92507 speech", ("92507",), Discipline.ST),
        ("97810 acupuncture", ("97810",), Discipline.ACUPUNCTURE),
        ("98941 chiro", ("98941",), Discipline.DC),
    ],
)
async def test_a_word_names_the_discipline_of_its_session(
    clinic: ClinicDesk, said: str, codes: tuple[str, ...], discipline: Discipline
) -> None:
    await clinic.say(f"/session log OAK-12 {said}")
    (session,) = await sessions(clinic)
    assert (session.codes, session.discipline) == (codes, discipline)


@pytest.mark.parametrize("said", ["ot", "speech", "acupuncture", "chiropractic", "evals"])
async def test_a_word_without_a_code_never_counts_as_needling(
    clinic: ClinicDesk, said: str
) -> None:
    reply = await clinic.say(f"/session log OAK-12 {said}")
    assert reply.headline == "Which code was it?"
    assert await sessions(clinic) == ()
    for choice in reply.choices:
        assert choice.label.split(",")[0] in choice.command


@pytest.mark.parametrize("said", ["on 11/20 Bill", "on 11/20 for bill", "by Bill on 11/20"])
async def test_a_name_that_is_also_a_word_of_a_log_is_not_passed_over(
    clinic: ClinicDesk, said: str
) -> None:
    reply = await clinic.say(f"/session log OAK-12 20561 {said}")
    assert "so nothing was saved for OAK-12" in words(reply)
    assert await sessions(clinic) == ()


async def test_who_bills_a_code_names_nobody(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-12 bill 20561 on 11/20")
    assert len(await sessions(clinic)) == 1


@pytest.mark.parametrize("named", ["for Bill", "with Grace", "by dr smith", "and Mrs Green"])
async def test_a_log_without_the_name_in_it_has_no_word_left_over(
    clinic: ClinicDesk, named: str
) -> None:
    reply = await clinic.say(f"/session log OAK-12 20561 on 11/20 {named}")
    assert await sessions(clinic) == ()
    without = button(reply, "Send it without that")
    assert without == "/session log OAK-12 20561 on 11/20"
    await clinic.say(without)
    assert len(await sessions(clinic)) == 1


async def test_a_code_with_two_digits_swapped_is_offered_with_its_units(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session log OAK-12 97410 x2 on 11/20")
    meant = button(reply, "Log 97140 x2")
    assert meant == "/session log OAK-12 97140 x2 on 2026-11-20"
    assert not [choice for choice in reply.choices if "20560" in choice.command]
    strange = await clinic.say("/session log OAK-12 97999 on 11/20")
    assert button(strange, "Log 20560")


async def test_feb_29_of_a_year_without_one_is_the_day_before_or_behind(clinic: ClinicDesk) -> None:
    clinic.later(days=102)  # Mar 5, 2027
    reply = await clinic.say("/session log OAK-12 20560 2/29")
    assert button(reply, "Log Feb 28, 2027") == "/session log OAK-12 20560 on 2027-02-28"
    assert button(reply, "Log Mar 1, 2027") == "/session log OAK-12 20560 on 2027-03-01"
