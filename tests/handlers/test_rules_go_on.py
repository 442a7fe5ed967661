"""A rule that cannot be kept as it was typed is answered with what goes on, and nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.forms import catalog
from models.coverage.fact_book import FactBook
from models.field_name import FieldName
from models.understanding.commands import limit_words, rule_commands
from tests.handlers.clinic_desk import ClinicDesk, button, edit, press


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


def kept(desk: ClinicDesk) -> list[str]:
    """The rules that stand: verdict, codes, bounds, limit."""
    return [
        " ".join(
            filter(
                None,
                [
                    rule.verdict.value,
                    "+".join(rule.scope.codes),
                    rule.scope.condition,
                    f"{rule.limit.number} {rule.limit.window}" if rule.limit else "",
                ],
            )
        )
        for rule in desk.clinic.rules.known()
    ]


@pytest.mark.parametrize(
    ("typed", "told", "label", "then"),
    [
        pytest.param(
            "premera covered 20560 by call, $30 copay",
            "A rule holds no amounts of money (“$30 copay”).",
            "Enter it without the amount",
            ["covered 20560"],
            id="a copay",
        ),
        pytest.param(
            "premera pays 45 dollars per visit for 20560 by portal",
            "(“45 dollars per visit”)",
            "Enter it without the amount",
            ["covered 20560"],
            id="a price",
        ),
        pytest.param(
            "premera covered 20560 at 80% by call",
            "(“at 80%”)",
            "Enter it without the amount",
            ["covered 20560"],
            id="a share",
        ),
        pytest.param(
            "premera covered 20560 with prior auth by call",
            "A rule holds nothing on “with prior auth”",
            "Enter: covered with conditions",
            ["covered_with_conditions 20560"],
            id="an authorization",
        ),
        pytest.param(
            "premera not covered 20560 without referral by call",
            "“without referral”",
            "Enter: covered with conditions",
            ["covered_with_conditions 20560"],
            id="not without a referral",
        ),
        pytest.param(
            "premera covered 20560 no auth needed by call",
            "“no auth needed”",
            "Enter it without that",
            ["covered 20560"],
            id="none is needed",
        ),
        pytest.param(
            "premera covered 20560 auth after 6 visits by call",
            "“auth after 6 visits”",
            "Enter: covered with conditions",
            ["covered_with_conditions 20560"],
            id="a number of visits that is no limit",
        ),
        pytest.param(
            "premera covered 20560 by call, 20 visits per calendar year and 2 timed units per day",
            "One rule holds one limit, and that names 2 limits. Nothing was saved. Enter one with "
            "the rule, and set the other as a cap of your own: "
            "/caps set Premera 20 visits per calendar year or "
            "/caps set Premera 2 timed units per day",
            "With 2 timed units per day",
            ["covered 20560 2 CalendarDay()"],
            id="two limits",
        ),
        pytest.param(
            "premera covered 20560 by call, 2 units per visit",
            "A rule holds no limit for one visit (2 units per visit).",
            "2 timed units per day",
            ["covered 20560 2 CalendarDay()"],
            id="a limit of one visit",
        ),
        pytest.param(
            "premera covered 20560 for headache and neck pain by call",
            "One rule is for one condition.",
            "For neck pain",
            ["covered 20560 neck_pain"],
            id="two conditions",
        ),
    ],
)
async def test_what_no_rule_holds_is_named_and_the_rest_is_entered_by_a_button(
    desk: ClinicDesk, typed: str, told: str, label: str, then: list[str]
) -> None:
    refused = await edit(desk, typed)
    assert told in refused.sentences.replace("\n", " ")
    assert kept(desk) == []
    await press(desk, button(refused, label))
    assert kept(desk) == then


async def test_only_for_one_condition_becomes_two_rules_that_do_not_disagree(
    desk: ClinicDesk,
) -> None:
    asked = await edit(desk, "kelsey-seybold covered 20560 only for headache by portal")
    assert "“Only” says two things" in asked.sentences
    for label in ("Covered for headache", "Not covered for everybody else"):
        await press(desk, button(asked, label))
    assert kept(desk) == ["covered 20560 headache", "not_covered 20560"]
    of_headache = await desk.say("/coverage kelsey-seybold 20560 for headache")
    assert of_headache.badge
    assert of_headache.badge.words == "Covered"
    assert "disagree" not in " ".join(line.text for line in of_headache.cautions)
    of_others = await desk.say("/coverage kelsey-seybold 20560 for neck pain")
    assert of_others.badge
    assert of_others.badge.words == "Not covered"


async def test_a_later_word_on_everybody_leads_a_narrower_one_of_before(desk: ClinicDesk) -> None:
    await edit(desk, "kelsey-seybold covered 20560 for headache by portal on 11/20")
    await edit(desk, "kelsey-seybold not covered 20560 by portal on 11/22")
    reply = await desk.say("/coverage kelsey-seybold 20560 for headache")
    assert reply.badge
    assert reply.badge.words == "Not covered"
    assert "disagree" in " ".join(line.text for line in reply.cautions)


@pytest.mark.parametrize(
    "rest",
    [
        "not covered 20561 from 11/1/2026 by call",
        "not covered 20561 by call on 11/20, 20 visits per plan year",
        "covered 20561 for headache by DC in ohio by portal copay $30",
        "20561 by call ask again 2/1/2027 reference noted",
        "covered 20561 zorble",
        "covered 20561 only for headache by letter",
    ],
)
async def test_the_buttons_for_the_payer_that_was_meant_carry_the_whole_rule(
    desk: ClinicDesk, rest: str
) -> None:
    which = await edit(desk, f"uhc {rest}")
    assert which.headline == "Which payer do you mean?"
    label = "UnitedHealthcare commercial"
    by_button = await press(desk, button(which, label))
    assert by_button.sentences == (await edit(desk, f"{label} {rest}")).sentences.replace(
        "rule 2", "rule 1"
    ) or kept(desk)
    of_button = rule_commands.read(button(which, label), date(2026, 11, 23))
    typed = rule_commands.read(f"{label} {rest}", date(2026, 11, 23))
    for part in ("verdict", "source", "last", "ask_on", "has_reference", "extras"):
        assert getattr(of_button, part) == getattr(typed, part), part
    assert [one.words for one in of_button.limits] == [one.words for one in typed.limits]
    for word in ("20561", *(["zorble"] if "zorble" in rest else [])):
        assert word in of_button.about


@pytest.mark.parametrize(
    ("typed", "limits", "rest"),
    [
        (
            "20 visits per plan year starting october as of 1/1/27",
            "20 visits per plan year starting october",
            "as of 1/1/27",
        ),
        ("20 visits per calendar year as of 1/1/27", "20 visits per calendar year", "as of 1/1/27"),
        (
            "20 visits per year from the first visit from 1/1/27",
            "20 visits per year from the first visit",
            "from 1/1/27",
        ),
        (
            "20 visits per calendar year and 4 units a day by call",
            "20 visits per calendar year; 4 units per day",
            "by call",
        ),
        (
            "at most 12 visits per 90 days, rolling, by call",
            "12 visits per 90 days, rolling",
            ", by call",
        ),
        ("covered up to 6 visits by call", "6 visits", "covered by call"),
    ],
)
def test_limits_end_where_something_else_of_a_rule_begins(
    typed: str, limits: str, rest: str
) -> None:
    found, left = limit_words.take_all(typed)
    assert "; ".join(one.words for one in found) == limits
    assert " ".join(left.split()) == rest


@pytest.mark.parametrize("begins", ["October 1", "march 15", "2/29", "sept"])
async def test_the_year_of_a_plan_may_begin_on_any_day(desk: ClinicDesk, begins: str) -> None:
    typed = f"premera covered 20560 by call, 20 visits per plan year starting {begins}"
    assert not (await edit(desk, typed)).refused
    [rule] = desk.clinic.rules.known()
    assert rule.limit


async def test_of_a_plan_year_it_is_asked_when_it_begins(desk: ClinicDesk) -> None:
    asked = await edit(desk, "premera covered 20560 by call, 20 visits per plan year")
    assert "On which day does the plan's year begin?" in asked.sentences
    assert "20 visits per plan year from March 15" in asked.sentences
    await press(desk, button(asked, "20 visits per benefit year from October 1"))
    assert kept(desk) == ["covered 20560 20 BenefitYear(month=10, day=1)"]


async def test_as_of_is_the_day_from_which_a_rule_holds(desk: ClinicDesk) -> None:
    strange = await edit(desk, "premera covered zorble 20560 as of 1/1/27 by call")
    assert "I did not understand “zorble”, so nothing was saved." in strange.sentences
    await edit(desk, "premera covered 20560 by call on 11/20 as of 1/1/27")
    [rule] = desk.clinic.rules.known()
    assert (rule.said_on, rule.in_force.first) == (date(2026, 11, 20), date(2027, 1, 1))


async def test_the_sheet_and_its_verdicts_keep_the_code(desk: ClinicDesk) -> None:
    sheet = await desk.say("/coverage call premera 20561")
    entering = button(sheet, "Enter what they said")
    opened = catalog.opened_by(entering)
    assert opened
    assert catalog.rule_told(opened[1]) == catalog.RuleTold("Premera", "20561")
    which = await press(desk, entering)
    verdict = button(which, "Not covered")
    assert catalog.opened_by(verdict) is None, "it says everything: no form asks for more"
    await press(desk, verdict)
    assert kept(desk) == ["not_covered 20561"]


async def test_the_history_tells_the_clinics_own_rules_first(desk: ClinicDesk) -> None:
    for code in ("20561", "97140", "97110", "20560"):
        await edit(desk, f"premera covered {code} by call")
    await edit(desk, "premera withdraw 4")
    past = await desk.glance("/coverage history premera")
    told = [line.text for line in past.lines]
    assert told[0].startswith("Your clinic's rule 4, by a call on Nov 23, 2026: covered for 20560")
    assert told[0].endswith("Taken back Nov 23, 2026.")
    assert told[3] == "1 older rule of yours in the details."
    unheld = await edit(desk, "kelsey-seybold covered 20560 by call")
    assert not unheld.refused
    bare = await desk.glance("/coverage history kelsey-seybold")
    assert bare.lines[0].text.startswith("Your clinic's rule 6,")


async def test_a_rule_that_holds_again_says_its_new_number(desk: ClinicDesk) -> None:
    await edit(desk, "premera covered 20560 by call")
    await edit(desk, "premera withdraw 1")
    asked = await press(desk, "/session undo")
    undone = await press(desk, button(asked, "Take back withdrawal of rule 1 of Premera"))
    assert "It holds again, as rule 3" in undone.sentences
    listed = await edit(desk, "premera")
    assert [section.title[:6] for section in listed.sections] == ["Rule 3"]


async def test_rules_that_hold_on_no_day_any_more_are_counted_and_not_listed(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "premera covered 20560 by call")
    await edit(desk, "premera not covered 20560 by call")
    await edit(desk, "premera covered 20560 from 1/1/2027 by call")
    listed = await edit(desk, "premera")
    assert [section.title[:6] for section in listed.sections] == ["Rule 2", "Rule 3"]
    assert "1 earlier one holds on no day any more." in listed.sentences
    assert button(listed, "All of them") == "/coverage history Premera"


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("cov'd 20560 per rep", "covered"),
        ("covrd 20560 by call", "covered"),
        ("yes they pay 20560 by phone", "covered"),
        ("20560 approved by call", "covered"),
        ("they do not pay for 20560 by call", "not_covered"),
        ("they dont cover 20560 by call", "not_covered"),
        ("no longer covered 20560 by call", "not_covered"),
        ("denied 20560 by call", "not_covered"),
        ("exp/inv 20560 by call", "investigational"),
        ("stopped paying 20560 by call", "not_covered"),
        ("not sure 20560 by call", "unknown"),
    ],
)
async def test_a_verdict_is_read_as_people_say_it(
    desk: ClinicDesk, typed: str, verdict: str
) -> None:
    assert not (await edit(desk, f"premera {typed}")).refused
    assert kept(desk) == [f"{verdict} 20560"]


@pytest.mark.parametrize(
    "typed", ["they don't ever pay 20560 by call", "nto covered 20560 by call", "self pay by call"]
)
async def test_a_yes_that_other_words_turn_round_is_no_rule(desk: ClinicDesk, typed: str) -> None:
    assert (await edit(desk, f"premera {typed}")).refused
    assert kept(desk) == []


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("in 6 months", date(2027, 5, 23)),
        ("next year", date(2027, 1, 1)),
        ("next quarter", date(2027, 1, 1)),
        ("in march", date(2027, 3, 1)),
        ("in a year", date(2027, 11, 23)),
        ("next month", date(2026, 12, 1)),
        ("2/1/2027", date(2027, 2, 1)),
    ],
)
async def test_when_to_ask_again_may_be_told_by_its_distance(
    desk: ClinicDesk, told: str, day: date
) -> None:
    await edit(desk, f"premera covered 20560 by call, 6 visits a month, ask again {told}")
    [rule] = desk.clinic.rules.known()
    assert rule.ask_on == day


async def test_short_words_of_a_window_are_read(desk: ClinicDesk) -> None:
    await edit(desk, "premera covered 20560 by call, 12 visits per cal yr")
    await edit(desk, "premera covered 20561 by call, 8 visits/mo")
    assert [line.split(" ", 2)[2] for line in kept(desk)] == [
        "12 CalendarYear()",
        "8 CalendarMonth()",
    ]
    asked = await edit(desk, "premera covered 20560 by call, max 12 visits/yr")
    assert "In which window?" in asked.sentences


async def test_without_a_payer_those_with_rules_are_offered_with_all_that_was_typed(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "premera covered 20560 by call")
    asked = await edit(desk, "not covered 20561 by call")
    await press(desk, button(asked, "Premera"))
    assert kept(desk) == ["covered 20560", "not_covered 20561"]


async def test_the_sheet_says_which_code_and_words_it_did_not_use(desk: ClinicDesk) -> None:
    sheet = await desk.say("/coverage call premera 99999 zorble")
    assert "I know no code 99999: the questions are of 20560 and 20561." in sheet.sentences
    assert "I did not use “zorble”." in sheet.sentences
    assert button(sheet, "Enter what they said") == "/coverage edit Premera by call"


async def test_words_that_say_nothing_of_a_rule_tell_what_it_holds(desk: ClinicDesk) -> None:
    reply = await edit(desk, "premera covered 20561 bilateral by call")
    assert reply.field is None or reply.field is not FieldName.PAYER
    assert "A rule holds a verdict, codes, one condition" in reply.sentences
    assert "each button leaves “bilateral” out" in reply.sentences
    kept_whole = "/coverage edit Premera 20561 covered by call on 2026-11-23"
    assert button(reply, "Covered") == kept_whole


@pytest.mark.parametrize(
    ("typed", "verdict", "source", "said_on"),
    [
        ("rep said on 10/5 it's not covered anymore", "not_covered", "call", date(2026, 10, 5)),
        ("letter of 2/3/2026 says covered 20560", "covered", "letter", date(2026, 2, 3)),
        ("portal on 3/1/2026 said not covered", "not_covered", "portal", date(2026, 3, 1)),
        ("covered by call on 1/12", "covered", "call", date(2026, 1, 12)),
        ("called 11/2 they will cover 20560 for all pts", "covered", "call", date(2026, 11, 2)),
        ("called today, rep did not know", "unknown", "call", date(2026, 11, 23)),
    ],
)
async def test_who_said_so_and_when_is_read_as_people_tell_it(
    desk: ClinicDesk, typed: str, verdict: str, source: str, said_on: date
) -> None:
    told = await edit(desk, f"premera {typed}")
    [rule] = desk.clinic.rules.known()
    assert (rule.verdict, rule.source, rule.said_on) == (verdict, source, said_on)
    assert ("1/12 was taken as Jan 12, 2026" in told.sentences) is ("1/12" in typed)


@pytest.mark.parametrize(
    "typed",
    [
        "premera is dry needling covered by call",
        "premera covered? by call",
        "moda do they pay 20560 by call",
    ],
)
async def test_a_question_is_no_rule(desk: ClinicDesk, typed: str) -> None:
    reply = await edit(desk, typed)
    assert reply.headline == "That asks whether it is paid, so nothing was saved."
    assert kept(desk) == []
    assert not any("edit" in choice.command for choice in reply.choices)


async def test_a_rule_that_stands_already_is_not_entered_twice(desk: ClinicDesk) -> None:
    await edit(desk, "premera covered 20560 by portal on 11/20")
    told = await edit(desk, "premera covered 20560 by portal on 11/20")
    assert "Rule 1 says that already, so nothing was added." in told.sentences
    assert kept(desk) == ["covered 20560"]


@pytest.mark.parametrize("typed", ["withdraw all", "remove the old one", "take back"])
async def test_without_a_number_it_is_asked_which_rule_is_taken_back(
    desk: ClinicDesk, typed: str
) -> None:
    await edit(desk, "premera covered 20560 by portal on 11/20")
    asked = await edit(desk, f"premera {typed}")
    assert asked.headline == "Which rule is taken back? Nothing was changed."
    assert kept(desk) == ["covered 20560"]
    await press(desk, asked.choices[0].command)
    assert kept(desk) == []


async def test_the_list_says_what_it_did_not_understand(desk: ClinicDesk) -> None:
    told = await edit(desk, "premera zorble")
    assert told.lines[0].text == "I did not understand “zorble”: nothing was changed."
