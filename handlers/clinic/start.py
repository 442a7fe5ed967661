"""/clinic start: what the bot does, three examples, and first steps that tick themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.clinic import profession, send_test_alert, state
from handlers.clinic.change_setting import managers_of
from handlers.command import Request, Services
from models.alerts.delivery import TrialDelivery
from models.clinic.clinic import Clinic, Member
from models.reply import Choice, Count, Line, Reply, Section, Weight
from models.wording import settings

_ENOUGH_MANAGERS = 2

_EXAMPLES = (
    Choice("What Medicare says of 20560", "/coverage medicare 20560"),
    Choice("20560 with 97140", "/cpt 20560 with 97140 same day"),
    Choice("Make an alias", "/session new"),
)


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something to set once: what it is for, how it stands, and what does it."""

    label: str
    why: str
    is_done: bool
    command: str

    @property
    def line(self) -> Line:
        """The step in words that say whether it is done."""
        return Line(f"{'Done' if self.is_done else 'To do'}: {self.label}. {self.why}")


async def answer(request: Request, services: Services, text: str) -> Reply:
    """The first steps as they stand now."""
    del text
    managers = await managers_of(request.clinic.id, services)
    return say(request.clinic, managers, await services.outbox.tests(request.clinic.id))


def say(clinic: Clinic, managers: Sequence[Member], tests: Sequence[TrialDelivery] = ()) -> Reply:
    """What whoever installs it reads first, and whoever asks again."""
    steps = _steps(clinic, managers, tests)
    done = sum(step.is_done for step in steps)
    to_do = [step for step in steps if not step.is_done]
    first = [Choice(step.label, step.command, Weight.PRIMARY) for step in to_do[:1]]
    others = to_do[1:]
    return Reply(
        headline="Needlepoint",
        count=Count(done, len(steps), f"{done} of {len(steps)} first steps done"),
        lines=(
            Line("Ask what a payer, a code or a state says of dry needling: answers have sources."),
            Line("Log each visit under an alias; managers hear before a limit is reached."),
        ),
        sections=(Section("First steps", tuple(step.line for step in steps)),),
        choices=(
            *first,
            *_EXAMPLES,
            *(Choice(step.label, step.command, Weight.MORE) for step in others),
            Choice("Look at the list again", "/clinic start", Weight.MORE),
        ),
        small_print="Never type a patient's name, birthday or number.",
    )


def _steps(
    clinic: Clinic, managers: Sequence[Member], tests: Sequence[TrialDelivery]
) -> tuple[FirstStep, ...]:
    bills, where = profession.fact(clinic), state.fact(clinic)
    set_ = clinic.profession or clinic.state
    told = f"Now: {bills.value}, {where.value}." if set_ else "Answers go by who bills, and where."
    unset = "/clinic state" if clinic.profession else "/clinic profession"
    channel = clinic.preferences.channel
    return (
        FirstStep(
            "Profession and state",
            told,
            bool(clinic.profession and clinic.state),
            unset,
        ),
        FirstStep(
            "A channel for alerts",
            f"They go to {channel}."
            if channel
            else "For staff only; invite me. Else managers are told.",
            bool(channel),
            "/clinic channel",
        ),
        FirstStep(
            "A second manager",
            "Somebody hears an alert when the first one is away.",
            len(managers) >= _ENOUGH_MANAGERS,
            "/clinic managers",
        ),
        FirstStep(
            "Time zone and hours",
            f"The digest and quiet hours go by {settings.say_zone(clinic.time_zone)}.",
            clinic.has_told_zone,
            "/clinic zone",
        ),
        FirstStep(
            "A test alert",
            send_test_alert.told(clinic, managers, tests),
            send_test_alert.came(clinic, managers, tests),
            "/clinic test",
        ),
    )
