"""Keys of the audit for tests: PostgreSQL has no file beside it that could hold one."""

from __future__ import annotations

from typing import Final

from models.clinic.audit_key import read_keys

KEYS: Final = ("now:Tm93aGVyZS1idXQtaGVyZS1pcy10aGlzLWEta2V5ISE=",)
OLDER: Final = ("old:QW5vdGhlci1rZXktb2Ytb25jZS11cG9uLWEtdGltZSE=",)
KEY: Final = read_keys(KEYS).newest
