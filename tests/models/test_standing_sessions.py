"""The date of service at the clinic, and the discipline of a session."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.coverage.profession import Profession
from models.visits.session import Discipline, date_of_service, discipline_of


@pytest.mark.parametrize(
    ("at", "time_zone", "on"),
    [
        pytest.param(
            "2027-01-01T04:59:59", "America/New_York", "2026-12-31",
            id="one second before New Year in New York",
        ),
        pytest.param(
            "2027-01-01T05:00:00", "America/New_York", "2027-01-01", id="New Year in New York"
        ),
        pytest.param(
            "2027-01-01T05:00:00", "Pacific/Honolulu", "2026-12-31",
            id="New Year in New York is 31 December in Honolulu",
        ),
        pytest.param(
            "2027-01-01T09:59:59", "Pacific/Honolulu", "2026-12-31",
            id="one second before New Year in Honolulu",
        ),
        pytest.param(
            "2027-01-01T10:00:00", "Pacific/Honolulu", "2027-01-01", id="New Year in Honolulu"
        ),
        pytest.param(
            "2026-03-09T03:30:00", "America/New_York", "2026-03-08",
            id="the evening of the day on which clocks went forward",
        ),
        pytest.param(
            "2026-11-02T04:30:00", "America/New_York", "2026-11-01",
            id="the evening of the day on which clocks went back",
        ),
        pytest.param(
            "2024-03-01T06:30:00", "America/Denver", "2024-02-29", id="late on a leap day"
        ),
    ],
)  # fmt: skip
def test_the_date_of_service_is_the_date_at_the_clinic(at: str, time_zone: str, on: str) -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert date_of_service(instant, time_zone) == date.fromisoformat(on)


def test_a_time_without_a_zone_names_no_day() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        date_of_service(datetime(2026, 1, 1), "America/New_York")  # noqa: DTZ001 - the point


@pytest.mark.parametrize(
    ("profession", "discipline"),
    [
        pytest.param(Profession.PT, Discipline.PT, id="a therapist"),
        pytest.param(
            Profession.PTA, Discipline.PT, id="an assistant treats under physical therapy"
        ),
        pytest.param(Profession.DC, Discipline.DC, id="a chiropractor"),
        pytest.param(Profession.LAC, Discipline.ACUPUNCTURE, id="an acupuncturist"),
        pytest.param(Profession.MD, None, id="a physician's visits are of no one discipline"),
    ],
)
def test_the_discipline_of_a_profession(
    profession: Profession, discipline: Discipline | None
) -> None:
    assert discipline_of(profession) is discipline
