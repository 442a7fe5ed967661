"""A session logged behind a payer's total of its day or later: on top of it, unless that had it."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.session.balance.balance_questions import Told
from handlers.session.card import limit_names
from handlers.session.card.counted_chart import CountedChart
from models.reply import Choice, Line
from models.visits import balance_source
from models.visits.balance import Balance, latest_balances
from models.visits.balance_source import SourceKind
from models.visits.session import Session
from models.visits.standing import Standing
from models.wording import phrases, standings


def lines(count: CountedChart, session: Session) -> Iterator[Line]:
    """That it counts on top of each total that was told before it was logged."""
    for standing, total in _missing_it(count, session):
        by = "" if standing is count.binding else f"{_whose(standing, count)}: "
        day, source = phrases.day(total.as_of), balance_source.in_words(total.source)
        on_top = f"on top of the {total.used} as of {day}, which were told before it was logged"
        yield Line(f"{phrases.sentence(f'{by}it counts {on_top}')}. Perhaps {source} had it.")


def choices(count: CountedChart, session: Session) -> tuple[Choice, ...]:
    """For each such total, that the session is among its visits: it is told once more then."""
    names = {id(s): name for name, s in limit_names.names(count.standings).items()}
    return tuple(
        Choice(
            _label(total, len(_logged_since(count, standing, total))),
            Told(
                *(count.chart.alias, total.used, total.as_of, total.source, "in all"),
                limit="" if total.is_of_plan else names[id(standing)],
                recent="with recent",
            ).command,
        )
        for standing, total in _missing_it(count, session)
        if _can_be_told_anew(count, standing, total)
    )


def told_by_another(balance: Balance, count: CountedChart) -> Iterator[Line]:
    """What others told of visits elsewhere: it is taken to hold them, or is added to them."""
    standing = next((s for s in count.standings if _carries(s, balance)), None)
    if standing is None or balance.includes_ours:
        return
    told = [b for b in _elsewhere(standing, count) if b.source != balance.source]
    within = [b for b in told if not _carries(standing, b)]
    added = [b for b in told if b not in within]
    held = phrases.either([*map(said, within)], "and")
    if within and balance.source == SourceKind.PATIENT:
        yield Line(
            f"{phrases.sentence(held)} are taken to be among them: a patient tells of all. What "
            "comes on top is told in one number."
        )
    elif within:
        yield Line(f"With what others tell that is more than {held} which count no more beside it.")
    if added:
        others = phrases.either([*map(said, added)], "and").removesuffix(",")
        yield Line(
            f"It is added to {others}. If these are the same visits, take one of them back: "
            "/session undo"
        )


def said(balance: Balance) -> str:
    """So many visits, as of which day, and who says so."""
    source = balance_source.in_words(balance.source)
    return f"the {balance.used} as of {phrases.day(balance.as_of)}, from {source},"


def _elsewhere(standing: Standing, count: CountedChart) -> tuple[Balance, ...]:
    """What is told of visits elsewhere in the window of a limit."""
    told = [b for b in count.chart.history.balances if b.counts_into(standing.limit)]
    latest = latest_balances(told, standing.window, standing.on, standing.limit)
    return tuple(b for b in latest if not b.includes_ours)


def _carries(standing: Standing, balance: Balance) -> bool:
    return any(map(balance.says_the_same, standing.carried))


def _missing_it(count: CountedChart, session: Session) -> Iterator[tuple[Standing, Balance]]:
    """Each total that counts and was told before a session of its days was logged."""
    told = set[tuple[int, object, str]]()
    binding = [count.binding] if count.binding else []
    for standing in (*binding, *(s for s in count.standings if s is not count.binding)):
        for total in standing.carried if standing.counts(session) else ():
            key = total.used, total.as_of, total.source
            if _is_late(total, session) and key not in told:
                told.add(key)
                yield standing, total


def _is_late(total: Balance, session: Session) -> bool:
    is_of_its_days = total.includes_ours and session.on <= total.as_of
    return is_of_its_days and total.last_known is not None and session.number > total.last_known


def _logged_since(count: CountedChart, standing: Standing, total: Balance) -> list[Session]:
    """The sessions that it would hold, were it told once more."""
    sessions = count.chart.history.sessions
    return [s for s in sessions if _is_late(total, s) and standing.counts(s)]


def _can_be_told_anew(count: CountedChart, standing: Standing, total: Balance) -> bool:
    """Whether the same words as before take its place: of this limit, or of the only one."""
    is_of_one = total.is_of_plan and len(count.standings) == 1
    return total.held_until is None and (is_of_one or total.limit == standing.limit.id)


def _label(total: Balance, number: int) -> str:
    return f"The {total.used} hold it" if number == 1 else f"The {total.used} hold all {number}"


def _whose(standing: Standing, count: CountedChart) -> str:
    return phrases.sentence(standings.owner(standing.limit, count.payer))
