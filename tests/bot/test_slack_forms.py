"""Forms in Slack: each is a longer way to type a command, and loses nothing that was put in."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from bot.membership import Caller
from models.clinic.clinic import Platform, Role
from models.clinic.preferences import Preferences
from models.coverage.plan_kind import KINDS_OF_PAYERS
from models.mention import channel
from models.visits.balance_source import MENU, SourceKind
from models.visits.void_reason import OFFERED
from tests.conftest import Served
from tests.fakes.slack_screens import View
from tests.fakes.slack_state import Person
from tests.fakes.slack_workspace import FakeSlack

ALIAS = "BLUE-47K"


def named(value: str) -> dict[str, object]:
    """An option as a menu that looks up offers it."""
    return {"text": {"type": "plain_text", "text": value}, "value": value}


@pytest.fixture
async def alias(served: Served, slack: FakeSlack) -> str:
    """An alias with Medicare."""
    await slack.types("UAMY", f"/session new {ALIAS} payer medicare for chronic low back pain")
    return ALIAS


async def numbers(served: Served, alias: str = ALIAS) -> list[int]:
    """The sessions that stand."""
    chart = await served.app.services.charts.find(1, alias)
    assert chart
    return [session.number for session in chart.history.sessions if not session.voided]


# -- a session -----------------------------------------------------------------------------------


async def test_a_session_is_logged_from_anywhere_by_a_form(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    form = await slack.uses_shortcut("UAMY", "log_session")
    [found] = await slack.searches(form.control("alias"), "blue")
    card = await slack.submits(form, alias=found, codes=["20561"])
    assert card.title == "Needlepoint"
    assert "1 of 12 visits used, 11 left" in card.words
    assert "20561." in card.words
    assert await numbers(served) == [1]


async def test_the_steps_of_a_plan_of_care_are_noted_by_a_form(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    shown = await slack.types("UAMY", f"/session plan-of-care {alias}")
    form = await slack.clicks_to_open(shown.button("Note a step…"), "UAMY")
    card = await slack.submits(form, step="from", on="2026-10-01")
    assert "First treatment day Oct 1, 2026: noted." in card.words
    chart = await served.app.services.charts.find(1, alias)
    assert chart
    assert [entry.on.isoformat() for entry in chart.care_plan] == ["2026-10-01"]


async def test_a_grant_is_entered_by_a_form_that_knows_the_request(
    served: Served, slack: FakeSlack
) -> None:
    await slack.types("UAMY", f"/session new {ALIAS} payer humana plan medicare advantage")
    for asked in ("12 visits", "6 visits urgent"):
        await slack.types("UAMY", f"/session request {ALIAS} {asked}")
    shown = await slack.types("UAMY", "/session requests")
    form = await slack.clicks_to_open(shown.button(f"{ALIAS}: granted…"), "UAMY")
    card = await slack.submits(form, visits=6, last="2027-12-31")
    assert "Request 2 is closed: granted." in card.words
    chart = await served.app.services.charts.find(1, ALIAS)
    assert chart
    assert [request.is_open for request in chart.requests] == [True, False]


async def test_a_card_in_a_form_answers_its_buttons_in_the_same_window(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    form = await slack.uses_shortcut("UAMY", "log_session")
    card = await slack.submits(form, alias=named(alias))
    assert "Share" not in card.labels
    await slack.presses(card.button("Undo"))
    await slack.until(lambda: "0 of 12 visits used, 12 left" in card.words or None, "the answer")
    assert await numbers(served) == []


async def test_a_form_that_is_submitted_twice_counts_once(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    """Even where a second session of the day is what is asked for."""
    await slack.types("UAMY", f"/session log {alias}")
    form = await slack.uses_shortcut("UAMY", "log_session")
    await slack.submits_twice(form, alias=named(alias), sure=["again"])
    assert await numbers(served) == [1, 2]


async def test_a_second_session_of_a_day_is_asked_for_at_its_field(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    await slack.types("UAMY", f"/session log {alias}")
    form = await slack.uses_shortcut("UAMY", "log_session")
    same = await slack.submits(form, alias=named(alias))
    assert same is form
    assert "already has 1 session" in form.errors["sure"]
    assert await numbers(served) == [1]
    await slack.submits(form, alias=named(alias), sure=["again"])
    assert await numbers(served) == [1, 2]


async def test_a_day_to_come_is_said_at_the_day(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    form = await slack.uses_shortcut("UAMY", "log_session")
    later = (served.app.clock() + timedelta(days=9)).date().isoformat()
    await slack.submits(form, alias=named(alias), on=later)
    assert "still to come" in form.errors["on"]


async def test_a_day_of_years_ago_needs_a_tick(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    form = await slack.uses_shortcut("UAMY", "log_session")
    long_ago = (served.app.clock() - timedelta(days=800)).date().isoformat()
    await slack.submits(form, alias=named(alias), on=long_ago)
    assert "more than two years ago" in form.errors["sure"]
    await slack.submits(form, alias=named(alias), on=long_ago, sure=["sure"])
    assert await numbers(served) == [1]


async def test_a_day_that_may_be_a_birthday_is_said_at_the_day(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    form = await slack.uses_shortcut("UAMY", "log_session")
    await slack.submits(form, alias=named(alias), on="1961-03-04")
    assert "birth date" in form.errors["on"]


async def test_a_closed_alias_is_said_at_the_alias(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    await slack.types("UAMY", f"/session close {alias}")
    form = await slack.uses_shortcut("UAMY", "log_session")
    await slack.submits(form, alias=named(alias))
    assert "is closed" in form.errors["alias"]


async def test_a_bare_command_offers_the_form(served: Served, slack: FakeSlack, alias: str) -> None:
    asked = await slack.types("UAMY", "/session log")
    form = await slack.clicks_to_open(asked.button("Log a session…"))
    assert form.title == "Log a session"
    helped = await slack.types("UAMY", "/session")
    for button, title in (
        ("Log a session…", "Log a session"),
        ("New alias…", "New alias"),
        ("Authorization…", "Authorization"),
    ):
        opened = await slack.clicks_to_open(helped.button(button))
        assert opened.title == title


# -- an alias ------------------------------------------------------------------------------------


async def test_a_new_alias_gets_its_payer_in_one_go(served: Served, slack: FakeSlack) -> None:
    board = await slack.types("UAMY", "/caps")
    form = await slack.clicks_to_open(board.button("Make an alias"))
    [payer, *_] = await slack.searches(form.control("payer"), "medicare part b")
    card = await slack.submits(
        form, alias="blue-7", payer=payer, condition="chronic low back pain", year="7/1"
    )
    assert "BLUE-7" in card.words
    assert "treated for chronic low back pain" in card.words
    chart = await served.app.services.charts.find(1, "BLUE-7")
    assert chart
    assert (chart.payer, chart.condition) == ("medicare", "chronic_low_back_pain")
    assert chart.benefit_year == (7, 1)


async def test_without_an_alias_one_is_issued(served: Served, slack: FakeSlack) -> None:
    board = await slack.types("UAMY", "/caps")
    form = await slack.clicks_to_open(board.button("Make an alias"))
    card = await slack.submits(form)
    [issued] = await served.app.services.charts.aliases(1)
    assert issued in card.words


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("RED-1 payer cigna", "in one word", id="words of a command"),
        pytest.param("John Smith", "in one word", id="a name of two words"),
        pytest.param("MRN1234567", "", id="a chart number"),
        pytest.param("<!channel>", "in one word", id="a mention"),
    ],
)
async def test_what_is_no_alias_is_said_at_the_alias_and_nothing_is_made(
    served: Served, slack: FakeSlack, typed: str, says: str
) -> None:
    board = await slack.types("UAMY", "/caps")
    form = await slack.clicks_to_open(board.button("Make an alias"))
    same = await slack.submits(form, alias=typed)
    assert same is form
    assert says in form.errors["alias"]
    assert typed not in form.errors["alias"]
    assert await served.app.services.charts.aliases(1) == ()


async def test_a_condition_without_a_payer_is_asked_about(served: Served, slack: FakeSlack) -> None:
    board = await slack.types("UAMY", "/caps")
    form = await slack.clicks_to_open(board.button("Make an alias"))
    await slack.submits(form, alias="RED-1", condition="headache")
    assert "name the payer" in form.errors["payer"]


async def test_the_payer_is_set_later_by_the_form_behind_the_button(
    served: Served, slack: FakeSlack
) -> None:
    made = await slack.types("UAMY", "/session new RED-1")
    form = await slack.clicks_to_open(made.button("Set the payer"))
    cigna = (await slack.searches(form.control("payer"), "cigna"))[0]
    await slack.submits(form, payer=cigna)
    chart = await served.app.services.charts.find(1, "RED-1")
    assert chart
    assert chart.payer == "cigna"


async def test_every_condition_of_the_form_is_understood(served: Served, slack: FakeSlack) -> None:
    made = await slack.types("UAMY", "/session new RED-1")
    for id_, condition in served.app.services.book.conditions.items():
        form = await slack.clicks_to_open(made.button("Set the payer"))
        await slack.submits(form, payer=named("Medicare Part B"), condition=condition.name)
        assert form.errors == {}, condition.name
        chart = await served.app.services.charts.find(1, "RED-1")
        assert chart
        assert chart.condition == id_


@pytest.mark.sheet
async def test_every_payer_of_the_form_is_understood(served: Served, slack: FakeSlack) -> None:
    made = await slack.types("UAMY", "/session new RED-1")
    form = await slack.clicks_to_open(made.button("Set the payer"))
    book = served.app.services.book
    menu = form.control("payer")
    for id_ in book.positions:
        name = book.payers[id_].name
        offered = await slack.searches(menu, name)
        chosen = next(option for option in offered if option["value"] == name)
        form = await slack.clicks_to_open(made.button("Set the payer"))
        await slack.submits(form, payer=chosen)
        assert form.errors == {}, name
        chart = await served.app.services.charts.find(1, "RED-1")
        assert chart
        assert chart.payer == id_


# -- an authorization ----------------------------------------------------------------------------


async def opened(slack: FakeSlack) -> View:
    """The form for an authorization."""
    helped = await slack.types("UAMY", "/session help")
    return await slack.clicks_to_open(helped.button("Authorization…"))


async def test_an_authorization_is_noted(served: Served, slack: FakeSlack, alias: str) -> None:
    form = await opened(slack)
    card = await slack.submits(
        form, alias=named(alias), visits="12", first="2026-11-01", last="2027-01-31"
    )
    assert "12 visits authorized, Nov 1, 2026 to Jan 31, 2027: noted as number 1." in card.words


@pytest.mark.parametrize(
    ("put", "field", "says"),
    [
        pytest.param({"last": "2026-10-01"}, "last", "before it begins", id="ends too early"),
        pytest.param({"visits": "0"}, "visits", "from 1 to 999", id="no visit"),
        pytest.param({"visits": "1000"}, "visits", "from 1 to 999", id="too many"),
        pytest.param({"visits": "12 again"}, "visits", "from 1 to 999", id="words behind it"),
        pytest.param(
            {"alias": named("RED-9")}, "alias", "no alias RED-9", id="an alias that is none"
        ),
    ],
)
async def test_what_is_wrong_with_an_authorization_is_said_at_its_field(
    slack: FakeSlack, alias: str, put: dict[str, object], field: str, says: str
) -> None:
    form = await opened(slack)
    fine = {"alias": named(alias), "visits": "12", "first": "2026-11-01", "last": "2027-01-31"}
    same = await slack.submits(form, **{**fine, **put})
    assert same is form
    assert list(form.errors) == [field]
    assert says in form.errors[field]


# -- what corrects a count -----------------------------------------------------------------------


async def corrects(slack: FakeSlack, command: str) -> View:
    """The form that a bare command offers."""
    asked = await slack.types("UAMY", command)
    (label,) = (label for label in asked.labels if label.endswith("…"))
    return await slack.clicks_to_open(asked.button(label))


async def test_a_session_is_voided_by_a_form_for_a_reason_of_its_menu(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    await slack.types("UAMY", f"/session log {alias}")
    form = await corrects(slack, "/session void")
    card = await slack.submits(form, alias=named(alias), number="1", reason="entered twice")
    assert "voided (entered twice)" in card.words
    assert await numbers(served) == []


async def test_a_number_that_no_session_has_is_said_at_its_field(
    slack: FakeSlack, alias: str
) -> None:
    form = await corrects(slack, "/session void")
    await slack.submits(form, alias=named(alias), number="7", reason="other")
    assert "has no session 7" in form.errors["number"]


async def test_every_reason_and_source_of_a_form_is_understood(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    for n, reason in enumerate(OFFERED, 1):
        await slack.types("UAMY", f"/session log {alias} again")
        form = await corrects(slack, "/session void")
        await slack.submits(form, alias=named(alias), number=str(n), reason=reason.value)
        assert form.errors == {}, reason
    for kept, _ in MENU:
        form = await corrects(slack, "/session balance")
        await slack.submits(form, alias=named(alias), visits="3", how="elsewhere", source=kept)
        assert form.errors == {}, kept
    chart = await served.app.services.charts.find(1, alias)
    assert chart
    assert [s.voided for s in chart.history.sessions] == list(OFFERED)
    assert {b.source for b in chart.history.balances} >= {kind.value for kind in SourceKind}
    assert "another clinic 2" in {b.source for b in chart.history.balances}


async def test_a_second_clinic_is_asked_about_at_the_source(slack: FakeSlack, alias: str) -> None:
    told = {"alias": named(alias), "how": "elsewhere", "source": "another clinic"}
    await slack.submits(await corrects(slack, "/session balance"), visits="3", **told)
    form = await corrects(slack, "/session balance")
    await slack.submits(form, visits="4", **told)
    assert "same one as before" in form.errors["source"]


async def test_every_plan_of_the_form_is_understood(served: Served, slack: FakeSlack) -> None:
    made = await slack.types("UAMY", "/session new RED-1")
    plans = ["Standard Option", "Basic Option", "FEP Blue Focus", *KINDS_OF_PAYERS]
    for plan in plans:
        form = await slack.clicks_to_open(made.button("Set the payer"))
        payer = "fep" if plan in plans[:3] else "cigna"
        name = served.app.services.book.payers[payer].name
        await slack.submits(form, payer=named(name), plan=str(plan))
        assert form.errors == {}, plan
        chart = await served.app.services.charts.find(1, "RED-1")
        assert chart
        assert (chart.payer, chart.plan) == (payer, plan)


# -- menus that look up --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        pytest.param("bcbsnc", "Blue Cross NC", id="a nickname"),
        pytest.param("cig", "Cigna", id="the beginning of a name"),
        pytest.param("alabama", "BCBS Alabama", id="a word inside of a name"),
        pytest.param("tricre", "TRICARE", id="a slip of the finger"),
        pytest.param("blue cross nc", "Blue Cross NC", id="several words"),
    ],
)
async def test_a_payer_is_found_by(
    served: Served, slack: FakeSlack, typed: str, first: str
) -> None:
    made = await slack.types("UAMY", "/session new RED-1")
    form = await slack.clicks_to_open(made.button("Set the payer"))
    found = await slack.searches(form.control("payer"), typed)
    assert found[0]["value"] == first


async def test_a_name_of_several_payers_offers_them_all(served: Served, slack: FakeSlack) -> None:
    made = await slack.types("UAMY", "/session new RED-1")
    form = await slack.clicks_to_open(made.button("Set the payer"))
    found = await slack.searches(form.control("payer"), "blue cross")
    assert len(found) > 10
    assert await slack.searches(form.control("payer"), "zzzzqq") == []


async def test_aliases_are_the_clinics_own_the_tightest_first(
    served: Served, slack: FakeSlack, alias: str
) -> None:
    await slack.types("UAMY", "/session new RED-1")
    await slack.types("UAMY", "/caps set RED-1 2 visits per calendar year")
    form = await slack.uses_shortcut("UAMY", "log_session")
    found = await slack.searches(form.control("alias"), "")
    assert [option["value"] for option in found] == ["RED-1", alias]
    assert found[0]["description"]["text"] == "2 left"
    assert [o["value"] for o in await slack.searches(form.control("alias"), "47k")] == [alias]


# -- the clinic's settings -----------------------------------------------------------------------


@pytest.fixture
async def settings(served: Served, slack: FakeSlack) -> View:
    """The form, in front of Max, who manages."""
    app = served.app
    await app.records.seat(Platform.SLACK, "T1", "UMAX", role=Role.MANAGER, at=app.clock())
    shown = await slack.types("UMAX", "/clinic")
    return await slack.clicks_to_open(shown.button("Clinic settings…"))


async def chosen(served: Served) -> Preferences:
    """What the clinic wants."""
    served.app.memberships.forget()
    seat = await served.app.memberships.find(Caller(Platform.SLACK, "T1", "UMAX"))
    return seat.clinic.preferences


async def test_a_form_left_as_it_was_changes_nothing(
    served: Served, slack: FakeSlack, settings: View
) -> None:
    before = await chosen(served)
    card = await slack.submits(settings)
    assert settings.errors == {}
    assert "Your clinic" in card.words
    assert await chosen(served) == before


async def test_a_manager_sets_everything_in_one_form(
    served: Served, slack: FakeSlack, settings: View
) -> None:
    card = await slack.submits(
        settings,
        channel="CDESK",
        left="5, 2",
        ends="21",
        digest="07:45",
        until="06:30",
        days=["Monday", "Saturday"],
    )
    assert settings.errors == {}
    assert "<#CDESK>" in card.words
    wanted = await chosen(served)
    assert wanted.channel == channel("CDESK")
    assert (wanted.warnings.left, wanted.warnings.ends) == ((5, 2), (21,))
    assert (wanted.hours.digest, wanted.hours.days) == (time(7, 45), (0, 5))
    assert wanted.hours.quiet == (time(18), time(6, 30))


async def test_what_is_emptied_is_switched_off(
    served: Served, slack: FakeSlack, settings: View
) -> None:
    await slack.submits(settings, **{"digest": None, "from": None, "until": None})
    wanted = await chosen(served)
    assert (wanted.hours.digest, wanted.hours.quiet) == (None, None)


@pytest.mark.parametrize(
    ("put", "field"),
    [
        pytest.param({"left": "three"}, "left", id="a word for a number"),
        pytest.param({"left": "3; 1"}, "left", id="another mark between numbers"),
        pytest.param({"left": "500"}, "left", id="more visits than any limit"),
        pytest.param({"ends": "14 days"}, "ends", id="a word behind a number"),
        pytest.param({"from": None}, "from", id="quiet without a beginning"),
        pytest.param({"until": "18:00"}, "until", id="quiet that ends as it begins"),
    ],
)
async def test_what_is_wrong_with_a_setting_is_said_at_its_field(
    served: Served, slack: FakeSlack, settings: View, put: dict[str, object], field: str
) -> None:
    before = await chosen(served)
    await slack.submits(settings, **put)
    assert list(settings.errors) == [field]
    after = await chosen(served)
    assert (after.warnings, after.hours) == (before.warnings, before.hours)


async def test_staff_are_offered_no_form_that_is_for_managers(
    served: Served, slack: FakeSlack
) -> None:
    shown = await slack.types("UMAX", "/clinic")
    form = shown.button("Clinic settings…")
    assert "Clinic settings…" not in (await slack.types("UAMY", "/clinic")).labels
    shown.private_to = "UAMY"  # as if it were an old message, of when she managed
    told = await slack.clicks_to_open(form)
    assert "is for managers" in told.words
    assert "submit" not in told.body or told.body["submit"] is None


async def test_who_is_not_of_the_clinic_is_offered_no_form(
    served: Served, slack: FakeSlack
) -> None:
    slack.add_person(Person("UREP", "rep", guest=True))
    for typed in ("/session", "/session log", "/clinic"):
        assert (await slack.types("UREP", typed)).labels == []
