"""Where a clinic's alerts and digests go: its channel, or else each manager's own chat."""

from __future__ import annotations

from collections.abc import Collection

from models.clinic.clinic import Clinic
from models.mention import person
from models.ports import Clinics


async def of_alerts(clinic: Clinic, records: Clinics) -> tuple[str, ...]:
    """The clinic's channel; without one, each manager's own chat. None where there is neither."""
    if clinic.preferences.channel:
        return (clinic.preferences.channel,)
    return await of_managers(clinic, records)


async def of_digest(
    clinic: Clinic, records: Clinics, askers: Collection[str] = ()
) -> tuple[str, ...]:
    """The same; where no channel tells everybody, also the chat of each whom it concerns.

    That is who watches a payer, and the `askers` of answers that have changed.
    """
    channels = await of_alerts(clinic, records)
    concerned = {user for _, user in clinic.preferences.watches}.union(askers)
    if clinic.preferences.channel or not concerned:
        return channels
    members = await records.members(clinic.id)
    staff = (m for m in members if m.user in concerned and not (m.is_manager or m.is_gone))
    return (*channels, *(person(member.user) for member in staff))


async def of_managers(clinic: Clinic, records: Clinics) -> tuple[str, ...]:
    """Each manager's own chat: a role, not a person, so that it outlives whoever set it up."""
    members = await records.members(clinic.id)
    return tuple(person(member.user) for member in members if member.is_manager)
