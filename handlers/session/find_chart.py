"""Which chart a typed alias means, what is refused as an alias, tries for a free one (_DRAWS)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from handlers.command import Request, Services
from models.errors import NotUnderstood, Trouble
from models.field_name import FieldName
from models.privacy import alias, alias_form, allowed_aliases
from models.privacy.alias import Alias, AliasSlip
from models.privacy.alias_form import AliasForms
from models.privacy.alias_text import is_foreign
from models.privacy.identity_kinds import Identity, advice
from models.reply import Choice
from models.understanding import stray_words
from models.understanding.commands import session_commands
from models.visits.chart import AliasTaken, Chart, Decide, DoneBy, NoSuchAlias
from models.visits.events import Event
from models.wording import phrases

Again = Callable[[str], str]
"""The command that somebody meant, with another alias in the place of the one typed."""

_MAKE = Choice("Make an alias", "/session new")
_OFFERED = 5
_DRAWS = 5
"""Two people may draw the same alias at once; the second draws again."""


async def named(request: Request, services: Services, text: str, verb: str) -> tuple[Chart, str]:
    """The chart that the text behind a verb names, and the rest. Raises as `named_alias` does."""
    spelled, rest = await named_alias(request, services, text, verb)
    chart = await services.charts.find(request.clinic.id, spelled)
    if chart is None:
        raise NoSuchAlias(spelled)
    return chart, rest


async def named_alias(
    request: Request, services: Services, text: str, verb: str
) -> tuple[str, str]:
    """The alias that the text behind a verb names, as the clinic spells it, and the rest.

    Raises `NotUnderstood` where it names none, with what was likely meant as buttons.
    """
    front, rest = alias.front(text)
    if front and (spelled := await services.charts.spelled(request.clinic.id, front)):
        return spelled, rest
    known = await services.charts.aliases(request.clinic.id)
    typed, rest = session_commands.take_alias(text, known)

    def again(other: str) -> str:
        return f"/{verb} {other} {rest}".strip()

    if not typed:
        raise _no_alias(verb, rest, known, again)
    spelled = await services.charts.spelled(request.clinic.id, typed)
    if spelled is None:
        refuse_identity(services, typed)
        raise await unknown(request, services, typed, again)
    return spelled, rest


def forms(request: Request, services: Services) -> AliasForms:
    """The forms that an alias of this clinic's own may have."""
    return alias_form.forms(services.alias_terms, request.clinic.preferences.patterns)


async def unknown(request: Request, services: Services, typed: str, again: Again) -> Trouble:
    """No chart has this alias: what was likely meant, and how to make it.

    Repeats what was typed only where it has the form of an alias.
    """
    known = await services.charts.aliases(request.clinic.id)
    try:
        read = alias.read(typed, known, forms(request, services))
    except NotUnderstood as trouble:
        guesses = _guesses(typed, alias.nearest(typed, known), again)
        return _about_alias(trouble.what, trouble.mend, [*guesses, *trouble.choices])
    if isinstance(read, Identity):
        return _about_alias(advice(read.kind), "", [allowed_aliases.ISSUE])
    if isinstance(read, AliasSlip):
        return _slip(read, again)
    if await services.charts.is_used_up(request.clinic.id, read.text):
        return _about_alias(  # it is not said who was called so
            f"{read.text} was used here before, and is not given again.",
            "If it was renamed, use the name that it has now. For a new patient: /session new",
            [allowed_aliases.ISSUE],  # those that look alike are other patients
        )
    near = alias.nearest(read.text, known)
    make = Choice(f"Make {read.text}", f"/session new {read.text}")
    meant = f"Did you mean {phrases.either([one.text for one in near])}? Or make it"
    offered = meant if near else "Make it"
    what = f"There is no alias {read.text} here."
    buttons = _guesses(read.text, near, again)
    return _about_alias(what, f"{offered}: {make.command}", [make, *buttons])


def _guesses(typed: str, near: Sequence[Alias], again: Again) -> list[Choice]:
    """The nearest alias, with what was to be done of it; several that are as near are shown alone.

    One click would else change the chart of a patient who was not meant.
    """
    if likeliest := alias.likeliest(typed, near):
        return _choices([likeliest], again)
    return [Choice(f"Show {one.text}", f"/session show {one.text}") for one in near]


def unused_alias(
    request: Request, services: Services, typed: str, known: Sequence[str], again: Again
) -> str:
    """The alias that was typed for a new chart. Raises `NotUnderstood` for anything else.

    Nothing but an issued alias and the forms of the clinic gets through here, nor one of which a
    slip in the check letter makes another of the clinic's.
    """
    refuse_identity(services, typed)
    read = alias.read(typed, known, forms(request, services))
    if isinstance(read, Identity):
        raise _about_alias(advice(read.kind), "", [allowed_aliases.ISSUE])
    if isinstance(read, AliasSlip):
        raise _slip(read, again)
    if near := sorted(set(alias.rivals(read.text)).intersection(known)):
        raise _about_alias(
            f"{read.text} is too near to {near[0]}, which is in use here.",
            "One slip would make one of the other: take another number, or let me issue one.",
            [Choice(f"Show {near[0]}", f"/session show {near[0]}"), allowed_aliases.ISSUE],
        )
    return read.text


def refuse_identity(services: Services, typed: str) -> None:
    """Raise `NotUnderstood` where what was typed for an alias may be a person."""
    identity = None if alias.is_issued(typed) else services.identities.find_in_alias(typed)
    if identity:
        raise _about_alias(advice(identity.kind), "")


def by(request: Request) -> DoneBy:
    """Who acts, and when."""
    key, part = request.idempotency_key, request.part
    return DoneBy(request.member.user, request.at, request.today, request=key, part=part)


async def amend(request: Request, services: Services, alias_text: str, decide: Decide) -> Chart:
    """Change the chart of an alias, and count it."""
    return await services.charts.amend(request.clinic.id, alias_text, decide, by(request))


def while_open(*events: Event) -> Decide:
    """These events, on a chart that takes something more."""

    def decide(chart: Chart) -> Sequence[Event]:
        refuse_closed(chart)
        return events

    return decide


async def under_free_alias(
    request: Request, services: Services, given: str, write: Callable[[str], Awaitable[Chart]]
) -> Chart:
    """The chart written under the alias that was given, or under one issued now that is free."""
    if given:
        return await write(given)
    for draw in range(_DRAWS):
        taken = alias.not_to_issue(await services.charts.aliases(request.clinic.id))
        try:
            return await write(alias.issue(services.choose, taken).text)
        except AliasTaken:
            if draw == _DRAWS - 1:
                raise
    raise AssertionError("the loop returns or raises")


def refuse_closed(chart: Chart) -> None:
    """Raise `NotUnderstood` for a chart that takes nothing more."""
    if chart.closed:
        raise _about_alias(
            f"{chart.alias} is closed, so nothing was saved.",
            f"Open it again if care goes on: /session reopen {chart.alias}",
            [Choice("Open it again", f"/session reopen {chart.alias}"), why(chart)],
        )


def refuse_unused(unused: Sequence[str], instead: str = "", outcome: str = "saved") -> None:
    """Raise `NotUnderstood` for words that nobody understood: nothing is saved on a guess.

    `instead` is the command without them; empty where there is none yet.
    """
    if unused:
        raise NotUnderstood(
            f"I did not understand “{' '.join(unused)}”, so nothing was {outcome}.",
            stray_words.advice(unused, instead),
            stray_words.leave_out(unused, instead),
        )


def _about_alias(what: str, mend: str, choices: Sequence[Choice] = ()) -> NotUnderstood:
    """A refusal that is about the alias."""
    return NotUnderstood(what, mend, choices, field=FieldName.ALIAS)


def why(chart: Chart) -> Choice:
    """The way to the count, session by session."""
    return Choice("Why", f"/session show {chart.alias}")


def _no_alias(verb: str, rest: str, known: Sequence[str], again: Again) -> Trouble:
    if is_foreign(alias.front(rest)[0]):
        return allowed_aliases.foreign()
    near = _choices(alias.nearest(rest, known), again) if rest else []
    offered = near or [Choice(other, again(other)) for other in known[:_OFFERED] if not rest]
    make = [] if offered else [_MAKE]
    return _about_alias(
        "Which alias?",
        f"Name it behind the command: /{verb} BLUE-47K. Make one: /session new",
        [*offered, *make],
    )


def _slip(slip: AliasSlip, again: Again) -> Trouble:
    if near := _choices(slip.suggestions, again):
        labels = " or ".join(choice.label for choice in near)
        which = " Click the one you mean." if near[1:] else ""
        unknown = f"What you typed is no alias here.{which}"
        return _about_alias(f"Did you mean {labels}?", unknown, near)
    what = "There is a slip in it: that is no alias that I issue."
    return _about_alias(what, "Look at it once more, or make a new one: /session new", [_MAKE])


def _choices(meant: Sequence[Alias], again: Again) -> list[Choice]:
    return [Choice(near.text, again(near.text)) for near in meant]
