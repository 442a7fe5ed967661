"""Who is asking, remembered for a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.seats import Caller, Seats
from models.clinic import Clinic, Member, Platform, Role
from models.errors import RecordsUnreachable

AMY = Caller(Platform.SLACK, "T1", "UAMY")
MAX = Caller(Platform.SLACK, "T1", "UMAX", role=Role.MANAGER)
A_MINUTE = timedelta(minutes=1)
A_MOMENT = timedelta(microseconds=1)


class FakeRecords:
    """Records in memory, which can be away; it counts how often it was asked."""

    def __init__(self) -> None:
        self.away = False
        self.asked = 0
        self.state: str | None = None
        self.roles: dict[str, Role] = {}

    async def seat(
        self, platform: Platform, workspace: str, user: str, *, role: Role, at: datetime
    ) -> tuple[Clinic, Member]:
        """The clinic and the member; a role once stored stays."""
        assert at.tzinfo, "a time names its zone"
        self.asked += 1
        if self.away:
            raise RecordsUnreachable("The records cannot be reached.", "Try again.")
        stored = self.roles.setdefault(user, role)
        clinic = Clinic(1, platform, workspace, state=self.state)
        return clinic, Member(len(self.roles), 1, user, stored)


class Hand:
    """A clock whose hand a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 17, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The time that it shows."""
        return self.now


@pytest.fixture
def records() -> FakeRecords:
    return FakeRecords()


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def seats(records: FakeRecords, hand: Callable[[], datetime]) -> Seats:
    return Seats(records, hand)  # type: ignore[arg-type] # asked for nothing but seats


async def test_a_seat_is_read_once_and_remembered(seats: Seats, records: FakeRecords) -> None:
    one, two = await seats.find(AMY), await seats.find(AMY)
    assert one == two
    assert records.asked == 1


async def test_everybody_has_a_seat_of_their_own(seats: Seats, records: FakeRecords) -> None:
    amy, manager = await seats.find(AMY), await seats.find(MAX)
    assert (amy.member.user, manager.member.user) == ("UAMY", "UMAX")
    assert not amy.member.is_manager
    assert manager.member.is_manager


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Caller(Platform.TEAMS, "T1", "UAMY"), id="on another platform"),
        pytest.param(Caller(Platform.SLACK, "T2", "UAMY"), id="in another workspace"),
    ],
)
async def test_the_same_id_elsewhere_is_somebody_else(
    seats: Seats, records: FakeRecords, other: Caller
) -> None:
    await seats.find(AMY)
    seat = await seats.find(other)
    assert records.asked == 2
    assert (seat.clinic.platform, seat.clinic.workspace) == (other.platform, other.workspace)


async def test_the_place_does_not_change_the_seat(seats: Seats, records: FakeRecords) -> None:
    await seats.find(AMY)
    await seats.find(Caller(Platform.SLACK, "T1", "UAMY", place="CDESK"))
    assert records.asked == 1


@pytest.mark.parametrize(
    ("later", "state"),
    [
        pytest.param(A_MINUTE - A_MOMENT, None, id="within a minute: as it was"),
        pytest.param(A_MINUTE, "NC", id="after a minute: as it is now"),
    ],
)
async def test_a_change_by_another_process_is_seen_after_a_minute(
    seats: Seats, records: FakeRecords, hand: Hand, later: timedelta, state: str | None
) -> None:
    await seats.find(AMY)
    records.state = "NC"
    hand.now += later
    assert (await seats.find(AMY)).clinic.state == state


async def test_a_change_in_this_process_is_seen_at_once(seats: Seats, records: FakeRecords) -> None:
    await seats.find(AMY)
    records.state = "NC"
    seats.forget()
    assert (await seats.find(AMY)).clinic.state == "NC"


async def test_a_refreshed_seat_is_remembered_for_another_minute(
    seats: Seats, records: FakeRecords, hand: Hand
) -> None:
    for _ in range(3):
        await seats.find(AMY)
        hand.now += A_MINUTE / 2
    assert records.asked == 2


async def test_a_known_seat_is_given_while_the_records_are_away(
    seats: Seats, records: FakeRecords, hand: Hand
) -> None:
    known = await seats.find(AMY)
    records.away = True
    hand.now += timedelta(days=1)
    assert await seats.find(AMY) == known


async def test_a_stranger_is_told_that_the_records_are_away(
    seats: Seats, records: FakeRecords
) -> None:
    await seats.find(AMY)
    records.away = True
    with pytest.raises(RecordsUnreachable):
        await seats.find(MAX)


async def test_the_records_are_asked_again_as_soon_as_they_are_back(
    seats: Seats, records: FakeRecords, hand: Hand
) -> None:
    await seats.find(AMY)
    hand.now += A_MINUTE
    records.away = True
    await seats.find(AMY)
    records.away, records.state = False, "NC"
    assert (await seats.find(AMY)).clinic.state == "NC"


async def test_a_role_once_stored_stays(seats: Seats, records: FakeRecords, hand: Hand) -> None:
    await seats.find(AMY)
    hand.now += A_MINUTE
    promoted = Caller(AMY.platform, AMY.workspace, AMY.user, role=Role.MANAGER)
    assert not (await seats.find(promoted)).member.is_manager
