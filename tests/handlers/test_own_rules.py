"""A clinic's own rules: entered by managers, told beside the facts, taken back, counted."""

from __future__ import annotations

from datetime import date

import pytest

from handlers import COMMANDS
from handlers.command import Request
from handlers.coverage.several import who_pays
from handlers.forms.form import FormContext
from handlers.forms.rules import RULE
from models.clinic.clinic import Member
from models.coverage.fact_book import FactBook
from models.field_name import FieldName
from models.reply import Reply
from models.wording import glance
from tests.fakes import shipped
from tests.fakes.services import services_over
from tests.handlers.clinic_desk import TODAY, ClinicDesk, button, edit

KELSEY = "KelseyCare Advantage (Houston)"


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


def badge(reply: Reply) -> str:
    """The verdict at the head of a card."""
    return reply.badge.words if reply.badge else ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(
            "premera covered with conditions 20560 from 2026-11-01 by call",
            "by a call on Nov 23, 2026: covered with conditions for 20560, from Nov 1, 2026.",
            id="as the guide has it",
        ),
        pytest.param(
            "premera not covered by phone yesterday",
            "by a call on Nov 22, 2026: not covered for 20560 and 20561, from Nov 22, 2026.",
            id="both codes where none is typed, from the day of the call",
        ),
        pytest.param(
            "kelsey-seybold investigational 20561 for low back pain by DC in texas by the portal on"
            " 11/20 until 12/31/2027",
            "by the payer's portal on Nov 20, 2026: investigational: not paid for 20561 for low "
            "back pain billed by a chiropractor, Nov 20, 2026 to Dec 31, 2027.",
            id="with every bound, and without the state in which alone the payer is met",
        ),
        pytest.param(
            "cigna pays by contract of 2026-01-15, at most 20 visits per calendar year",
            "by your contract of Jan 15, 2026: covered for 20560 and 20561, from Jan 15, 2026, "
            "20 visits per calendar year.",
            id="a contract with a limit",
        ),
        pytest.param(
            "cigna excluded per letter dated 11/2/2026, 12 visits per benefit year from July 1",
            "by the payer's letter of Nov 2, 2026: not covered for 20560 and 20561, from Nov 2, "
            "2026, 12 visits per benefit year from Jul 1.",
            id="a limit by the plan's year",
        ),
        pytest.param(
            "premera we called today and they said 20560 isn't covered",
            "by a call on Nov 23, 2026: not covered for 20560, from Nov 23, 2026.",
            id="in a whole sentence",
        ),
        pytest.param(
            "premera 20 visits per calendar year covered w/ conditions by portal",
            "by the payer's portal on Nov 23, 2026: covered with conditions for 20560 and 20561, "
            "from Nov 23, 2026, 20 visits per calendar year.",
            id="the limit first",
        ),
        pytest.param(
            "cigna covered by call, 6 visits per rolling 90 days recheck 1/4/2027 reference noted",
            "by a call on Nov 23, 2026: covered for 20560 and 20561, from Nov 23, 2026, "
            "6 visits per 90 days, rolling.",
            id="a rolling limit, when to ask again, a reference",
        ),
    ],
)
async def test_a_rule_is_kept_as_it_was_typed_and_says_whose_it_is(
    desk: ClinicDesk, typed: str, said: str
) -> None:
    reply = await edit(desk, typed)
    assert desk.answered
    assert reply.lines[0].text == f"Your clinic's rule, {said}"
    assert len(desk.clinic.rules.known()) == 1


async def test_what_a_button_types_enters_the_same_rule(desk: ClinicDesk) -> None:
    told = await edit(desk, "premera not covered 20560 for low back pain in alaska, 9 visits a day")
    by_call = button(told, "Call") if "Call" in [c.label for c in told.choices] else ""
    await desk.say(by_call, by="boss", manager=True)
    [rule] = desk.clinic.rules.known()
    assert (rule.scope.codes, rule.scope.state, rule.verdict) == (("20560",), "AK", "not_covered")
    assert rule.limit
    assert rule.limit.number == 9


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", "For which payer?"),
        ("zorbleplan covered by call", "I know of no such payer."),
        ("preemera covered by call", "Which payer do you mean?"),
        ("blue cross covered by call", "Which payer do you mean?"),
        ("premera by call", "What does Premera say of it?"),
        ("premera not covered", "By what did the payer say so?"),
        ("premera covered by contract", "Of which day is the contract?"),
        ("premera covered by call, 20 visits per year", "In which window?"),
        ("premera covered by call on 2026-12-24", "Dec 24, 2026 is still ahead"),
        ("premera covered by call from 11/20/2026 until 11/1/2026", "The last day is before"),
        ("premera covered 99999 by call", "99999 is not a code"),
        ("premera covered by call zorble", "I did not understand “zorble”"),
        ("premera covered by call, 9 visits per calendar year zorble", "“zorble”"),
        ("premera covered by a reflexologist by call", "I have no facts on a reflexologist"),
        ("premera covered by DC by call, 20 visits per calendar year", "I cannot count a limit"),
        ("premera prior auth required covered by call", "A rule holds nothing on"),
        ("premera withdraw 7", "Your clinic has no rule 7 on Premera"),
    ],
)
async def test_what_is_missing_or_strange_is_asked_back_and_nothing_is_kept(
    desk: ClinicDesk, typed: str, refusal: str
) -> None:
    reply = await edit(desk, typed)
    assert reply.refused
    assert refusal in reply.sentences
    assert reply.choices
    assert not desk.clinic.rules


async def test_each_question_back_has_a_button_that_goes_on_with_what_was_typed(
    desk: ClinicDesk,
) -> None:
    for typed, label in (
        ("premera 20561 from 11/1/2026", "Not covered"),
        ("preemera not covered 20561 from 11/1/2026 by call", "Premera"),
        ("premera not covered 20561 from 11/1/2026", "Portal"),
        ("premera not covered 20561 from 11/1/2026 by letter", "Of today"),
    ):
        reply = await edit(desk, typed)
        command = button(reply, label)
        assert "20561" in command
        again = await desk.say(command, by="boss", manager=True)
        assert not again.refused or again.choices
    assert {rule.scope.codes for rule in desk.clinic.rules.known()} == {("20561",)}


async def test_staff_read_the_rules_and_managers_enter_them(desk: ClinicDesk) -> None:
    refused = await desk.say("/coverage edit premera not covered by call")
    assert refused.refused
    assert "for managers" in refused.headline
    await edit(desk, "premera not covered by call")
    told = await desk.say("/coverage edit premera")
    assert not told.refused
    assert "‹boss›" in told.sections[0].lines[1].text


async def test_no_number_of_a_reference_and_no_name_is_kept(desk: ClinicDesk) -> None:
    reply = await edit(desk, "premera covered by call reference 8812-A77 on 11/20/2026")
    assert "its number is not kept" in reply.sentences
    assert "8812" not in repr(desk.clinic.rules)
    named = await edit(desk, "premera covered by call with Jennifer Miller")
    assert named.refused
    assert desk.clinic.rules.version == 1


async def test_a_rule_answers_where_nothing_was_held(desk: ClinicDesk) -> None:
    before = await desk.say("/coverage kelsey-seybold 20560")
    assert badge(before) == "Unknown"
    await edit(desk, "kelsey-seybold covered with conditions 20560 by call on 11/20")
    reply = await desk.say("/coverage kelsey-seybold 20560")
    assert badge(reply) == "Covered with conditions"
    assert reply.lines[0].text.startswith("Your clinic's rule, by a call on Nov 20, 2026: covered")
    assert "hold no facts on it" in reply.sentences
    assert reply.provenance
    assert "your clinic's rule" in reply.provenance.text
    other_code = await desk.say("/coverage kelsey-seybold 20561")
    assert badge(other_code) == "Unknown"


async def test_a_call_stands_beside_second_hand_facts_and_a_portal_leads_them(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "cigna covered 20560 by call")
    beside = await desk.say("/coverage cigna 20560")
    assert badge(beside) == "Not covered"
    assert beside.lines[1].text.startswith("Your clinic's rule, by a call")
    assert "Your clinic's rule and the facts that I hold disagree." in _cautions(beside)
    await edit(desk, "cigna covered with conditions 20560 20561 by portal on 11/20")
    led = await desk.say("/coverage cigna 20560")
    assert badge(led) == "Covered with conditions"
    assert led.lines[1].text == "What I hold of this payer besides: not covered."
    assert "physical therapy policy" in led.sentences
    assert led.sources


async def test_a_rule_for_one_condition_gives_no_verdict_on_a_guess(desk: ClinicDesk) -> None:
    await edit(desk, "kelsey-seybold covered 20560 for low back pain by portal")
    open_ = await desk.say("/coverage kelsey-seybold 20560")
    assert badge(open_) == "Unknown"
    assert "for low back pain" in open_.sentences
    told = await desk.say("/coverage kelsey-seybold 20560 for low back pain")
    assert badge(told) == "Covered"
    other = await desk.say("/coverage kelsey-seybold 20560 for neck pain")
    assert "Your clinic's rule" not in other.sentences


async def test_the_day_of_service_and_the_day_of_knowing_are_two_clocks(desk: ClinicDesk) -> None:
    await edit(desk, "kelsey-seybold covered 20560 from 11/1/2026 by call on 11/20")
    desk.later(days=3)
    await edit(desk, "kelsey-seybold not covered 20560 from 11/25/2026 by call")
    for day, known, verdict in (
        ("10/31/2026", "", "Unknown"),
        ("11/24/2026", "", "Covered"),
        ("11/26/2026", "", "Not covered"),
        ("11/26/2026", "as known 2026-11-24", "Covered"),
        ("11/26/2026", "as known 2026-11-01", "Unknown"),
    ):
        reply = await desk.say(f"/coverage kelsey-seybold 20560 on {day} {known}")
        assert badge(reply) == verdict, (day, known)


async def test_the_next_answer_has_the_new_rule_though_the_question_was_remembered(
    desk: ClinicDesk,
) -> None:
    for verdict, words in (("covered", "Covered"), ("not covered", "Not covered")):
        await desk.say("/coverage kelsey-seybold 20560")
        await edit(desk, f"kelsey-seybold {verdict} 20560 by call")
        assert badge(await desk.say("/coverage kelsey-seybold 20560")) == words
    await edit(desk, "kelsey-seybold withdraw 2")
    assert badge(await desk.say("/coverage kelsey-seybold 20560")) == "Covered"


async def test_who_comes_back_late_is_reminded_to_ask_again(desk: ClinicDesk) -> None:
    await edit(desk, "kelsey-seybold covered 20560 by call ask again 12/1/2026")
    assert "meant to ask again" not in _cautions(await desk.say("/coverage kelsey-seybold 20560"))
    desk.later(days=10)
    late = await desk.say("/coverage kelsey-seybold 20560")
    assert "Your clinic meant to ask again on Dec 1, 2026." in _cautions(late)


async def test_two_managers_both_survive_and_the_second_reads_what_the_first_entered(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "kelsey-seybold covered 20560 by call", by="kim")
    reply = await edit(desk, "kelsey-seybold not covered 20560 20561 by call", by="boss")
    assert [rule.by for rule in desk.clinic.rules.known()] == ["kim", "boss"]
    assert "‹kim›" in " ".join(line.text for s in reply.sections for line in s.lines)
    disagrees = await desk.say("/coverage kelsey-seybold 20560")
    assert "Your clinic's own rules disagree." in _cautions(disagrees)


async def test_undo_takes_a_rule_back_and_its_withdrawal_too(desk: ClinicDesk) -> None:
    await edit(desk, "kelsey-seybold covered 20560 by call")
    asked = await desk.say("/session undo", by="boss", manager=True)
    assert f"rule 1 of {KELSEY}" in asked.headline
    assert len(desk.clinic.rules.known()) == 1, "it is the whole clinic's"
    taken = await desk.say(asked.choices[0].command, by="boss", manager=True)
    assert f"Taken back: rule 1 of {KELSEY}" in taken.headline
    assert desk.clinic.rules.known() == ()
    await edit(desk, "kelsey-seybold not covered 20560 by call")
    await edit(desk, "kelsey-seybold withdraw 3")
    asked = await desk.say("/session undo", by="boss", manager=True)
    await desk.say(asked.choices[0].command, by="boss", manager=True)
    [rule] = desk.clinic.rules.known()
    assert (rule.verdict, rule.number) == ("not_covered", 5)


async def test_a_limit_of_a_rule_counts_from_then_on_and_no_more_when_it_is_taken_back(
    desk: ClinicDesk,
) -> None:
    await desk.say("/session new RED-1 payer kelsey-seybold")
    await desk.log("RED-1", date(2026, 11, 20))
    await edit(desk, "kelsey-seybold not covered by call, 6 visits per calendar year")
    desk.later(days=1)
    logged = await desk.say("/session log RED-1 20560 on 2026-11-24")
    assert "By your clinic's rule" in _cautions(logged)
    assert logged.count
    assert logged.count.words == "2 of 6 visits used, 4 left"
    assert "by your clinic's rule: 6 visits per calendar year" in logged.sentences
    await edit(desk, "kelsey-seybold withdraw 1")
    assert (await desk.say("/session show RED-1")).count is None


async def test_sharing_and_calling_wrong_never_enter_a_rule(desk: ClinicDesk) -> None:
    for typed in ("/share coverage edit premera covered by call", "/wrong coverage edit premera"):
        await desk.say(typed, by="boss", manager=True)
    assert not desk.clinic.rules


def _cautions(reply: Reply) -> str:
    return " ".join(line.text for line in reply.cautions)


# -- the call sheet ------------------------------------------------------------------------------


async def test_the_sheet_asks_of_what_is_not_held_and_leads_to_the_rule(desk: ClinicDesk) -> None:
    answer = await desk.say("/coverage kelsey-seybold 20560")
    sheet = await desk.say(button(answer, "What to ask"))
    assert [section.title for section in sheet.sections] == [
        "Before you call",
        "Ask, in this order: 6 of 17",
        "Ask further",
        "Before you hang up",
    ]
    assert len((await desk.glance(button(answer, "What to ask"))).sections) == 2, "the rest folded"
    asked = [line.text for line in sheet.sections[1].lines]
    assert "3. Do you pay for CPT 20560 billed by a physical therapist in Texas, code by code?" in (
        asked
    )
    which = await desk.say(button(sheet, "Enter what they said"), by="boss", manager=True)
    entered = await desk.say(button(which, "Not covered"), by="boss", manager=True)
    assert badge(entered) == "Not covered"
    assert badge(await desk.say("/coverage kelsey-seybold 20560")) == "Not covered"
    again = await desk.say("/coverage call kelsey-seybold 20560")
    assert "Your clinic's rule, by a call" in again.sentences
    assert any("code by code? (to confirm)" in line.text for line in again.sections[1].lines)


async def test_what_is_held_is_asked_last_and_to_confirm(desk: ClinicDesk) -> None:
    sheet = await desk.say("/coverage call bcbs alabama 20560 by PT")
    asked = [line.text for section in sheet.sections[1:3] for line in section.lines]
    confirmed = [line for line in asked if line.endswith("(to confirm)")]
    assert confirmed
    assert [line.split(".")[0] for line in asked] == [str(n) for n in range(1, len(asked) + 1)]


async def test_the_sheet_tells_what_the_clinic_counts_there(desk: ClinicDesk) -> None:
    await desk.say("/caps set premera 12 visits per calendar year", by="boss", manager=True)
    sheet = await desk.say("/coverage call premera")
    assert "Your clinic counts 12 visits per calendar year" in sheet.sentences


async def test_the_name_of_every_payer_is_taken_by_the_rule_and_its_button(
    desk: ClinicDesk, pack: FactBook
) -> None:
    refused = []
    for payer in pack.payers.values():
        reply = await desk.glance(f"/coverage edit {payer.name} by call", manager=True)
        if reply.headline != f"What does {payer.name} say of it?":
            refused.append((payer.id, reply.headline))
    assert refused == []


async def test_every_condition_and_profession_of_the_form_is_understood(
    desk: ClinicDesk, pack: FactBook
) -> None:
    fields = {field.name: field for field in RULE.fields(FormContext(pack, TODAY))}
    for name in (FieldName.CONDITION, FieldName.PROFESSION, FieldName.VERDICT, FieldName.WINDOW):
        for option in fields[name].options:
            filled = dict.fromkeys(fields, "") | {
                FieldName.PAYER: "Premera",
                FieldName.VERDICT: "covered",
                FieldName.SOURCE: "call",
                FieldName.ON: "2026-11-20",
                name: option.value,
            }
            if name is FieldName.WINDOW:
                filled[FieldName.VISITS] = "20"
                filled[FieldName.JOINS] = "no other limit"
                filled[FieldName.YEAR] = "October 1" if option.value == "benefit year" else ""
            assert not RULE.check(filled)
            [command] = RULE.commands(fields.values(), filled)
            reply = await desk.say(command, by="boss", manager=True)
            assert not reply.refused, (command, reply.sentences)
            rule = desk.clinic.rules.known()[-1]
            said = {
                FieldName.CONDITION: pack.conditions[rule.scope.condition or "headache"].name,
                FieldName.PROFESSION: rule.scope.profession,
                FieldName.VERDICT: rule.verdict.value.replace("_", " "),
                FieldName.WINDOW: option.value,
            }
            assert said[name] == option.value, command


# -- among several -------------------------------------------------------------------------------


async def test_who_pays_counts_the_clinics_own_rules_in_and_says_whose_they_are(
    desk: ClinicDesk, pack: FactBook
) -> None:
    await edit(desk, "kelsey-seybold not covered 20560 by portal")
    await edit(desk, "cigna covered 20560 by call")
    asked = shipped.reader(pack).read("20560", TODAY)
    request = Request(desk.clinic, Member(1, 1, "amy"), "", "coverage", "all 20560", desk.now)
    reply = who_pays.reply_to(asked, request, services_over(pack)).opened()
    by_verdict = {line.text.split(" (")[0]: line.text for line in reply.lines}
    assert f"{KELSEY} (your clinic's rule)" in by_verdict["Not covered"]
    assert "Cigna" in by_verdict["Not covered"], "a call does not lead what is held"
    [row] = [row for table in reply.tables for row in table.rows if row.cells[0] == KELSEY]
    assert row.cells[3] == "your clinic's rule"


async def test_a_list_with_one_verdict_more_still_ends_with_its_last(
    desk: ClinicDesk, pack: FactBook
) -> None:
    await edit(desk, "humana covered 20560 by portal")
    request = Request(desk.clinic, Member(1, 1, "amy"), "", "coverage", "all", desk.now)
    asked = shipped.reader(pack).read("", TODAY)
    told = glance.folded(who_pays.reply_to(asked, request, services_over(pack))).lines
    assert any(line.text.startswith("Not covered (") for line in told)
    assert told[-1].text.endswith("of other payers I hold no position.")
    assert told[1].text.endswith(" and 2 more.")


async def test_a_table_of_several_payers_says_which_verdict_is_the_clinics_own(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "kelsey-seybold not covered 20560 by call")
    await edit(desk, "premera covered 20560 by call")
    reply = await desk.say("/coverage kelsey-seybold, premera and cigna 20560")
    rows = {row.cells[0]: row.cells[1:] for table in reply.tables for row in table.rows}
    assert (rows[KELSEY][0], rows[KELSEY][2]) == ("Not covered", "your clinic's rule")
    assert (rows["Premera"][0], rows["Premera"][2]) == ("Covered", "your clinic's rule")
    assert rows["Cigna"][2] == "second-hand"


async def test_the_history_of_a_payer_has_every_rule_and_who_took_it_back(desk: ClinicDesk) -> None:
    await edit(desk, "cigna covered 20560 by call", by="kim")
    desk.later(days=2)
    await edit(desk, "cigna withdraw 1", by="boss")
    await edit(desk, "cigna covered 20561 by call")
    past = await desk.say("/coverage history cigna 20560")
    [told] = [s for s in past.sections if s.title == "Your clinic's own rules"]
    [line] = told.lines
    assert (
        "covered for 20560, from Nov 23, 2026. Entered Nov 23, 2026 by @‹kim›, who called."
        in line.text
    )
    assert line.text.endswith("Taken back Nov 25, 2026 by @‹boss›.")
    assert "no position" in (await desk.say("/coverage history kelsey-seybold")).sentences


async def test_what_else_is_asked_is_answered_first_unless_the_rule_has_the_limit(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "aetna covered 20560 by portal")
    for asked, first in (
        ("20560", "Your clinic's rule"),
        ("does it need auth", "I hold nothing on authorization"),
        ("how many visits", "I hold nothing on a number of visits"),
    ):
        reply = await desk.say(f"/coverage aetna {asked}")
        assert reply.lines[0].text.startswith(first), asked
        assert "Your clinic's rule, by the payer's portal" in reply.sentences
    await edit(desk, "aetna covered 20560 by portal, 12 visits per calendar year")
    limit = await desk.say("/coverage aetna how many visits")
    assert "12 visits per calendar year" in limit.lines[0].text


async def test_a_rule_on_who_handles_the_claim_stands_beside_the_states_own(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "sedgwick not covered by call")
    reply = await desk.say("/coverage sedgwick 20560 in washington workers comp")
    assert reply.headline.startswith("Washington L&I")
    assert badge(reply) == "Covered with conditions"
    assert "Your clinic's rule on Sedgwick, by a call" in reply.sentences


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param(
            "cigna not covered 20560 covered 20561 by call", "one rule holds one verdict", id="two"
        ),
        pytest.param(
            "aetna covered 20560, 20561 not covered by portal", "one rule holds one verdict",
            id="two, the other way round",
        ),
        pytest.param("aetna covered not covered by portal", "one rule holds", id="its opposite"),
        pytest.param(
            "premera covered 20560 by call 11/20 until 11/1/2026", "before it begins",
            id="an end before the day of the call",
        ),
        pytest.param(
            "premera covered 20560 by call with 2 units per visit", "no limit for one visit",
            id="a limit of one visit",
        ),
    ],
)  # fmt: skip
async def test_what_one_rule_cannot_hold_saves_nothing(
    desk: ClinicDesk, typed: str, says: str
) -> None:
    reply = await edit(desk, typed)
    assert says in reply.headline
    assert "othing was saved" in str(reply)
    assert not desk.clinic.rules


@pytest.mark.parametrize("typed", ["withdraw 1 and 2", "withdraw 2, 1", "withdraw 1 2"])
async def test_two_rules_are_not_taken_back_by_halves(desk: ClinicDesk, typed: str) -> None:
    await edit(desk, "premera covered 20560 by call")
    await edit(desk, "premera not covered 20561 by call")
    assert "One rule is taken back at a time" in (await edit(desk, f"premera {typed}")).headline
    assert len(desk.clinic.rules.known()) == 2


async def test_every_rule_whose_days_are_taken_is_told_with_its_limit(desk: ClinicDesk) -> None:
    await edit(desk, "premera covered 20560 by call on 11/2, 3 visits per calendar year")
    await edit(desk, "premera covered with conditions 20560 by call 11/3 until 11/10/2026 no limit")
    told = [
        line.text for line in (await edit(desk, "premera not covered 20560 by call 11/5")).lines
    ]
    assert [word for line in told for word in ("rule 1:", "rule 2:") if word in line] == [
        "rule 2:",
        "rule 1:",
    ]
    assert any("3 visits per calendar year) counts no more" in line for line in told)


async def test_a_rule_for_a_condition_stands_on_the_card_where_it_is_asked_for_alone(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "premera covered 20560 by portal")
    await edit(desk, "premera not covered 20560 for headache by call")
    plain = await desk.glance("/coverage premera 20560")
    assert "Your clinic's own rules disagree." not in str(plain)
    asked = await desk.glance("/coverage premera 20560 for headache")
    told = " ".join(line.text for line in asked.lines)
    assert "not covered for 20560 for headache" in told
    assert "covered for 20560, from" in told
    assert "Your clinic's own rules disagree." in str(asked.cautions)


@pytest.mark.parametrize(
    ("typed", "labels", "first"),
    [
        (
            "premera covered by letter of 11/15 25 visits per case",
            ["25 visits per calendar year", "Without the limit"],
            "premera covered by letter on 2026-11-15, 25 visits per calendar year",
        ),
        (
            "premera 20560 covered except for neck pain by call on 11/20",
            ["Covered for all else", "Not covered for neck pain"],
            "Premera 20560 covered by call on 2026-11-20",
        ),
        (
            "premera 20560 not covered but for neck pain by portal",
            ["Not covered for all else", "Covered for neck pain"],
            "Premera 20560 not covered by portal on 2026-11-23",
        ),
        (
            "premera 20560 covered by letter of 11/15 for the nice ones",
            ["Covered", "Covered with conditions", "Not covered"],
            "Premera 20560 covered by letter on 2026-11-15",
        ),
        (
            "premera 20560 covered except for headache by call on 11/20",
            ["Covered for all else", "Not covered for headache"],
            "Premera 20560 covered by call on 2026-11-20",
        ),
    ],
)
async def test_what_was_understood_beside_a_stray_word_stays_in_the_buttons(
    desk: ClinicDesk, typed: str, labels: list[str], first: str
) -> None:
    reply = await edit(desk, typed)
    assert not desk.clinic.rules
    assert set(labels) <= {choice.label for choice in reply.choices}
    assert button(reply, labels[0]) == f"/coverage edit {first}"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("from 12/1 until 11/1", "11/1 was taken as Nov 1, 2027"),
        ("ask again 11/1", "11/1 was taken as Nov 1, 2027"),
        ("from 12/1 until 11/30", ""),
        ("from 12/1/2026 until 11/1/2027", ""),
        ("until 2/28", ""),
    ],
)
async def test_a_day_that_rolls_far_ahead_is_told(desk: ClinicDesk, typed: str, told: str) -> None:
    reply = await edit(desk, f"premera not covered by portal {typed}")
    said = " ".join(line.text for line in reply.lines)
    assert told in said
    assert ("was taken as" in said) is bool(told)


async def test_nobody_asks_again_on_a_day_that_is_over(desk: ClinicDesk) -> None:
    reply = await edit(desk, "premera not covered by portal ask again yesterday")
    assert reply.headline == "Nov 22, 2026 is over: nobody can ask again on that day."
    assert button(reply, "Without that day").endswith("not covered by portal on 2026-11-23")
    assert not desk.clinic.rules


async def test_cash_and_the_call_sheet_quote_no_rule_as_if_it_led(desk: ClinicDesk) -> None:
    await edit(desk, "tricare covered 20560 by call")
    for typed in ("cash tricare 20560", "call tricare 20560"):
        lines = [line.text for line in (await desk.say(f"/coverage {typed}")).lines]
        rule = next(at for at, text in enumerate(lines) if text.startswith("Your clinic's rule"))
        held = next(at for at, text in enumerate(lines) if "ot covered" in text)
        assert held < rule, typed
    await edit(desk, "premera covered 20560 by contract of 11/1/2026")
    cash = await desk.say("/coverage cash premera 20560")
    assert cash.lines[0].text.startswith("Your clinic's rule"), "which leads where nothing is held"


async def test_a_rule_on_one_code_is_no_verdict_on_the_other(desk: ClinicDesk) -> None:
    await edit(desk, "premera not covered 20560 by call")
    reply = await desk.say("/coverage premera")
    assert reply.headline.startswith("Premera · 20560")
    assert badge(reply) == "Not covered"
    assert "The verdict is for 20560; ask for 20561 alone." in [c.text for c in reply.cautions]
    await edit(desk, "premera covered 20561 by letter of 11/2/2026")
    both = " ".join(line.text for line in (await desk.say("/coverage premera")).lines)
    assert "not covered for 20560" in both
    assert "covered for 20561" in both
    typed = await desk.say("/coverage premera 20560")
    assert not any("The verdict is for" in c.text for c in typed.cautions)


async def test_a_denial_goes_by_the_rule_where_no_facts_are_held(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT", commands=COMMANDS)
    await edit(desk, "kelsey-seybold not covered 20561 by portal")
    reply = await desk.say("/denial kelsey-seybold 20561 CO-50")
    told = " ".join(line.text for line in reply.lines)
    assert "20561" in reply.headline
    assert "It fits your clinic's own rule: Not covered." in told
    assert "policy on needling" not in told
    assert "I hold nothing" not in told


async def test_a_denial_tells_the_rule_that_says_otherwise_though_the_facts_lead(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT", COMMANDS)
    await edit(desk, "cigna covered by call on 11/20")
    told = await desk.say("/denial cigna 20560 CO-50")
    assert "It fits the policy on needling: Not covered." in told.sentences
    assert "Your clinic's rule, by a call on Nov 20, 2026: covered for 20560" in told.sentences


def _rows(reply: Reply) -> list[tuple[str, ...]]:
    return [row.cells[:2] for table in reply.tables for row in table.rows]


async def test_a_table_without_a_code_tells_a_rule_on_one_code_of_that_code(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "premera not covered 20560 by call")
    await edit(desk, "premera covered 20561 by letter of 11/2/2026")
    assert _rows(await desk.say("/coverage premera, cigna")) == [
        ("Premera 20560", "Not covered"),
        ("Premera 20561", "Covered"),
        ("Cigna", "Not covered"),
    ]
    assert _rows(await desk.say("/coverage premera, cigna 20561"))[0] == ("Premera", "Covered")


async def test_the_list_of_who_pays_tells_a_rule_on_one_code_of_that_code(
    desk: ClinicDesk, pack: FactBook
) -> None:
    await edit(desk, "premera not covered 20560 by call")
    await edit(desk, "premera covered 20561 by letter of 11/2/2026")
    request = Request(desk.clinic, Member(1, 1, "amy"), "", "coverage", "all", desk.now)
    asked = shipped.reader(pack).read("", TODAY)
    reply = who_pays.reply_to(asked, request, services_over(pack)).opened()
    assert reply.lines[0].text == "Covered (1): Premera 20561 (your clinic's rule)."
    assert ("Premera 20560", "Not covered") in _rows(reply)


async def test_rules_on_each_code_that_say_the_same_are_one_row(desk: ClinicDesk) -> None:
    await edit(desk, "kelsey-seybold covered 20560 by call")
    await edit(desk, "kelsey-seybold covered 20561 by call")
    assert _rows(await desk.say("/coverage kelsey-seybold, cigna"))[0] == (KELSEY, "Covered")


async def test_a_misspelt_payer_pushes_neither_the_reason_nor_the_rule_off_the_card(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "tricare covered 20560 by call")
    card = await desk.glance("/coverage tricre 20560")
    told = [line.text for line in card.lines]
    assert told[0] == "I took “tricre” for TRICARE."
    assert told[1].startswith("TRICARE calls dry needling unproven")
    assert told[2].startswith("Your clinic's rule, by a call")
    assert "Your clinic's rule and the facts that I hold disagree." in _cautions(card)


TO_COME = "From Jan 1, 2027 your clinic's rule says: covered for 20560, by the payer's letter of"


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ("kelsey-seybold 20560", True),
        ("kelsey-seybold", True),
        ("kelsey-seybold 20560 on 12/31/2026", True),
        ("kelsey-seybold 20560 on 1/4/2027", False),
        ("kelsey-seybold 20560 on 1/4/2026", False),
        ("kelsey-seybold 20561", False),
        ("kelsey-seybold 20560 as known 11/22/2026", False),
    ],
    ids=[
        *("today", "without a code", "the day before"),
        *("when it holds", "a day long over", "another code", "before it was known"),
    ],
)
async def test_a_rule_that_begins_later_is_told_on_the_card_of_today(
    desk: ClinicDesk, asked: str, is_told: bool
) -> None:
    await edit(desk, "kelsey-seybold covered 20560 from 1/1/2027 by letter of 11/20/2026")
    assert (TO_COME in (await desk.glance(f"/coverage {asked}")).sentences) is is_told


async def test_a_rule_that_will_not_lead_when_it_begins_is_not_told_as_to_come(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "kelsey-seybold covered 20560 from 1/1/2027 by letter of 11/18/2026")
    await edit(desk, "kelsey-seybold not covered 20560 by letter of 11/20/2026")
    assert "From Jan 1" not in (await desk.say("/coverage kelsey-seybold 20560")).sentences


async def test_who_has_a_rule_is_not_told_to_ask_what_it_answers(desk: ClinicDesk) -> None:
    unknown = "\n".join(line.text for line in (await desk.say("/coverage regence 20560")).lines)
    assert "Ask the payer: do you pay" in unknown
    await desk.say("/coverage edit regence covered 20560 by call", by="boss", manager=True)
    ruled = "\n".join(line.text for line in (await desk.say("/coverage regence 20560")).lines)
    assert "Ask the payer: do you pay" not in ruled
    assert ruled.endswith("I know Regence, and hold no facts on it.")
    other = "\n".join(line.text for line in (await desk.say("/coverage regence 20561")).lines)
    assert other.endswith("Note who said what, and when.")


async def test_the_sheet_asks_for_the_condition_that_was_named(desk: ClinicDesk) -> None:
    sheet = await desk.say("/coverage call premera 20560 for headache")
    asked = [line.text for part in sheet.sections for line in part.lines]
    assert any("CPT 20560 for headache" in text for text in asked)
    assert sheet.choices[0].command == "/coverage edit Premera 20560 for headache by call"
    assert sheet.choices[1].command == "/coverage Premera 20560 for headache"
