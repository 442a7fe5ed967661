"""A payer or program, and the names under which staff know it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LineOfBusiness(StrEnum):
    """The kind of plan that a policy speaks for."""

    COMMERCIAL = "commercial"
    MEDICARE = "medicare"  # original Medicare, fee for service
    MEDICARE_ADVANTAGE = "medicare_advantage"
    MEDICAID = "medicaid"
    WORKERS_COMPENSATION = "workers_compensation"
    FEDERAL = "federal"  # TRICARE, VA, FEP
    AUTO = "auto"  # personal injury protection
    MEDIGAP = "medigap"  # pays where original Medicare pays
    STUDENT = "student"


LINE_NAMES: dict[LineOfBusiness, str] = {
    LineOfBusiness.COMMERCIAL: "commercial",
    LineOfBusiness.MEDICARE: "original Medicare",
    LineOfBusiness.MEDICARE_ADVANTAGE: "Medicare Advantage",
    LineOfBusiness.MEDICAID: "Medicaid",
    LineOfBusiness.WORKERS_COMPENSATION: "workers' compensation",
    LineOfBusiness.FEDERAL: "federal program",
    LineOfBusiness.AUTO: "auto injury",
    LineOfBusiness.MEDIGAP: "Medicare supplement",
    LineOfBusiness.STUDENT: "student health",
}


LINE_SYNONYMS: dict[LineOfBusiness, tuple[str, ...]] = {
    LineOfBusiness.COMMERCIAL: (
        "commercial", "comm", "comml", "ppo", "hmo", "epo", "employer plan", "group plan",
        "fully insured",
    ),
    LineOfBusiness.MEDICARE: (),
    LineOfBusiness.MEDICARE_ADVANTAGE: (
        "medicare advantage", "medicare replacement", "medicare adv", "ma plan", "ma hmo", "ma ppo",
        "part c", "mapd",
        "mcr adv", "mdcr adv", "mcr advantage", "mdcr advantage", "mcare adv",
        "advantage plan", "replacement plan", "humana gold plus", "humana goldplus", "humana honor",
        "humanachoice", "humana choice ppo",
    ),
    LineOfBusiness.MEDICAID: ("medicaid", "mcaid"),
    LineOfBusiness.WORKERS_COMPENSATION: (
        "workers comp", "workers compensation", "work comp", "workmans comp", "wc",
    ),
    LineOfBusiness.FEDERAL: ("federal program",),
    LineOfBusiness.AUTO: (
        "auto", "auto injury", "pip", "mva", "auto insurance", "personal injury protection",
    ),
    LineOfBusiness.MEDIGAP: (
        "medigap", "medigap plan", "medicare supplement", "medicare supp", "med supp",
        "supplement plan", "supplemental",
    ),
    LineOfBusiness.STUDENT: ("student", "student health", "student plan", "student insurance"),
}  # fmt: skip


class PayerKind(StrEnum):
    """What a payer sells or does."""

    AUTO = "auto"
    COMMERCIAL = "commercial"
    FEDERAL = "federal"
    MEDICAID = "medicaid"
    MEDICAID_MANAGED = "medicaid_managed"
    MEDICARE_ADVANTAGE = "medicare_advantage"
    MEDICARE_CONTRACTOR = "medicare_contractor"
    MEDIGAP = "medigap"
    PACE = "pace"  # arranges and pays for all care of its frail members, and is no Advantage plan
    NETWORK = "network"  # rents its doctors and prices to payers, and pays nothing itself
    SHARING_MINISTRY = "sharing_ministry"
    TPA = "tpa"  # administers plans that employers pay for themselves
    UTILISATION_MANAGER = "utilisation_manager"  # approves care for other payers
    WORKERS_COMP = "workers_comp"


LINES_OF_KIND: dict[PayerKind, tuple[LineOfBusiness, ...]] = {
    PayerKind.AUTO: (LineOfBusiness.AUTO,),
    PayerKind.COMMERCIAL: (LineOfBusiness.COMMERCIAL,),
    PayerKind.FEDERAL: (LineOfBusiness.FEDERAL,),
    PayerKind.MEDICAID: (LineOfBusiness.MEDICAID,),
    PayerKind.MEDICAID_MANAGED: (LineOfBusiness.MEDICAID,),
    PayerKind.MEDICARE_ADVANTAGE: (LineOfBusiness.MEDICARE_ADVANTAGE,),
    PayerKind.MEDICARE_CONTRACTOR: (LineOfBusiness.MEDICARE,),
    PayerKind.MEDIGAP: (LineOfBusiness.MEDIGAP,),
    PayerKind.PACE: (),
    PayerKind.NETWORK: (),
    PayerKind.SHARING_MINISTRY: (),
    PayerKind.TPA: (LineOfBusiness.COMMERCIAL,),
    PayerKind.UTILISATION_MANAGER: (),
    PayerKind.WORKERS_COMP: (LineOfBusiness.WORKERS_COMPENSATION,),
}


@dataclass(frozen=True, slots=True)
class Payer:
    """One payer, with facts or known by name alone.

    `names` mean this payer and no other; `shared_names` ("blue cross") are used for several
    payers, so that one of them alone is answered with a question. `common_names` are those of
    either that are also a word, a place or a person's name. `states` are those in which the payer
    does business; empty means that it is not tied to any. `facts` is the id under which its
    positions are held, which several payers may share; empty where none are.
    """

    id: str
    name: str
    lines: tuple[LineOfBusiness, ...]
    names: tuple[str, ...]
    shared_names: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kind: PayerKind = PayerKind.COMMERCIAL
    common_names: tuple[str, ...] = ()
    part_of: str = ""
    note: str = ""
    facts: str = ""

    @property
    def only_state(self) -> str | None:
        """The state of a payer that is met in one alone."""
        return self.states[0] if len(self.states) == 1 else None

    @property
    def is_of_several_states(self) -> bool:
        """Whether one name stands for the programs of several states, which decide each alone."""
        is_program = self.kind in {PayerKind.MEDICAID, PayerKind.WORKERS_COMP}
        return is_program and len(self.states) > 1

    @property
    def own_names(self) -> tuple[str, ...]:
        """What it is called on its own texts: "CMS", besides "Medicare Part B"."""
        return (self.name, *self.common_names)

    def sells(self, line: LineOfBusiness) -> bool:
        """Whether it has plans of a kind, as its name says or as is known of it."""
        return line in self.lines or self.sells_only(line)

    def sells_only(self, line: LineOfBusiness) -> bool:
        """Whether all its plans are of a kind: "OWCP / FECA (federal workers' compensation)"."""
        return self.lines == (line,) or LINE_NAMES[line].casefold() in self.name.casefold()

    def may_be_in(self, state: str) -> bool:
        """Whether it is met in a state, or is not tied to any."""
        return not self.states or state in self.states

    def __hash__(self) -> int:
        """By its id: over all that it says it would take longer than what is kept under it."""
        return hash(self.id)
