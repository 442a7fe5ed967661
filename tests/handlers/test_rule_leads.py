"""Whoever enters a rule reads which one leads by now, why, and what ceases to count."""

from __future__ import annotations

import pytest

from handlers import COMMANDS
from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button, edit, press


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists, on Nov 23, 2026."""
    return ClinicDesk(pack, "PT")


async def verdict(desk: ClinicDesk, asked: str) -> str:
    """The verdict of a card."""
    reply = await desk.say(f"/coverage {asked}")
    return reply.badge.words if reply.badge else ""


def limits(desk: ClinicDesk) -> list[str]:
    """What each rule that stands counts."""
    rules = desk.clinic.rules.known()
    return [f"{r.limit.number} {r.limit.window}" if r.limit else "" for r in rules]


async def test_an_older_call_entered_later_takes_nobodys_place_and_says_so(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "humana not covered by call on 11/22")
    told = await edit(desk, "humana covered by call on 11/18")
    assert (
        "Rule 1 leads from Nov 22, 2026: not covered, by a call on Nov 22, 2026."
        " It was said later." in told.sentences
    )
    assert told.badge is None, "it is not the verdict of today"
    assert await verdict(desk, "humana 20560") == "Not covered"
    assert await verdict(desk, "humana 20560 on 11/19/2026") == "Covered"
    await press(desk, button(told, "Take rule 1 back"))
    assert await verdict(desk, "humana 20560") == "Covered"


async def test_of_one_day_the_rule_that_was_entered_last_leads(desk: ClinicDesk) -> None:
    await edit(desk, "humana not covered by call")
    told = await edit(desk, "humana covered by call")
    assert "It takes the place of rule 1: not covered, by a call" in told.sentences
    assert await verdict(desk, "humana 20560") == "Covered"


async def test_a_later_call_does_not_silence_a_contract_of_the_same_claims(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "humana covered 20560 by contract of 11/1/2026")
    told = await edit(desk, "humana not covered 20560 by call")
    assert "Rule 1 leads: covered, by your contract of Nov 1, 2026." in told.sentences
    assert "What the payer wrote comes before a call." in told.sentences
    card = await desk.say("/coverage humana 20560")
    assert card.badge
    assert card.badge.words == "Covered"
    assert "by a call on Nov 23, 2026: not covered for 20560" in card.sentences
    assert "Your clinic's own rules disagree." in [line.text for line in card.cautions]


async def test_a_letter_that_leads_a_call_says_so_and_leaves_it_beside(desk: ClinicDesk) -> None:
    await edit(desk, "humana not covered 20560 by call")
    told = await edit(desk, "humana covered 20560 by letter of 11/2/2026")
    assert "It leads rule 1 from Nov 23, 2026: not covered, by a call" in told.sentences


async def test_a_rule_for_more_claims_that_disagrees_is_named_with_the_one_that_leads(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "humana covered 20560 20561 by portal on 11/20")
    told = await edit(desk, "humana not covered 20560 by call")
    assert "Rule 1 disagrees: covered for 20560 and 20561" in told.sentences
    assert "Where both hold, rule 1 leads: what the payer wrote comes before" in told.sentences
    assert button(told, "Take rule 1 back") == "/coverage edit Humana withdraw 1"


async def test_where_the_facts_lead_the_rule_that_is_told_too(desk: ClinicDesk) -> None:
    told = await edit(desk, "tricare covered 20560 by call")
    assert "The facts that I hold still lead: not covered; a call leads nothing" in told.sentences
    assert told.badge is None
    letter = await edit(desk, "tricare covered 20561 by letter of 11/2/2026")
    assert "still lead" not in letter.sentences
    assert letter.badge


@pytest.mark.parametrize("profession", ["PT", "LAC", ""])
async def test_what_leads_an_entered_rule_is_what_the_clinic_is_answered(
    pack: FactBook, profession: str
) -> None:
    desk = ClinicDesk(pack, profession or None)
    told = await edit(desk, "medicare covered 20560 by call")
    shown = await verdict(desk, "medicare 20560")
    assert f"The facts that I hold still lead: {shown.lower()}" in told.sentences
    is_of_who_bills = "when a physical therapist bills it, as at your clinic" in told.sentences
    assert is_of_who_bills is (profession == "PT")


async def test_a_rule_taken_back_says_which_leads_again(desk: ClinicDesk) -> None:
    await edit(desk, "humana not covered by call on 11/18, 6 visits per calendar year")
    await edit(desk, "humana covered by call on 11/20, no limit")
    gone = await edit(desk, "humana withdraw 2")
    assert "Rule 1 leads again: not covered, by a call on Nov 18, 2026." in gone.sentences
    assert "Its limit (6 visits per calendar year) counts again." in gone.sentences


async def test_an_earlier_limit_is_asked_about_before_it_is_dropped(desk: ClinicDesk) -> None:
    await edit(desk, "humana covered 20560 by portal on 11/20, 20 visits per calendar year")
    asked = await edit(desk, "humana covered 20560 by portal")
    assert "Rule 1 counts 20 visits per calendar year" in asked.sentences
    assert limits(desk) == ["20 CalendarYear()"]
    await press(desk, button(asked, "It holds: 20 visits per calendar year"))
    assert limits(desk) == ["20 CalendarYear()", "20 CalendarYear()"]
    dropped = await press(desk, button(asked, "It holds no more"))
    assert limits(desk)[-1] == ""
    assert "Its limit (20 visits per calendar year) counts no more then." in dropped.sentences


async def test_another_limit_beside_an_earlier_one_is_asked_about(desk: ClinicDesk) -> None:
    await edit(desk, "humana covered 20560 by portal on 11/20, 20 visits per calendar year")
    asked = await edit(desk, "humana covered 20560 by portal, 2 visits per calendar month")
    assert "/caps set Humana 20 visits per calendar year" in asked.sentences
    assert len(limits(desk)) == 1
    await press(desk, button(asked, "2 visits per calendar month alone"))
    assert limits(desk)[-1] == "2 CalendarMonth()"


@pytest.mark.parametrize(
    "then",
    [
        pytest.param("covered 20560 by portal, 24 visits per calendar year", id="its number anew"),
        pytest.param("not covered 20560 by portal", id="nothing is paid any more"),
        pytest.param("covered 20560 by portal no limit", id="it says that there is none"),
        pytest.param("covered 20560 unlimited by portal", id="it says so otherwise"),
        pytest.param("covered 20560 by call", id="a call takes no place of what was written"),
        pytest.param("covered 20561 by portal", id="another code"),
    ],
)
async def test_nothing_is_asked_where_no_limit_is_dropped_by_chance(
    desk: ClinicDesk, then: str
) -> None:
    await edit(desk, "humana covered 20560 by portal on 11/20, 20 visits per calendar year")
    assert not (await edit(desk, f"humana {then}")).refused


async def test_of_a_written_limit_and_one_by_call_the_written_counts(desk: ClinicDesk) -> None:
    await press(desk, "/session new RED-1 payer humana")
    await edit(desk, "humana covered by portal on 11/2, 20 visits per calendar year")
    await edit(desk, "humana covered by call, 6 visits per calendar year")
    shown = await desk.say("/session show RED-1")
    assert shown.count
    assert shown.count.words == "0 of 20 visits used, 20 left"


async def test_units_of_a_code_without_timed_units_are_asked_back(desk: ClinicDesk) -> None:
    asked = await edit(desk, "humana covered 20560 max 1 unit per day by portal")
    assert "20560 has no timed units." in asked.sentences
    assert limits(desk) == []
    told = await press(desk, button(asked, "1 visit per day"))
    assert "1 visit per day" in told.sentences


async def test_timed_units_of_a_timed_code_are_kept(desk: ClinicDesk) -> None:
    told = await edit(desk, "humana covered 97140 max 4 units per day by portal")
    assert "Every timed unit of this payer draws on it" in told.sentences


async def test_a_rule_on_the_other_code_alone_is_named_too(desk: ClinicDesk) -> None:
    await edit(desk, "humana not covered 20561 by portal on 11/18")
    told = await edit(desk, "humana covered by letter of 11/20/2026")
    assert "Rule 1 disagrees: not covered for 20561" in told.sentences
    assert "Where both hold, this one leads: it was said later." in told.sentences


async def test_a_newer_rule_for_more_claims_leads_from_its_own_first_day(desk: ClinicDesk) -> None:
    await edit(desk, "humana covered 20560 by portal on 11/20")
    told = await edit(desk, "humana not covered 20560 for headache by letter of 11/3/2026")
    assert "Rule 1 disagrees: covered for 20560, from Nov 20, 2026" in told.sentences
    assert "Where both hold, rule 1 leads: it was said later." in told.sentences
    assert await verdict(desk, "humana 20560 for headache") == "Covered"


async def test_a_leading_rule_that_says_the_same_is_offered_to_nobody(desk: ClinicDesk) -> None:
    await edit(desk, "humana covered by portal on 11/20")
    told = await edit(desk, "humana covered by call")
    assert "Rule 1 leads" in told.sentences
    assert "Take rule 1 back" not in [choice.label for choice in told.choices]


async def test_that_rules_disagree_is_warned_of_before_a_check_that_is_due(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "humana not covered by call on 1/15/2026")
    await edit(desk, "humana covered for headache by call on 4/2/2026")
    card = await desk.glance("/coverage humana for headache")
    assert card.cautions[0].text == "Your clinic's own rules disagree."
    assert any("Due for a check" in line.text for line in card.opened().cautions)


async def test_a_limit_that_does_not_count_is_not_said_to(desk: ClinicDesk) -> None:
    await edit(desk, "humana covered by portal on 11/20, 20 visits per calendar year")
    told = await edit(desk, "humana covered by call, 12 visits per calendar year")
    assert "Where rule 1 leads, 12 visits per calendar year do not count." in told.sentences
    assert "draws on it" not in told.sentences
    by_month = await edit(
        desk, "humana covered by call, 6 visits per calendar month, no other limit"
    )
    assert "do not count" not in by_month.sentences
    assert "Every visit with this payer draws on it" in by_month.sentences


async def test_an_older_limit_counts_on_its_own_days_alone(desk: ClinicDesk) -> None:
    await edit(desk, "humana covered by call on 11/20")
    told = await edit(desk, "humana covered by call on 11/16, 12 visits per calendar year")
    assert "Where rule 1 leads, 12 visits per calendar year do not count." in told.sentences
    assert "draws on it" in told.sentences, "from Nov 16 to Nov 19 it does"


async def test_a_limit_by_call_beside_a_contract_is_asked_about_before_it_is_dropped(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "humana covered by contract of 1/1/2026")
    await edit(desk, "humana covered by call on 11/20, 12 visits per calendar year")
    asked = await edit(desk, "humana covered by call")
    assert "Rule 2 counts 12 visits per calendar year" in asked.sentences
    told = await press(desk, button(asked, "It holds no more"))
    assert "It takes the place of rule 2: covered, by a call" in told.sentences


async def test_who_asks_for_the_limit_reads_the_rules_and_not_that_none_is_held(
    desk: ClinicDesk,
) -> None:
    await edit(desk, "humana covered by portal on 11/20, 20 visits per calendar year")
    card = await desk.say("/coverage humana visit limit")
    assert "20 visits per calendar year" in card.lines[0].text
    assert "I hold nothing on a number of visits" not in card.sentences


async def test_a_rule_is_of_one_payer(desk: ClinicDesk) -> None:
    asked = await edit(desk, "premera, cigna covered by call")
    assert asked.headline == "That names 2 payers."
    assert desk.clinic.rules.entries == ()


async def test_a_denial_against_the_clinics_own_rule_says_so_and_until_when_to_contest_it(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT", COMMANDS)
    await desk.say("/coverage edit aetna not covered by call on 11/18/2026", manager=True)
    fits = await desk.say("/denial aetna 20560 CO-50")
    (own,) = [line for line in fits.lines if "own rule: Not covered" in line.text]
    assert (own.text.startswith("It fits"), own.cites) == (True, ())
    await desk.say("/coverage edit aetna covered by letter of 11/20/2026", manager=True)
    told = await desk.say("/denial aetna 20560 CO-50")
    texts = [line.text for line in told.lines]
    assert told.lines[1].text.startswith("It contradicts your clinic's own rule: Covered.")
    assert told.lines[1].cites == ()
    contest = next(n for n, text in enumerate(texts) if text.startswith("To contest it"))
    call = next(n for n, text in enumerate(texts) if "by a call" in text)
    assert contest < call
