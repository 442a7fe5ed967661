"""Topics on the start, licenses, orders, upset people, what lasts, and what is no muscle."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk

STARTS = "What do we need before we start to needle?"
PENDING = "May somebody needle while the license is pending?"
ORDER = "How old may a referral or order be?"
PURPOSE = "such as wrinkles, anxiety or the ear?"
FORGOTTEN = "whether it is all out"
UPSET = "What do we answer a patient who is upset or complains after needling?"
ACCUSED = (
    "Somebody says that we practice acupuncture or needle without a license: what do we answer?"
)
LASTS = "How long do soreness, bruises or bleeding last?"
OSHA = "How often is OSHA bloodborne training due, and for whom?"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("we are opening a needling service, what must be ready first", STARTS),
        ("owner wants to add dry needling next month, is there a checklist", STARTS),
        ("list of things to have in place before our first needling patient", STARTS),
        ("she passed her boards but the license is pending, may she needle", PENDING),
        ("new PT waits for the state license, can he needle till it comes", PENDING),
        ("temporary permit holder, needling ok", PENDING),
        ("prescription is eleven months old, still good for therapy?", ORDER),
        ("does an md order expire", ORDER),
        ("how long is a referral valid", ORDER),
        ("lady asks for needles against wrinkles", PURPOSE),
        ("can our PT needle somebody for smoking", PURPOSE),
        ("ear needling for anxiety by a physical therapist", PURPOSE),
        ("patient is furious about a bruise, what should we write back", UPSET),
        ("upset guy emailed that we hurt him, draft an answer", UPSET),
        ("what do we say to a patient who complains about a bruise", UPSET),
        ("an acupuncturist called and said we needle illegally", ACCUSED),
        ("got a letter that we practice acupuncture without license", ACCUSED),
        ("acupuncture guy threatens to report our PTs to the board", ACCUSED),
        ("how many days is soreness after needling normal", LASTS),
        ("bruise is still there after a week, how long does it last", LASTS),
        ("when will the soreness from needling be gone", LASTS),
        ("bloodborne training, is it each year", OSHA),
        ("does the osha course expire for our therapists", OSHA),
        ("who of us needs bbp training and how often", OSHA),
    ],
)
async def test_starts_licenses_orders_and_complaints_have_topics_of_their_own(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline.endswith(headline)


@pytest.mark.parametrize(
    "typed",
    [
        "we left a needle in him and his wife found it in bed",
        "lady went home with a needle, it fell out in the car",
        "forgot a needle, patient brought it back today",
        "left one in her, she pulled it out in the shower",
        "missing needle turned up in his jeans at home",
        "someone left a needle in a client and he found it on the couch",
    ],
)
async def test_a_needle_that_is_found_lies_in_nobody(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert FORGOTTEN in reply.lines[0].text
    assert not any("Keep the patient still" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    "typed",
    [
        "needle broke off and is still in her back",
        "we found that the needle is stuck in his calf",
    ],
)
async def test_a_needle_in_somebody_cannot_wait(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert any("Keep the patient still" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("box of sharps is full, may we press it down", "Never push it down"),
        ("peer to peer today, what does the PT have at hand", "Have at hand"),
        ("can we use the bot on a phone in the patient room", "patient room"),
        ("is an eval billable after a gap in care of months", "gap in care"),
    ],
)
async def test_what_is_asked_stands_in_sight(desk: FrontDesk, typed: str, says: str) -> None:
    assert any(says in line.text for line in (await desk.glance(f"/ask {typed}")).lines)
