"""A payer is asked for visits: by when it decides, granted in whole or part, denied, undone."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.understanding.commands.authorization_commands import read_authorizing
from models.visits.limit import Unit
from models.visits.visit_request import RequestState, VisitRequest
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic on Monday, Nov 23, with a patient of a Medicare Advantage plan."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer humana plan medicare advantage")
    return desk


async def held(clinic: ClinicDesk, alias: str = "OAK-12") -> list[VisitRequest]:
    """Every request of an alias."""
    chart = await clinic.charts.find(1, alias)
    assert chart
    return list(chart.requests)


async def states(clinic: ClinicDesk) -> list[str]:
    """Each request by its number and what came of it."""
    return [f"{r.serial} {r.state}" for r in await held(clinic)]


@pytest.mark.parametrize(
    ("typed", "number", "sent"),
    [
        pytest.param("request OAK-12 12 visits sent 11/20", 12, "11/20", id="as it is written"),
        pytest.param("request OAK-12 twelve visits sent 11/20", 12, "11/20", id="in words"),
        pytest.param("request OAK-12 12 visits sent the 20th", 12, "11/20", id="by its number"),
        pytest.param("request OAK-12 sent 11/20 12 visits", 12, "11/20", id="the other way round"),
        pytest.param("requested oak-12 12 more visits on 11/20", 12, "11/20", id="requested"),
        pytest.param("request 12 visits for OAK-12 faxed 11/20", 12, "11/20", id="alias behind"),
        pytest.param("request OAK-12 12 visits", 12, "11/23", id="no day: today"),
        pytest.param("request OAK-12 12 visits sent yesterday", 12, "11/22", id="yesterday"),
        pytest.param("request OAK-12 12", 12, "11/23", id="a number alone"),
        pytest.param(
            "request OAK-12 12 visits from 12/1 until 2/28 sent 11/20",
            12,
            "11/20",
            id="with its days",
        ),
        pytest.param(
            "request OAK-12 12 visits until 2/28 from 12/1",
            12,
            "11/23",
            id="its days the other way round",
        ),
        pytest.param("request OAK-12 12 visits for 12/1-2/28", 12, "11/23", id="its days alone"),
        pytest.param("submitted OAK-12 6 visits via portal last Friday", 6, "11/20", id="portal"),
    ],
)
async def test_what_is_asked_for_and_when(
    clinic: ClinicDesk, typed: str, number: int, sent: str
) -> None:
    await clinic.say(f"/session {typed}")
    (request,) = await held(clinic)
    assert (request.number, f"{request.sent:%m/%d}", request.payer) == (number, sent, "humana")
    assert clinic.answered


async def test_the_answer_says_by_when_and_by_whose_word(clinic: ClinicDesk) -> None:
    reply = await clinic.glance("/session request OAK-12 12 visits sent 11/20")
    told = words(reply)
    assert reply.headline == "OAK-12 · request noted"
    assert "Request 1: 12 visits, sent Nov 20, 2026 to Humana." in told
    assert "Decision due Fri Nov 27, 2026: Medicare Advantage plans have 7 days" in told
    assert reply.provenance
    assert [source.id for source in reply.provenance.sources] == ["wellcare_0057"]
    assert "told from 5 decisions on; none so far" in told


async def test_where_nobody_says_how_long_it_has_no_day_is_told(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELM-3 payer aetna")
    told = words(await clinic.say("/session request ELM-3 12 visits"))
    assert "due" not in told
    assert "depends on the kind of plan, which nobody entered; 10 working days are planned" in told
    assert "planned for it: until Tue Dec 8, 2026." in told, "Thanksgiving is none"
    assert "/session payer ELM-3 plan self-funded" in told
    await clinic.say("/session new FIR-3")
    assert "No payer is set, so no deadline is known" in words(
        await clinic.say("/session request FIR-3 12 visits")
    )


async def test_a_request_whose_day_has_passed_is_noted_with_that(clinic: ClinicDesk) -> None:
    told = words(await clinic.say("/session request OAK-12 12 visits sent 11/6"))
    assert "Decision was due Fri Nov 13, 2026, 10 days ago; ask the payer now: Medicare" in told
    await clinic.say("/session new ELM-3 payer aetna")
    told = words(await clinic.say("/session request ELM-3 12 visits sent 11/2"))
    assert "until Tue Nov 17, 2026, 6 days ago: ask the payer now." in told


async def test_the_days_asked_for_are_told_not_to_be_kept(clinic: ClinicDesk) -> None:
    told = words(await clinic.say("/session request OAK-12 12 visits from 12/1 until 2/28"))
    assert "The days asked for are not kept" in told
    assert "not kept" not in words(await clinic.say("/session request OAK-12 11 visits"))


@pytest.mark.parametrize("typed", ["request OAK-12", "request OAK-12 status", "requests OAK-12"])
async def test_the_requests_of_an_alias_are_shown(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    reply = await clinic.say(f"/session {typed}")
    assert reply.headline == "OAK-12 · requests"
    assert "Request 1: 12 visits, sent Nov 20, 2026 to Humana; decision due" in words(reply)
    assert button(reply, "Note as denied") == "/session denied OAK-12 request 1"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("OAK-12 14 visits from 12/1 until 2/28 on 11/22", id="on"),
        pytest.param("OAK-12 14 visits on 11/22 from 12/1 until 2/28", id="before the days"),
        pytest.param("OAK-12 14 visits from 12/1 until 2/28 as of 11/22", id="as of"),
    ],
)
async def test_the_day_of_a_decision_stands_beside_the_days_granted(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say("/session request OAK-12 14 visits sent 11/20")
    reply = await clinic.say(f"/session granted {typed}")
    (request,) = await held(clinic)
    assert request.decided == date(2026, 11, 22), words(reply)
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    (kept,) = chart.history.authorizations
    assert (kept.period.first, kept.period.last) == (date(2026, 12, 1), date(2027, 2, 28))


def test_the_last_day_may_stand_first() -> None:
    typed = read_authorizing("14 visits until 2/28 from 12/1", date(2026, 11, 23))
    assert (typed.first, typed.last) == (date(2026, 12, 1), date(2027, 2, 28))


async def test_days_that_are_turned_round_are_asked_about(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 10 visits sent 11/20")
    asked = await clinic.say("/session granted OAK-12 10 visits from 2/28 to 12/1")
    assert await states(clinic) == ["1 open"]
    other = button(asked, "Dec 1, 2026 to Feb 28, 2027")
    assert other.endswith("10 visits from 2026-12-01 until 2027-02-28")
    await clinic.say(button(asked, "Feb 28, 2027 to Dec 1, 2027"))
    assert await states(clinic) == ["1 granted"]


async def test_what_is_granted_without_a_request_is_kept_in_the_button(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session granted OAK-12 8 visits from 12/1 until 1/31")
    command = "/session authorize OAK-12 8 visits from 2026-12-01 until 2027-01-31"
    assert button(reply, "Enter an authorization") == command


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        pytest.param("OAK-12", "How many visits are asked for?", id="no number"),
        pytest.param("OAK-12 0 visits", "How many visits are asked for?", id="none"),
        pytest.param("OAK-12 12 visits sent 11/30", "is still to come", id="to come"),
        pytest.param("OAK-12 12 visits sent 3/1/2026", "more than half a year ago", id="a slip"),
        pytest.param("OAK-12 12 visits zbxq", "I did not understand “zbxq”", id="a word"),
        pytest.param("OAK-12 12 visits secondary", "Nobody is noted to pay second", id="second"),
        pytest.param("OAK-99 12 visits", "There is no alias OAK-99", id="nobody"),
    ],
)
async def test_what_is_asked_back_saves_nothing(clinic: ClinicDesk, typed: str, asked: str) -> None:
    assert asked in words(await clinic.say(f"/session request {typed}"))
    assert await held(clinic) == []


async def test_the_same_request_twice_is_one_and_numbers_are_never_used_again(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    twice = await clinic.say("/session request OAK-12 12 visits sent 11/20")
    assert twice.headline == "OAK-12 · request noted already"
    await clinic.say("/session withdraw OAK-12 request 1")
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    also = await clinic.say("/session request OAK-12 4 units")
    assert "Also open: request 2 for 12 visits: decision due Fri Nov 27, 2026." in words(also)
    assert await states(clinic) == ["1 withdrawn", "2 open", "3 open"]
    assert (await held(clinic))[2].unit is Unit.TIMED_UNIT


@pytest.mark.parametrize(
    ("typed", "granted", "told"),
    [
        pytest.param("granted OAK-12 12 visits from 11/23 until 2/15", 12, "closed: granted.",
                     id="in whole"),
        pytest.param("granted OAK-12 request 1 10 visits from 11/23 until 2/15", 10,
                     "10 of 12 visits granted, 2 fewer than asked", id="in part"),
        pytest.param("approved OAK-12 1 10 visits from 11/23 until 2/15", 10, "2 fewer",
                     id="the number of the request alone"),
        pytest.param("granted OAK-12 request 10 visits from 11/23 until 2/15", 10, "2 fewer",
                     id="the word alone"),
        pytest.param("granted OAK-12 #1 until 2/15 10 visits", 10, "2 fewer", id="other order"),
        pytest.param("granted OAK-12 10 of the 12 visits until 2/15", 10, "2 fewer", id="10 of 12"),
        pytest.param("granted OAK-12 all from 11/23 until 2/15", 12, "closed: granted.", id="all"),
        pytest.param("granted OAK-12 1 all until 2/15", 12, "closed: granted.", id="1 all"),
        pytest.param("granted OAK-12 all 12 visits until 2/15", 12, "granted.", id="all 12"),
        pytest.param("granted OAK-12 all of the 12 visits until 2/15", 12, "granted.",
                     id="all of the 12"),
        pytest.param("granted OAK-12 14 visits until 2/15", 14, "closed: granted.", id="more"),
    ],
)  # fmt: skip
async def test_a_grant_enters_the_authorization_and_closes_the_request(
    clinic: ClinicDesk, typed: str, granted: int, told: str
) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    reply = await clinic.say(f"/session {typed}")
    assert told in words(reply)
    assert reply.headline == "OAK-12 · granted"
    (request,) = await held(clinic)
    assert request.state is RequestState.GRANTED
    assert (request.granted, request.authorization, request.decided) == (
        *(granted, 1),
        date(2026, 11, 23),
    )
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    (authorization,) = chart.history.authorizations
    assert (authorization.number, authorization.serial) == (granted, 1)


async def test_what_is_missing_of_a_grant_is_asked_with_the_same_command(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    many = await clinic.say("/session granted OAK-12 from 11/23 until 2/15")
    assert "How many of 12 visits are granted?" in words(many)
    until = await clinic.say("/session granted OAK-12 10 visits")
    assert "/session granted OAK-12 request 1 10 visits from" in words(until)
    await clinic.say("/session authorize OAK-12 4 visits from 11/1 until 12/31")
    joins = await clinic.say("/session granted OAK-12 10 visits from 11/23 until 2/15")
    assert await states(clinic) == ["1 open"]
    await clinic.say(button(joins, "As well: additional"))
    assert await states(clinic) == ["1 granted"]
    assert (await held(clinic))[0].authorization == 2
    await clinic.say(button(many, "All 12"))
    assert "was granted" in words(await clinic.say(button(many, "All 12")))


async def test_which_of_several_requests_was_decided_is_asked(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    await clinic.say("/session request OAK-12 6 visits")
    asked = await clinic.say("/session granted OAK-12 6 visits from 11/23 until 2/15")
    assert [c.label for c in asked.choices] == ["Request 1", "Request 2"]
    await clinic.say(button(asked, "Request 2"))
    await clinic.say("/session denied OAK-12 on 11/22")
    assert await states(clinic) == ["1 denied", "2 granted"]
    assert (await held(clinic))[0].decided == date(2026, 11, 22)
    none = await clinic.say("/session granted OAK-12 6 visits until 2/15")
    assert "has no open request" in words(none)
    assert "has no request number 7" in words(await clinic.say("/session denied OAK-12 request 7"))


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("6 visits from 11/23 until 2/15 on 11/23", id="on"),
        pytest.param("6 visits until 2/15 decided 11/23", id="decided"),
    ],
)
async def test_the_question_for_the_request_keeps_the_day_of_the_decision(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    await clinic.say("/session request OAK-12 6 visits")
    clinic.later(days=1)
    asked = await clinic.say(f"/session granted OAK-12 {typed}")
    await clinic.say(button(asked, "Request 2"))
    assert await states(clinic) == ["1 open", "2 granted"]
    assert (await held(clinic))[1].decided == date(2026, 11, 23)


async def test_all_of_another_number_than_was_asked_for_is_asked_about(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 6 visits")
    reply = await clinic.say("/session granted OAK-12 all 12 visits until 2/15")
    assert "I did not understand" in words(reply)
    assert await states(clinic) == ["1 open"]


async def test_a_denial_asks_for_its_code_and_leads_to_what_can_be_done(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    reply = await clinic.say("/session denied OAK-12")
    assert reply.headline == "OAK-12 · denied"
    assert "Which code does the letter name? Type it, as /denial Humana 20560 CO-197" in words(
        reply
    )
    assert button(reply, "What to do about it") == "/denial Humana 20560"
    assert "noted already" in words(await clinic.say("/session denied OAK-12 request 1"))
    granted = await clinic.say("/session granted OAK-12 request 1 6 visits until 2/15")
    assert "Request 1 of OAK-12 was denied on Nov 23, 2026" in words(granted)
    by_itself = button(granted, "Granted after an appeal: enter it")
    assert by_itself == "/session authorize OAK-12 6 visits from 2026-11-23 until 2027-02-15"
    await clinic.say(by_itself)
    assert await states(clinic) == ["1 denied"]


async def test_a_code_that_is_typed_with_a_denial_is_looked_up_and_not_kept(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    await clinic.say("/session request OAK-12 6 visits")
    reply = await clinic.say("/session denied OAK-12 2 CO-50")
    assert button(reply, "What to do about CO-50") == "/denial Humana 20560 CO-50"
    assert await states(clinic) == ["1 open", "2 denied"]
    which = await clinic.say("/session withdraw OAK-12 request 9")
    assert "has no request number 9" in words(which)


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        pytest.param("denied OAK-12 on 11/30", "is still to come", id="to come"),
        pytest.param("denied OAK-12 on 11/1", "was sent on Nov 20, 2026", id="before"),
        pytest.param("denied OAK-12 no reason given", "I did not understand", id="words"),
        pytest.param("granted OAK-12 9 visits decided 11/30 until 2/1", "still to come", id=""),
    ],
)  # fmt: skip
async def test_a_decision_that_cannot_be_is_refused(
    clinic: ClinicDesk, typed: str, refused: str
) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    assert refused in words(await clinic.say(f"/session {typed}"))
    assert await states(clinic) == ["1 open"]


async def test_undo_takes_back_each_step(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    await clinic.say("/session granted OAK-12 10 visits from 11/23 until 2/15")
    undone = await clinic.say("/session undo")
    assert "authorization 1 and grant of request 1 of OAK-12" in undone.headline
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert chart.history.authorizations == ()
    assert await states(clinic) == ["1 open"]
    await clinic.say("/session denied OAK-12")
    await clinic.say("/session undo")
    await clinic.say("/session withdraw OAK-12 request 1")
    await clinic.say("/session undo")
    assert await states(clinic) == ["1 open"]
    await clinic.say("/session undo request 1 of OAK-12")
    assert await states(clinic) == ["1 withdrawn"]


async def test_a_request_is_shown_with_the_count_of_its_alias(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    for command in ("/session show OAK-12", "/caps OAK-12"):
        told = words(await clinic.say(command))
        assert "sent Nov 20, 2026 to Humana; decision due Fri Nov 27, 2026: Medicare" in told
    clinic.later(days=6)
    assert "decision was due Fri Nov 27, 2026" in words(await clinic.say("/session show OAK-12"))
    await clinic.say("/session granted OAK-12 10 visits until 2/15")
    shown = words(await clinic.say("/session show OAK-12"))
    assert "10 of them granted on Nov 29, 2026 as authorization 1." in shown


async def test_a_plan_told_later_tells_the_deadline(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELM-3 payer aetna")
    await clinic.say("/session request ELM-3 12 visits sent 11/20")
    await clinic.say("/session payer ELM-3 aetna plan self-funded")
    assert "decision due Sat Dec 5, 2026" in words(await clinic.say("/session show ELM-3"))


async def test_what_is_asked_for_already_is_not_told_to_be_asked(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-12 1 visit from 11/1 until 12/31")
    assert "Ask the payer" in words(await clinic.say("/session log OAK-12 20561"))
    await clinic.say("/session request OAK-12 12 visits")
    told = words(await clinic.say("/session log OAK-12 20561 on 11/20"))
    assert "Ask" not in told
    assert "Request 1 for 12 visits: decision due Mon Nov 30, 2026." in told


async def test_how_long_a_payer_takes_is_told_from_five_decisions_on(clinic: ClinicDesk) -> None:
    ends = ("granted {} 6 visits until 2/15", "denied {}")
    for number, (waits, end) in enumerate([(2, 0), (4, 0), (4, 1), (6, 0), (10, 0)]):
        alias = f"ELM-{10 + 7 * number}"
        await clinic.say(f"/session new {alias} payer humana plan medicare advantage")
        await clinic.say(f"/session request {alias} {8 if number else 6} visits")
        clinic.later(days=waits)
        await clinic.say("/session " + ends[end].format(alias))
    told = words(await clinic.say("/session request OAK-12 12 visits"))
    assert (
        "Your last 5 requests to Humana: decided after 4 days (median), 4 granted, "
        "3 of them in part." in told
    )


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("OAK-12 12 visits urgent", id="behind"),
        pytest.param("OAK-12 urgent 12 visits", id="before"),
        pytest.param("OAK-12 12 visits sent today expedited", id="expedited"),
        pytest.param("urgent 12 visits for OAK-12", id="alias behind"),
        pytest.param("OAK-12 12 visits stat", id="stat"),
        pytest.param("OAK-12 12 visits make it urgent please", id="small words"),
    ],
)
async def test_an_urgent_request_has_a_time_of_its_own(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.glance(f"/session request {typed}")
    told = words(reply)
    assert "Request 1: 12 visits, urgent, sent Nov 23, 2026 to Humana." in told
    assert "Decision due Thu Nov 26, 2026: Medicare Advantage plans have 72 hours" in told
    assert reply.provenance
    assert "laws9_422_572" in [source.id for source in reply.provenance.sources]
    assert "How long Humana takes with you on urgent requests is told from 5" in told


async def test_of_an_urgent_request_that_nobody_times_nothing_is_made_up(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new FIR-4 payer tx_wc")
    told = words(await clinic.say("/session request FIR-4 6 visits urgent"))
    assert "due" not in told.casefold()
    assert "how long the payer has to decide on an urgent request is unknown" in told.casefold()
    assert "3 working days are planned for it: until Fri Nov 27, 2026." in told
    assert "If it were not urgent: Texas carriers have 3 working days to decide." in told


async def test_a_request_that_was_sent_is_made_urgent_and_no_more(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    reply = await clinic.say("/session request OAK-12 request 1 urgent")
    assert reply.headline == "OAK-12 · request 1 urgent"
    told = words(reply)
    assert "sent Nov 20, 2026 to Humana, urgent since Nov 23, 2026." in told
    assert "Decision due Thu Nov 26, 2026" in told
    again = await clinic.say("/session request OAK-12 urgent")
    assert "urgent since Nov 23, 2026" in words(again)
    clinic.later(days=2)
    kept = await clinic.say("/session request OAK-12 urgent")
    assert "urgent since Nov 23, 2026" in words(kept), "the day on which it was asked stays"
    usual = await clinic.say("/session request OAK-12 not urgent")
    assert usual.headline == "OAK-12 · request 1 not urgent"
    assert "Decision due Fri Nov 27, 2026: Medicare Advantage plans have 7 days" in words(usual)
    undone = await clinic.say("/session undo")
    assert "note that request 1 is not urgent of OAK-12" in undone.headline
    (request,) = await held(clinic)
    assert request.expedited == date(2026, 11, 23)


async def test_the_same_request_typed_again_as_urgent_is_no_second_one(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 12 visits")
    reply = await clinic.say("/session request OAK-12 12 visits urgent")
    assert reply.headline == "OAK-12 · request 1 urgent"
    plain = await clinic.say("/session request OAK-12 12 visits")
    assert plain.headline == "OAK-12 · request noted already"
    (request,) = await held(clinic)
    assert request.is_urgent, "what does not speak of it does not change it"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param("OAK-12 urgent on 11/30", "is still to come", id="to come"),
        pytest.param("OAK-12 urgent on 11/19", "was sent on Nov 20, 2026, after", id="before"),
        pytest.param("OAK-12 request 7 urgent", "has no request number 7", id="no such"),
        pytest.param("OAK-12 urgent knee", "I did not understand “knee”", id="a word"),
        pytest.param("OAK-12 0 visits urgent", "How many visits are asked for?", id="none"),
    ],
)
async def test_what_cannot_be_urgent_is_refused(clinic: ClinicDesk, typed: str, told: str) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    assert told in words(await clinic.say(f"/session request {typed}"))
    (request,) = await held(clinic)
    assert not request.is_urgent


async def test_which_of_several_is_urgent_is_asked(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/20")
    await clinic.say("/session request OAK-12 6 visits")
    asked = await clinic.say("/session request OAK-12 urgent")
    assert "Which request is urgent?" in words(asked)
    await clinic.say(button(asked, "Request 2"))
    assert [r.is_urgent for r in await held(clinic)] == [False, True]


async def test_urgent_decisions_tell_nothing_of_others(clinic: ClinicDesk) -> None:
    for number in range(5):
        alias = f"ELM-{10 + 7 * number}"
        await clinic.say(f"/session new {alias} payer humana plan medicare advantage")
        await clinic.say(f"/session request {alias} 8 visits urgent")
        clinic.later(days=1)
        await clinic.say(f"/session denied {alias}")
    usual = words(await clinic.say("/session request OAK-12 12 visits"))
    assert "is told from 5 decisions on; none so far" in usual
    urgent = words(await clinic.say("/session request OAK-12 urgent"))
    assert "Your last 5 urgent requests to Humana: decided after 1 day (median)" in urgent


async def test_the_audit_tells_what_was_urgent_and_since_when(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 12 visits urgent")
    await clinic.say("/session request OAK-12 not urgent")
    await clinic.say("/session request OAK-12 urgent")
    told = words(await clinic.say("/clinic audit", manager=True))
    assert "OAK-12: request 1, 12 visits asked for, sent 2026-11-23, urgent" in told
    assert "OAK-12: request 1 not urgent" in told
    assert "OAK-12: request 1 urgent since 2026-11-23" in told


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("urgent on 2026-11-10", "was sent on Nov 20, 2026, after that day."),
        ("urgent on 2026-12-10", "Thu Dec 10, 2026 is still to come."),
    ],
)
async def test_a_payer_is_asked_to_hurry_between_the_request_and_today(
    clinic: ClinicDesk, typed: str, what: str
) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 2026-11-20")
    reply = await clinic.say(f"/session request OAK-12 request 1 {typed}")
    assert reply.headline.endswith(what)
    assert "Nothing was saved." in " ".join(line.text for line in reply.lines)


async def test_the_number_of_a_request_is_no_number_of_visits(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/19")
    asked = await clinic.say("/session request OAK-12 request 1 sent 11/20")
    assert "Request 1 of OAK-12 is noted as 12 visits, sent Nov 19, 2026." in words(asked)
    assert await states(clinic) == ["1 open"]
    shown = await clinic.say("/session request OAK-12 request 1")
    assert shown.headline == "OAK-12 · requests"
    none = await clinic.say("/session request OAK-12 request 7 sent 11/20")
    assert "OAK-12 has no request number 7" in words(none)
    assert await states(clinic) == ["1 open"]
    new = next(c for c in asked.choices if c.label.startswith("New: "))
    assert new.label == "New: 12 visits, sent Nov 20, 2026", "as many, sent another day"
    await clinic.say(new.command)
    assert [r.number for r in await held(clinic)] == [12, 12]


async def test_a_number_that_the_next_request_would_have_asks_for_no_visits(
    clinic: ClinicDesk,
) -> None:
    none = await clinic.say("/session request OAK-12 request 1 sent 11/20")
    assert none.headline == "OAK-12 has no request number 1."
    assert not any(choice.label.startswith("New") for choice in none.choices)
    assert "Say how many visits: /session request OAK-12 12 visits sent 11/20/2026" in words(none)
    many = await clinic.say("/session request OAK-12 request 12 sent 11/20")
    assert button(many, "New: 12 visits, sent Nov 20, 2026")


async def test_another_day_or_number_of_a_request_takes_its_place_until_undo(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/19 urgent")
    asked = await clinic.say("/session request OAK-12 #1 10 visits sent 11/20")
    mend = button(asked, "It was 10 visits, sent Nov 20, 2026, urgent")
    told = await clinic.say(mend)
    assert told.headline == "OAK-12 · request changed"
    assert "Request 1, 12 visits, sent Nov 19, 2026, urgent: withdrawn" in words(told)
    assert await states(clinic) == ["1 withdrawn", "2 open"]
    kept = (await held(clinic))[-1]
    assert (kept.number, kept.sent, kept.expedited) == (10, date(2026, 11, 20), date(2026, 11, 20))
    await clinic.say("/session undo")
    assert await states(clinic) == ["1 open", "2 withdrawn"]


async def test_a_second_day_of_a_denial_is_asked_about_and_never_called_noted(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session request OAK-12 4 visits sent 11/17")
    await clinic.say("/session denied OAK-12 request 1 on 11/18")
    for typed in ("denied OAK-12 request 1 on 11/20", "denied OAK-12 on 11/20"):
        asked = await clinic.say(f"/session {typed}")
        assert "Request 1 of OAK-12 is noted as denied on Nov 18, 2026." in words(asked)
        assert (await held(clinic))[0].decided == date(2026, 11, 18)
    again = await clinic.say("/session denied OAK-12 request 1")
    assert "denied on Nov 18, 2026: noted already." in words(again)
    told = await clinic.say(button(asked, "It was denied Nov 20, 2026"))
    assert "denied on Nov 20, 2026, and not on Nov 18, 2026: changed." in words(told)
    assert (await held(clinic))[0].decided == date(2026, 11, 20)
    await clinic.say("/session undo")
    assert (await held(clinic))[0].decided == date(2026, 11, 18)
    await clinic.say(button(asked, "It was denied Nov 20, 2026").replace(" on 2026-11-20", ""))
    assert (await held(clinic))[0].decided == date(2026, 11, 23)


async def test_a_day_of_long_ago_is_refused_with_the_number_that_was_typed(
    clinic: ClinicDesk,
) -> None:
    refused = words(await clinic.say("/session request OAK-12 8 visits sent 12/1/25"))
    assert "/session request OAK-12 8 visits sent 11/23/2026" in refused
    assert "12 visits" not in refused


async def test_a_grant_that_is_withdrawn_leaves_its_request_open(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 12 visits sent 11/16")
    await clinic.say("/session granted OAK-12 8 visits from 11/20 until 12/31")
    assert await states(clinic) == ["1 granted"]
    withdrawn = words(await clinic.say("/session withdraw OAK-12 1"))
    assert "Request 1 is open again." in withdrawn
    assert await states(clinic) == ["1 open"]
    shown = words(await clinic.say("/session show OAK-12"))
    assert "granted on" not in shown
    undone = await clinic.say("/session undo")
    assert undone.headline == "Taken back: withdrawal of authorization 1 of OAK-12."
    assert await states(clinic) == ["1 granted"]
    (request,) = await held(clinic)
    assert (request.granted, request.authorization) == (8, 1)
    await clinic.say("/session withdraw OAK-12 1")
    await clinic.say("/session denied OAK-12")
    assert await states(clinic) == ["1 denied"]


async def test_a_request_that_another_authorization_answers_stays_granted(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize OAK-12 4 visits from 11/1 until 11/30")
    await clinic.say("/session request OAK-12 12 visits sent 11/16")
    await clinic.say("/session granted OAK-12 8 visits from 12/1 until 12/31")
    told = words(await clinic.say("/session withdraw OAK-12 1"))
    assert "open again" not in told
    assert await states(clinic) == ["1 granted"]


async def test_a_bare_number_that_no_request_has_is_of_visits(clinic: ClinicDesk) -> None:
    none = await clinic.say("/session granted OAK-12 6")
    assert none.headline == "OAK-12 has no open request."
    assert button(none, "Enter an authorization") == "/session authorize OAK-12 6 visits"
    await clinic.say("/session request OAK-12 12 visits sent 11/16")
    await clinic.say("/session granted OAK-12 6 until 12/31")
    (request,) = await held(clinic)
    assert (request.state, request.granted) == (RequestState.GRANTED, 6)
    asked = await clinic.say("/session granted OAK-12 request 6")
    assert "6 visits" not in words(asked)


async def test_what_a_second_payer_was_asked_for_is_typed_by_its_name(clinic: ClinicDesk) -> None:
    await clinic.say("/session new OAK-38 payer medicare secondary nc medicaid")
    await clinic.say("/session request OAK-38 5 visits sent 11/20 to nc medicaid")
    await clinic.say("/session request OAK-38 6 visits sent 11/20 to medicare")
    payers = [request.payer for request in await held(clinic, "OAK-38")]
    refused = words(await clinic.say("/session request OAK-38 7 visits sent 11/20 to aetna"))
    assert "Aetna does not pay for OAK-38 on Nov 20, 2026, so nothing was saved." in refused
    assert len(payers) == len(set(payers)) == 2
    assert len(await held(clinic, "OAK-38")) == 2


async def test_a_request_of_the_wrong_payer_is_given_to_the_second_by_a_button(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new OAK-38 payer medicare secondary nc medicaid")
    reply = await clinic.say("/session request OAK-38 6 visits sent 11/20")
    await clinic.say(button(reply, "It was sent to NC Medicaid (Medicaid Direct)"))
    first, second = await held(clinic, "OAK-38")
    assert (first.state, second.state) == (RequestState.WITHDRAWN, RequestState.OPEN)
    assert first.payer != second.payer
    assert second.sent == date(2026, 11, 20)


async def test_what_is_treated_is_said_to_be_kept_by_no_request(clinic: ClinicDesk) -> None:
    said = words(await clinic.say("/session request OAK-12 8 visits for neck sent 11/10"))
    assert "What is treated is not kept of a request" in said
    assert await states(clinic) == ["1 open"]
    plain = words(await clinic.say("/session request OAK-12 9 visits sent 11/10"))
    assert "What is treated" not in plain


async def test_nobody_is_asked_for_visits_that_the_patient_pays(pack: FactBook) -> None:
    clinic = ClinicDesk(pack, "PT")
    await clinic.say("/session new GOLD-7 self pay")
    told = await clinic.say("/session request GOLD-7 3 visits sent 11/16")
    assert "The patient pays for GOLD-7, so no payer decides on a request." in words(told)
    chart = await clinic.charts.find(1, "GOLD-7")
    assert chart
    assert not chart.requests


@pytest.mark.parametrize("care", ["PT", "chiropractic", "OT"])
async def test_a_request_keeps_whose_visits_are_asked_for(clinic: ClinicDesk, care: str) -> None:
    noted = await clinic.say(f"/session request OAK-12 16 {care} visits sent 11/20")
    assert f"Request 1: 16 visits for {care}, sent Nov 20, 2026" in words(noted)
    again = await clinic.say(f"/session request OAK-12 16 visits for {care} sent 11/20")
    assert "request noted already" in words(again)


async def test_a_decision_is_on_the_request_of_its_discipline(clinic: ClinicDesk) -> None:
    await clinic.say("/session request OAK-12 16 PT visits sent 11/20")
    await clinic.say("/session request OAK-12 8 chiropractic visits sent 11/20")
    days = "from 12/1/2026 until 2/28/2027"
    alone = words(await clinic.say(f"/session authorize OAK-12 4 chiropractic visits {days}"))
    assert "Request 2, 8 visits for chiropractic, is still open" in alone
    assert "Request 1" not in alone
    later = "from 3/1/2027 until 5/31/2027"
    granted = words(await clinic.say(f"/session granted OAK-12 8 chiropractic visits {later}"))
    assert "Request 2 is closed: granted." in granted
    of_pt = words(await clinic.say(f"/session granted OAK-12 request 1 all {days}"))
    assert "16 visits for PT authorized" in of_pt
    assert "Request 1 is closed: granted." in of_pt


async def test_a_request_for_one_discipline_silences_no_warning_about_another(
    clinic: ClinicDesk,
) -> None:
    days = "from 11/1/2026 until 2/28/2027"
    await clinic.say(f"/session authorize OAK-12 4 chiropractic visits {days}")
    await clinic.say("/caps book OAK-12 11/24 12/1 12/8 12/15 12/22")
    await clinic.say("/session log OAK-12 98940 on 11/20")
    await clinic.say("/session request OAK-12 16 PT visits sent 11/20")
    assert "Ask" in words(await clinic.say("/caps OAK-12"))
    await clinic.say("/session request OAK-12 6 chiropractic visits sent 11/20")
    assert "Ask for" not in words(await clinic.say("/caps OAK-12"))
