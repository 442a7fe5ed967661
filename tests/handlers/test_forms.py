"""Forms: each is declared once, and says what somebody could have typed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handlers.forms import catalog
from handlers.forms.catalog import FORMS
from handlers.forms.form import Field, Filled, FormContext, Kind, Option
from models.clinic.clinic import Platform
from models.clinic.recipient_faults import ChannelFault
from models.coverage.fact_book import FactBook
from models.field_name import FieldName
from models.wording.recipient_faults import channel_refused
from tests.handlers.clinic_desk import ClinicDesk

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 23)
F = FieldName

SETTINGS = {
    F.CHANNEL: "#‹C1›",
    F.LEFT: "3, 1",
    F.ENDS: "14",
    F.DIGEST: "08:00",
    F.DAYS: "Monday Friday",
    F.FROM: "18:00",
    F.UNTIL: "07:30",
}


PLAN = {F.ALIAS: "OAK-1", F.STEP: "report", F.ON: "2026-11-20"}
RULE = {F.PAYER: "Premera", F.VERDICT: "covered", F.SOURCE: "call", F.ON: "2026-11-20"}


@pytest.fixture
def context(pack: FactBook) -> FormContext:
    """What the forms are drawn from."""
    return FormContext(pack, TODAY)


def filled(fields: tuple[Field, ...], values: dict[FieldName, str]) -> Filled:
    return dict.fromkeys((field.name for field in fields), "") | values


# -- what they say -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "values", "commands"),
    [
        pytest.param(
            "log",
            {F.ALIAS: "BLUE-47K", F.ON: "2026-11-20"},
            ("/session log BLUE-47K on 2026-11-20",),
            id="a session without a code",
        ),
        pytest.param(
            "log",
            {F.ALIAS: "BLUE-47K", F.ON: "2026-11-20", F.CODES: "20560 20561", F.SURE: "again"},
            ("/session log BLUE-47K 20560 20561 again on 2026-11-20",),
            id="a second session of a day",
        ),
        pytest.param(
            "log",
            {F.ALIAS: "BLUE-47K", F.ON: "2026-11-20", F.CODES: "20560", F.CASE: "low back"},
            ("/session log BLUE-47K 20560 on 2026-11-20 for low back",),
            id="a session of a case",
        ),
        pytest.param(
            "log",
            {F.ALIAS: "OAK-1", F.ON: "2026-11-20", F.CODES: "97110 97140", F.UNITS: "4"},
            ("/session log OAK-1 97110 97140 on 2026-11-20 x 4",),
            id="timed units",
        ),
        pytest.param(
            "authorize",
            {
                F.ALIAS: "OAK-1",
                F.VISITS: "24",
                F.UNIT: "units",
                F.FIRST: "2026-12-01",
                F.LAST: "2027-01-31",
                F.CODES: "97110 97140",
                F.EXCLUDING: "evaluations and re-evaluations",
            },
            (
                "/session authorize OAK-1 24 units from 2026-12-01 until 2027-01-31 of 97110 97140 "
                "excluding evaluations and re-evaluations",
            ),
            id="an authorization of units",
        ),
        pytest.param(
            "cap",
            {
                F.ALIAS: "OAK-1",
                F.VISITS: "20",
                F.WINDOW: "calendar year",
                F.DISCIPLINE: "PT and OT combined",
                F.CODES: "20560",
                F.EXCLUDING: "evaluations",
                F.MORE: "10",
                F.OPENS: "more with authorization",
            },
            (
                "/caps set OAK-1 20 visits per calendar year , PT and OT combined , of 20560 "
                "excluding evaluations , then 10 more with authorization",
            ),
            id="a cap as a letter says it",
        ),
        pytest.param(
            "today",
            {F.BOOKED: "OAK-1 ELM-3", F.ON: "2026-11-23", F.CODES: "97140"},
            ("/session log OAK-1, ELM-3 97140 on 2026-11-23",),
            id="those who came today",
        ),
        pytest.param("new", {}, ("/session new",), id="an alias to be issued"),
        pytest.param(
            "new",
            {F.ALIAS: "OAK-1", F.PAYER: "fep", F.PLAN: "PPO", F.CONDITION: "x", F.YEAR: "7/1"},
            ("/session new OAK-1 payer fep plan PPO for x year from 7/1",),
            id="an alias of one's own",
        ),
        pytest.param(
            "payer",
            {F.ALIAS: "OAK-1", F.PAYER: "Cigna"},
            ("/session payer OAK-1 payer Cigna",),
            id="who pays",
        ),
        pytest.param(
            "payer",
            {F.ALIAS: "OAK-1", F.PAYER: "Cigna", F.RANK: "secondary", F.FIRST: "2026-11-01"},
            ("/session payer OAK-1 secondary payer Cigna from 2026-11-01",),
            id="who pays second",
        ),
        pytest.param(
            "authorize",
            {
                F.ALIAS: "OAK-1",
                F.VISITS: "12",
                F.UNIT: "visits",
                F.FIRST: "2026-12-01",
                F.LAST: "2027-01-31",
            },
            ("/session authorize OAK-1 12 visits from 2026-12-01 until 2027-01-31",),
            id="an authorization",
        ),
        pytest.param(
            "authorize",
            {
                F.ALIAS: "OAK-1",
                F.VISITS: "12",
                F.UNIT: "visits",
                F.FIRST: "2026-12-01",
                F.LAST: "2027-01-31",
                F.NUMBER: "2",
                F.JOINS: "sure",
            },
            (
                "/session authorize OAK-1 12 visits sure from 2026-12-01 until 2027-01-31 "
                "instead of 2",
            ),
            id="an authorization instead of another",
        ),
        pytest.param(
            "withdraw",
            {F.ALIAS: "OAK-1", F.NUMBER: "2"},
            ("/session withdraw OAK-1 2",),
            id="an authorization entered by mistake",
        ),
        pytest.param(
            "void",
            {F.ALIAS: "OAK-1", F.NUMBER: "17", F.REASON: "wrong day"},
            ("/session void OAK-1 17 because wrong day",),
            id="a session that is void",
        ),
        pytest.param(
            "balance",
            {F.ALIAS: "OAK-1", F.VISITS: "4", F.HOW: "in all", F.ON: "2026-11-02", F.SOURCE: "EOB"},
            ("/session balance OAK-1 4 in all as of 2026-11-02 from EOB",),
            id="visits used before",
        ),
        pytest.param(
            "balance",
            {
                F.ALIAS: "OAK-1",
                F.VISITS: "4",
                F.HOW: "left with recent",
                F.LIMIT: "plan",
                F.ON: "2026-11-02",
                F.SOURCE: "EOB",
            },
            ("/session balance OAK-1 4 left with recent of plan as of 2026-11-02 from EOB",),
            id="visits left of a limit",
        ),
        pytest.param(
            "settings",
            SETTINGS,
            (
                "/clinic channel #‹C1›",
                "/clinic warn at 3, 1 left, 14 days",
                "/clinic digest 08:00 Monday Friday sure",
                "/clinic quiet 18:00 to 07:30",
                "/clinic settings",
            ),
            id="settings",
        ),
        pytest.param(
            "settings",
            {F.LEFT: "2", F.DAYS: "Monday"},
            (
                "/clinic warn at 2 left",
                "/clinic digest off",
                "/clinic quiet off",
                "/clinic settings",
            ),
            id="settings, of which most are off",
        ),
        pytest.param(
            "holiday",
            {F.FIRST: "2026-12-28", F.LAST: "2026-12-31", F.HOW: "once"},
            ("/clinic holidays add 2026-12-28 to 2026-12-31",),
            id="days off",
        ),
        pytest.param(
            "holiday",
            {F.FIRST: "2026-12-24", F.HOW: "every year"},
            ("/clinic holidays add 2026-12-24 every year",),
            id="a day off in every year",
        ),
        pytest.param(
            "request",
            {
                F.ALIAS: "OAK-1",
                F.VISITS: "12",
                F.UNIT: "visits",
                F.ON: "2026-11-20",
                F.URGENCY: "urgent",
            },
            ("/session request OAK-1 12 visits urgent sent 2026-11-20",),
            id="an urgent request",
        ),
        pytest.param(
            "granted",
            {
                F.ALIAS: "OAK-1",
                F.NUMBER: "2",
                F.VISITS: "10",
                F.UNIT: "visits",
                F.FIRST: "2026-12-01",
                F.LAST: "2027-02-28",
                F.DECIDED: "2026-11-20",
            },
            (
                "/session granted OAK-1 10 visits request 2 from 2026-12-01 until 2027-02-28 "
                "decided 2026-11-20",
            ),
            id="a grant of some days ago",
        ),
        pytest.param(
            "plan",
            {
                F.ALIAS: "OAK-1",
                F.STEP: "from",
                F.ON: "2026-11-20",
                F.LAST: "2027-01-15",
                F.REFERRAL: "no referral",
            },
            ("/session plan-of-care note OAK-1 from 2026-11-20 no referral until 2027-01-15",),
            id="the first treatment day of a plan",
        ),
        pytest.param(
            "rule",
            {F.PAYER: "Premera", F.VERDICT: "not covered", F.SOURCE: "portal", F.ON: "2026-11-20"},
            ("/coverage edit Premera not covered by portal on 2026-11-20",),
            id="a rule of the clinic's own",
        ),
        pytest.param(
            "rule",
            {
                F.PAYER: "Premera",
                F.VERDICT: "covered",
                F.CODES: "20560",
                F.SOURCE: "call",
                F.ON: "2026-11-20",
                F.CALLED: "@‹UAMY›",
                F.CONDITION: "headache",
                F.PROFESSION: "PT",
                F.FIRST: "2026-11-01",
                F.LAST: "2027-12-31",
                F.AGAIN: "2027-01-04",
                F.REFERENCE: "reference noted",
                F.VISITS: "20",
                F.WINDOW: "calendar year",
            },
            (
                "/coverage edit Premera covered 20560 reference noted by call on 2026-11-20 "
                "called by @‹UAMY› for headache by PT from 2026-11-01 until 2027-12-31 "
                "ask again 2027-01-04 , 20 visits per calendar year",
            ),
            id="a rule with everything",
        ),
    ],
)
def test_a_form_says(
    context: FormContext, form: str, values: dict[FieldName, str], commands: tuple[str, ...]
) -> None:
    fields = FORMS[form].fields(context)
    assert FORMS[form].commands(fields, filled(fields, values)) == commands


def test_no_form_asks_for_a_field_twice(context: FormContext) -> None:
    for form in FORMS.values():
        names = [field.name for field in form.fields(context)]
        assert len(set(names)) == len(names), form.name


# -- what is wrong before anything is said -------------------------------------------------------

ALIAS = Field(F.ALIAS, Kind.NEW_ALIAS, "Alias", required=False)
DAYS = Field(F.DAYS, Kind.SEVERAL_OF, "Days", options=(Option("Mon", "Mon"), Option("Tue", "Tue")))


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        pytest.param(ALIAS, "", "", id="nothing where nothing is needed"),
        pytest.param(replace(ALIAS, required=True), "", "Alias is needed.", id="nothing"),
        pytest.param(ALIAS, "OAK-12", "", id="an alias"),
        pytest.param(ALIAS, "OAK 12", "Letters, digits and hyphens", id="two words"),
        pytest.param(Field(F.VISITS, Kind.NUMBER, "n", least=1), "1", "", id="the least number"),
        pytest.param(
            Field(F.VISITS, Kind.NUMBER, "n", least=1), "0", "from 1 to 999", id="too few"
        ),
        pytest.param(Field(F.VISITS, Kind.NUMBER, "n"), "1000", "from 0 to 999", id="too many"),
        pytest.param(Field(F.VISITS, Kind.NUMBER, "n"), "²", "from 0 to 999", id="no digit"),
        pytest.param(Field(F.LEFT, Kind.NUMBERS, "n"), "3, 1,0", "", id="numbers"),
        pytest.param(Field(F.LEFT, Kind.NUMBERS, "n"), "3; 1", "with commas", id="other marks"),
        pytest.param(Field(F.ON, Kind.DAY, "n"), "2028-02-29", "", id="a leap day"),
        pytest.param(Field(F.ON, Kind.DAY, "n"), "2027-02-29", "Choose a day", id="no leap year"),
        pytest.param(Field(F.ON, Kind.DAY, "n"), "20270228", "Choose a day", id="without hyphens"),
        pytest.param(Field(F.FROM, Kind.TIME, "n"), "23:59", "", id="a time"),
        pytest.param(Field(F.FROM, Kind.TIME, "n"), "24:00", "Choose a time", id="no time"),
        pytest.param(DAYS, "Tue Mon", "", id="two of a list"),
        pytest.param(
            Field(F.BOOKED, Kind.ALIASES, "n"), "OAK-1 PANDA-18T", "", id="aliases of a list"
        ),
        pytest.param(
            Field(F.BOOKED, Kind.ALIASES, "n"), "nobody", "Nobody is booked", id="nobody booked"
        ),
        pytest.param(DAYS, "Mon Noday", "from the list", id="one that no list has"),
        pytest.param(replace(DAYS, kind=Kind.ONE_OF), "Mon Tue", "from the list", id="two for one"),
        pytest.param(
            Field(F.CODES, Kind.CODES, "n"), "97140", "", id="a code, which a command reads"
        ),
    ],
)
def test_a_field_finds_wrong(field: Field, value: str, says: str) -> None:
    assert says in field.fault(value)
    assert bool(says) == bool(field.fault(value))


@pytest.mark.parametrize(
    ("form", "values", "at"),
    [
        pytest.param("new", {F.CONDITION: "headache"}, [F.PAYER], id="a condition of no payer"),
        pytest.param("new", {F.PLAN: "PPO"}, [F.PAYER], id="a plan of no payer"),
        pytest.param("settings", SETTINGS | {F.FROM: ""}, [F.FROM], id="quiet from no time"),
        pytest.param("rule", RULE | {F.WINDOW: "lifetime"}, [F.VISITS], id="a window of no number"),
        pytest.param("rule", RULE | {F.VISITS: "20"}, [F.WINDOW], id="a number of no window"),
        pytest.param("rule", RULE | {F.STATE: "Texsa"}, [F.STATE], id="a state that is none"),
        pytest.param("rule", RULE | {F.CALLED: "Jane"}, [F.CALLED], id="a caller by no mention"),
        pytest.param(
            "rule",
            RULE | {F.SOURCE: "portal", F.CALLED: "@‹UAMY›"},
            [F.CALLED],
            id="a caller of no call",
        ),
        pytest.param("rule", RULE | {F.LINE: "gold"}, [F.LINE], id="a kind of plan that is none"),
        pytest.param(
            "holiday",
            {F.FIRST: "2026-12-28", F.LAST: "2026-12-24", F.HOW: "once"},
            [F.LAST],
            id="days off that end before they begin",
        ),
        pytest.param(
            "plan", PLAN | {F.LAST: "2027-01-15"}, [F.LAST], id="a report with a last day"
        ),
        pytest.param(
            "plan", PLAN | {F.REFERRAL: "no referral"}, [F.REFERRAL], id="a report of no referral"
        ),
        pytest.param("settings", SETTINGS | {F.UNTIL: ""}, [F.UNTIL], id="quiet without an end"),
        pytest.param("settings", SETTINGS | {F.UNTIL: "18:00"}, [F.UNTIL], id="quiet for no time"),
        pytest.param(
            "settings", SETTINGS | {F.LEFT: "x", F.DAYS: ""}, [F.LEFT, F.DAYS], id="two faults"
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    context: FormContext, form: str, values: dict[FieldName, str], at: list[FieldName]
) -> None:
    fields = FORMS[form].fields(context)
    known = {F.CONDITION: context.book.conditions["headache"].name} if "headache" in values else {}
    assert list(FORMS[form].faults(fields, filled(fields, values | known))) == at


# -- which is offered, and which opens -----------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        pytest.param("/session", "log new payer authorize balance", id="a bare command"),
        pytest.param("session HELP", "log new payer authorize balance", id="its help"),
        pytest.param("/session  log", "log", id="a verb"),
        pytest.param("/session log help", "log", id="a verb's help"),
        pytest.param("/session new", "", id="what is complete as it is"),
        pytest.param("/session new help", "new", id="the help of what is complete"),
        pytest.param("/session void", "void", id="another verb"),
        pytest.param("/caps set", "cap", id="a cap"),
        pytest.param("/session today", "today", id="the close of a day"),
        pytest.param("/session plan-of-care", "plan", id="a plan of care"),
        pytest.param("/session plan", "plan", id="a plan of care, in short"),
        pytest.param("/clinic", "settings", id="settings"),
        pytest.param("/coverage edit", "rule", id="a rule"),
        pytest.param("/session log BLUE-47K", "", id="a whole command"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_forms_are_offered_for(typed: str, names: str) -> None:
    assert [form.name for form in catalog.offered(typed)] == names.split()


@pytest.mark.parametrize(
    ("command", "form", "alias"),
    [
        ("/session log", "log", ""),
        ("/session log BLUE-47K", "", ""),
        ("/session payer RED-1", "payer", "RED-1"),
        ("/session payer", "payer", ""),
        ("/session payer RED-1 cigna", "", ""),
        ("/session payers", "", ""),
        ("/session granted RED-1", "granted", "RED-1"),
        ("/session granted RED-1 request 2", "granted", "RED-1 request 2"),
        ("/session granted RED-1 request 2 10 visits", "", ""),
        ("/session denied RED-1 request 2", "", ""),
        ("/session plan-of-care RED-1", "", ""),
        ("/session plan-of-care note RED-1", "plan", "RED-1"),
        ("/clinic settings", "settings", ""),
    ],
)
def test_a_button_opens(command: str, form: str, alias: str) -> None:
    opened = catalog.opened_by(command)
    assert (opened and (opened[0].name, opened[1])) == ((form, alias) if form else None)


def test_what_is_offered_opens() -> None:
    for form in FORMS.values():
        assert catalog.opened_by(form.opens) == (form, "")


# -- what is refused -----------------------------------------------------------------------------


def texts_that_decide(file: Path) -> Iterator[str]:
    """Where a file compares or searches what a trouble or a reply says."""
    said = {"what", "mend", "headline"}
    for node in ast.walk(ast.parse(file.read_text())):
        parts: list[Any] = []
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_search = node.func.attr in {"search", "match", "fullmatch", "startswith"}
            parts = [node.func.value, *node.args] if is_search else []
        if any(isinstance(part, ast.Attribute) and part.attr in said for part in parts):
            yield f"{file.relative_to(ROOT)}:{node.lineno}"


def test_nothing_reads_what_a_refusal_says_to_decide() -> None:
    files = [f for top in ("bot", "handlers", "jobs", "models") for f in (ROOT / top).rglob("*.py")]
    found = {place.partition(":")[0] for file in files for place in texts_that_decide(file)}
    # The demo shows an answer once, where a message in the channel says the same.
    assert found == {"bot/demo/server.py"}


@pytest.mark.parametrize("fault", ChannelFault)
def test_a_channel_that_is_refused_is_about_the_channel(fault: ChannelFault) -> None:
    assert channel_refused(fault, "C1", Platform.SLACK).field is F.CHANNEL


@pytest.mark.parametrize("typed", ["medicare zorblat", "in 2021"])
async def test_what_begins_like_no_alias_is_not_repeated(pack: FactBook, typed: str) -> None:
    reply = await ClinicDesk(pack).say(f"/session new {typed}")
    assert reply.refused
    assert reply.field is F.PAYER
    assert typed.rsplit(maxsplit=1)[-1] not in reply.sentences


STEPS = [option.value for option in FORMS["plan"].fields(FormContext(None, TODAY))[1].options]  # type: ignore[arg-type]


@pytest.mark.parametrize("step", STEPS)
async def test_each_step_of_the_form_is_noted_as_it_says(pack: FactBook, step: str) -> None:
    clinic = ClinicDesk(pack)
    await clinic.say("/session new OAK-1 payer medicare")
    if step != "from":
        await clinic.say("/session plan-of-care OAK-1 from 2026-11-02")
    if step == "recertified":
        await clinic.say("/session plan-of-care OAK-1 certified 2026-11-10")
    form, fields = FORMS["plan"], FORMS["plan"].fields(FormContext(pack, TODAY))
    values = filled(fields, {F.ALIAS: "OAK-1", F.STEP: step, F.ON: "2026-11-20"})
    assert form.faults(fields, values) == {}
    (command,) = form.commands(fields, values)
    reply = await clinic.say(command)
    assert clinic.answered, reply
    chart = await clinic.charts.find(1, "OAK-1")
    assert chart
    label = next(o.label for o in fields[1].options if o.value == step)
    noted = [entry for entry in chart.care_plan if entry.on == date(2026, 11, 20)]
    words = {
        "begun": "First",
        "certified": "Certified",
        "sent": "Sent",
        "reported": "Progress",
        "recertified": "Recertified",
        "referred": "Referral",
        "ended": "Care ended",
    }
    assert [label.startswith(words[entry.step.value]) for entry in noted] == [True]


async def test_where_there_are_no_forms_its_command_offers_each_step(pack: FactBook) -> None:
    clinic = ClinicDesk(pack)
    await clinic.say("/session new OAK-1 payer medicare")
    asked = await clinic.say("/session plan-of-care note OAK-1")
    begins = next(c.command for c in asked.choices if c.label == "It begins today")
    await clinic.say(begins)
    asked = await clinic.say("/session plan note OAK-1")
    told = {
        "Certified, today": "Certified Nov 23, 2026: noted.",
        "Progress report, today": "Progress report Nov 23, 2026: noted.",
    }
    for label, noted in told.items():
        command = next(c.command for c in asked.choices if c.label == label)
        assert noted in [line.text for line in (await clinic.say(command)).lines]
