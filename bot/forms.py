"""Who may open which form, which forms fit what was typed, and several commands in a row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace

from bot.app import App
from bot.membership import Caller, MembershipCache
from handlers.clinic.change_setting import refuse_staff
from handlers.command import Request
from handlers.forms import catalog
from handlers.forms.form import Form, FormContext
from handlers.wrong.command import WrongAnswers
from models.errors import Trouble
from models.reply import Reply


async def context_for(app: App, caller: Caller, form: Form, behind: str = "") -> FormContext:
    """What a form is drawn from. Raises `Trouble` where it is not for whoever asks.

    `behind` is what stands behind its command: an alias, a payer with codes, or the answer that
    it is about.
    """
    membership = await app.memberships.find(caller)
    if form.for_managers:
        what = "A rule of your clinic's own" if form.of_payer else "Changing the settings"
        await refuse_staff(membership.member, app.services, what)
    today = membership.clinic.today(app.clock())
    context = FormContext(app.services.book, today, membership.clinic.preferences)
    if form.of_bookings:
        rows = await app.services.charts.bookings(membership.clinic.id, today, today)
        return replace(context, booked=tuple(row.alias for row in rows))
    if not form.of_answer:
        if form.of_payer:
            return replace(context, **catalog.rule_told(behind)._asdict())
        alias, number = catalog.request_told(behind)
        return replace(context, alias=alias, request=number)
    clinic, member, at = membership.clinic, membership.member, app.clock()
    request = Request(clinic, member, caller.channel, form.name, behind, at)
    answers = WrongAnswers(app.dispatcher.commands.values())
    return replace(context, card=await answers.card(request, app.services))


async def offered_to(memberships: MembershipCache, caller: Caller, typed: str) -> tuple[Form, ...]:
    """The forms that fit what somebody typed, and that they may use."""
    forms = catalog.offered(typed)
    if not forms:
        return ()
    try:
        membership = await memberships.find(caller)
    except Trouble:  # nobody of the clinic: no form would open
        return ()
    return tuple(form for form in forms if membership.member.is_manager or not form.for_managers)


async def answer_all(commands: Iterable[str], answer: Callable[[str], Awaitable[Reply]]) -> Reply:
    """Answer one command after the other, up to the first that is refused; the last reply."""
    reply = Reply("")
    for command in commands:
        reply = await answer(command)
        if reply.refused:
            break
    return reply
