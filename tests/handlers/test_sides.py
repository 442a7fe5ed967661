"""Where sources disagree: both sides, by rank of authority, with dates and what would settle it."""

from __future__ import annotations

import pytest

from handlers.coverage.card import disputes
from models.coverage.dispute import DisputeState
from models.coverage.fact_book import Authority, FactBook
from models.wording.phrases import AUTHORITIES
from tests.handlers.front_desk import FrontDesk

RANKS = [AUTHORITIES[authority].lower() for authority in Authority]


def ranks(lines: list[str]) -> list[int]:
    """The rank of each side, from the authority that its line starts with."""
    starts = [line.lower() for line in lines]
    return [next(n for n, name in enumerate(RANKS) if line.startswith(name)) for line in starts]


async def test_every_disagreement_has_a_card(desk: FrontDesk, pack: FactBook) -> None:
    assert len(pack.disputes) == 66
    for dispute in pack.disputes:
        card = disputes.say(dispute, pack)
        said = [line.text for section in card.sections for line in section.lines]
        assert len(said) == len(dispute.sides), dispute.id
        for side in dispute.sides:
            assert any(side.says in line for line in said), dispute.id
        assert card.lines[0].text == dispute.answer.says
        assert card.sources, dispute.id
        assert any("settle" in line.text for line in card.cautions), dispute.id


async def test_the_higher_authority_stands_first(pack: FactBook) -> None:
    for dispute in pack.disputes:
        card = disputes.say(dispute, pack)
        order = ranks([line.text for line in card.sections[0].lines])
        assert order == sorted(order), dispute.id


async def test_a_settled_disagreement_says_which_side_holds(pack: FactBook) -> None:
    for dispute in pack.disputes:
        card = disputes.say(dispute, pack)
        holding = [line for line in card.sections[0].lines if "(this side holds)" in line.text]
        assert len(holding) == sum(side.holds for side in dispute.sides)
        if dispute.state is DisputeState.SETTLED and len(dispute.sides) > 1:
            assert holding, dispute.id


@pytest.mark.parametrize(
    ("typed", "badge", "says"),
    [
        pytest.param("/state WA", "Allowed by law or rule", "Settled: May a physical", id="WA"),
        pytest.param("/state OR", "rules pending", "Being decided", id="Oregon"),
        pytest.param("/state PA", "Unclear or contested", "Being decided", id="Pennsylvania"),
        pytest.param("/state AR", "Unclear or contested", "Sources disagree", id="Arkansas"),
        pytest.param("/state TX PTA", "Unclear or contested", "Sources disagree", id="Texas PTAs"),
    ],
)
async def test_a_state_shows_the_disagreement_about_it(
    desk: FrontDesk, typed: str, badge: str, says: str
) -> None:
    reply = await desk.say(typed)
    assert reply.badge
    assert badge in reply.badge.words
    assert any(says in section.title for section in reply.sections)


async def test_the_medicare_year_is_a_card_of_its_own(desk: FrontDesk) -> None:
    """Medicare has five disagreements: its card names them and offers each."""
    medicare = await desk.say("/coverage medicare 20560")
    year = next(c for c in medicare.choices if "year of 20" in c.label)
    card = await desk.say(year.command)
    said = " ".join(line.text for section in card.sections for line in section.lines)
    assert "12 months" in said
    assert "alendar year" in said


async def test_a_disagreement_of_physical_therapists_is_not_shown_to_others(
    desk: FrontDesk,
) -> None:
    chiropractors = await desk.say("/state TX DC")
    assert not any("assistant" in section.title for section in chiropractors.sections)


async def test_a_side_read_second_hand_has_the_label_of_the_text_that_it_reports(
    pack: FactBook,
) -> None:
    hours = next(d for d in pack.disputes if d.id == "nc_hours")
    card = disputes.say(hours, pack)
    old, holding = [line.text for line in card.sections[0].lines]
    assert old.startswith("Licensing board, Jun 19, 2014: 54 hours")
    assert holding.startswith("Licensing board, read second-hand (this side holds): None fixed")


def test_what_a_side_reports_is_an_authority(pack: FactBook) -> None:
    reported = {side.reports for dispute in pack.disputes for side in dispute.sides} - {""}
    assert reported
    assert reported <= set(AUTHORITIES.values())
