"""What words add to a payer's name: a line of business, a state, veterans, Medicare beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from models.coverage import state
from models.coverage.payer import LINE_SYNONYMS, LineOfBusiness, Payer, PayerKind
from models.understanding.names import NameIndex, NameMatch
from models.understanding.payers.named_payers import PayerName
from models.understanding.payers.networks import is_followed
from models.understanding.payers.payer_misspellings import keys
from models.understanding.remaining_text import RemainingText
from models.words import Word, key_of

LINES = NameIndex(LINE_SYNONYMS)

# How the names of plans say their line of business, behind the payer's own.
_LINE_WORDS: dict[LineOfBusiness, tuple[tuple[str, ...], ...]] = {
    LineOfBusiness.COMMERCIAL: (("commercial",),),
    LineOfBusiness.MEDICARE_ADVANTAGE: (("medicare", "advantage"), ("medicare",), ("ma",)),
    LineOfBusiness.MEDICAID: (("medicaid",),),
    LineOfBusiness.WORKERS_COMPENSATION: (("workers", "comp"), ("wc",)),
    LineOfBusiness.AUTO: (("pip",), ("no", "fault"), ("auto",)),
    LineOfBusiness.MEDIGAP: (("medigap",), ("medicare", "supplement")),
    LineOfBusiness.STUDENT: (("student",), ("student", "health")),
}

# Products of one company that are of one line of business, by their keys.
_PRODUCTS = dict.fromkeys(
    """humanagoldplus humanagold humanachoice humanachoiceppo humanahonor humanamedicare humanama
    humanamcr humanamedicareadvantage humanagroupmedicare""".split(),
    LineOfBusiness.MEDICARE_ADVANTAGE,
)

# The plan that is both Medicare and Medicaid, the programs that it names, and the veterans'.
_OF_BOTH = "uhc_dual"
_PROGRAMS = frozenset({LineOfBusiness.MEDICAID, LineOfBusiness.MEDICARE_ADVANTAGE})
_VETERANS = frozenset("vet vets veteran veterans".split())
CARE_OF_VA = ["community", "care"]
"""What the veterans' program calls the care that it buys."""

# The plans of federal employees, who pays where one was hurt at work, and words that tell of it.
_FEDERAL = frozenset({"apwu", "fehb", "nalc"})
_COMP = "owcp"
_HURT = frozenset("accident hurt injured injury".split())
_WORKS = frozenset(
    "federal fed government govt postal usps worker workers employee employees employed".split()
)
_AT_WORK = frozenset("delivering duty job route work working".split())

# Before "student" they say that the student treats.
_TRAINED = frozenset("a ati chiro dpt my our ot pt pta spt therapist therapy".split())


def line_in(words: tuple[Word, ...]) -> LineOfBusiness | None:
    """The line of business that words name, if they name one."""
    match = next(LINES.find(words), None)
    return LineOfBusiness(match.ids[0]) if match else None


def line_of_product(name: PayerName) -> LineOfBusiness | None:
    """The line of business of a product that is named: "Humana Gold Plus"."""
    return _PRODUCTS.get("".join(name.parts or keys(name.words)))


def is_trainee(match: NameMatch, left: RemainingText) -> bool:
    """Whether "student" is somebody who learns to treat, and no plan: "PT student with CI"."""
    word = left.words[match.start]
    return (
        match.end - match.start == 1
        and word.plain == "student"
        and (left.before(match.start) in _TRAINED | {"by"} or left.after(match.end - 1) in _TRAINED)
    )


def with_advantage(match: NameMatch, left: RemainingText) -> tuple[Word, ...]:
    """The words of a name; "medicare" at its end takes the word behind it along."""
    words, behind = left.words[match.start : match.end], left.words[match.end : match.end + 1]
    is_of_advantage = words[-1].plain == "medicare" and behind and behind[0].plain == "advantage"
    return (*words, *behind) if is_of_advantage else words


def written_with(
    name: PayerName, line: LineOfBusiness | None, where: str | None
) -> Iterator[tuple[str, ...]]:
    """The ways to write a name with the line of business or the state beside it.

    "anthem in ohio" is Anthem Ohio, "medicaid in texas" Texas Medicaid.
    """
    if not (line or where):
        return iter(())
    parts = name.parts or tuple(filter(None, keys(name.words)))
    lines = _LINE_WORDS.get(line, ()) if line and line_in(name.words) is not line else ()
    places = ((where.casefold(),), (key_of(state.NAMES[where]),)) if where else ()
    full = tuple(w.casefold() for w in state.NAMES[where].split()) if where else ()
    places = (*places, full) if full else ()
    return _with(parts, lines, places)


def _with(
    parts: tuple[str, ...],
    lines: Iterable[tuple[str, ...]],
    places: Iterable[tuple[str, ...]],
) -> Iterator[tuple[str, ...]]:
    """A name's words with those of a line and a state around them, the most exact first."""
    lines, places = list(lines), list(places)
    for line in lines:
        for where in places:
            yield from ((*parts, *line, *where), (*parts, *where, *line), (*where, *parts, *line))
    for more in (*lines, *places):
        yield from ((*parts, *more), (*more, *parts))


def without_medicare_beside(names: list[PayerName], left: RemainingText) -> list[PayerName]:
    """The names without "medicare" and "medicaid" where they are not asked about by themselves.

    A plan for both has both names; "does geisinger follow the medicare rule" asks of Geisinger.
    """
    if len(names) == 1:
        return names
    said = [name for name in names if _is_program_name(name)]
    others = [name for name in names if name not in said]
    if not said or not others:
        return names
    is_of_both = any(name.ids[0] == _OF_BOTH for name in others)
    kept = [n for n in said if not is_of_both and not is_followed(_places(n), left)]
    return [name for name in names if name in others or name in kept]


def _places(name: PayerName) -> list[int]:
    return [word.place for word in name.words]


def _is_program_name(name: PayerName) -> bool:
    return name.ids == ("medicare",) or line_in(name.words) in _PROGRAMS


def of_veterans(names: list[PayerName], left: RemainingText) -> list[PayerName]:
    """The names where a veteran is spoken of: "a vet with community care through optum"."""
    is_told = any(name.ids == ("va",) for name in names)
    if not is_told and _VETERANS.isdisjoint(word.plain for word in left.typed):
        return names
    shared = [n for n in names if "va" in n.ids or [w.plain for w in n.words] == CARE_OF_VA]
    if not shared:
        return names
    left.drop([word for word in left.words if word.plain in _VETERANS])
    va = [replace(name, ids=("va",)) for name in shared]
    return [va[shared.index(name)] if name in shared else name for name in names]


def of_federal_injury(names: list[PayerName], left: RemainingText) -> list[PayerName]:
    """The names where a federal employee was hurt at work: "usps worker injured on the job".

    Beside the program for that, whoever works for whom names no plan: "OWCP, federal worker".
    """
    if any(name.ids == (_COMP,) for name in names):
        works = [name for name in names if _WORKS.issuperset(word.plain for word in name.words)]
        return [name for name in names if name not in works]
    typed = {word.plain for word in left.typed}
    told = _HURT | _AT_WORK
    if _HURT.isdisjoint(typed) or _AT_WORK.isdisjoint(typed):
        return names
    hurt = [name for name in names if _FEDERAL.issuperset(name.ids)]
    if not hurt:
        return names
    left.drop([word for word in left.words if word.plain in told])
    return [replace(name, ids=(_COMP,)) if name in hurt else name for name in names]


def is_of_program(plan: Payer, payers: Mapping[str, Payer], sure: Iterable[PayerName]) -> bool:
    """Whether a managed plan's own state's Medicaid is named too: "kancare sunflower"."""
    programs = (payers[id_] for name in sure for id_ in name.ids if len(name.ids) == 1)
    return plan.kind is PayerKind.MEDICAID_MANAGED and any(
        program.kind is PayerKind.MEDICAID and program.only_state in plan.states
        for program in programs
    )


def with_program(names: list[PayerName], payers: Mapping[str, Payer]) -> list[PayerName]:
    """A managed plan with the program it serves, though both are words: "molina apple health"."""
    plans = [payers[id_] for name in names for id_ in name.ids]
    is_served = any(is_of_program(plan, payers, names) for plan in plans)
    return names if is_served and len(names) == 2 else []  # noqa: PLR2004 - the plan, its program


def own_or_typed(own: LineOfBusiness | None, typed: LineOfBusiness | None) -> LineOfBusiness | None:
    """The line that a payer's name says, else the one typed: "humana gold plus ppo"."""
    is_of_any = typed in {None, LineOfBusiness.COMMERCIAL}
    return own if own and is_of_any else typed or own
