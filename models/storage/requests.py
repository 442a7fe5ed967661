"""Write and read the requests that a clinic sent: of a chart, open ones, those decided."""

from __future__ import annotations

from typing import Any

from models.ports import OpenRequest
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import Row, day, execute, fetch, some_day
from models.storage.statements import requests
from models.storage.tables import VisitRequestRow
from models.visits.chart import Chart, DoneBy
from models.visits.events import RequestEvent, RequestExpedited, VisitsRequested
from models.visits.limit import Unit
from models.visits.session import Discipline
from models.visits.visit_request import RequestState, VisitRequest, of_serial

_DECIDED = 100
"""So many of those that were decided last tell how long a payer takes."""


def request_of(row: Row) -> VisitRequest:
    """The request that a row keeps."""
    return VisitRequest(
        row["serial"],
        row["number"],
        some_day(row["sent_on"]),
        row["payer"],
        Unit(row["unit"]),
        RequestState(row["state"]),
        day(row["decided_on"]),
        row["granted"],
        row["granted_as"],
        day(row["due_on"]),
        day(row["ask_on"]),
        day(row["expedited_on"]),
        tuple(map(Discipline, (row["disciplines"] or "").split())),
    )


async def write_request(event: RequestEvent, chart: Chart, by: DoneBy) -> None:
    """Write an event about a request; `chart` is as it is after it."""
    here: dict[str, Any] = {"clinic_id": chart.clinic_id, "alias_id": chart.id}
    if isinstance(event, VisitsRequested):
        told: dict[str, Any] = {"told_by": by.actor, "told_at": by.at}
        await VisitRequestRow.create(**here, **_columns(event.request), **told)
        return
    request = of_serial(chart.requests, event.serial)
    if request is None:
        raise LookupError(f"there is no request {event.serial}")
    if isinstance(event, RequestExpedited):
        kept = VisitRequestRow.filter(**here, serial=event.serial)
        await kept.update(expedited_on=event.on)
        return
    decision = {"decided_by": by.actor, "decided_at": by.at}
    row = VisitRequestRow.filter(**here, serial=event.serial)
    await row.update(**_columns(request), **decision)


async def write_days(before: Chart, after: Chart) -> None:
    """Write by when payers have to decide, where a count has it otherwise than it was kept."""
    for request in after.requests:
        if request not in before.requests:
            await execute(
                requests.DAYS,
                due=request.due,
                ask_on=request.ask_on,
                clinic_id=after.clinic_id,
                alias_id=after.id,
                serial=request.serial,
            )


def _columns(request: VisitRequest) -> dict[str, Any]:
    return {
        "serial": request.serial,
        "number": request.number,
        "unit": request.unit.value,
        "sent_on": request.sent,
        "payer": request.payer,
        "state": request.state.value,
        "decided_on": request.decided,
        "granted": request.granted,
        "granted_as": request.authorization,
        "expedited_on": request.expedited,
        "disciplines": " ".join(request.disciplines) or None,
    }


@reaching_records
class RequestQueries:
    """Reads of requests. Every method raises `RecordsUnreachable`."""

    async def requests(self, clinic_id: int, limit: int) -> tuple[OpenRequest, ...]:
        """The open requests of open charts. See `models.ports.Charts`."""
        rows = await fetch(requests.OPEN, clinic_id=clinic_id, limit=limit)
        return tuple(OpenRequest(row["text"], request_of(row)) for row in rows)

    async def decided(self, clinic_id: int, payer: str) -> tuple[VisitRequest, ...]:
        """The requests to a payer that were decided last. See `models.ports.Charts`."""
        rows = await fetch(requests.DECIDED, clinic_id=clinic_id, payer=payer, limit=_DECIDED)
        return tuple(map(request_of, rows))
