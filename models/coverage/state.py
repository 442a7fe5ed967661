"""States, and what each lets a profession do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.coverage.aspect import Aspect
from models.coverage.profession import Profession
from models.coverage.statement import Statement
from models.period import Period


class Permission(StrEnum):
    """Whether a profession may dry needle in a state, and by what kind of say-so."""

    BY_LAW = "by_law"  # a statute or an adopted rule names it
    BY_COURT = "by_court"  # a court decided that it is in scope
    BY_BOARD = "by_board"  # a board or an attorney general says it is in scope
    PER_LISTS = "per_lists"  # only lists and second-hand pages say so
    RULES_PENDING = "rules_pending"  # a law has passed, practice waits for rules
    NOT_YET = "not_yet"  # proposed, starting on a later day, or not seen to be signed
    SILENT = "silent"  # no law settles it; silence is not permission
    CONTESTED = "contested"  # sources disagree, or leave it unclear
    PROHIBITED = "prohibited"


ALLOWED = frozenset(
    {Permission.BY_LAW, Permission.BY_COURT, Permission.BY_BOARD, Permission.PER_LISTS}
)
"""By these a profession may dry needle."""


# What a state may ask of a profession, as the card introduces it.
HOURS = "Hours"
EXPERIENCE = "Years of practice"
EDUCATION = "Education"
EXAM = "Exam"
ONLINE = "Online study"
SUPERVISION = "Supervision and delegation"
REFERRAL = "Referral"
CONSENT = "Consent"
DOCUMENTATION = "Documentation"
REGISTRATION = "Registration"
ACTS = "What may be needled"
TITLE = "What it is called"

# The requirements that answer an aspect, the leading one first.
ANSWERS: dict[Aspect, tuple[str, ...]] = {
    Aspect.TRAINING: (HOURS, EDUCATION),
    Aspect.EXPERIENCE: (EXPERIENCE,),
    Aspect.EXAM: (EXAM,),
    Aspect.ONLINE: (ONLINE,),
    Aspect.SUPERVISION: (SUPERVISION,),
    Aspect.REFERRAL: (REFERRAL,),
    Aspect.CONSENT: (CONSENT,),
    Aspect.DOCUMENTATION: (DOCUMENTATION,),
    Aspect.REGISTRATION: (REGISTRATION,),
    Aspect.ACTS: (ACTS,),
    Aspect.TITLE: (TITLE,),
}

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


# How else a state is written, besides its name and its two letters: as the press and the old post
# office did. "Carolina" is two states.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "AL": ("ala",), "AZ": ("ariz",), "AR": ("ark",),
    "CA": ("calif", "cali", "cal", "socal", "so cal", "norcal", "nor cal"), "CO": ("colo",),
    "CT": ("conn",),
    "DC": ("washington dc", "wash dc", "district", "the district", "dc metro"),
    "FL": ("fla",), "GA": ("state of georgia",),
    "KS": ("kans", "kan"), "MA": ("mass",), "MI": ("mich",),
    "MN": ("minn",), "MS": ("miss",), "MT": ("mont",), "NE": ("neb", "nebr"), "NV": ("nev",),
    "NH": ("n hampshire", "n h", "new hamp"), "NJ": ("n jersey", "jersey", "n j"),
    "NM": ("n mexico", "n mex", "new mex", "n m"),
    "NY": ("n york", "new york state", "nyc", "new york city", "n y", "ny state"),
    "NC": ("n carolina", "no carolina", "n car", "north car", "n c", "carolina", "carolinas"),
    "ND": ("n dakota", "no dakota", "n dak", "north dak", "n d", "dakota", "dakotas"),
    "OK": ("okla",), "OR": ("oreg", "ore"), "PA": ("penn", "penna"), "RI": ("r island", "r i"),
    "SC": ("s carolina", "so carolina", "south car", "s c", "carolina", "carolinas"),
    "SD": ("s dakota", "so dakota", "s dak", "south dak", "s d", "dakota", "dakotas"),
    "TN": ("tenn",), "TX": ("tex", "ecptote"), "VA": ("state of virginia", "virginias"),
    "WA": ("wash", "washington state", "state of washington", "wash state"),
    "WV": ("w virginia", "west va", "w va", "w v", "wva", "virginias"), "WI": ("wis", "wisc"),
    "WY": ("wyo",),
}  # fmt: skip

# Abbreviations that are words, too: they count where nothing else names a state.
ALSO_WORDS: dict[str, tuple[str, ...]] = {
    "IL": ("ill",), "IN": ("ind",), "DE": ("del",), "ID": ("ida",), "ME": ("me",), "IA": ("ia",),
    "HI": ("haw",),
}  # fmt: skip

# Outside the fifty states and DC; this book holds nothing on them.
TERRITORIES: dict[str, tuple[str, ...]] = {
    "Puerto Rico": ("pr", "porto rico", "san juan"), "Guam": ("gu",),
    "the US Virgin Islands": ("virgin islands", "usvi", "us virgin islands", "st croix"),
    "American Samoa": ("samoa",),
    "the Northern Mariana Islands": ("cnmi", "saipan", "mariana islands"),
}  # fmt: skip

# Abroad: nothing is held on them either, and a city of the same name needs its state beside it.
ABROAD: dict[str, tuple[str, ...]] = {
    "Ontario, Canada": ("ontario", "ontario canada"), "British Columbia": ("b c canada",),
    "Alberta, Canada": ("alberta", "alberta canada"), "Quebec": (), "Manitoba": (),
    "Saskatchewan": (), "Nova Scotia": (), "Canada": ("canadian",), "Mexico": (),
    "the UK": ("uk", "united kingdom"), "Australia": (), "New Zealand": (),
}  # fmt: skip


# A sentence that lets it to some alone: "Only certified hand therapists", "Trigger points only".
_ONLY = re.compile(r"^Only\b|\bonly\.")


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
    bars: tuple[str, ...] = ()  # to whom this rule denies it: "PTA", "aide", "student"

    def asks(self, requirement: str) -> Statement | None:
        """What it says of one requirement, as "Hours"; None where it says nothing."""
        return next((says for words, says in self.requirements if words == requirement), None)

    @property
    def limits(self) -> tuple[Statement, ...]:
        """To which persons or regions of the body alone it lets it: "Hand and wrist only"."""
        asked = filter(None, map(self.asks, (EDUCATION, ACTS)))
        return tuple(says for says in asked if _ONLY.search(says.says))


@dataclass(frozen=True, slots=True)
class State:
    """What the book holds of one state or the District of Columbia."""

    code: str
    rules: tuple[ScopeRule, ...]
    direct_access: Statement | None = None  # to physical therapists in general

    @property
    def name(self) -> str:
        """The state's name in full."""
        return NAMES[self.code]

    def in_force(self, on: date) -> list[ScopeRule]:
        """The rules of a day."""
        return [rule for rule in self.rules if rule.in_force.holds(on)]

    @property
    def within(self) -> str:
        """The name as it stands behind "in"."""
        return f"the {self.name}" if self.code == "DC" else self.name
