"""What /caps check asks back: of which limit, how many, as of which day, who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from handlers.session.balance.balance_questions import (
    refuse_to_come,
    set_one,
    units_for_visits,
    used_where_left,
)
from handlers.session.card import limit_names
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.balance_commands import BalanceRequest
from models.visits import balance_source
from models.visits.balance_source import KNOWS_BY_CLAIMS, BalanceSource
from models.visits.chart import Chart
from models.visits.limit import MOST_VISITS, LimitKind, Unit
from models.visits.standing import Standing
from models.wording import phrases

_SERIAL = re.compile(
    r"\bauth(?:ori[sz]ation)?\s+(?:no\.?\s*|number\s+|#\s*)?(?P<serial>[0-9]{1,3})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ToldCount:
    """A count that somebody told, of which limit, as a command can say it once more."""

    alias: str
    used: int
    as_of: date
    source: str
    limit: str

    @property
    def command(self) -> str:
        """The command that compares it."""
        of = f"of {self.limit} " if self.limit else ""
        day = self.as_of.isoformat()
        source = f" from {self.source}" if self.source else ""
        return f"/caps check {self.alias} {self.used} used {of}as of {day}{source}"


def _of_payer(found: dict[str, Standing]) -> dict[str, Standing]:
    """By name the limits that a payer counts; the clinic's own caps where it sets none itself.

    A cap stands for the plan then: what a payer counts may be of it, or of an authorization.
    """
    if not any(s.limit.kind is LimitKind.PAYER for s in found.values()):
        return found
    return {n: s for n, s in found.items() if s.limit.kind is not LimitKind.CAP}


def limit_meant(
    wanted: BalanceRequest, found: dict[str, Standing], chart: Chart, number: int, as_of: date
) -> str:
    """The name of the limit that is meant. Raises `NotUnderstood` where it is not clear.

    A cap beside limits of the payer is meant only where it is named.
    """
    _refuse_not_begun(wanted.limit, chart, as_of)
    of_payer = _of_payer(found)
    fitting = limit_names.fitting(wanted.limit, of_payer) if wanted.limit else list(of_payer)
    if len(fitting) != 1:
        fitting = limit_names.fitting(wanted.limit, found) if wanted.limit else list(found)
    if len(fitting) == 1:
        return fitting[0]
    if not found:
        on = f" on {phrases.day(wanted.as_of)}" if wanted.as_of else ""
        raise NotUnderstood(
            f"No limit is known for {chart.alias}{on}, so there is nothing to compare.",
            set_one(chart.alias, wanted.limit),
            field=FieldName.LIMIT,
        )
    counted_as = "left" if wanted.is_left else "used"
    day = as_of.isoformat()
    source = f" from {wanted.source.spell()}" if wanted.source else ""
    raise NotUnderstood(
        f"{number} {counted_as} of which limit?",
        "Each is compared by itself.",
        [
            Choice(
                limit_names.label(name, found[name]),
                f"/caps check {chart.alias} {number} {counted_as} of {name} as of {day}{source}",
            )
            for name in (fitting or found)
        ],
        field=FieldName.LIMIT,
    )


def _refuse_not_begun(typed: str, chart: Chart, as_of: date) -> None:
    """Raise for an authorization that is named by its number and begins after the day."""
    named = _SERIAL.search(typed)
    if named is None:
        return
    for granted in chart.history.authorizations:
        first = granted.period.first
        if first and first > as_of and int(named["serial"]) == granted.serial:
            raise NotUnderstood(
                f"Authorization {granted.serial} of {chart.alias} begins on {phrases.day(first)}, "
                f"and nothing is counted of it on {phrases.day(as_of)}.",
                "Compare it from then on. Nothing was noted.",
                field=FieldName.LIMIT,
            )


def used_of(told: ToldCount, standing: Standing, *, is_left: bool) -> ToldCount:
    """What is told, with the number of those used where so many are left."""
    if not is_left:
        return told

    def again(used: int) -> str:
        return replace(told, used=used).command

    used = used_where_left(told.used, standing, ". Nothing was noted.", again)
    return replace(told, used=used)


def number_and_day(wanted: BalanceRequest, chart: Chart, today: date) -> tuple[int, date]:
    """How many, and as of which day: today where nobody said another."""
    example = f"/caps check {chart.alias} 9 as of {phrases.typed_day(today)} from portal"
    if wanted.number is None or wanted.number > MOST_VISITS:
        raise NotUnderstood(
            "How many visits does the payer count?",
            f"Write it so: {example}",
            field=FieldName.VISITS,
        )
    as_of = wanted.as_of or today
    refuse_to_come(as_of, today)
    return wanted.number, as_of


def who(told: ToldCount) -> NotUnderstood:
    """The question for the source: whoever counts for the payer."""
    return NotUnderstood(
        "Who says so?",
        "Choose one. Nothing was noted yet.",
        [
            Choice(
                phrases.sentence(balance_source.SAYS[kind]),
                replace(told, source=BalanceSource(kind).spell()).command,
            )
            for kind in balance_source.SourceKind
            if kind in KNOWS_BY_CLAIMS
        ],
        field=FieldName.SOURCE,
    )


def refuse_unit(wanted: BalanceRequest, standing: Standing) -> None:
    """Refuse units where visits are counted: neither is taken for the other."""
    if wanted.in_units and standing.limit.unit is not Unit.TIMED_UNIT:
        raise units_for_visits("compared")


def refuse_two_numbers(wanted: BalanceRequest, standing: Standing, told: ToldCount) -> None:
    """Ask which number is meant where visits used and left do not come to what is allowed."""
    left = wanted.also_left
    if left is None or told.used + left == standing.allowed:
        return
    used_where_left = max(standing.allowed - left, 0)
    raise NotUnderstood(
        f"{told.used} used, or {left} left?",
        f"Together they are not the {standing.allowed} that it allows. Nothing was compared.",
        [
            Choice(f"{told.used} used", told.command),
            Choice(f"{left} left", replace(told, used=used_where_left).command),
        ],
        field=FieldName.VISITS,
    )
