"""/clinic test: a plainly marked test alert to where alerts go, by the way that alerts take."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.clinic import channel
from handlers.clinic.change_setting import managers_of, refuse_staff
from handlers.command import Request, Services
from handlers.session.find_chart import by
from models.alerts.delivery import DeliveryState, TrialDelivery
from models.clinic.clinic import Clinic, Member
from models.mention import person
from models.reply import Choice, Line, Reply, Weight
from models.wording import delivery_reasons
from models.wording.alerts import when


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Send one, and say how to see that it came."""
    del text
    await refuse_staff(request.member, services, "Sending a test alert")
    managers = await managers_of(request.clinic.id, services)
    await services.outbox.enqueue_test(
        request.clinic.id, channels(request.clinic, managers), by(request)
    )
    return Reply(
        headline="The test alert is on its way",
        lines=(
            Line(f"To {channel.say_place(request.clinic)}, as every alert goes: look there."),
            Line("Then look at the first steps: they say whether it came, or what to do."),
        ),
        choices=(
            Choice("The first steps", "/clinic start", Weight.PRIMARY),
            Choice("Where alerts go", "/clinic channel"),
        ),
    )


def channels(clinic: Clinic, managers: Sequence[Member]) -> tuple[str, ...]:
    """Where alerts go: the clinic's channel; without one, each manager's own chat."""
    if clinic.preferences.channel:
        return (clinic.preferences.channel,)
    return tuple(person(member.user) for member in managers)


def came(clinic: Clinic, managers: Sequence[Member], sent: Sequence[TrialDelivery]) -> bool:
    """Whether a test alert came to where alerts go now."""
    return any(test.state is DeliveryState.SENT for test in _newest(clinic, managers, sent))


def told(clinic: Clinic, managers: Sequence[Member], sent: Sequence[TrialDelivery]) -> str:
    """What became of the newest test alert to where alerts go now, and what to do."""
    newest = _newest(clinic, managers, sent)
    place, zone = channel.say_place(clinic), clinic.time_zone
    arrived = [test for test in newest if test.state is DeliveryState.SENT]
    if arrived:
        every = len(channels(clinic, managers))
        where = place if len(arrived) == every else f"{len(arrived)} of {every} managers"
        return f"It came to {where}, {when(arrived[0].owed_since, zone)}."
    if refused := next((test for test in newest if test.why), None):
        said = f"“{refused.why}”" if refused.state is DeliveryState.FAILED else "not taken yet"
        mend = delivery_reasons.mend_of(refused.why)
        return f"It did not come to {place} ({said}). {mend}"
    if newest:
        since = when(newest[0].owed_since, zone)
        return (
            f"On its way since {since}. After a minute the clock stands still: python -m bot clock."
        )
    return f"I send one to {place}, plainly marked."


def _newest(
    clinic: Clinic, managers: Sequence[Member], sent: Sequence[TrialDelivery]
) -> tuple[TrialDelivery, ...]:
    """The newest test in each place where alerts go now."""
    places = channels(clinic, managers)
    by_place = {test.channel: test for test in reversed(sent) if test.channel in places}
    return tuple(by_place.values())
