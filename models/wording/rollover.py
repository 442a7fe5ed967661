"""How Jan 1 is told: what each count does then, what lapses before, whom to verify anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from models.ports import OpenAlias
from models.visits.rollover import ResetKind, StoredStanding
from models.wording import phrases, standings
from models.wording.limit_owner import whose

NO_LIMIT = "No count runs now"
IDLE = "Nobody states a limit, or it begins with the next visit."
ANOTHER = "Another payer by then"

_TURNS: Mapping[ResetKind, str] = {
    ResetKind.ON_JAN_1: "On Jan 1",
    ResetKind.ANOTHER_DAY: "On another day",
    ResetKind.ENDS: "Ends on its own day",
    ResetKind.ROLLS: "Never on a set day",
    ResetKind.NEVER: "Never on a set day",
}


def turn(of: ResetKind) -> str:
    """When a count begins again, as the first cell of a row."""
    return _TURNS[of]


def title(of: ResetKind, year: int, *, is_ahead: bool) -> str:
    """The same above everybody whom it is about."""
    return {
        ResetKind.ON_JAN_1: f"{'Resets on' if is_ahead else 'Counts from'} Jan 1, {year}",
        ResetKind.ANOTHER_DAY: "Resets on another day",
        ResetKind.ENDS: "Ends on its own day",
        ResetKind.ROLLS: "Rolls: each visit leaves by itself",
        ResetKind.NEVER: "Reset by no date",
    }[of]


def headline(number: int, jan_1: date, today: date) -> str:
    """What the day does: "Jan 1, 2027: 14 aliases begin a new count".

    Of a day that was nobody says that an alias began then: it may have come later in the year.
    """
    on, is_ahead, one = phrases.day(jan_1), jan_1 > today, number == 1
    if number == 0:
        return f"{on}: no count {'resets' if is_ahead else 'runs from this day'}"
    aliases = phrases.count(number, "alias")
    if is_ahead:
        return f"{on}: {aliases} {'begins' if one else 'begin'} a new count"
    return f"{on}: {aliases} {'counts' if one else 'count'} from this day"


def few(texts: Sequence[str], most: int, joiner: str = ", ") -> str:
    """The first of several, and how many more: "OAK-12, ELM-3 and 5 more"."""
    hidden = len(texts) - most
    return f"{joiner.join(texts[:most])}{f' and {hidden} more' if hidden > 0 else ''}"


def day_of(of: StoredStanding) -> str:
    """The day on which a count ends or begins again; empty where it has none of its own."""
    return phrases.day(of.its_day) if of.its_day else ""


def with_day(alias: str, of: StoredStanding, turned: ResetKind) -> str:
    """An alias with the day of its count, where that is not Jan 1: "ELM-3 (Jul 1, 2027)"."""
    on = day_of(of) if turned in {ResetKind.ANOTHER_DAY, ResetKind.ENDS} else ""
    return f"{alias} ({on})" if on else alias


def another(alias: OpenAlias, payer: str) -> str:
    """Who pays then, where another pays now: "OAK-24 (Aetna from Jan 1, 2027)"."""
    since = f" from {phrases.day(alias.since)}" if alias.since else ""
    return f"{alias.alias} ({payer}{since})"


def in_full(
    alias: OpenAlias, of: StoredStanding, turned: ResetKind, payer: str, limit: str = ""
) -> str:
    """A count on one line: "OAK-12: Aetna, 5 of 20 used, 15 left, resets Jul 1, 2027".

    `limit` is what its limit is called, where the alias has several of that payer.
    """
    owner = whose(of.limit, of.payer if of.is_authorization else alias.payer, payer)
    used = f"{of.used} of {of.allowed} used"
    when = {
        ResetKind.ANOTHER_DAY: f"resets {day_of(of)}",
        ResetKind.ENDS: f"ends {day_of(of)}",
    }.get(turned, "")
    told = ", ".join(filter(None, [owner, limit, used, standings.number_left(of.left), when]))
    return f"{alias.alias}: {told}"


def lapse(alias: str, of: StoredStanding, number: int) -> str:
    """Authorized visits that end unused in the old year: "BLUE-47K 5 left on Dec 15"."""
    return f"{alias} {number} left on {phrases.day_of_year(of.its_day)}" if of.its_day else ""


def lapses(told: Sequence[str], most: int) -> str:
    """Those of all aliases in one line, short enough for a glance."""
    return f"Lost unless used: {few(told, most, '; ')}."


def verify(payers: Iterable[tuple[str, int]], most: int) -> str:
    """Whom to verify anew, with how many aliases: "Verify anew: Aetna (5), Cigna (1)"."""
    return f"Verify anew: {few([f'{name} ({number})' for name, number in payers], most)}."


def verified(names: Sequence[str], year: int, most: int) -> str:
    """Who was verified: "Verified for 2027: Aetna"."""
    return f"Verified for {year}: {few(names, most)}."


def ticked(names: Sequence[str], year: int, *, is_done: bool) -> str:
    """What was noted of payers just now."""
    are = "is" if len(names) == 1 else "are"
    noted = "noted as verified" if is_done else "not noted as verified"
    return f"{phrases.either(names, 'and')} {are} {noted} for {year}."


def to_verify(name: str, aliases: Sequence[str], done: date | None, most: int) -> str:
    """A payer with its aliases, and the day on which it was verified."""
    on = f"; verified {phrases.day(done)}" if done else ""
    return f"{name}: {few(aliases, most)}{on}"


def title_to_verify(year: int) -> str:
    """Above the payers that are left."""
    return f"Verify for {year}"


def in_digest(turning: int, payers: int, jan_1: date) -> str:
    """What a day to come asks for: "3 aliases begin a new count on Jan 1, 2 payers to verify"."""
    verb = "begins" if turning == 1 else "begin"
    begins = f"{phrases.count(turning, 'alias')} {verb} a new count on Jan 1" if turning else ""
    verify = f"{phrases.count(payers, 'payer')} to verify for {jan_1.year}" if payers else ""
    told = ", ".join(filter(None, [begins, verify]))
    return f"{told}: /caps rollover {jan_1.year}"
