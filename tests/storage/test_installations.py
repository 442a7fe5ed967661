"""Installations and deliveries seen, on either database."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from models.clinic.clinic import Platform, Role
from models.clinic.installation import Installation, Tokens
from models.storage.clinics import ClinicStore
from models.storage.installations import Installations
from models.storage.seen_events import SeenEvents
from models.storage.token_seal import TokenSeal, UnreadableToken, is_key, new_key

LEASE = timedelta(seconds=30)


def made(workspace: str = "T1", organization: str = "", **tokens: object) -> Installation:
    """An installation as Slack gives it."""
    given = Tokens(**{"access": "access", "refresh": "refresh"} | tokens)  # type: ignore[arg-type]
    return Installation(workspace, organization, "A1", "UBOT", ("commands",), "U1", given)


@pytest.fixture
def installations(ledger: ClinicStore) -> Installations:
    return Installations(TokenSeal((new_key(),)))


@pytest.fixture
async def clinic_id(ledger: ClinicStore, noon: datetime) -> int:
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "U1", role=Role.MANAGER, at=noon)
    return clinic.id


async def test_an_installation_comes_back_as_it_was_kept(
    installations: Installations, clinic_id: int, noon: datetime
) -> None:
    new = made(expires_at=noon + timedelta(hours=12))
    await installations.save(new, clinic_id, noon)
    assert await installations.find("T1") == new
    assert await installations.find("T2") is None


async def test_installing_again_replaces_what_was_there_and_is_audited(
    installations: Installations, ledger: ClinicStore, clinic_id: int, noon: datetime
) -> None:
    await installations.save(made(), clinic_id, noon)
    again = made(access="another", refresh="")
    await installations.save(again, clinic_id, noon)
    assert await installations.find("T1") == again
    said = [entry.event.action for entry in await ledger.audit(clinic_id)]
    assert said[-2:] == ["app installed", "app installed"]
    assert not (await ledger.prove_audit(clinic_id)).faults


async def test_an_organizations_installation_serves_a_workspace_that_was_linked(
    installations: Installations, clinic_id: int, noon: datetime
) -> None:
    org_wide = made("E1", "E1")
    await installations.save(org_wide, None, noon)
    assert await installations.find("T1") is None
    assert await installations.find("T1", "E1") == org_wide
    for _ in range(2):
        await installations.link("T1", "E1", clinic_id, noon)
    assert await installations.find("T1") == org_wide
    own = made("T1", "E1", access="own")
    await installations.save(own, clinic_id, noon)
    assert await installations.find("T1", "E1") == own


async def test_what_is_erased_is_gone_unless_it_is_newer_than_the_news(
    installations: Installations, ledger: ClinicStore, clinic_id: int, noon: datetime
) -> None:
    await installations.save(made(), clinic_id, noon)
    assert not await installations.erase("T1", noon - timedelta(seconds=1), noon)
    assert await installations.find("T1")
    assert await installations.erase("T1", noon + timedelta(seconds=1), noon)
    assert await installations.find("T1") is None
    assert not await installations.erase("T1", noon + timedelta(seconds=1), noon)
    assert [e.event.action for e in await ledger.audit(clinic_id)][-1] == "app uninstalled"


async def test_of_ten_one_has_the_turn_until_the_lease_runs_out(
    installations: Installations, clinic_id: int, noon: datetime
) -> None:
    old = made()
    await installations.save(old, clinic_id, noon)
    turns = await asyncio.gather(*[installations.take_turn(old, noon, LEASE) for _ in range(10)])
    (turn,) = [each for each in turns if each]
    assert await installations.take_turn(old, noon + LEASE, LEASE) is None
    assert await installations.take_turn(old, noon + LEASE * 2, LEASE)
    await installations.renew(turn, Tokens("new", "newer", noon + timedelta(hours=12)))
    found = await installations.find("T1")
    assert found
    assert found.tokens.access == "new"
    assert await installations.take_turn(old, noon + LEASE * 9, LEASE) is None


async def test_a_turn_that_brought_nothing_is_free_again(
    installations: Installations, clinic_id: int, noon: datetime
) -> None:
    old = made()
    await installations.save(old, clinic_id, noon)
    turn = await installations.take_turn(old, noon, LEASE)
    assert turn
    await installations.end_turn(turn)
    assert await installations.take_turn(old, noon, LEASE)


async def test_new_tokens_of_an_old_installation_do_not_replace_a_new_one(
    installations: Installations, clinic_id: int, noon: datetime
) -> None:
    old, again = made(), made(access="again", refresh="again")
    await installations.save(old, clinic_id, noon)
    turn = await installations.take_turn(old, noon, LEASE)
    assert turn
    await installations.save(again, clinic_id, noon)
    await installations.renew(turn, Tokens("of the old", "of the old"))
    assert await installations.find("T1") == again


async def test_what_runs_out_or_cannot_be_opened_is_named(
    installations: Installations, clinic_id: int, noon: datetime
) -> None:
    await installations.save(made(expires_at=noon), clinic_id, noon)
    await installations.save(made("E1", "E1"), None, noon)
    found = await installations.examine(noon + timedelta(seconds=1))
    assert (found.installed, found.unreadable, found.run_out) == (2, (), ("T1",))
    found = await Installations(TokenSeal((new_key(),))).examine(noon)
    assert (found.unreadable, found.run_out) == (("E1", "T1"), ())


async def test_a_state_is_used_once_however_many_use_it(
    installations: Installations, noon: datetime
) -> None:
    until = noon + timedelta(minutes=10)
    used = await asyncio.gather(*[installations.use_state("s", noon, until) for _ in range(5)])
    assert sum(used) == 1
    assert await installations.use_state("another", noon, until)
    assert not await installations.use_state("s", until, until)


async def test_a_delivery_is_the_first_once_however_many_come_at_once(
    ledger: ClinicStore, noon: datetime
) -> None:
    seen = SeenEvents()
    firsts = await asyncio.gather(*[seen.first("slack", "Ev1", noon) for _ in range(10)])
    assert sum(firsts) == 1
    assert await seen.first("teams", "Ev1", noon)
    await seen.forget("slack", "Ev1")
    assert await seen.first("slack", "Ev1", noon)


def test_the_first_key_seals_and_every_key_opens() -> None:
    old, new = new_key(), new_key()
    sealed = TokenSeal((old,)).seal("canary")
    assert "canary" not in sealed
    assert TokenSeal((new, old)).open(sealed) == "canary"
    assert TokenSeal((new,)).open(TokenSeal((new, old)).seal("canary")) == "canary"
    with pytest.raises(UnreadableToken):
        TokenSeal((new,)).open(sealed)


@pytest.mark.parametrize("text", ["", "short", "x" * 44, "é" * 44])
def test_what_is_no_key_is_seen(text: str) -> None:
    assert is_key(new_key())
    assert not is_key(text)
