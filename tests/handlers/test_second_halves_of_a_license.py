"""What is asked beside a license: which code, whose parents; and claims that shall be untrue.

The wordings are nobody's: none stands in a sheet of questions on which the reader was measured.
"""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "state", "code"),
    [
        ("OT in Mississippi, may she needle, and 20560 or 61", "Mississippi", "one or two muscles"),
        ("hand therapist, Colorado OT, ok? and 20560 or 20561?", "Colorado", "one or two muscles"),
        ("DC in Florida allowed? the needling codes or the acu codes", "Florida", "what was done"),
        ("LAc in Texas, needling code or acupuncture code", "Texas", "what was done"),
        ("may our AT in Arizona needle, 20561 or 20560", "Arizona", "one or two muscles"),
    ],
)
async def test_the_code_is_told_beside_the_license(
    desk: FrontDesk, typed: str, state: str, code: str
) -> None:
    told = await desk.glance(f"/ask {typed}")
    assert f"{state} · " in words(told)
    assert code in words(told)
    assert "Not part of this answer: 2056" not in words(told)


@pytest.mark.parametrize(
    "typed",
    [
        "lymphedema, can billing just put shoulder pain so it goes through",
        "can we list it as back pain so insurance pays",
        "should i write LBP so that medicare covers it",
        "put neck pain instead so aetna pays?",
        "she wants us to change the dx so it gets paid",
        "add low back pain so they will cover it",
    ],
)
async def test_a_claim_is_not_altered_so_that_it_pays(desk: FrontDesk, typed: str) -> None:
    assert "so that it is paid?" in (await desk.glance(f"/ask {typed}")).headline


@pytest.mark.parametrize(
    "typed",
    [
        "which modifier do we use so it gets paid",
        "send the chart so they pay it",
        "put the needle in the upper trap so it gets released",
    ],
)
async def test_what_is_sent_is_no_altered_claim(desk: FrontDesk, typed: str) -> None:
    assert "leave off a code" not in (await desk.glance(f"/ask {typed}")).headline


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        ("therapist with an NC license goes to FL to treat her own parents", "50 face-to-face"),
        ("licensed in Ohio, wants Kentucky next, hours?", "Hours:"),
        ("PT compact from Maine, working in Georgia", "The statute has allowed it"),
        ("license is Utah, she wants Arizona for the winter, can she needle", "24"),
    ],
)
async def test_what_the_state_of_the_patient_asks_for_stands_at_a_glance(
    desk: FrontDesk, typed: str, asks: str
) -> None:
    told = words(await desk.glance(f"/ask {typed}"))
    assert "A license or privilege of the state where the patient is comes first." in told
    assert asks in told


async def test_parents_who_agree_are_of_a_minor(desk: FrontDesk) -> None:
    told = words(await desk.glance("/state Utah minor, her parents agree"))
    assert "age" in told
