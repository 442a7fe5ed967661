"""What a payer says of visits and nobody counts here, with the reason; what stands for no limit."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.session.card.counted_chart import CountedChart
from handlers.session.payer.payer_dates import name_of
from models.reply import Line, Section
from models.visits import counting
from models.visits.body_region import in_words
from models.visits.limit import Effect, HeldLimit, Limit, LimitScope
from models.visits.second_payer import as_if_first, second_on
from models.wording import phrases

_WHY_NOT: dict[LimitScope, str] = {
    LimitScope.NOT_COUNTABLE: "Not counted by itself.",
    LimitScope.OTHER_DAYS: "Not counted: it speaks of other dates of service.",
    LimitScope.WHICH_CONDITION: "Not counted yet: it depends on the condition treated.",
    LimitScope.WHICH_PLAN: "Not counted yet: it depends on the plan.",
}

_STOOD_IN_FOR = "Not counted on the days of an authorization, which counts in its place."

_ON_CONDITION = "depends on what is treated, which nobody entered."

_MORE = re.compile(r"(?P<more>[0-9]+) more visits\b")


def section(count: CountedChart) -> tuple[Section, ...]:
    """What the payer says of visits and nobody counts by itself here, each with the reason."""
    held = [held for held in count.stated if held.holds is not LimitScope.YES]
    stood_in_for = tuple(
        Line(f"{limit.says} {_STOOD_IN_FOR}", limit.cites) for limit in _stood_in_for(count)
    )
    of_second = _of_second(count)
    steps = tuple(Line(h.sentence.says, h.sentence.cites) for h in held if _is_step(h, count))
    steps += tuple(
        Line(f"{name} (secondary): {h.sentence.says}", h.sentence.cites)
        for name, h in of_second
        if _is_step(h, count)
    )
    lines = tuple(
        Line(f"{h.sentence.says} {_WHY_NOT[h.holds]}", h.sentence.cites)
        for h in held
        if not _is_step(h, count)
    )
    lines = (*stood_in_for, *lines)
    lines += tuple(
        Line(f"{name} (secondary): {h.sentence.says} {_WHY_NOT[h.holds]}", h.sentence.cites)
        for name, h in of_second
        if not _is_step(h, count)
    )
    return (
        *([Section("Counted as a step of the limits above", steps)] if steps else []),
        *([Section("Said by the payer, and not counted", lines)] if lines else []),
    )


def _stood_in_for(count: CountedChart) -> list[Limit]:
    """The payer's limits in whose place an authorization in force counts."""
    counting = {standing.limit.id for standing in count.standings}
    held = (h.sentence for h in count.stated if h.holds is LimitScope.YES)
    limits = (sentence for sentence in held if isinstance(sentence, Limit))
    return [
        limit
        for limit in limits
        if limit.on_authorization is Effect.REPLACES and limit.id not in counting
    ]


def _is_step(held: HeldLimit, count: CountedChart) -> bool:
    """Whether a sentence tells of further visits that a limit holds as one of its steps."""
    told = _MORE.match(held.sentence.says)
    stages = (stage for standing in count.standings for stage in standing.limit.stages)
    return bool(told) and any(stage.more == int(told["more"]) for stage in stages if told)


def _of_second(count: CountedChart) -> list[tuple[str, HeldLimit]]:
    """What who pays second says of visits and nobody counts, with their name."""
    chart, book, today = count.chart, count.services.book, count.request.today
    second = second_on(chart, today)
    if second is None:
        return []
    stated = counting.stated_limits(as_if_first(chart, second), book, today)
    name = name_of(second, book)
    return [(name, held) for held in stated if held.holds is not LimitScope.YES]


def no_limit(count: CountedChart) -> str:
    """What is to be said where no limit counts: on what one waits, else that none is known."""
    if count.to_come:
        first = count.to_come[0]
        return f"no limit counts yet. Number {first.serial}: {first.limit.says}"
    others = dict.fromkeys(s.limit.pool.case for s in count.standings if s.limit.pool.case)
    if others:
        named = phrases.either([in_words(case) for case in others], "and")
        return f"no limit counts this case: visits are authorized for {named}."
    waiting = {held.holds for held in count.stated}
    if LimitScope.WHICH_CONDITION in waiting:
        return "no limit counts yet: it depends on what is treated, which nobody entered."
    if LimitScope.WHICH_PLAN in waiting:
        return "no limit counts yet: it depends on the plan, which nobody entered."
    return (
        _waiting_second(count)
        or _of_another_condition(count)
        or _of_other_days(count)
        or "no limit is known."
    )


def _waiting_second(count: CountedChart) -> str:
    """Where the first payer has no limit, on what those of the second wait."""
    for name, held in _of_second(count):
        if held.holds is LimitScope.WHICH_CONDITION:
            return f"no limit counts yet: {name} (secondary) {_ON_CONDITION}"
        if held.holds is LimitScope.WHICH_PLAN:
            return (
                f"no limit counts: those of {name} (secondary) depend on the plan, "
                "and of who pays second none is kept."
            )
    return ""


def second_waits(count: CountedChart) -> str:
    """What a second payer's limits wait for, where it is what is treated; empty where nothing."""
    waiting = (n for n, held in _of_second(count) if held.holds is LimitScope.WHICH_CONDITION)
    name = next(waiting, "")
    return f"No limit of {name} (secondary) counts yet: it {_ON_CONDITION}" if name else ""


def _of_other_days(count: CountedChart) -> str:
    """That this year's limit was not read, with the one that the payer stated of other days."""
    told = [held.sentence.says for held in count.stated if held.holds is LimitScope.OTHER_DAYS]
    if not told:
        return ""
    older = f"Before: {told[0]}" if len(told) == 1 else "Older ones stand in the details."
    return f"the limit of this year was not read. {older}"


def _of_another_condition(count: CountedChart) -> str:
    """Where the payer's limits depend on what is treated, that none is for what was told."""
    chart, book = count.chart, count.services.book
    untold = counting.stated_limits(replace(chart, condition=None), book, count.request.today)
    if not chart.condition or LimitScope.WHICH_CONDITION not in {held.holds for held in untold}:
        return ""
    known = book.conditions.get(chart.condition)
    return f"no limit that I hold is for {known.name if known else chart.condition}."
