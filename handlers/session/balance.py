"""/session balance: visits used before or elsewhere; what is asked back before one is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from handlers.command import Request, Services
from handlers.session import card
from handlers.session.card import counted
from handlers.session.find_chart import amend, named, refuse_unused, while_open
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding import balance_commands
from models.understanding.balance_commands import BalanceRequest
from models.understanding.stray_words import may_be_dropped
from models.visits import balance_source
from models.visits.balance import Balance
from models.visits.balance_source import SAYS, SEVERAL, BalanceSource, SourceKind
from models.visits.chart import Chart
from models.visits.events import BalanceAdded
from models.visits.limit import MOST_VISITS
from models.wording import phrases, standings


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Note a number of visits as of a day."""
    chart, rest = await named(request, services, text, "session balance")
    wanted = balance_commands.read_balance(rest, request.today, services.lists.sources)
    new = _balance(wanted, chart, request.today)
    instead = _command(chart.alias, new.used, new.as_of, new.source, _how(new.includes_ours))
    refuse_unused(wanted.unused, instead, f"saved for {chart.alias}")
    is_known = new in chart.history.balances
    after = await amend(request, services, chart.alias, while_open(BalanceAdded(new)))
    lines = [_noted(new, is_known=is_known), *([] if wanted.is_whole else [card.OTHER_WORDS])]
    return card.say(counted(after, request, services), *lines)


def _noted(new: Balance, *, is_known: bool) -> Line:
    how = "in all, sessions logged here among them" if new.includes_ours else "used elsewhere"
    source = balance_source.in_words(new.source)
    visits, day = phrases.count(new.used, "visit"), phrases.day(new.as_of)
    done = "noted already" if is_known else "noted"
    return Line(f"{visits} {how}, as of {day}, from {source}: {done}.")


def _balance(wanted: BalanceRequest, chart: Chart, today: date) -> Balance:
    """The balance that is wanted. Raises `NotUnderstood` with the question for what is missing."""
    number, as_of = _number_and_day(wanted, chart.alias, today)
    if not may_be_dropped(wanted.unused):
        # before a question whose buttons would drop them
        refuse_unused(wanted.unused, outcome=f"saved for {chart.alias}")
    if wanted.source is None:
        raise _who(chart.alias, number, as_of, _how(wanted.includes_ours))
    if wanted.includes_ours is None:
        raise _which_total(chart.alias, number, as_of, wanted.source)
    kept = [b for b in chart.history.balances if b.includes_ours == wanted.includes_ours]
    new = Balance(number, as_of, _as_kept(wanted, kept).spell(), wanted.includes_ours)
    if _may_be_another(wanted, new, kept):
        raise _which_one(chart.alias, new, wanted.source.kind, kept)
    return new


def _number_and_day(wanted: BalanceRequest, alias: str, today: date) -> tuple[int, date]:
    number = wanted.number if wanted.number is not None and wanted.number <= MOST_VISITS else 5
    example = f"/session balance {alias} {number} as of {today.month}/1/{today.year}"
    full = f"{example} from portal"
    if wanted.number is None or wanted.number > MOST_VISITS:
        raise NotUnderstood(
            "How many visits were used?", f"Write it so: {full}", field=FieldName.VISITS
        )
    if wanted.as_of is None:
        raise NotUnderstood("As of which day?", f"Write it so: {full}", field=FieldName.ON)
    if wanted.as_of > today:
        raise NotUnderstood(
            f"{standings.weekday(wanted.as_of)} is still to come.",
            "Give the day on which the count was true.",
            field=FieldName.ON,
        )
    return wanted.number, wanted.as_of


def _as_kept(wanted: BalanceRequest, kept: Iterable[Balance]) -> BalanceSource:
    """The source, as one of those kept or else the first of its kind that is free."""
    source = wanted.source or BalanceSource(SourceKind.OTHER)
    sources = {b.source for b in kept}
    if not wanted.is_numbered or source.spell() in sources:
        return source
    first_free = balance_source.next_free(source.kind, sources)
    return first_free if source.kind in SEVERAL else BalanceSource(source.kind)


def _may_be_another(wanted: BalanceRequest, new: Balance, kept: Iterable[Balance]) -> bool:
    """Whether a word of a kind of which there may be several is the second one of it.

    Only visits made elsewhere add up. Of totals the highest counts, whoever tells them.
    """
    if wanted.is_numbered or wanted.source is None or wanted.source.kind not in SEVERAL:
        return False
    mine = [b for b in kept if _kind(b.source) is wanted.source.kind]
    return bool(mine) and not new.includes_ours and new not in mine


def _kind(kept: str) -> SourceKind | None:
    source = balance_source.unspell(kept)
    return source.kind if source else None


def _how(includes_ours: bool | None) -> str:
    return {True: "in all", False: "elsewhere"}[includes_ours] if includes_ours is not None else ""


def _who(alias: str, number: int, as_of: date, how: str) -> NotUnderstood:
    """The question for the source, with every one there is; what was typed is not repeated."""
    return NotUnderstood(
        "Who says so?",
        "Choose one. Nothing else is kept of who said it, and nothing was saved yet.",
        [
            Choice(phrases.sentence(SAYS[kind]), _command(alias, number, as_of, kind, how))
            for kind in SourceKind
        ],
        field=FieldName.SOURCE,
    )


def _which_total(alias: str, number: int, as_of: date, source: BalanceSource) -> NotUnderstood:
    """A total is no sum: the two would be counted differently."""
    visits, kept = phrases.count(number, "visit"), source.spell()
    return NotUnderstood(
        f"Are sessions logged here among the {visits} of {balance_source.in_words(kept)}?",
        "A total takes their place; visits made elsewhere come on top.",
        [
            Choice("Yes, a total", _command(alias, number, as_of, kept, "in all")),
            Choice("No, elsewhere", _command(alias, number, as_of, kept, "elsewhere")),
        ],
        field=FieldName.HOW,
    )


def _which_one(
    alias: str, new: Balance, kind: SourceKind, kept: Iterable[Balance]
) -> NotUnderstood:
    """Visits at two clinics add up, and the later word of one takes the place of its earlier."""
    mine = sorted((b for b in kept if _kind(b.source) is kind), key=lambda b: (b.as_of, b.used))
    latest = {b.source: b for b in mine}  # of each source the last word
    further = balance_source.next_free(kind, latest)

    def told_by(source: str) -> str:
        numbered = source if source[-1:].isdigit() else f"{source} 1"
        return _command(alias, new.used, new.as_of, numbered, "elsewhere")

    same = [
        Choice(f"The one with {b.used} as of {phrases.day(b.as_of)}", told_by(b.source))
        for b in latest.values()
    ]
    return NotUnderstood(
        f"Is it the same one as before? {alias} has visits from {SAYS[kind]} already.",
        "A newer number of the same one takes the place of the older; a further one comes on top.",
        [*same, Choice("A further one", told_by(further.spell()))],
        field=FieldName.SOURCE,
    )


def _command(alias: str, number: int, as_of: date, source: str, how: str = "") -> str:
    words = [
        *("/session balance", alias, str(number), how),
        *("as of", as_of.isoformat(), "from", source),
    ]
    return " ".join(filter(None, words))
