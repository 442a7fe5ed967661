"""The default thresholds: visits left (2, 1, 0), days before an end (14, 7), over, forecast."""

from __future__ import annotations

from dataclasses import dataclass

_FLAGS = ("over", "overdue", "duties", "forecast", "unused")
_NUMBERS = ("left", "ends")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The thresholds at which an alert is due.

    `left` are visits left, falling; `over` is the first visit past a limit; `ends` are days before
    an authorization ends, falling. `forecast` warns on the day by which to ask for authorization,
    `unused` when authorized visits would expire, `overdue` when a payer's time to decide is over,
    `duties` when something is owed of a plan of care.
    """

    left: tuple[int, ...] = (2, 1, 0)
    over: bool = True
    ends: tuple[int, ...] = (14, 7)
    forecast: bool = True
    unused: bool = True
    overdue: bool = True
    duties: bool = True


def spell(warnings: Thresholds) -> str:
    """Warnings as one text: "left=2,1,0 ends=14,7 over=yes overdue=yes duties=yes forecast=no"."""
    numbers = (f"{name}={','.join(map(str, getattr(warnings, name)))}" for name in _NUMBERS)
    flags = (f"{name}={'yes' if getattr(warnings, name) else 'no'}" for name in _FLAGS)
    return " ".join((*numbers, *flags))


def unspell(text: str) -> Thresholds:
    """The warnings in a text of `spell`; what it does not name is as in `Warnings()`."""
    values = dict(part.split("=", 1) for part in text.split())
    return Thresholds(
        left=_numbers(values.get("left"), Thresholds().left),
        ends=_numbers(values.get("ends"), Thresholds().ends),
        **{name: values[name] == "yes" for name in _FLAGS if name in values},
    )


def _numbers(text: str | None, otherwise: tuple[int, ...]) -> tuple[int, ...]:
    return otherwise if text is None else tuple(map(int, filter(None, text.split(","))))
