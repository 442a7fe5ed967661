"""States, and what each lets a profession do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.coverage.period import Period
from models.coverage.profession import Profession
from models.coverage.statement import Statement


class Permission(StrEnum):
    """Whether a profession may dry needle in a state, and by what kind of say-so."""

    BY_LAW = "by_law"  # a statute or an adopted rule names it
    BY_BOARD = "by_board"  # a board, court or attorney general says it is in scope
    PER_LISTS = "per_lists"  # only lists and second-hand pages say so
    RULES_PENDING = "rules_pending"  # a law has passed, practice waits for rules
    NOT_YET = "not_yet"  # proposed, starting on a later day, or not seen to be signed
    SILENT = "silent"  # no law settles it; silence is not permission
    CONTESTED = "contested"  # sources disagree, or leave it unclear
    PROHIBITED = "prohibited"


SUPERVISION = "Supervision and delegation"

NAMES: dict[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip


# How else a state is written, besides its name and its two letters. "Carolina" is two states.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "AL": ("ala",), "AZ": ("ariz",), "AR": ("ark",), "CA": ("calif", "cali"), "CO": ("colo",),
    "CT": ("conn",), "DC": ("washington dc", "wash dc", "district"), "FL": ("fla",),
    "KS": ("kans", "kan"), "MA": ("mass",), "MI": ("mich",), "MN": ("minn",), "MT": ("mont",),
    "NE": ("neb", "nebr"), "NV": ("nev",), "NH": ("n hampshire",), "NJ": ("n jersey", "jersey"),
    "NM": ("n mexico",), "NY": ("n york", "new york state", "nyc", "new york city"),
    "NC": ("n carolina", "no carolina", "n car", "carolina"),
    "ND": ("n dakota", "no dakota", "dakota"), "OK": ("okla",), "OR": ("oreg", "ore"),
    "PA": ("penn", "penna"), "RI": ("r island",),
    "SC": ("s carolina", "so carolina", "s car", "carolina"),
    "SD": ("s dakota", "so dakota", "dakota"), "TN": ("tenn",), "TX": ("tex",),
    "WA": ("wash", "washington state", "state of washington"),
    "WV": ("w virginia", "west va", "w va"), "WI": ("wis", "wisc"), "WY": ("wyo",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """One state's say on one profession, in force for a stretch of days."""

    profession: Profession
    permission: Permission
    says: str
    cites: tuple[str, ...]
    in_force: Period
    as_of: str = ""  # when a source last said so, ISO and perhaps partial; empty if none is dated
    citation: str = ""
    requirements: tuple[tuple[str, Statement], ...] = ()  # ("Hours", …), in the order of the file
    cautions: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What the book holds of one state or the District of Columbia."""

    code: str
    rules: tuple[ScopeRule, ...]

    @property
    def name(self) -> str:
        """The state's name in full."""
        return NAMES[self.code]
