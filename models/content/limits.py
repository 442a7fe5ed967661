"""Reads the limits of a position: sentences, and among them those that can be counted."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationInfo,
    create_model,
    field_validator,
    model_validator,
)

from models.content.entry import DatedEntry, Entry, Number, Reader, Text, Texts, statement
from models.content.fault import unfit, unfit_at, unknown
from models.coverage.statement import Statement
from models.visits import evaluations
from models.visits.limit import Limit, Pool, Reading, Unit
from models.visits.session import Discipline
from models.visits.window import Lifetime, Window
from models.visits.window_text import KINDS

# A row with one of these is counted; the sentence of any other is only shown.
_COUNTED = {"id", "number", "unit", "window", "readings"}
_MEMBERS_OWN = {"membership_year", "authorization", "authorized"}


class _WindowEntry(Entry):
    """A window by its kind; the numbers that it needs are those of its class."""

    kind: Text

    @field_validator("kind")
    @classmethod
    def _countable(cls, kind: str) -> str:
        if kind in _MEMBERS_OWN:
            mend = "Leave `number`, `unit` and `window` out: these dates are the member's own."
            raise unfit(f"{kind} cannot be counted from what is printed.", mend)
        if kind not in KINDS:
            raise unknown(kind, KINDS, alike=70)
        return kind


class _AnyWindowEntry(_WindowEntry):
    """A window of which only the kind is read."""

    model_config = ConfigDict(extra="ignore")


@cache
def _entry_of(kind: type[Window]) -> type[_WindowEntry]:
    """The entry for a kind of window: its whole numbers are its fields."""
    numbers: dict[str, Any] = {
        field.name: (Number, ... if field.default is MISSING else field.default)
        for field in fields(kind)  # type: ignore[arg-type]  # every kind is a dataclass
        if field.type == "int"
    }
    return create_model(kind.__name__, __base__=_WindowEntry, **numbers)


def _window(value: object) -> Window:
    kind = KINDS[_AnyWindowEntry.model_validate(value).kind]
    numbers = _entry_of(kind).model_validate(value).model_dump(exclude={"kind"})
    try:
        return kind(**numbers)
    except ValueError as error:
        mend = "Write a month and a day that the calendar has."
        raise unfit_at((("kind",), f"{error}.", mend)) from None


WindowField = Annotated[Window, PlainValidator(_window)]


class _ReadingEntry(Entry):
    """One way to read a limit. What it does not say of sources, window or unit is the limit's."""

    id: Text
    says: Text
    cites: Texts = Field((), alias="sources")
    window: WindowField | None = None
    unit: Unit | None = None


def _own_or_given(own: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    return own or tuple(info.context or ())


class _LimitEntry(DatedEntry):
    """A limit that can be counted; its position's sources are its own where it names none."""

    cites: Annotated[
        Texts,
        AfterValidator(_own_or_given),
        Field(alias="sources", default=(), validate_default=True),
    ]
    own_unit: Unit = Field(alias="unit")
    own_window: WindowField | None = Field(None, alias="window")
    codes: Texts = ()
    disciplines: tuple[Discipline, ...] = ()
    excluding: tuple[Literal["evaluations", "re-evaluations"], ...] = ()
    ways: tuple[_ReadingEntry, ...] = Field((), alias="readings")
    disputed: Text = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse a limit or a reading without a window, and readings without their dispute."""
        lacks: list[tuple[int | str, ...]] = []
        if not self.own_window:
            lacks += [
                ("readings", n, "window") for n, way in enumerate(self.ways) if not way.window
            ]
            lacks += [("window",)] * (not self.ways)
        if bool(self.disputed) != bool(self.ways):
            lacks.append(("readings",) if self.disputed else ("disputed",))
        if lacks:
            raise unfit_at(*((path, "is missing.", f"Write `{path[-1]}: …`.") for path in lacks))
        return self

    @property
    def pool(self) -> Pool:
        """What draws on it."""
        left_out = (code for kind in self.excluding for code in evaluations.BY_NAME[kind])
        return Pool(self.codes, self.disciplines, tuple(sorted(left_out)))

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The ways to read it, each whole."""
        return tuple(
            Reading(
                way.says,
                way.cites or self.cites,
                way.id,
                way.window or self.own_window or Lifetime(),
                way.unit or self.own_unit,
            )
            for way in self.ways
        )

    @property
    def reading(self) -> str:
        """The first reading, until the clinic chooses one."""
        return self.ways[0].id if self.ways else ""

    @property
    def window(self) -> Window:
        """The window, as it is read."""
        return self.readings[0].window if self.ways else self.own_window or Lifetime()

    @property
    def unit(self) -> Unit:
        """The unit, as it is read."""
        return self.readings[0].unit if self.ways else self.own_unit


_LIMIT = Reader(Limit, _LimitEntry)


def _limit(value: object, info: ValidationInfo) -> Statement:
    cites = info.data.get("cites", ())
    if isinstance(value, dict) and _COUNTED & value.keys():
        return _LIMIT.read(value, cites)
    return statement(value, cites)


LimitSentences = tuple[Annotated[Statement, PlainValidator(_limit)], ...]
