"""A payer's limit made countable: unit, pool, stages, readings, whom it holds; MOST_VISITS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from models.coverage.position import Circumstances, Position, find
from models.coverage.statement import Statement
from models.period import Period
from models.visits.body_region import BodyRegion
from models.visits.session import NEEDLING, Discipline, Session
from models.visits.window import Window

MOST_VISITS = 999
"""The most visits that anybody may type: used, authorized, or of a cap."""


class Unit(StrEnum):
    """The unit in which a limit counts."""

    VISIT = "visit"  # a date of service, whatever was done on it and by whom
    DISCIPLINE_VISIT = "discipline_visit"  # a date of service of one discipline: PT and OT are two
    TREATMENT = "treatment"  # every session
    TIMED_UNIT = "timed_unit"  # billed units of 15 minutes


class LimitKind(StrEnum):
    """Who set a limit."""

    PAYER = "payer"
    AUTHORIZATION = "authorization"  # the payer, for one patient
    CAP = "cap"  # the clinic itself


def id_of(kind: LimitKind, *parts: str) -> str:
    """The id of an authorization or a cap, under which standings are kept: "cap/clinic/month"."""
    return "/".join([kind.value, *filter(None, parts)])


def kind_of_id(id_: str) -> LimitKind:
    """Who set the limit of an id, as it is kept."""
    first = id_.partition("/")[0]
    is_ours = first in {LimitKind.AUTHORIZATION, LimitKind.CAP}
    return LimitKind(first) if is_ours else LimitKind.PAYER


def payer_of_id(id_: str) -> str:
    """The payer whose own limit it is, or whom a cap is for, by the id; empty of any other."""
    kind, _, rest = id_.partition("/")
    if kind == LimitKind.CAP:
        scope, _, rest = rest.partition("/")
        return rest.partition("/")[0] if scope == LimitKind.PAYER else ""
    return kind if rest and kind_of_id(id_) is LimitKind.PAYER else ""


class Needs(StrEnum):
    """What opens a further stage of a limit."""

    IMPROVING = "improving"  # the therapist notes that the patient improves
    AUTHORIZED = "authorized"  # the payer authorizes more


class Effect(StrEnum):
    """What a prior authorization does to a limit. Either way it is a limit of its own as well."""

    NOTHING = "nothing"  # the count goes on: Colorado's rolling year is not reset by one
    ADDS = "adds"  # a visit that one pays comes on top, in whatever window it lies
    FREES = "frees"  # visits beyond the limit's number are open while one has room for them
    REPLACES = "replaces"  # on its dates its number and dates stand in for the limit's


@dataclass(frozen=True, slots=True)
class Stage:
    """So many more visits, once something holds; with a `modifier` on each where one is wanted."""

    more: int
    needs: Needs
    modifier: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """What draws on a limit. Empty codes or disciplines set no bound.

    A session of which every code is among those `excluding` draws on nothing. Without a `case`
    whatever is treated draws; one of no told case may be of any.
    """

    codes: tuple[str, ...] = ()
    disciplines: tuple[Discipline, ...] = ()
    excluding: tuple[str, ...] = ()
    case: BodyRegion | None = None

    @property
    def holds_needling(self) -> bool:
        """Whether a visit of needling may draw."""
        return not self.codes or not NEEDLING.isdisjoint(self.codes)

    def overlaps(self, other: Pool) -> bool:
        """Whether some session could draw on both."""
        return (
            _share(self.codes, other.codes)
            and _share(self.disciplines, other.disciplines)
            and (self.case is None or other.case in {None, self.case})
        )

    def holds(self, other: Pool) -> bool:
        """Whether whatever draws on the other pool draws on this one as well."""
        is_of_all = set(self.excluding).issubset(other.excluding)
        of_codes = self.case in {None, other.case} and _holds_all(self.codes, other.codes)
        return is_of_all and of_codes and _holds_all(self.disciplines, other.disciplines)

    def has_code(self, session: Session) -> bool:
        """Whether one of the session's codes draws; a session without a code is needling."""
        if not self.codes and not self.excluding:
            return True
        return any(map(self._takes, session.codes or NEEDLING))

    def codes_of(self, session: Session) -> tuple[str, ...]:
        """The codes of a session that draw."""
        return tuple(filter(self._takes, session.codes))

    def _takes(self, code: str) -> bool:
        return code not in self.excluding and (not self.codes or code in self.codes)

    def only_opens(self, session: Session) -> bool:
        """Whether it would draw, but for codes of which every one is left out.

        It begins the care all the same, and with it a window that a first visit opens.
        """
        if not self.excluding:
            return False
        is_left_out = bool(session.codes) and set(session.codes).issubset(self.excluding)
        is_of_codes = not self.codes or not set(session.codes).isdisjoint(self.codes)
        return is_left_out and is_of_codes and self.has_discipline(session)

    def has_discipline(self, session: Session) -> bool:
        """Whether the session's discipline draws; one that nobody told does."""
        return not self.disciplines or session.discipline in {None, *self.disciplines}

    def has_case(self, session: Session) -> bool:
        """Whether the session may be of the pool's case."""
        return self.case is None or session.case in {None, self.case}

    def is_code_untold(self, session: Session) -> bool:
        """Whether the session draws only because its code was left out."""
        return bool(self.codes) and not session.codes

    def is_discipline_untold(self, session: Session) -> bool:
        """Whether it draws only because nobody told its discipline."""
        return bool(self.disciplines) and session.discipline is None


EVERYTHING = Pool()
_ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Reading(Statement):
    """One way to understand a limit that sources dispute: what it says, and who reads it so."""

    id: str
    window: Window
    unit: Unit


@dataclass(frozen=True, slots=True)
class Limit(Statement):
    """A sentence about visits that can be counted.

    `id` is stable: standings and alerts are kept under it. `number` is open from the start, in
    `unit`s; `stages` open more, one after the other. A `soft` limit may be passed with a reason.
    `treating`, `not_treating` and `plan` bound whom it holds for, `in_force` the dates of service.
    `assumes` says what the count takes for granted and no source prints.
    `disputed` names the dispute that `readings` answer; `reading` is the one chosen: its window and
    unit are those of the limit. `serial` is the number by which people call an authorization.
    `postsurgical` and `counts_self_pay` say that visits after surgery, or that the patient pays,
    draw. `second_payer` is the name of who pays second, where it is theirs, and `former_payer` of
    who paid before and pays no more. `own_rule` is by what the payer told the clinic of it
    ("call"), where no source states it but a rule of its own.
    """

    id: str
    number: int
    window: Window
    unit: Unit = Unit.VISIT
    stages: tuple[Stage, ...] = ()
    pool: Pool = EVERYTHING
    soft: bool = False
    on_authorization: Effect = Effect.NOTHING
    treating: tuple[str, ...] = ()
    not_treating: tuple[str, ...] = ()
    plan: str = ""
    in_force: Period = _ALWAYS
    assumes: str = ""
    disputed: str = ""
    readings: tuple[Reading, ...] = ()
    reading: str = ""
    kind: LimitKind = LimitKind.PAYER
    counts_self_pay: bool = False
    serial: int = 0
    postsurgical: bool = True
    second_payer: str = ""
    former_payer: str = ""
    own_rule: str = ""

    def __post_init__(self) -> None:
        """Refuse a limit or stage that allows no visit."""
        if self.number < 1 or any(stage.more < 1 for stage in self.stages):
            raise ValueError("a limit and each of its stages hold at least one visit")

    @property
    def most(self) -> int:
        """How many visits the limit allows with every stage open."""
        return self.number + sum(stage.more for stage in self.stages)

    def read_as(self, chosen: Mapping[str, str]) -> Limit:
        """The limit as the clinic reads it: by dispute, the id of the reading that it chose.

        A dispute that the clinic has not decided, and a reading that is not among the limit's,
        leave it as it is.
        """
        wanted = chosen.get(self.disputed)
        for reading in self.readings:
            if reading.id == wanted:
                return replace(self, window=reading.window, unit=reading.unit, reading=reading.id)
        return self


def _share(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not ones or not others or not set(ones).isdisjoint(others)


def _holds_all(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not ones or (bool(others) and set(ones).issuperset(others))


class LimitScope(StrEnum):
    """Whether a payer's sentence about visits is counted for somebody on a day."""

    YES = "yes"
    NOT_COUNTABLE = "not_countable"  # what is printed lacks a window, or counts money
    OTHER_DAYS = "other_days"  # the source speaks of another year
    WHICH_CONDITION = "which_condition"  # it depends on what nobody said yet
    WHICH_PLAN = "which_plan"


@dataclass(frozen=True, slots=True)
class HeldLimit:
    """A payer's sentence about visits, and whether it is counted. A `YES` is a `Limit`."""

    sentence: Statement
    holds: LimitScope


def limits_held(
    positions: Iterable[Position], circumstances: Circumstances, plan: str = ""
) -> tuple[HeldLimit, ...]:
    """What a payer says of visits for somebody, in the order of its file.

    It holds whoever treats and whatever code is billed: a session's own code decides whether it
    draws. What is bound to another plan or condition is left out; what is bound to one that nobody
    told is not counted until somebody does.
    """
    whoever = replace(circumstances, profession=None, code=None)
    return tuple(
        HeldLimit(sentence, _holds(sentence, position, circumstances, plan))
        for position in positions
        if find([position], whoever).leading
        for sentence in position.limits
        if _speaks_of(sentence, circumstances, plan)
    )


def _speaks_of(sentence: Statement, circumstances: Circumstances, plan: str) -> bool:
    if not isinstance(sentence, Limit):
        return True
    if sentence.plan and plan and sentence.plan.casefold() != plan.casefold():
        return False
    if circumstances.condition is None:
        return True
    is_treated = not sentence.treating or circumstances.condition in sentence.treating
    return is_treated and circumstances.condition not in sentence.not_treating


def _holds(
    sentence: Statement, position: Position, circumstances: Circumstances, plan: str
) -> LimitScope:
    if not isinstance(sentence, Limit):
        return LimitScope.NOT_COUNTABLE
    if not sentence.in_force.holds(circumstances.on):
        return LimitScope.OTHER_DAYS
    bounds = (position.treating, position.not_treating, sentence.treating, sentence.not_treating)
    if circumstances.condition is None and any(bounds):
        return LimitScope.WHICH_CONDITION
    return LimitScope.WHICH_PLAN if sentence.plan and not plan else LimitScope.YES
