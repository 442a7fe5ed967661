"""A name that few payers share: a row for each plan, and a headline that promises no more."""

from __future__ import annotations

import re

import pytest

from handlers.which_payer import by_answer
from models.coverage.fact_book import FactBook
from models.coverage.position import Verdict
from models.reply import Badge
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, rows, words


@pytest.mark.parametrize(
    ("typed", "headline", "badge"),
    [
        pytest.param("bcbs michigan", "Which plan do you mean?", None, id="one plan decides"),
        pytest.param(
            "priority health",
            "I hold no decision of any Priority Health plan · 20560",
            phrases.VERDICTS[Verdict.UNKNOWN],
            id="none decides",
        ),
    ],
)
async def test_it_asks_which_plan_only_where_a_plan_decides(
    desk: FrontDesk, typed: str, headline: str, badge: Badge | None
) -> None:
    reply = await desk.say(f"/coverage {typed} 20560")
    assert (reply.headline, reply.badge) == (headline, badge)


@pytest.mark.parametrize("typed", ["bcbs michigan", "priority health"])
async def test_every_row_says_what_the_button_of_its_plan_answers(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/coverage {typed} 20560")
    told = rows(reply)
    assert len(told) == len(reply.choices) > 1
    for row, choice in zip(told, reply.choices, strict=True):
        own = await desk.say(choice.command)
        assert own.badge is not None
        assert row.cells[:2] == (choice.label, own.badge.words)


async def test_every_row_of_several_payers_has_its_verdict_its_date_and_its_source(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage aetna, cigna, tricare and bcbsnc 20560")
    assert [table.header for table in reply.tables] == [("Payer", "Verdict", "Dates", "Source")]
    assert [row.cells[0] for row in rows(reply)] == ["Aetna", "Cigna", "TRICARE", "Blue Cross NC"]
    listed = {citation.id for citation in reply.sources}
    for row in rows(reply):
        _, verdict, dates, source = row.cells
        assert verdict in {badge.words for badge in phrases.VERDICTS.values()}
        assert re.search(r"Checked |Since |Source ", dates), row
        assert source in phrases.AUTHORITIES.values()
        assert row.cites
        assert listed.issuperset(row.cites)


async def test_a_name_of_several_plans_tells_the_verdict_of_each_in_a_row_of_its_own(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage cigna and uhc 20560")
    told = {row.cells[0]: row.cells for row in rows(reply)}
    assert told["UnitedHealthcare Medicare Advantage"][1] == "The policy is silent"
    assert told["UnitedHealthcare commercial"][1] == "Unknown"
    assert told["UnitedHealthcare Community Plan (Medicaid)"][1::2] == ("Unknown", "nothing held")


async def test_rows_for_which_a_glance_has_no_room_stand_in_the_details(desk: FrontDesk) -> None:
    asked = "/coverage cigna, humana, tricare, aetna, bcbsnc, moda, bcbs alabama 20560"
    glance, whole = await desk.glance(asked), await desk.say(asked)
    assert len(rows(glance)) < len(rows(whole))
    assert "BCBS Alabama" in {row.cells[0] for row in rows(whole)}
    assert rows(whole)[-1].cells[1] == "Unknown"  # of whom nothing is held stands last


async def test_among_two_payers_the_conditions_of_a_verdict_stand_in_sight(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage cigna or bcbs alabama 20560 on 2021-03-15")
    assert [line.text.partition(":")[0] for line in reply.lines] == ["BCBS Alabama"]
    assert "What they say" not in [section.title for section in reply.sections]


async def test_a_name_of_too_many_payers_offers_no_button_of_another_state(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage blue cross and tricare 20561")
    assert "add the state" in rows(reply)[0].cells[1]
    assert [choice.label for choice in reply.choices] == ["TRICARE"]


async def test_one_choice_is_asked_back_by_its_name_and_several_as_a_choice(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage blue cross 20560", state="NC")
    assert reply.headline == "Do you mean Blue Cross NC?"
    assert "North Carolina" in reply.lines[0].text
    several = await desk.say("/coverage amerihealth 20560", state="NJ")
    assert several.headline == "Which plan do you mean?"
    assert len(several.choices) > 1


async def test_payers_whose_facts_are_the_same_are_one_choice_and_those_without_a_line(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage blue cross 20560", state="NY")
    [choice] = reply.choices
    assert choice.label.startswith("Anthem Blue Cross and Blue Shield (New York")
    assert choice.label.endswith("and 1 more")
    assert reply.headline == f"Do you mean {choice.label}?"
    assert "hold no facts on them: not a no." in words(reply)
    assert (await desk.say(choice.command)).about


def test_the_clinic_s_own_state_stands_first(pack: FactBook) -> None:
    payers = [pack.payers[id_] for id_ in ("aetna", "bcbsnc", "bcbs_al")]
    groups, bare = by_answer(payers, pack, "NC")
    assert [payer.id for [payer] in groups] == ["bcbsnc", "bcbs_al", "aetna"]
    assert bare == []


@pytest.mark.parametrize(
    ("typed", "payer", "verdict"),
    [
        ("/ask denied CO-50 from cigna for 20560", "Cigna", "Not covered"),
        ("/coverage bcbsnc 20560 CO-50", "Blue Cross NC", "Investigational: not paid"),
    ],
)
async def test_a_denial_beside_a_payer_tells_the_code_the_policy_and_the_next_step(
    desk: FrontDesk, typed: str, payer: str, verdict: str
) -> None:
    reply = await desk.say(typed)
    meaning, policy, step = reply.lines[:3]
    assert payer in reply.headline
    assert policy.text.startswith(f"It fits the policy on needling: {verdict}")
    assert policy.cites
    assert meaning.cites
    assert step.cites
    assert "I hold nothing" not in " ".join(line.text for line in reply.lines)
    shared = [c.command for c in reply.choices if c.command.startswith("/share")]
    assert shared == [f"/share denial {payer} 20560 CO-50"]


async def test_a_denial_of_a_payer_without_facts_says_that_nothing_is_held(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/ask denied CO-50 from mutual of omaha")
    assert reply.headline == "CO-50 · Mutual of Omaha"
    assert "The policy on needling: Unknown." in [line.text for line in reply.lines]


async def test_a_denial_without_a_code_begins_with_the_payers_policy(desk: FrontDesk) -> None:
    reply = await desk.say("/ask cigna denied 20560 as experimental what now")
    assert reply.lines[0].text.startswith("The policy on needling: Cigna: Not covered.")
    assert len(reply.lines) > 1


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("aetna and medicare 20560", ["Aetna", "Medicare Part B"]),
        ("united healthcare and medicare", ["UnitedHealthcare", "Medicare Part B"]),
        ("bcbsnc and medicare", ["Blue Cross NC", "Medicare Part B"]),
    ],
)
async def test_medicare_joined_by_and_is_a_payer_of_its_own(
    desk: FrontDesk, typed: str, names: list[str]
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    told = [row.cells[0] for row in rows(reply)]
    assert all(any(cell.startswith(name) for cell in told) for name in names)
    plan = await desk.say("/coverage aetna medicare 20560")
    assert plan.headline.startswith("Aetna Medicare Advantage")


async def test_one_answer_of_two_tells_the_verdict_of_every_plan_that_a_name_fits(
    desk: FrontDesk,
) -> None:
    reply = await desk.glance("/state pa pt hours and does IBC pay 20561")
    assert (
        "Independence Blue Cross Medicare Advantage: Covered with conditions; "
        "Independence Blue Cross commercial: Unknown." in words(reply)
    )


async def test_one_answer_of_two_keeps_the_words_above_its_table_in_the_details(
    desk: FrontDesk,
) -> None:
    opened = await desk.say("/ask can a PT needle in ohio, and does bcbsnc pay 20560 and 97810")
    assert "20560: Investigational: not paid" in words(opened)
    assert "calls dry needling of trigger points investigational" in words(opened)


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [
        pytest.param("20560", True, id="a code that the program's position names"),
        pytest.param("97810 by LAc", False, id="a code of which it does not speak"),
        pytest.param("20560 97810", False, id="one of two codes"),
    ],
)
async def test_the_position_of_a_states_program_is_told_for_its_own_codes_alone(
    desk: FrontDesk, typed: str, *, is_told: bool
) -> None:
    reply = await desk.glance(f"/coverage partnership healthplan of california {typed}")
    assert ("the policy is silent" in words(reply)) is is_told


@pytest.mark.parametrize("typed", ["devoted ma hmo 20560 in florida", "tufts ma ppo 20560"])
async def test_ma_before_hmo_and_ppo_is_medicare_advantage(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/coverage {typed}")
    assert "Medicare Advantage plans" in words(reply)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (
            "medicare uhc cigna",
            [
                "Medicare Part B",
                "UnitedHealthcare Medicare Advantage",
                "UnitedHealthcare commercial",
                "Cigna",
            ],
        ),
        ("cigna tricare medicare", ["Cigna", "TRICARE", "Medicare Part B"]),
        (
            "tricare va medicare",
            ["TRICARE", "Veterans Affairs (community care)", "Medicare Part B"],
        ),
        ("tricare medicare", ["TRICARE", "Medicare Part B"]),
    ],
)
async def test_medicare_in_a_list_of_companies_is_one_of_them(
    desk: FrontDesk, typed: str, names: list[str]
) -> None:
    shown = [row.cells[0] for row in rows(await desk.say(f"/coverage {typed}"))]
    assert [name for name in names if name in shown] == names


@pytest.mark.parametrize("typed", ["aetna medicare", "bcbsnc blue options medicare"])
async def test_beside_one_company_medicare_is_its_own_plan(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert not rows(reply)
    assert "Medicare Part B" not in reply.headline


async def test_a_word_beside_several_payers_that_was_not_read_is_told(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage cigna; tricare; moonhealth")
    assert "I did not use “moonhealth”." in [line.text for line in reply.cautions]


async def test_a_table_of_payers_names_the_state_that_was_read(desk: FrontDesk) -> None:
    assert "in Virginia" in (await desk.glance("/coverage cigna tricare in virginia")).headline
