"""The audit's keys: AUDIT_KEY, or the file `.audit-key` that is made beside SQLite.

Without given keys, one is made once beside the file of a SQLite database, for its owner's eyes. A
process has at most one database open, and this module holds that one's.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from models.clinic.audit_key import BYTES, AuditKey, AuditKeys, read_keys, spell
from models.errors import SettingsFault
from models.storage.audit_heads import PRIVATE, HeadsFile

_MISSING = (
    "AUDIT_KEY is missing: the audit of records in PostgreSQL is bound with a key of yours.",
    "Make one with `python -m bot key audit`, and keep a copy of it elsewhere.",
)
_LOST = (
    "The key of the audit is gone from beside the database: a new one would prove nothing of old.",
    "Put the .audit-key file back from a copy, or give the key as AUDIT_KEY. If it is lost for "
    "good, remove the .audit-heads file as well and run `python -m bot migrate --key-lost`: a new "
    "key is made then, and `doctor --audit` goes on to say that the rows of before cannot be "
    "proved.",
)
_MISREAD = (
    "The audit has a key that cannot be read.",
    "AUDIT_KEY is written id:base64, as `python -m bot key audit` makes it; of several, which a "
    "comma separates, the newest stands first.",
)


def new_key() -> str:
    """A new key of the audit, as it is written."""
    return spell(AuditKey(secrets.token_hex(4), secrets.token_bytes(BYTES)))


def are_keys(texts: Sequence[str]) -> bool:
    """Whether texts are keys of the audit, each with an id of its own."""
    try:
        read_keys(texts)
    except ValueError:
        return False
    return True


class Keyring:
    """The keys of one database, and the second place of its newest hashes.

    `file` is that of SQLite; None for PostgreSQL, which has no second place but the clock's log.
    """

    def __init__(self, file: Path | None, given: Sequence[str] = ()) -> None:
        self._file = file
        self._given = tuple(given)
        self._read: AuditKeys | None = None
        self.is_proved = False
        """Whether a row of the audit was seen that these keys prove, and none that they do not."""
        self.proved_clinics: frozenset[int] = frozenset()
        """Those whose newest row was bound with one of these keys, as far as was looked."""
        self.heads = HeadsFile(_beside(file, "audit-heads")) if file else None

    @property
    def keys(self) -> AuditKeys:
        """The keys. Raises `SettingsFault` where there is none or it cannot be read."""
        if self._read is None:
            try:
                self._read = read_keys(self._written())
            except ValueError:
                raise SettingsFault(*_MISREAD) from None
        return self._read

    def _written(self) -> tuple[str, ...]:
        """The given keys, and behind them the one beside the file, which bound the older rows."""
        if self._file is None:
            if not self._given:
                raise SettingsFault(*_MISSING)
            return self._given
        path = _beside(self._file, "audit-key")
        if not path.exists() and not self._given:
            if self.heads and self.heads.all():
                raise SettingsFault(*_LOST)
            _make(path)
        older = path.read_text().strip() if path.exists() else ""
        return (*self._given, *([older] if older and older not in self._given else []))


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f"{file.name}.{ending}")


def _make(path: Path) -> None:
    """Make the key, whole or not at all; of two processes that make it, both get the first one."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    try:
        os.write(file, f"{new_key()}\n".encode())
        os.fsync(file)
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.close(file)
        draft.unlink()


_held: list[Keyring] = []


def hold(keyring: Keyring) -> None:
    """From now on, the audit goes by this one."""
    _held.append(keyring)


def let_go(keyring: Keyring) -> None:
    """The database is closed."""
    _held.remove(keyring)


@contextmanager
def held(keyring: Keyring) -> Iterator[None]:
    """Go by a keyring for a while, as a migration does."""
    hold(keyring)
    try:
        yield
    finally:
        let_go(keyring)


def current() -> Keyring:
    """The keyring of the database that is open."""
    return _held[-1]
