"""/session plans: what plans of care owe now or soon, the soonest first."""

from __future__ import annotations

from handlers.command import Request, Services
from models.reply import Choice, Line, Reply, Row, Table
from models.wording import plan_of_care as wording

_MOST = 1_000
_SHOWN = 10


async def answer(request: Request, services: Services) -> Reply:
    """What is owed of everybody's plans of care."""
    owed = await services.charts.owed(request.clinic.id, request.today, _MOST)
    if not owed:
        begin = "A plan begins so: /session plan BLUE-47K from 11/20"
        return Reply("No duty of a plan of care is near", lines=(Line(begin),))
    rows = tuple(
        Row((one.alias, wording.in_line(one.clock, request.today)), _show(one.alias))
        for one in owed[:_SHOWN]
    )
    hidden = len(owed) - len(rows)
    noun = "duty" if len(owed) == 1 else "duties"
    first = owed[0]
    return Reply(
        f"Plans of care: {len(owed)} {noun} near",
        lines=(Line(f"{hidden} more come behind these."),) if hidden > 0 else (),
        tables=(Table("The soonest first", ("Alias", "Owed"), rows),),
        choices=(
            Choice(f"Show {first.alias}", _show(first.alias)),
            Choice("The day's list", "/session today"),
        ),
    )


def _show(alias: str) -> str:
    return f"/session plan-of-care {alias}"
