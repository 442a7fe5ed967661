"""Who is asking, remembered for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.membership import BELIEVED_FOR, VOUCHED_FOR, Caller, MembershipCache
from models.clinic.clinic import Clinic, Member, Platform, Role
from models.errors import NotAllowed, NotVouched, RecordsUnreachable

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
        self.seats: dict[str, Member] = {}

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
        self.seats.setdefault(user, Member(len(self.roles), 1, user, stored, at))
        return clinic, self.seats[user]

    async def seated(
        self, platform: Platform, workspace: str, user: str
    ) -> tuple[Clinic, Member] | None:
        """The clinic and the member; None for a newcomer."""
        if self.away:
            raise RecordsUnreachable("The records cannot be reached.", "Try again.")
        member = self.seats.get(user)
        return (Clinic(1, platform, workspace), member) if member else None

    async def members(self, _clinic_id: int) -> tuple[Member, ...]:
        """Everybody."""
        return tuple(self.seats.values())

    async def vouched(self, _clinic_id: int, user: str, *, at: datetime) -> None:
        """Works here."""
        self.seats[user] = replace(self.seats[user], vouched_at=at, is_gone=False)

    async def refused(self, _clinic_id: int, user: str, *, at: datetime) -> None:
        """Does not."""
        if self.away:
            raise RecordsUnreachable("The records cannot be reached.", "Try again.")
        assert at.tzinfo
        self.seats[user] = replace(self.seats[user], is_gone=True)


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
def seats(records: FakeRecords, hand: Callable[[], datetime]) -> MembershipCache:
    return MembershipCache(records, hand)  # type: ignore[arg-type] # asked for nothing but seats


async def test_a_seat_is_read_once_and_remembered(
    seats: MembershipCache, records: FakeRecords
) -> None:
    one, two = await seats.find(AMY), await seats.find(AMY)
    assert one == two
    assert records.asked == 1


async def test_everybody_has_a_seat_of_their_own(
    seats: MembershipCache, records: FakeRecords
) -> None:
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
    seats: MembershipCache, records: FakeRecords, other: Caller
) -> None:
    await seats.find(AMY)
    seat = await seats.find(other)
    assert records.asked == 2
    assert (seat.clinic.platform, seat.clinic.workspace) == (other.platform, other.workspace)


async def test_the_place_does_not_change_the_seat(
    seats: MembershipCache, records: FakeRecords
) -> None:
    await seats.find(AMY)
    await seats.find(Caller(Platform.SLACK, "T1", "UAMY", channel="CDESK"))
    assert records.asked == 1


@pytest.mark.parametrize(
    ("later", "state"),
    [
        pytest.param(A_MINUTE - A_MOMENT, None, id="within a minute: as it was"),
        pytest.param(A_MINUTE, "NC", id="after a minute: as it is now"),
    ],
)
async def test_a_change_by_another_process_is_seen_after_a_minute(
    seats: MembershipCache, records: FakeRecords, hand: Hand, later: timedelta, state: str | None
) -> None:
    await seats.find(AMY)
    records.state = "NC"
    hand.now += later
    assert (await seats.find(AMY)).clinic.state == state


async def test_a_change_in_this_process_is_seen_at_once(
    seats: MembershipCache, records: FakeRecords
) -> None:
    await seats.find(AMY)
    records.state = "NC"
    seats.forget()
    assert (await seats.find(AMY)).clinic.state == "NC"


async def test_a_refreshed_seat_is_remembered_for_another_minute(
    seats: MembershipCache, records: FakeRecords, hand: Hand
) -> None:
    for _ in range(3):
        await seats.find(AMY)
        hand.now += A_MINUTE / 2
    assert records.asked == 2


async def test_a_known_seat_is_given_while_the_records_are_away(
    seats: MembershipCache, records: FakeRecords, hand: Hand
) -> None:
    known = await seats.find(AMY)
    records.away = True
    hand.now += timedelta(days=1)
    assert await seats.find(AMY) == known


async def test_a_stranger_is_told_that_the_records_are_away(
    seats: MembershipCache, records: FakeRecords
) -> None:
    await seats.find(AMY)
    records.away = True
    with pytest.raises(RecordsUnreachable):
        await seats.find(MAX)


async def test_the_records_are_asked_again_as_soon_as_they_are_back(
    seats: MembershipCache, records: FakeRecords, hand: Hand
) -> None:
    await seats.find(AMY)
    hand.now += A_MINUTE
    records.away = True
    await seats.find(AMY)
    records.away, records.state = False, "NC"
    assert (await seats.find(AMY)).clinic.state == "NC"


async def test_a_role_once_stored_stays(
    seats: MembershipCache, records: FakeRecords, hand: Hand
) -> None:
    await seats.find(AMY)
    hand.now += A_MINUTE
    promoted = Caller(AMY.platform, AMY.workspace, AMY.user, role=Role.MANAGER)
    assert not (await seats.find(promoted)).member.is_manager


# -- whom the platform vouches for ---------------------------------------------------------------


class FakePlatform:
    """A platform that says of Amy what a test has it say; it counts how often it was asked."""

    def __init__(self) -> None:
        self.says: Role | Exception = Role.STAFF
        self.asked = 0

    async def vouch(self) -> Role:
        """What it says."""
        self.asked += 1
        if isinstance(self.says, Exception):
            raise self.says
        return self.says

    def is_silent(self) -> None:
        """It does not answer."""
        self.says = NotVouched("The platform does not tell.", "Try again.")

    def refuses(self) -> None:
        """It calls Amy a guest."""
        self.says = NotAllowed("You are a guest.", "Ask somebody.")

    @property
    def caller(self) -> Caller:
        """Amy."""
        return replace(AMY, vouch=self.vouch)


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform()


@pytest.mark.parametrize(
    ("later", "asked"),
    [
        pytest.param(VOUCHED_FOR - A_MOMENT, 0, id="within a day: its word holds"),
        pytest.param(VOUCHED_FOR, 1, id="after a day: it is asked again"),
    ],
)
async def test_a_seat_is_vouched_for_each_day_anew(
    seats: MembershipCache, platform: FakePlatform, hand: Hand, later: timedelta, asked: int
) -> None:
    await seats.find(platform.caller)
    hand.now += later
    await seats.find(platform.caller)
    assert platform.asked == 1 + asked


async def test_whoever_is_refused_has_no_seat_any_more(
    seats: MembershipCache, platform: FakePlatform, records: FakeRecords, hand: Hand
) -> None:
    await seats.find(platform.caller)
    hand.now += VOUCHED_FOR
    platform.refuses()
    for _ in range(2):
        with pytest.raises(NotAllowed):
            await seats.find(platform.caller)
    assert records.seats["UAMY"].is_gone
    assert not records.seats["UAMY"].is_vouched


async def test_whoever_is_gone_is_vouched_for_before_anything_else(
    seats: MembershipCache, platform: FakePlatform, records: FakeRecords, hand: Hand
) -> None:
    await seats.find(platform.caller)
    records.seats["UAMY"] = replace(records.seats["UAMY"], is_gone=True)
    hand.now += A_MINUTE
    platform.is_silent()
    with pytest.raises(NotVouched):
        await seats.find(platform.caller)
    platform.says = Role.STAFF
    assert (await seats.find(platform.caller)).member.is_vouched


async def test_a_refusal_stands_although_it_cannot_be_written_down(
    seats: MembershipCache, platform: FakePlatform, records: FakeRecords, hand: Hand
) -> None:
    await seats.find(platform.caller)
    hand.now += VOUCHED_FOR

    async def refuse_and_go() -> Role:
        records.away = True
        raise NotAllowed("You are a guest.", "Ask somebody.")

    with pytest.raises(NotAllowed):
        await seats.find(replace(AMY, vouch=refuse_and_go))
    with pytest.raises(RecordsUnreachable):  # and the seat of before is not remembered
        await seats.find(platform.caller)


@pytest.mark.parametrize(
    ("later", "is_seated"),
    [
        pytest.param(BELIEVED_FOR - A_MOMENT, True, id="within a week: as before"),
        pytest.param(BELIEVED_FOR, False, id="after a week: unknown"),
    ],
)
async def test_while_the_platform_is_silent_its_last_word_holds_for_a_week(
    seats: MembershipCache, platform: FakePlatform, hand: Hand, later: timedelta, *, is_seated: bool
) -> None:
    known = await seats.find(platform.caller)
    hand.now += later
    platform.is_silent()
    seat = await seats.find_or_unknown(platform.caller)
    assert (seat.member == known.member) is is_seated
    assert seat.member.is_vouched is is_seated


async def test_who_was_seated_before_anybody_was_vouched_for_is_unknown_in_silence(
    seats: MembershipCache, platform: FakePlatform, records: FakeRecords
) -> None:
    records.seats["UAMY"] = Member(1, 1, "UAMY", Role.MANAGER)
    platform.is_silent()
    assert not (await seats.find_or_unknown(platform.caller)).member.is_manager
    with pytest.raises(NotVouched):
        await seats.find(platform.caller)


async def test_an_unknown_seat_is_of_no_clinic_and_is_asked_about_at_the_next_act(
    seats: MembershipCache, platform: FakePlatform, records: FakeRecords
) -> None:
    platform.is_silent()
    for _ in range(2):
        seat = await seats.find_or_unknown(platform.caller)
        assert (seat.clinic.id, seat.member.id, seat.member.role) == (0, 0, Role.UNKNOWN)
    assert platform.asked == 2
    assert records.seats == {}


@pytest.mark.parametrize(
    "nowhere",
    [
        pytest.param(replace(AMY, workspace=""), id="without a workspace"),
        pytest.param(replace(AMY, user=""), id="without a person"),
        pytest.param(Caller(Platform.TEAMS, "", "ad0-amy"), id="without a tenant"),
    ],
)
async def test_whoever_is_nowhere_is_refused(
    seats: MembershipCache, records: FakeRecords, nowhere: Caller
) -> None:
    """Two enterprises without a workspace would share a clinic."""
    with pytest.raises(NotAllowed, match="does not say at which clinic"):
        await seats.find_or_unknown(nowhere)
    assert records.asked == 0


async def test_a_workspace_that_is_not_served_is_refused_though_its_people_are_known(
    seats: MembershipCache, records: FakeRecords
) -> None:
    await seats.find(AMY)

    async def admit() -> None:
        raise NotAllowed("Another workspace.", "")

    with pytest.raises(NotAllowed):
        await seats.find_or_unknown(replace(AMY, admit=admit))
