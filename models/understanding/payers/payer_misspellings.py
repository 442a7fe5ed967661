"""Mends common misspellings and abbreviations of words in payers' names: "hlth", "hp"."""

from __future__ import annotations

from collections.abc import Iterable

from models import words as word_keys
from models.words import Word

# Misspellings of words that stand in many names, letters of initials that changed places too.
_MEANT = {
    "medicade": "medicaid", "medicad": "medicaid", "medicar": "medicare", "medicae": "medicare",
} | dict.fromkeys(
    "bccbs bcbss bbcbs bcbcs bcsb bcsbs bsbc bcbbs".split(), "bcbs"
)  # fmt: skip

# Abbreviations of words that stand in many names.
_SHORT_FOR = {
    "admins": "administrators", "adv": "advantage", "assoc": "association", "cmty": "community",
    "comm": "community", "coop": "cooperative", "dept": "department", "fed": "federal",
    "govt": "government", "grp": "group", "healthcr": "healthcare", "hlth": "health",
    "hlthcare": "healthcare", "hlthcr": "healthcare", "hp": "healthplan", "insur": "insurance",
    "mcr": "medicare", "mdcd": "medicaid", "mdcr": "medicare", "mgmt": "management",
    "natl": "national", "svc": "services", "svcs": "services", "srvcs": "services",
}  # fmt: skip

_MENDED = _MEANT | _SHORT_FOR


def keys(words: Iterable[Word]) -> list[str]:
    """What each word adds to a key, common misspellings and abbreviations mended."""
    return [_MENDED.get(added, added) for added in word_keys.keys(words)]
