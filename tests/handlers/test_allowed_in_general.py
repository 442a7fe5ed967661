"""That a profession may needle is no yes to a minor, a missing consent or hours not had."""

from __future__ import annotations

import pytest

from models.coverage.state import Permission
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "/ask mother did not sign, 15 yo, can we needle in Texas",
        "/ask can we needle a minor without a parent's consent in colorado",
        "/ask georgia teen, mom at work, can we needle",
        "/state texas pt minors",
        "/ask may we needle without written consent in Georgia",
        "/ask can we needle a patient who refuses to sign consent in arizona",
        "/ask is it allowed in colorado to needle without the 50 hours",
        "/ask can a PT who never trained needle in arizona",
        "/ask can a PT on probation needle in texas",
        "/ask needle a horse in texas",
        "/ask can we needle in a school in texas",
        "/ask can a PT inject in Texas",
        "/ask can PTs do needling and cupping in Texas",
    ],
)
async def test_no_badge_allows_what_the_rule_does_not_speak_of(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(typed)).badge is None


@pytest.mark.parametrize(
    "typed",
    ["/ask can a PT needle in Texas", "/state GA PT hours", "/ask can PTs needle in GA or not"],
)
async def test_what_is_asked_of_the_profession_alone_keeps_its_badge(
    desk: FrontDesk, typed: str
) -> None:
    assert (await desk.glance(typed)).badge is not None


async def test_a_parent_consents_for_a_minor_in_every_state(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask georgia teen, mom at work, can we needle")

    assert reply.lines[1].text.startswith("A minor: with the parent's consent")


async def test_what_a_state_forbids_it_forbids_with_minors_too(desk: FrontDesk) -> None:
    badge = phrases.PERMISSIONS[Permission.PROHIBITED]
    reply = await desk.glance("/state california pt minors")

    assert reply.badge == badge
    assert words(reply)
