"""The default thresholds: visits left (2, 1, 0), days before an end (14, 7), over, forecast."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

_FLAGS = ("over", "overdue", "duties", "forecast", "unused")
_NUMBERS = ("left", "ends")
_ALL = (*_NUMBERS, *_FLAGS)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The thresholds at which an alert is due.

    `left` are visits left, falling; `over` is the first visit past a limit; `ends` are days before
    an authorization ends, falling. `forecast` warns on the day by which to ask for authorization,
    `unused` when authorized visits would expire, `overdue` when a payer's time to decide is over,
    `duties` when something is owed of a plan of care. `said` are the names of those that were told
    of a payer alone, where the others are as for everybody; empty where all were.
    """

    left: tuple[int, ...] = (2, 1, 0)
    over: bool = True
    ends: tuple[int, ...] = (14, 7)
    forecast: bool = True
    unused: bool = True
    overdue: bool = True
    duties: bool = True
    said: tuple[str, ...] = field(default=(), compare=False)


def spell(warnings: Thresholds) -> str:
    """Warnings as one text: "left=2,1,0 ends=14,7 over=yes overdue=yes duties=yes forecast=no"."""
    told = warnings.said or _ALL
    numbers = (
        f"{name}={','.join(map(str, getattr(warnings, name)))}" for name in _NUMBERS if name in told
    )
    flags = (
        f"{name}={'yes' if getattr(warnings, name) else 'no'}" for name in _FLAGS if name in told
    )
    return " ".join((*numbers, *flags))


def unspell(text: str, otherwise: Thresholds | None = None) -> Thresholds:
    """The warnings in a text of `spell`; what it does not name is as in `otherwise`."""
    usual = otherwise or Thresholds()
    values = dict(part.split("=", 1) for part in text.split())
    return replace(
        usual,
        left=_numbers(values.get("left"), usual.left),
        ends=_numbers(values.get("ends"), usual.ends),
        said=() if otherwise is None or len(values) == len(_ALL) else tuple(values),
        **{name: values[name] == "yes" for name in _FLAGS if name in values},
    )


def _numbers(text: str | None, otherwise: tuple[int, ...]) -> tuple[int, ...]:
    return otherwise if text is None else tuple(map(int, filter(None, text.split(","))))
