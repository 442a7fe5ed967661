"""Where a clinic may be spoken to is kept once for a place, and never seen by another clinic."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from models.clinic.clinic import Platform, Role
from models.clinic.conversation import Conversation
from models.mention import channel, person
from models.storage.clinics import ClinicStore
from models.storage.conversations import Conversations


@pytest.fixture
async def chat(ledger: ClinicStore, noon: datetime) -> Conversation:
    """Amy's own chat."""
    clinic, _ = await ledger.seat(Platform.TEAMS, "T1", "amy", role=Role.STAFF, at=noon)
    return Conversation(clinic.id, person("amy"), '{"conversation": "a:1"}', '{"aud": "app"}')


async def test_a_conversation_is_found_as_it_was_kept(chat: Conversation, noon: datetime) -> None:
    kept = Conversations()
    await kept.keep(chat, noon)
    assert await kept.find(chat.clinic_id, chat.place) == chat
    assert await kept.find(chat.clinic_id, channel("elsewhere")) is None


async def test_kept_again_it_is_replaced(chat: Conversation, noon: datetime) -> None:
    kept, moved = Conversations(), replace(chat, reference='{"conversation": "a:2"}')
    await kept.keep(chat, noon)
    await kept.keep(moved, noon)
    assert await kept.find(chat.clinic_id, chat.place) == moved


async def test_retired_it_is_found_no_more_until_it_is_kept_again(
    chat: Conversation, noon: datetime
) -> None:
    kept = Conversations()
    await kept.keep(chat, noon)
    await kept.retire(chat.clinic_id, chat.place, noon)
    assert await kept.find(chat.clinic_id, chat.place) is None
    assert await kept.newest(chat.clinic_id) is None
    await kept.keep(chat, noon)
    assert await kept.find(chat.clinic_id, chat.place) == chat


async def test_a_channel_leads_to_others_before_a_chat_does(
    chat: Conversation, noon: datetime
) -> None:
    kept, front = Conversations(), replace(chat, place=channel("19:front"))
    await kept.keep(front, noon)
    await kept.keep(chat, noon)
    assert await kept.newest(chat.clinic_id) == front


async def test_another_clinic_finds_none_of_it_and_retires_none(
    chat: Conversation, ledger: ClinicStore, noon: datetime
) -> None:
    kept = Conversations()
    await kept.keep(chat, noon)
    other, _ = await ledger.seat(Platform.TEAMS, "T2", "bo", role=Role.STAFF, at=noon)
    assert await kept.find(other.id, chat.place) is None
    assert await kept.newest(other.id) is None
    await kept.retire(other.id, chat.place, noon)
    assert await kept.find(chat.clinic_id, chat.place) == chat
