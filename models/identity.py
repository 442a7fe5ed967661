"""What looks like a patient's identity: the search and its kinds. See `models.privacy`."""

from __future__ import annotations

from models.privacy.finder import EARLIEST_YEAR, IdentityFinder
from models.privacy.finder import find_form_in_alias as find_in_alias
from models.privacy.kinds import Identity, Kind, advice

__all__ = ["EARLIEST_YEAR", "Identity", "IdentityFinder", "Kind", "advice", "find_in_alias"]
