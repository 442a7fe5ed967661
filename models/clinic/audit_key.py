"""The keys that bind the audit: their form and length (BYTES), and how one is replaced.

A key is written `id:base64`. Of several, the newest stands first and binds what is new; the others
prove what they bound before, so that a key can be replaced and none may be thrown away.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

BYTES = 32
"""The length of a key."""

_JSON = json.JSONEncoder(separators=(",", ":"))
_ID = re.compile(r"[a-z0-9]{1,16}")


@dataclass(frozen=True, slots=True)
class AuditKey:
    """One key, with the id under which rows name it."""

    id: str
    secret: bytes = field(repr=False)

    def digest(self, *parts: object) -> str:
        """HMAC-SHA256 in hex over values, which a JSON list keeps apart whatever they contain."""
        return hmac.digest(self.secret, _spelled(parts), "sha256").hex()


@dataclass(frozen=True, slots=True)
class AuditKeys:
    """The keys of a process, the newest first; there is always one."""

    keys: tuple[AuditKey, ...]

    @property
    def newest(self) -> AuditKey:
        """The key that binds what is new."""
        return self.keys[0]

    def named(self, id_: str) -> AuditKey | None:
        """The key with an id; None where this process does not have it."""
        return next((key for key in self.keys if key.id == id_), None)


def read_key(text: str) -> AuditKey:
    """A key as it is written. Raises ValueError for anything else."""
    id_, _, secret = text.strip().partition(":")
    if not _ID.fullmatch(id_):
        raise ValueError("a key of the audit begins with its id")
    try:
        key_bytes = base64.b64decode(secret, validate=True)
    except binascii.Error:
        raise ValueError("a key of the audit is base64 behind its id") from None
    if len(key_bytes) != BYTES:
        raise ValueError(f"a key of the audit has {BYTES} bytes")
    return AuditKey(id_, key_bytes)


def read_keys(texts: Sequence[str]) -> AuditKeys:
    """The keys as they are written. Raises ValueError, also for none and for one id twice."""
    keys = tuple(map(read_key, texts))
    if not keys or len({key.id for key in keys}) < len(keys):
        raise ValueError("the audit needs keys with an id each")
    return AuditKeys(keys)


def spell(key: AuditKey) -> str:
    """A key as it is written."""
    return f"{key.id}:{base64.b64encode(key.secret).decode()}"


def plain_digest(*parts: object) -> str:
    """SHA-256 in hex over values, kept apart in the same way."""
    return sha256(_spelled(parts)).hexdigest()


def _spelled(parts: Sequence[object]) -> bytes:
    return _JSON.encode(parts).encode()
