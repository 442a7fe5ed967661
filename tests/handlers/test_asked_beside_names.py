"""What no card holds is answered by its topic, whichever payer or state is named beside it."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("is it ok to reuse needles in Texas", "reuse"),
        ("how long do we keep records for a humana patient", "keep_records"),
        ("florida blue patient wants a refund", "refund_patient"),
        ("is needling safe for pregnant women in texas", "pregnancy"),
        ("medicare patient has a pacemaker", "implants"),
    ],
)
async def test_the_topic_that_is_asked_answers(
    desk: FrontDesk, pack: FactBook, typed: str, topic: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline == pack.topics[topic].question


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("do we need pre auth thru evicore for needling", "eviCore"),
        ("SAIF oregon comp claim, 20561 ok with authorization?", "SAIF Corporation"),
        ("mail handlers vs geha which one pays needling", "2 payers"),
        ("whats the deal w/ Alliant Health Plans and 20561, GA", "Alliant Health Plans"),
        ("short version pls: medicare + needling + PT = ?", "Medicare Part B"),
        ("oregon PT AND chiropractor both", "Oregon"),
        ("nurse practitioner in NY?", "New York"),
        ("comp claim in texas 20560", "Texas workers' compensation"),
        ("quartz wi... 20560 paid once then not", "Quartz Health"),
    ],
)
async def test_what_a_payer_or_state_decides_is_answered_by_its_card(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline.startswith(headline)


@pytest.mark.parametrize(
    "typed",
    [
        "bloodborne exposure with L&I patient, who do we report to",
        "exposure to blood while needling a washington workers comp patient",
        "PT stuck by used needle, file L&I claim?",
        "aetna patient needle poked our tech",
        "our aide was stuck, is that workers comp",
        "bbp exposure l&i",
    ],
)
async def test_a_needlestick_cannot_wait_for_what_a_payer_covers(
    desk: FrontDesk, typed: str
) -> None:
    assert "This cannot wait: wash the spot" in words(await desk.glance(f"/ask {typed}"))


@pytest.mark.parametrize("typed", ["bloodborne exposure control plan", "bbp exposure training due"])
async def test_a_plan_against_exposure_is_no_alarm(desk: FrontDesk, typed: str) -> None:
    assert "This cannot wait" not in words(await desk.glance(f"/ask {typed}"))
