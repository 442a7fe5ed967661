"""The fields of the forms Clinic settings and A day off, and the commands they stand for."""

from __future__ import annotations

from calendar import day_name
from datetime import time

from handlers.forms.form import Faults, Field, Filled, Form, FormContext, Kind, Option
from models.field_name import FieldName

_OPENS = "/clinic settings"


def _fields(context: FormContext) -> tuple[Field, ...]:
    wanted, hours = context.preferences, context.preferences.hours
    begin, end = hours.quiet or (None, None)
    ends = "Days before an authorization ends"
    return (
        Field(
            FieldName.CHANNEL,
            Kind.CHANNEL,
            "Alerts go to",
            hint="Everybody in it reads the aliases. Empty: each manager's own chat.",
            initial=wanted.channel,
            required=False,
        ),
        _numbers(FieldName.LEFT, "Warn at visits left", "3, 1, 0", wanted.warnings.left),
        _numbers(FieldName.ENDS, ends, "14, 7", wanted.warnings.ends),
        _time(FieldName.DIGEST, "Digest at", hours.digest, "Empty: no digest."),
        Field(
            FieldName.DAYS,
            Kind.SEVERAL_OF,
            "Working days",
            options=tuple(Option(day, day) for day in day_name),
            initial=" ".join(day_name[day] for day in hours.days),
        ),
        _time(FieldName.FROM, "Quiet from", begin),
        _time(FieldName.UNTIL, "Quiet until", end),
    )


def _numbers(name: FieldName, label: str, example: str, numbers: tuple[int, ...]) -> Field:
    initial, required = ", ".join(map(str, numbers)), name is FieldName.LEFT
    return Field(name, Kind.NUMBERS, label, example=example, initial=initial, required=required)


def _time(name: FieldName, label: str, at: time | None, hint: str = "") -> Field:
    initial = at.strftime("%H:%M") if at else ""
    return Field(name, Kind.TIME, label, hint=hint, initial=initial, required=False)


def _check(filled: Filled) -> Faults:
    begin, end = filled[FieldName.FROM], filled[FieldName.UNTIL]
    if bool(begin) != bool(end):
        missing = FieldName.UNTIL if begin else FieldName.FROM
        return {missing: "Quiet hours need a beginning and an end; or leave both empty."}
    if begin and begin == end:
        return {FieldName.UNTIL: "Quiet hours end at another time than they begin."}
    return {}


def _commands(filled: Filled) -> tuple[str, ...]:
    """What is set, one by one; the last of them shows everything."""
    channel, ends, digest = (
        filled[name] for name in (FieldName.CHANNEL, FieldName.ENDS, FieldName.DIGEST)
    )
    warnings = f"at {filled[FieldName.LEFT]} left" + (f", {ends} days" if ends else "")
    begin, end = filled[FieldName.FROM], filled[FieldName.UNTIL]
    return (
        *((f"/clinic channel {channel}",) if channel else ()),
        f"/clinic warn {warnings}",
        f"/clinic digest {f'{digest} {filled[FieldName.DAYS]} sure' if digest else 'off'}",
        f"/clinic quiet {f'{begin} to {end}' if begin else 'off'}",
        _OPENS,
    )


def _holiday(_context: FormContext) -> tuple[Field, ...]:
    hint = "Where the clinic is closed for several days."
    return (
        Field(FieldName.FIRST, Kind.DAY, "Day off"),
        Field(FieldName.LAST, Kind.DAY, "Until", "to", hint=hint, required=False),
        Field(FieldName.HOW, Kind.ONE_OF, "How often", options=_HOW_OFTEN),
    )


def _check_holiday(filled: Filled) -> Faults:
    first, last = filled[FieldName.FIRST], filled[FieldName.LAST]
    is_turned = bool(last) and last < first
    return {FieldName.LAST: "The last day is before the first."} if is_turned else {}


_ONCE = "once"
_HOW_OFTEN = (Option("This once", _ONCE), Option("Every year", "every year"))


def _holiday_commands(filled: Filled) -> tuple[str, ...]:
    often = filled[FieldName.HOW]
    last = filled[FieldName.LAST]
    parts = (filled[FieldName.FIRST], f"to {last}" if last else "", "" if often == _ONCE else often)
    return (" ".join(filter(None, ["/clinic holidays add", *parts])),)


HOLIDAY = Form(
    name="holiday",
    title="A day off",
    opens="/clinic holidays add",
    fields=_holiday,
    offered_by=("clinic holidays", "clinic holidays add"),
    check=_check_holiday,
    several=_holiday_commands,
    for_managers=True,
)
SETTINGS = Form(
    name="settings",
    title="Clinic settings",
    opens=_OPENS,
    fields=_fields,
    offered_by=("clinic", "clinic settings"),
    check=_check,
    several=_commands,
    for_managers=True,
)
