"""What /session balance asks back: how many, which day, who says so, of which limit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.session.card.limit_names import is_printed, label
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.balance_commands import BalanceRequest
from models.visits import balance_source
from models.visits.balance import Balance
from models.visits.balance_source import SAYS, SourceKind
from models.visits.limit import MOST_VISITS
from models.visits.standing import Standing
from models.wording import phrases, standings


@dataclass(frozen=True, slots=True)
class Told:
    """What was told, as a command can say it once more. `used` is empty, "used" or "left"."""

    alias: str
    number: int
    as_of: date
    source: str = ""
    how: str = ""  # "in all" or "elsewhere"
    is_left: bool = False
    units: str = ""
    limit: str = ""  # as `limit_names` calls it
    recent: str = ""

    @property
    def command(self) -> str:
        """The command that says it."""
        counted = "left" if self.is_left else "used"
        of = f"of {self.limit}" if self.limit else ""
        source = f"from {self.source}" if self.source else ""
        words = (
            *("/session balance", self.alias, str(self.number), self.units, counted, of),
            *(self.how, self.recent, "as of", self.as_of.isoformat(), source),
        )
        return " ".join(filter(None, words))


def number_and_day(wanted: BalanceRequest, alias: str, today: date) -> tuple[int, date]:
    """How many, and as of which day. Raises `NotUnderstood` where one is missing or cannot be."""
    number = wanted.number if wanted.number is not None and wanted.number <= MOST_VISITS else 5
    example = f"/session balance {alias} {number} as of {today.month}/1/{today.year}"
    full = f"{example} from portal"
    if wanted.number is None or wanted.number > MOST_VISITS:
        raise NotUnderstood(
            "How many visits were used?", f"Write it so: {full}", field=FieldName.VISITS
        )
    if wanted.as_of is None:
        raise NotUnderstood("As of which day?", f"Write it so: {full}", field=FieldName.ON)
    refuse_to_come(wanted.as_of, today)
    return wanted.number, wanted.as_of


def refuse_to_come(as_of: date, today: date) -> None:
    """Refuse a count of a day to come."""
    if as_of > today:
        raise NotUnderstood(
            f"{standings.weekday(as_of)} is still to come.",
            "Give the day on which the count was true.",
            field=FieldName.ON,
        )


def used_where_left(left: int, limit: Standing, mend: str, again: Callable[[int], str]) -> int:
    """How many are used where so many are left: never the number itself.

    Of a limit that opens in steps (20 visits, 12 of them open) it is asked of how many they are
    left, unless its sentence prints what is open alone: "12 visits in 90 days".
    `again` is the same command with the number of those used.
    """
    most = max(limit.limit.most, limit.allowed)
    if left > most:
        raise NotUnderstood(
            f"{left} left is more than the {most} that it allows.",
            f"Look at the number once more{mend}",
            field=FieldName.VISITS,
        )
    is_of_one = is_printed(limit.allowed, limit.limit) and not is_printed(most, limit.limit)
    numbers = (limit.allowed,) if is_of_one and left <= limit.allowed else (limit.allowed, most)
    used = {allowed: allowed - left for allowed in numbers if allowed >= left}
    if len(used) > 1:
        raise NotUnderstood(
            f"{left} left of {limit.allowed}, or of {most}?",
            f"{limit.allowed} are open now, of {most} in all. Nothing was saved yet.",
            [Choice(f"Of {of}: {number} used", again(number)) for of, number in used.items()],
            field=FieldName.VISITS,
        )
    return next(iter(used.values()))


def units_for_visits(outcome: str) -> NotUnderstood:
    """The refusal of units where visits are counted: neither is taken for the other."""
    return NotUnderstood(
        f"This limit counts visits, not timed units, so nothing was {outcome}.",
        "Give the number of visits.",
        field=FieldName.VISITS,
    )


def used_or_left(told: Told, left: int) -> NotUnderstood:
    """The question where both words stand, with one number or with two: one balance holds one."""
    return NotUnderstood(
        f"{told.number} used, or {left} left?",
        "Nothing was saved yet.",
        [
            Choice(f"{told.number} used", told.command),
            Choice(f"{left} left", replace(told, number=left, is_left=True).command),
        ],
        field=FieldName.VISITS,
    )


def who(told: Told) -> NotUnderstood:
    """The question for the source, with every one there is; what was typed is not repeated."""
    return NotUnderstood(
        "Who says so?",
        "Choose one. Nothing else is kept of who said it, and nothing was saved yet.",
        [
            Choice(phrases.sentence(SAYS[kind]), replace(told, source=kind.value).command)
            for kind in SourceKind
        ],
        field=FieldName.SOURCE,
    )


def which_total(told: Told) -> NotUnderstood:
    """A total is no sum: the two would be counted differently."""
    visits = phrases.count(told.number, "visit")
    return NotUnderstood(
        f"Are sessions logged here among the {visits} of {balance_source.in_words(told.source)}?",
        "A total takes their place; visits made elsewhere come on top.",
        [
            Choice("Yes, a total", replace(told, how="in all").command),
            Choice("No, elsewhere", replace(told, how="elsewhere").command),
        ],
        field=FieldName.HOW,
    )


def which_one(told: Told, kind: SourceKind, kept: Iterable[Balance]) -> NotUnderstood:
    """Visits at two clinics add up, and the later word of one takes the place of its earlier."""
    mine = sorted((b for b in kept if kind_of(b.source) is kind), key=lambda b: (b.as_of, b.used))
    latest = {b.source: b for b in mine}  # of each source the last word
    further = balance_source.next_free(kind, latest)

    def told_by(source: str) -> str:
        numbered = source if source[-1:].isdigit() else f"{source} 1"
        return replace(told, source=numbered, how="elsewhere").command

    same = [
        Choice(f"The one with {b.used} as of {phrases.day(b.as_of)}", told_by(b.source))
        for b in latest.values()
    ]
    return NotUnderstood(
        f"Is it the same one as before? {told.alias} has visits from {SAYS[kind]} already.",
        "A newer number of the same one takes the place of the older; a further one comes on top.",
        [*same, Choice("A further one", told_by(further.spell()))],
        field=FieldName.SOURCE,
    )


def kind_of(kept: str) -> SourceKind | None:
    """Which entry of the list a kept source is; None for what is on no list."""
    source = balance_source.unspell(kept)
    return source.kind if source else None


_LIMIT_TYPED = re.compile(
    r"(?P<number>[1-9][0-9]{0,2})\b(?:.{0,20}?\b(?:per|an?|each|every)\s{1,8}"
    r"(?P<window>(?:(?:calendar|benefit)\s{1,8})?(?:year|month|week))\b)?",
    re.IGNORECASE,
)


def set_one(alias: str, typed: str) -> str:
    """What to do where no limit is known: with the number that was typed, or with none at all."""
    found = _LIMIT_TYPED.search(typed)
    number = found["number"] if found else "<number>"
    window = (found["window"] if found else "") or "calendar year"
    cap = f"/caps set {alias} {number} visits per {window}"
    return f"Set the payer, or a cap: {cap}"


def which_limit(told: Told, offered: Mapping[str, Standing], typed: str = "") -> NotUnderstood:
    """The question which limit a number is of, with each as a button."""
    counted = "left" if told.is_left else "used"
    if not offered:
        return NotUnderstood(
            f"{told.number} {counted} of which limit? None is known for {told.alias}.",
            set_one(told.alias, typed),
            field=FieldName.LIMIT,
        )
    return NotUnderstood(
        f"{told.number} {counted} of which limit?",
        "Each is counted by itself, and nothing was saved yet.",
        [
            Choice(label(name, standing), replace(told, limit=name).command)
            for name, standing in offered.items()
        ],
        field=FieldName.LIMIT,
    )


def are_they_in(told: Told, source: str, recent: Sequence[date]) -> NotUnderstood:
    """Claims take weeks: a visit that was not processed is in no payer's total."""
    number = phrases.count(len(recent), "visit")
    first, last = phrases.day(recent[0]), phrases.day(recent[-1])
    days = f"of {first}" if first == last else f"from {first} to {last}"
    verb, they, them = ("Is", "it", "it") if len(recent) == 1 else ("Are", "they", "them")
    total = "taken off already" if told.is_left else f"among the {told.number}"
    be = "is" if len(recent) == 1 else "are"
    return NotUnderstood(
        f"{verb} your {number} {days} {total}?",
        f"Claims take weeks, so {balance_source.in_words(source)} may not know {them} yet. "
        "Nothing was saved yet.",
        [
            Choice(f"Yes, {they} {be}", replace(told, recent="with recent").command),
            Choice(
                f"No, {they} {'comes' if they == 'it' else 'come'} on top",
                replace(told, recent="without recent").command,
            ),
        ],
        field=FieldName.HOW,
    )


def are_beyond(told: Told, used: int, recent: Sequence[date]) -> NotUnderstood:
    """The same where a total is too low to hold all those visits: "yes" cannot be true of it."""
    number, first, last = len(recent), phrases.day(recent[0]), phrases.day(recent[-1])
    left = f"{told.number} left, so only {used}" if told.is_left else f"Only {used}"
    verb = "is" if used == 1 else "are"
    return NotUnderstood(
        f"{left} used, though {number} visits are logged here from {first} to {last}?",
        f"Claims take weeks, so not all {number} can be known yet. Nothing was saved yet.",
        [
            Choice(
                f"The {used} {verb} among my {number}", replace(told, recent="with recent").command
            ),
            Choice(f"All {number} come on top", replace(told, recent="without recent").command),
        ],
        field=FieldName.HOW,
    )
