"""Notes what changes a limit: an authorization, visits used elsewhere, a patient who improves."""

from __future__ import annotations

from datetime import date

from handlers import session_card
from handlers.command import Ask, Office
from handlers.session_alias import amend, named, refuse_closed, refuse_unused
from handlers.session_card import Count, counted
from models import phrases, session_words, standing_words
from models.authorization import Authorization
from models.balance import Balance
from models.chart import Authorized, BalanceTold, Chart, Improving
from models.errors import NotUnderstood
from models.limit import Needs
from models.period import Period
from models.reply import Choice, Line, Reply
from models.session_words import Authorizing, Balancing

_MOST = 999


async def authorize(ask: Ask, office: Office, text: str) -> Reply:
    """Note how many visits a payer authorized, and between which days."""
    found = await named(ask, office, text, "session authorize")
    told = session_words.read_authorizing(found.rest, ask.today)
    alias = found.chart.alias
    number, period = _authorized(told, alias, ask.today)
    instead = f"/session authorize {alias} {number} visits {_from_until(period)}"
    refuse_unused(told.unused, found.chart, instead)
    new = Authorization(f"{number}/{period.first}/{period.last}", number, period)
    before = len(found.chart.history.authorizations)

    def decide(chart: Chart) -> tuple[Authorized, ...]:
        refuse_closed(chart)
        return (Authorized(new),)

    after = await amend(ask, office, found.chart, decide)
    is_new = len(after.history.authorizations) > before
    done = "noted" if is_new else "was noted already"
    line = Line(f"{new.limit.says.removesuffix('.')}: {done}.")
    first = period.first or ask.today
    begins = [Line(f"It counts from {phrases.day(first)}.")] if first > ask.today else []
    return session_card.say(counted(after, ask, office), line, *begins)


async def balance(ask: Ask, office: Office, text: str) -> Reply:
    """Note visits used before or beside the sessions logged here."""
    found = await named(ask, office, text, "session balance")
    told = session_words.read_balance(found.rest, ask.today)
    new = _balance(told, found.chart.alias, ask.today)
    refuse_unused(told.unused, found.chart, _balance_command(found.chart.alias, told, new))

    def decide(chart: Chart) -> tuple[BalanceTold, ...]:
        refuse_closed(chart)
        return (BalanceTold(new),)

    heard = new in found.chart.history.balances
    after = await amend(ask, office, found.chart, decide)
    how = "in all, sessions logged here among them" if new.includes_ours else "used elsewhere"
    done = "noted already" if heard else "noted"
    line = Line(
        f"{phrases.count(new.used, 'visit')} {how}, as of {phrases.day(new.as_of)}, "
        f"from {new.source}: {done}."
    )
    return session_card.say(counted(after, ask, office), line)


async def improving(ask: Ask, office: Office, text: str) -> Reply:
    """Note that the therapist finds the patient improving: it opens a staged limit."""
    found = await named(ask, office, text, "session improving")
    on, unused = session_words.read_rest(found.rest, ask.today)
    day = on or ask.today
    alias = found.chart.alias
    refuse_unused(unused, found.chart, f"/session improving {alias} on {day.isoformat()}")
    if day > ask.today:
        raise NotUnderstood(
            f"{standing_words.weekday(day)} is still to come.",
            "Note it on the day on which the therapist finds it.",
            [Choice("Note it today", f"/session improving {alias}")],
        )

    def decide(chart: Chart) -> tuple[Improving, ...]:
        refuse_closed(chart)
        return (Improving(day),)

    before = counted(found.chart, ask, office)
    after = await amend(ask, office, found.chart, decide)
    now = counted(after, ask, office)
    heard = day in found.chart.history.improving
    lines = [Line(f"Improving, {phrases.day(day)}: {'noted already' if heard else 'noted'}.")]
    opened = _allowed(now) - _allowed(before)
    staged = any(s.needs is Needs.IMPROVING for each in now.standings for s in each.limit.stages)
    if opened > 0:
        lines.append(Line(f"{phrases.count(opened, 'more visit')} opened."))
    elif not staged:
        lines.append(Line("None of the limits known here asks for it, so no count changed."))
    return session_card.say(now, *lines)


def _allowed(count: Count) -> int:
    return count.binding.allowed if count.binding else 0


def _authorized(told: Authorizing, alias: str, today: date) -> tuple[int, Period]:
    example = f"/session authorize {alias} {told.number or 12} visits from 1/1/{today.year}"
    full = f"{example} until 3/31/{today.year}"
    if not told.number or told.number > _MOST:
        raise NotUnderstood("How many visits are authorized?", f"Write it so: {full}")
    if told.last is None:
        raise NotUnderstood("Until when may the visits be used?", f"Write both days: {full}")
    first = told.first or today
    if told.last < first:
        raise NotUnderstood(
            f"It would end on {phrases.day(told.last)}, before it begins on {phrases.day(first)}.",
            f"Write the first day first: {full}",
        )
    return told.number, Period(first, told.last)


def _balance(told: Balancing, alias: str, today: date) -> Balance:
    example = f"/session balance {alias} {told.number or 5} as of {today.month}/1/{today.year}"
    full = f"{example} from portal"
    if told.number is None or told.number > _MOST:
        raise NotUnderstood("How many visits were used?", f"Write it so: {full}")
    if told.as_of is None:
        raise NotUnderstood("As of which day?", f"Write it so: {full}")
    if told.as_of > today:
        raise NotUnderstood(
            f"{standing_words.weekday(told.as_of)} is still to come.",
            "Give the day on which the count was true.",
        )
    if not told.source:
        raise NotUnderstood(
            "Who says so?",
            f"Name the source in a word or two: {full}",
            [
                Choice(label, _balance_words(alias, told.number, told.as_of, word))
                for label, word in _SOURCES
            ],
        )
    if told.includes_ours is None:
        raise _which_total(alias, told.number, told.as_of, told.source)
    return Balance(told.number, told.as_of, told.source, told.includes_ours)


_SOURCES = (("The payer's portal", "portal"), ("Another clinic", "another clinic"))


def _which_total(alias: str, number: int, as_of: date, source: str) -> NotUnderstood:
    """A total is no sum: the two would be counted differently."""
    visits = phrases.count(number, "visit")
    return NotUnderstood(
        f"Are sessions logged here among the {visits} of {source}?",
        "A total takes their place; visits made elsewhere come on top.",
        [
            Choice("Yes, a total", _balance_words(alias, number, as_of, source, "in all")),
            Choice("No, elsewhere", _balance_words(alias, number, as_of, source, "elsewhere")),
        ],
    )


def _balance_words(alias: str, number: int, as_of: date, source: str, how: str = "") -> str:
    words = [
        "/session balance",
        alias,
        str(number),
        how,
        "as of",
        as_of.isoformat(),
        "from",
        source,
    ]
    return " ".join(filter(None, words))


def _balance_command(alias: str, told: Balancing, new: Balance) -> str:
    how = "in all" if new.includes_ours else "elsewhere"
    return _balance_words(alias, told.number or 0, new.as_of, new.source, how)


def _from_until(period: Period) -> str:
    return f"from {period.first} until {period.last}"
