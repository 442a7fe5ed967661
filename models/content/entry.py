"""What the entries of the pack are made of, and how each is read as a value of the core.

The fields of an entry are those of the value, each read by its type; pydantic reads them strictly,
and every fault is told with its line and its mend (`models/content/fault.py`).
"""

from __future__ import annotations

import re
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Generic,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    TypeAdapter,
    ValidationInfo,
    create_model,
    field_validator,
    model_validator,
)

from models import spelling
from models.content.fault import NO_SOURCE, unfit
from models.content.pack_file import Unquoted
from models.coverage.statement import AskedStatement, Statement
from models.period import Period, is_partial

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_LIKE_ENOUGH = 70


@dataclass(frozen=True, slots=True)
class _Unknown:
    """Stands in for the value of a field that the entry does not have."""

    mend: str


class Entry(BaseModel):
    """One mapping of a file. A field that it does not have is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _mend_unknown(cls, entry: Any) -> Any:
        """Say which field may be meant by one that the entry does not have."""
        if not isinstance(entry, dict):
            return entry
        known = {field.alias or name for name, field in cls.model_fields.items()}
        strange = entry.keys() - known
        return entry | {name: _Unknown(_meant(name, known)) for name in strange}


def _meant(name: str, known: set[str]) -> str:
    near = spelling.resembling(name, known, _LIKE_ENOUGH)
    return f"Write `{near}`." if near else f"Known here: {', '.join(sorted(known))}."


def typed(value: object) -> str:
    """What stands in the file, where that is one text or one value."""
    value = value.typed if isinstance(value, Unquoted) else value
    return str(value) if isinstance(value, str | int) else ""


def _like_its_file(name: str, info: ValidationInfo) -> str:
    if name != info.context:
        raise unfit(f'"{name}" is not the name of the file.', "Make the two alike.")
    return name


def _sourced(cites: tuple[str, ...]) -> tuple[str, ...]:
    if not cites:
        raise unfit(*NO_SOURCE)
    return cites


def _sourced_or_unknown(cites: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    return cites if info.data.get("unknown") else _sourced(cites)


def _flag(value: object) -> bool:
    if typed(value) not in {"yes", "no"}:
        raise unfit(f'"{typed(value)}" is neither yes nor no.', "Write yes or no.")
    return typed(value) == "yes"


def _day(value: object) -> date:
    try:
        return date.fromisoformat(typed(value))
    except ValueError:
        raise unfit("is no whole date.", "Write it as 2021-07-01.") from None


def _partial(value: object) -> str:
    if not is_partial(typed(value)):
        raise unfit("is no date.", "Write 2024, 2024-04 or 2024-04-30.")
    return typed(value)


Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
Texts = tuple[Text, ...]
Number = Annotated[int, Field(strict=True)]  # one or more, as no other is read as a number
Flag = Annotated[bool, PlainValidator(_flag)]
Day = Annotated[date, PlainValidator(_day)]
SinceDay = Annotated[Period, PlainValidator(lambda value: Period(_day(value)))]
PartialDate = Annotated[str, PlainValidator(_partial)]  # may lack its day or month
FileName = Annotated[Text, AfterValidator(_like_its_file)]  # what the file is called, too
Cites = Annotated[Texts, AfterValidator(_sourced), Field(alias="sources")]

_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_OURS = re.compile(r"\bour (?:reading|choice)\b|\bwording is ours\b", re.IGNORECASE)


class SourcedEntry(Entry):
    """An entry with sources. They come first: its sentences take them."""

    cites: Cites


class TopicEntry(Entry):
    """A topic. Without sources it may only say that the answer is unknown, and whom to ask."""

    unknown: Flag = False
    cites: Annotated[Texts, AfterValidator(_sourced_or_unknown)] = Field(
        (), alias="sources", validate_default=True
    )


class DatedEntry(Entry):
    """An entry that holds from a day to a day, both inside, either left out."""

    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="until")

    @field_validator("last")
    @classmethod
    def _ordered(cls, last: date | None, info: ValidationInfo) -> date | None:
        first = info.data.get("first")
        if first and last and first > last:
            raise unfit("lies before `from`.", "Put the earlier date under `from`.")
        return last

    @property
    def in_force(self) -> Period:
        """The days on which it holds."""
        return Period(self.first, self.last)

    @property
    def valid(self) -> Period:
        """The days on which a code holds."""
        return self.in_force


class _AskedText(Entry):
    """A text that takes the sources of its entry, and the words by which it is asked for."""

    says: Text
    asked: Texts


def statement(value: object, cites: tuple[str, ...]) -> Statement:
    """A sentence: a text with the sources of its entry, or a mapping with its own.

    A text that says that it is ours takes none: no source says it. A mapping that only says by
    which words it is asked for is such a text too.
    """
    if isinstance(value, dict) and value.keys() == _AskedText.model_fields.keys():
        held = _AskedText.model_validate(value)
        return AskedStatement(held.says, statement(held.says, cites).cites, held.asked)
    if isinstance(value, dict):
        kind = AskedStatement if "asked" in value else Statement
        sentence: Statement = reader(kind).read(value)
        return sentence
    says = _TEXT.validate_python(value)
    return Statement(says, () if _OURS.search(says) else cites)


def _sentence(value: object, info: ValidationInfo) -> Statement:
    return statement(value, info.data.get("cites", ()))


Sentence = Annotated[Statement, PlainValidator(_sentence)]  # behind `cites`, which it takes


class Reader(Generic[T]):
    """Reads entries of one kind as values of the core.

    A field is read as `own` says or a base does, else by its name or type. It may be left out where
    the value has a default for it, or it is a list.
    """

    def __init__(self, kind: type[T], *bases: type[Entry], **own: Any) -> None:
        based = {name for base in bases for name in (*base.model_fields, *dir(base))}
        hints = get_type_hints(kind, include_extras=True)
        read: dict[str, Any] = {}
        for field in fields(kind):
            if field.name in based:
                continue
            named = own.get(field.name) or _BY_NAME.get(field.name)
            is_list = get_origin(hints[field.name]) is tuple and not named
            default = () if is_list else ... if field.default is MISSING else field.default
            read[field.name] = (named or _read_as(hints[field.name]), default)
        self._kind, self._names = kind, [field.name for field in fields(kind)]
        self._entry = create_model(kind.__name__, __base__=bases or Entry, **read)

    def read(self, entry: object, context: object = None) -> T:
        """The value of an entry; of a whole file with the name that it must bear as context."""
        held = self._entry.model_validate(entry, context=context)
        return self._kind(**{name: getattr(held, name) for name in self._names})


@cache
def reader(kind: type[T]) -> Reader[T]:
    """The reader for a kind of which every field is read by its name or type."""
    return Reader(kind)


def entry_of(reader_: Reader[Any]) -> Any:
    """The type of a field that is an entry of its own."""
    return Annotated[Any, PlainValidator(reader_.read)]


def list_of(reader_: Reader[Any]) -> Any:
    """The type of a field that is a list of entries."""
    return tuple.__class_getitem__((entry_of(reader_), ...))


def _read_as(hint: Any) -> Any:
    """How a field of a type is read."""
    arguments = get_args(hint)
    if hint in _BY_TYPE:
        return _BY_TYPE[hint]
    if get_origin(hint) is tuple:
        return tuple.__class_getitem__((_read_as(arguments[0]), ...))
    if get_origin(hint) is UnionType:
        return _read_as(arguments[0]) | None
    if is_dataclass(hint):
        return entry_of(reader(hint))  # type: ignore[arg-type]  # it is a class
    return hint


_BY_TYPE = {str: Text, int: Number, bool: Flag, Statement: Sentence}
_BY_NAME = {"cites": Cites, "as_of": PartialDate}
