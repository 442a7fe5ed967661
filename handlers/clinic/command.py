"""Shows and changes your clinic's settings: who is warned of a limit, when, and where.

/clinic   (everything that is set)
/clinic start   (the first steps, and which of them are done)
/clinic test   (a test alert to where alerts go; managers)
/clinic alerts [state, alias or number]   (ack, snooze, hand or retry one by its number)
/clinic warn at 3, 1, 0 left, 14 days   (visits left; days before an authorization ends)
/clinic warn <payer> at 5 left   (for one payer; /clinic warn <payer> default takes it back)
/clinic channel <channel>   (or here, or none: each manager's own chat)
/clinic digest 8:00 am Eastern Mon-Fri   (or off; now: what it lists, as of now)
/clinic report on   (the week in numbers for each manager, Mondays at 8:00; off; this or last week)
/clinic quiet 6 pm to 7:30 am   (or off)
/clinic holidays add 12/24/2026   (or remove, work on Columbus Day, federal off)
/clinic patience 4 hours   (then an alert goes up to the managers)
/clinic managers add <person>   (or remove)
/clinic aliases PT-0000   (a pattern of your own aliases; or remove, none, words; managers)
/clinic profession PT
/clinic state NC
/clinic zone Eastern
/clinic forget <alias>   (erases it and all that is kept of it; managers)
/clinic forget everything   (erases the clinic, after one more question; managers)
/clinic export   (how records are taken out; managers)
/clinic facts   (what staff call wrong, and old sources; managers)
/clinic facts unanswered   (what staff asked and nothing answers, to be answered as a rule)
/clinic facts owner <person>   (who keeps them true, and may verify them; or none)
/clinic facts <number> still true   (or will be corrected: it leaves the list)
/clinic audit [alias] [before <number>]   (who changed what; managers)
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from handlers.clinic import (
    alerts,
    aliases,
    audit,
    channel,
    digest,
    export,
    facts,
    forget,
    holidays,
    patience,
    profession,
    quiet,
    report,
    send_test_alert,
    start,
    state,
    warn,
    zone,
)
from handlers.clinic import managers as clinic_managers
from handlers.clinic.change_setting import managers_of, whom_to_ask
from handlers.command import Command, Request, Services
from models.errors import NotUnderstood
from models.reply import Choice, Fact, Line, Reply, Weight
from models.understanding.commands import clinic_commands
from models.wording import delivery_reasons

_EXAMPLES = ("/clinic", "/clinic warn", "/clinic channel", "/clinic digest")

_EVERYTHING = frozenset({"", "all", "show", "settings", "show settings", "list"})

# A part shows what is set when nothing stands behind its name.
_PARTS: dict[str, Callable[[Request, Services, str], Awaitable[Reply]]] = {
    "start": start.answer,
    "test": send_test_alert.answer,
    "alerts": alerts.answer,
    "warn": warn.answer,
    "channel": channel.answer,
    "digest": digest.answer,
    "report": report.answer,
    "quiet": quiet.answer,
    "holidays": holidays.answer,
    "patience": patience.answer,
    "zone": zone.answer,
    "managers": clinic_managers.answer,
    "aliases": aliases.answer,
    "profession": profession.answer,
    "state": state.answer,
    "audit": audit.answer,
    "facts": facts.answer,
    "forget": forget.answer,
    "export": export.answer,
}

_FOR_MANAGERS = frozenset({"audit", "facts"})

_REFUSED = 3  # channels that take nothing are named
_LABELS = {
    "alerts": "Open alerts",
    "profession": "Profession",
    "state": "State",
    "channel": "Where alerts go",
    "warn": "When I warn",
    "managers": "Managers",
    "digest": "Morning digest",
    "report": "Week's report",
    "quiet": "Quiet hours",
    "holidays": "Days off",
    "patience": "When an alert goes up",
    "zone": "Time zone",
    "aliases": "Aliases of your own",
    "facts": "Facts to check",
    "audit": "Who did what",
}
"""What there is to look at, those that are asked for most first; the other parts do something."""


async def answer(request: Request, services: Services) -> Reply:
    """Everything that is set, or the part that the first word names."""
    if request.text.strip().casefold() in _EVERYTHING:
        return await _show(request, services)
    part = clinic_commands.part(request.text, _PARTS)
    if part.name is None:
        raise NotUnderstood(
            "I did not understand which setting you mean.",
            f"Begin with {', '.join(_PARTS)}.",
            [Choice("Everything that is set", "/clinic"), Choice("How to ask", "/clinic help")],
        )
    if part.misspelt:
        meant = f"/clinic {part.name} {part.remaining}".strip()
        raise NotUnderstood(
            f"Did you mean {part.name}?", "Nothing was changed yet.", [Choice(meant, meant)]
        )
    return await _PARTS[part.name](request, services, part.remaining)


def _weight(name: str, *, is_set_up: bool) -> Weight:
    return Weight.PRIMARY if is_set_up and name == "alerts" else Weight.PLAIN


async def _show(request: Request, services: Services) -> Reply:
    managers = await managers_of(request.clinic.id, services)
    places = await services.outbox.refused_places(request.clinic.id)
    is_set_up = bool(request.clinic.profession and request.clinic.state and managers)
    none = f"No manager. {whom_to_ask(managers, request.clinic.platform)}"
    return Reply(
        headline="Your clinic",
        facts=(
            profession.fact(request.clinic),
            state.fact(request.clinic),
            Fact("Managers", clinic_managers.say_them(managers)),
            Fact("Alerts go to", channel.say_place(request.clinic)),
            digest.fact(request.clinic),
            quiet.fact(request.clinic),
            *warn.facts(request.clinic, services),
            patience.fact(request.clinic),
            report.fact(request.clinic),
            digest.working_days(request.clinic),
            zone.fact(request.clinic),
            holidays.fact(request.clinic),
            aliases.fact(request.clinic),
        ),
        cautions=(
            *(() if managers else (Line(none),)),
            *map(Line, delivery_reasons.told(places[:_REFUSED], request.clinic)),
        ),
        choices=(
            *(() if is_set_up else (Choice("First steps", "/clinic start", Weight.PRIMARY),)),
            *(
                Choice(label, f"/clinic {name}", _weight(name, is_set_up=is_set_up))
                for name, label in _LABELS.items()
                if name not in _FOR_MANAGERS or request.member.is_manager
            ),
        ),
        small_print="" if request.member.is_manager else "Managers change these settings.",
    )


# A part that is named alone is shown, but for the one that sends something.
_LOOKS = re.compile(rf"(?:{'|'.join(_PARTS.keys() - {'test'})})|alerts all|audit .+")

COMMAND = Command(
    "clinic", __doc__, _EXAMPLES, answer, answers_bare=True, changes=("",), looks=_LOOKS
)
