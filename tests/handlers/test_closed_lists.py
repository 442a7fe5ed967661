"""Nothing that is typed about a patient is kept: reasons, sources and plans come from lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.coverage.plan_kind import KINDS_OF_PAYERS
from models.reply import Reply
from models.visits.balance_source import SAYS
from models.visits.chart import Chart
from models.visits.void_reason import OFFERED, VoidReason
from tests.fakes import shipped
from tests.handlers.clinic_desk import TODAY, ClinicDesk, first_line
from tests.handlers.front_desk import words

# Nobody's name that the search for identities knows, and no word of any list.
CANARY = "zorblat quuxley"


@pytest.fixture
def clinic(book: FactBook) -> ClinicDesk:
    """A clinic that has one alias, with one session."""
    return ClinicDesk(book)


@pytest.fixture(scope="module")
def book() -> FactBook:
    """The pack."""
    return shipped.pack()


async def chart_of(clinic: ClinicDesk) -> Chart:
    """The chart of BLUE-7."""
    chart = await clinic.charts.find(1, "BLUE-7")
    assert chart
    return chart


def shown(reply: Reply) -> str:
    """All that a reply says, and all that its buttons would type."""
    return f"{words(reply)} {' '.join(f'{c.label} {c.command}' for c in reply.choices)}".casefold()


# -- why a session is void -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("pt no showed", VoidReason.NO_SHOW),
        ("wrong pt", VoidReason.WRONG_ALIAS),
        ("dup", VoidReason.ENTERED_TWICE),
        (f"wrong day, says {CANARY}", VoidReason.WRONG_DAY),
        (f"cancelled by {CANARY}", VoidReason.CANCELLED),
    ],
)
async def test_a_reason_is_kept_as_the_entry_that_its_words_name(
    clinic: ClinicDesk, typed: str, reason: VoidReason
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.say(f"/session void BLUE-7 1 because {typed}")
    assert [s.voided for s in (await chart_of(clinic)).history.sessions] == [reason.value]
    assert f"voided ({reason})" in words(reply)
    assert not any(word in shown(reply) for word in CANARY.split())


async def test_words_that_name_no_reason_are_asked_with_one_button_for_each_entry(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.say(f"/session void BLUE-7 1 because {CANARY}")
    assert reply.headline == "Why is session 1 of BLUE-7 void?"
    assert [c.label.casefold() for c in reply.choices] == [str(r) for r in OFFERED]
    assert not any(word in shown(reply) for word in CANARY.split())
    assert await clinic.numbers("BLUE-7") == [1]


@pytest.mark.parametrize("reason", OFFERED)
async def test_each_button_of_the_question_voids_with_its_reason(
    clinic: ClinicDesk, reason: VoidReason
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    asked = await clinic.say("/session void BLUE-7 1")
    choice = asked.choices[OFFERED.index(reason)]
    await clinic.say(choice.command)
    assert [s.voided for s in (await chart_of(clinic)).history.sessions] == [reason.value]


async def test_a_button_for_the_number_invents_no_reason(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    asked = await clinic.say("/session void BLUE-7")
    reply = await clinic.say(asked.choices[0].command)
    assert reply.headline == "Why is session 1 of BLUE-7 void?"


@pytest.mark.parametrize("typed", ["z e b u l o n", "p l a n", "n", "insurance denied it"])
async def test_letters_and_a_denied_claim_are_no_reason(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.say(f"/session void BLUE-7 1 because {typed}")
    assert reply.headline == "Why is session 1 of BLUE-7 void?"
    assert await clinic.numbers("BLUE-7") == [1]


@pytest.mark.parametrize(
    "typed",
    ["1 and 2 because wrong day", "1 2 because dup", "1 or 2", "1, 2 dup", "1 dup, 2 dup", "1 & 2"],
)
async def test_several_sessions_at_once_are_refused_and_offered_one_by_one(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY, date(2026, 11, 20))
    reply = await clinic.say(f"/session void BLUE-7 {typed}")
    assert reply.headline == "That names several sessions, and nothing was voided."
    assert await clinic.numbers("BLUE-7") == [1, 2]
    assert [choice.label[:2] for choice in reply.choices] == ["1:", "2:"]


@pytest.mark.parametrize(
    "typed", ["same as 1", "wrong day, it was Nov 3", "wrong day 11/3", "wrong date 2026-11-03"]
)
async def test_a_date_or_the_session_that_is_repeated_is_no_other_session(
    clinic: ClinicDesk, typed: str
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY, date(2026, 11, 20))
    await clinic.say(f"/session void BLUE-7 2 because {typed}")
    assert await clinic.numbers("BLUE-7") == [1]


OTHER_WORDS = "Your other words say nothing that I keep"


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        ("void BLUE-7 1 because wrong day", False),
        ("void BLUE-7 1 because pt no showed", False),
        (f"void BLUE-7 1 because wrong day, {CANARY}", True),
        ("balance BLUE-7 4 as of 11/1/2026 from the payer", False),
        ("balance BLUE-7 4 in all as of 11/1/2026 from the former payer", False),
        (f"balance BLUE-7 4 as of 11/1/2026 from the payer {CANARY}", True),
        ("payer BLUE-7 aetna plan hmo", False),
        ("payer BLUE-7 fep plan standard", False),
        (f"payer BLUE-7 aetna plan hmo {CANARY}", True),
    ],
)
async def test_that_other_words_were_not_kept_is_told(
    clinic: ClinicDesk, typed: str, is_told: bool
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.log("BLUE-7", TODAY)
    reply = await clinic.say(f"/session {typed}")
    assert clinic.answered
    assert (OTHER_WORDS in words(reply)) is is_told


@pytest.mark.parametrize("typed", ["self pay", "cash", "no payer"])
async def test_how_somebody_pays_takes_no_plan_back(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/session new BLUE-7 payer aetna")
    await clinic.say("/session payer BLUE-7 plan ppo")
    reply = await clinic.say(f"/session payer BLUE-7 plan {typed}")
    assert reply.headline in {"Which plan is it?", "Does the patient pay, or Aetna?"}
    assert (await chart_of(clinic)).plan == "PPO"


@pytest.mark.parametrize("letter", ["F.", "G", "Zebulon F."])
async def test_an_initial_changes_no_plan(clinic: ClinicDesk, letter: str) -> None:
    await clinic.say("/session new BLUE-7 payer fep")
    await clinic.say("/session payer BLUE-7 plan standard option")
    await clinic.say(f"/session payer BLUE-7 plan basic option {letter}")
    assert (await chart_of(clinic)).plan == "Standard Option"


# -- who says how many visits were used ----------------------------------------------------------


async def with_cap(clinic: ClinicDesk) -> None:
    """BLUE-7, with a cap of 20 a year and no session."""
    await clinic.say("/session new BLUE-7")
    await clinic.say("/caps set BLUE-7 20 visits per calendar year")


async def test_words_that_name_no_source_are_asked_with_one_button_for_each(
    clinic: ClinicDesk,
) -> None:
    await with_cap(clinic)
    reply = await clinic.say(f"/session balance BLUE-7 5 as of 11/1/2026 from {CANARY}")
    assert reply.headline == "Who says so?"
    assert [c.label.casefold() for c in reply.choices] == [s.casefold() for s in SAYS.values()]
    assert not any(word in shown(reply) for word in CANARY.split())
    assert not (await chart_of(clinic)).history.balances


async def test_each_button_of_the_question_is_understood(clinic: ClinicDesk) -> None:
    await with_cap(clinic)
    asked = await clinic.say("/session balance BLUE-7 5 elsewhere as of 11/1/2026")
    for choice, kind in zip(asked.choices, SAYS, strict=True):
        await clinic.say(choice.command)
        assert clinic.answered, choice.command
        assert (await chart_of(clinic)).history.balances[-1].source == kind.value


async def test_of_a_kind_of_payer_the_later_total_takes_the_place_of_the_earlier(
    clinic: ClinicDesk,
) -> None:
    await with_cap(clinic)
    await clinic.say("/session balance BLUE-7 8 as of 10/1/2026 from Availity")
    reply = await clinic.say("/session balance BLUE-7 9 as of 11/1/2026 from navinet")
    assert first_line(reply).startswith("9 of 20 visits used")


async def test_a_second_clinic_is_asked_about_before_it_takes_the_place_of_the_first(
    clinic: ClinicDesk,
) -> None:
    await with_cap(clinic)
    await clinic.say("/session balance BLUE-7 4 as of 10/1/2026 from the hospital")
    asked = await clinic.say("/session balance BLUE-7 6 as of 11/1/2026 from previous clinic")
    assert asked.headline.startswith("Is it the same one as before?")
    assert len((await chart_of(clinic)).history.balances) == 1
    same, further = asked.choices
    assert (same.label, further.label) == ("The one with 4 as of Oct 1, 2026", "A further one")


@pytest.mark.parametrize(("at", "used"), [(0, 6), (1, 10)], ids=["the same one", "a further one"])
async def test_the_same_clinic_counts_by_its_later_word_and_a_further_one_on_top(
    clinic: ClinicDesk, at: int, used: int
) -> None:
    await with_cap(clinic)
    await clinic.say("/session balance BLUE-7 4 as of 10/1/2026 from the hospital")
    asked = await clinic.say("/session balance BLUE-7 6 as of 11/1/2026 from previous clinic")
    reply = await clinic.say(asked.choices[at].command)
    assert first_line(reply).startswith(f"{used} of 20 visits used")


async def test_the_same_word_twice_is_one_and_asks_nothing(clinic: ClinicDesk) -> None:
    await with_cap(clinic)
    for _ in range(2):
        reply = await clinic.say("/session balance BLUE-7 4 as of 10/1/2026 from another clinic")
    assert "noted already" in words(reply)
    assert len((await chart_of(clinic)).history.balances) == 1


async def test_a_number_that_skips_is_the_first_that_is_free(clinic: ClinicDesk) -> None:
    await with_cap(clinic)
    await clinic.say("/session balance BLUE-7 4 as of 10/1/2026 from another clinic 57")
    await clinic.say("/session balance BLUE-7 4 as of 10/1/2026 from portal 3")
    sources = [b.source for b in (await chart_of(clinic)).history.balances]
    assert sources == ["another clinic", "portal"]


# -- the plan ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "plan"),
    [
        ("aetna plan ppo", "PPO"),
        ("fep plan standard", "Standard Option"),
        ("fep basic", "Basic Option"),
        ("aetna plan high deductible for neck pain", "HDHP"),
        (f"aetna plan hmo {CANARY}", "HMO"),
        ("plan self funded", "self-funded"),
    ],
)
async def test_a_plan_is_kept_as_the_entry_that_its_words_name(
    clinic: ClinicDesk, typed: str, plan: str
) -> None:
    await clinic.say("/session new BLUE-7 payer aetna")
    await clinic.say(f"/session payer BLUE-7 {typed}")
    assert clinic.answered
    assert (await chart_of(clinic)).plan == plan


@pytest.mark.parametrize("start", ["/session new BLUE-7 payer", "/session payer BLUE-7"])
@pytest.mark.parametrize(
    ("typed", "payer", "plan"),
    [
        ("aetna self-funded", "aetna", "self-funded"),
        ("bcbsnc self funded plan for neck pain", "bcbsnc", "self-funded"),
        ("humana medicare advantage", "humana", "Medicare Advantage"),
        ("aetna workers comp", "aetna", "workers' compensation"),
        ("uhc medicare advantage", "uhc_ma", ""),
        ("medicare", "medicare", ""),
        ("self funded", "union_plan", ""),
    ],
)
async def test_a_kind_of_plan_beside_a_payer_keeps_both(
    clinic: ClinicDesk, start: str, typed: str, payer: str, plan: str
) -> None:
    if start.startswith("/session payer"):
        await clinic.say("/session new BLUE-7")
    await clinic.say(f"{start} {typed}")
    chart = await chart_of(clinic)
    assert (chart.payer, chart.plan or "") == (payer, plan)


@pytest.mark.parametrize("start", ["/session new BLUE-8 payer", "/session payer BLUE-7"])
async def test_words_that_name_no_plan_are_asked_with_the_payers_own_first(
    clinic: ClinicDesk, start: str
) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"{start} fep plan {CANARY}")
    assert reply.headline == "Which plan is it?"
    plans = ["Standard Option", "Basic Option", "FEP Blue Focus", *KINDS_OF_PAYERS]
    assert [c.label for c in reply.choices] == plans
    assert not any(word in shown(reply) for word in CANARY.split())
    assert (await chart_of(clinic)).payer is None


async def test_each_plan_of_the_question_is_understood(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7 payer fep")
    asked = await clinic.say(f"/session payer BLUE-7 plan {CANARY}")
    for choice in asked.choices:
        await clinic.say(choice.command)
        assert (await chart_of(clinic)).plan == choice.label


@pytest.mark.parametrize(
    ("typed", "payer", "plan"),
    [
        ("Keystone Health Plan East", "ibx_com", ""),
        ("Wellmark Health Plan of Iowa plan hmo", "wellmark", "HMO"),
        ("Kaiser Foundation Health Plan of Washington for neck pain", "kaiser_wa", ""),
    ],
)
async def test_a_payer_with_plan_in_its_name_is_no_plan(
    clinic: ClinicDesk, typed: str, payer: str, plan: str
) -> None:
    await clinic.say("/session new BLUE-7")
    await clinic.say(f"/session payer BLUE-7 {typed}")
    assert clinic.answered
    chart = await chart_of(clinic)
    assert (chart.payer, chart.plan) == (payer, plan)


async def test_a_plan_is_taken_back(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7 payer aetna")
    await clinic.say("/session payer BLUE-7 plan ppo")
    await clinic.say("/session payer BLUE-7 plan none")
    assert (await chart_of(clinic)).plan == ""


# -- what was kept before, by a process of the release before ------------------------------------


async def test_what_is_on_no_list_is_not_shown(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-7 payer aetna")
    await clinic.log("BLUE-7", TODAY, date(2026, 11, 20))
    await clinic.say("/session void BLUE-7 1 because dup")
    await clinic.say("/session balance BLUE-7 4 elsewhere as of 10/1/2026 from another clinic")
    chart = await chart_of(clinic)
    first, *rest = chart.history.sessions
    history = replace(
        chart.history,
        sessions=(replace(first, voided=CANARY), *rest),
        balances=tuple(replace(b, source=CANARY) for b in chart.history.balances),
    )
    clinic.charts.put(replace(chart, history=history, plan=CANARY))
    for typed in ("show BLUE-7", "payer BLUE-7 aetna for neck pain", "void BLUE-7 1 because dup"):
        reply = await clinic.say(f"/session {typed}")
        assert not any(word in shown(reply) for word in CANARY.split()), typed


# -- codes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["97035", "98941", "97113"])
async def test_a_code_of_the_table_is_logged_though_the_pack_has_no_facts_on_it(
    clinic: ClinicDesk, code: str, book: FactBook
) -> None:
    assert code not in book.codes
    await clinic.say("/session new BLUE-7")
    await clinic.say(f"/session log BLUE-7 {code}")
    assert [s.codes for s in (await chart_of(clinic)).history.sessions] == [(code,)]


@pytest.mark.parametrize("code", ["12345", "99999", "90210"])
async def test_a_number_that_is_no_code_of_therapy_is_refused(
    clinic: ClinicDesk, code: str
) -> None:
    await clinic.say("/session new BLUE-7")
    reply = await clinic.say(f"/session log BLUE-7 {code}")
    assert "is not a code that I know" in reply.headline
    assert not (await chart_of(clinic)).history.sessions
