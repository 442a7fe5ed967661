"""What was shared is written down once an act, for its clinic, and holds no words."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest

from models.clinic.clinic import Platform, Role
from models.clinic.shared_answer import SharedAnswer
from models.storage.clinics import ClinicStore
from models.storage.shared_answers import SharedAnswers


@pytest.fixture
async def shared(ledger: ClinicStore, noon: datetime) -> SharedAnswer:
    """An answer that Amy shares."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "UAMY", role=Role.STAFF, at=noon)
    about = ("payer/cigna", "code/20560")
    return SharedAnswer(clinic.id, "C1/1.1/share", "UAMY", "coverage", "C1", noon, about)


async def test_two_clicks_of_one_button_share_once(shared: SharedAnswer) -> None:
    shares = SharedAnswers()
    claims = await asyncio.gather(*(shares.claim(shared) for _ in range(5)))
    assert sorted(claims) == [False] * 4 + [True]
    assert await shares.of_clinic(shared.clinic_id) == (shared,)


async def test_where_it_was_posted_is_kept_with_the_facts_it_tells(shared: SharedAnswer) -> None:
    shares = SharedAnswers()
    await shares.claim(shared)
    await shares.posted(shared, "1700000000.000001")
    [kept] = await shares.of_clinic(shared.clinic_id)
    assert kept == replace(shared, message="1700000000.000001")


async def test_what_could_not_be_posted_may_be_shared_again(shared: SharedAnswer) -> None:
    shares = SharedAnswers()
    assert await shares.claim(shared)
    await shares.withdraw(shared)
    assert await shares.claim(shared)


async def test_another_clinic_has_shared_nothing(
    shared: SharedAnswer, ledger: ClinicStore, noon: datetime
) -> None:
    shares = SharedAnswers()
    await shares.claim(shared)
    other, _ = await ledger.seat(Platform.SLACK, "T2", "UBEA", role=Role.STAFF, at=noon)
    assert await shares.of_clinic(other.id) == ()
    assert await shares.claim(replace(shared, clinic_id=other.id))
