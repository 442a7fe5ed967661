"""Keyed hashes of forgotten aliases, so that nobody is called so again.

Whoever has the database alone cannot try aliases against it, and whoever asks has the keys.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from models.clinic.audit_key import AuditKey
from models.privacy.alias_text import lookalike
from models.storage import keyring
from models.storage.tables import ForgottenAliasRow


async def forget(clinic_id: int, alias: str) -> str:
    """Keep the hash of an alias that is gone, and return it."""
    newest = keyring.current().keys.newest
    kept = digest(newest, clinic_id, alias)
    row = ForgottenAliasRow(clinic_id=clinic_id, digest=kept, key_name=newest.id)
    await ForgottenAliasRow.bulk_create([row], ignore_conflicts=True)
    return kept


async def are_forgotten(clinic_id: int, aliases: Collection[str]) -> bool:
    """Whether one of these was forgotten in this clinic, in whatever case, hyphens or not.

    One whose hash was made with a key that is gone from AUDIT_KEY is not known any more.
    """
    hashes = [digest for alias in aliases for digest in digests(clinic_id, alias)]
    return bool(hashes) and await ForgottenAliasRow.exists(clinic_id=clinic_id, digest__in=hashes)


def digests(clinic_id: int, alias: str) -> Sequence[str]:
    """The hashes that an alias may be kept under, one for each key."""
    return [digest(key, clinic_id, alias) for key in keyring.current().keys.keys]


def digest(key: AuditKey, clinic_id: int, alias: str) -> str:
    """The hash of an alias of a clinic, however it is spelled, and of those that look like it."""
    return key.digest("alias", clinic_id, lookalike(alias))
