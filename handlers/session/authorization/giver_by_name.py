"""Who granted an authorization: the payer that is named, else the one that was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.command import Services
from handlers.session.authorization.authorize_questions import Wanted
from handlers.session.authorization.payer_to_come import granted_beyond
from handlers.session.payer.payer_dates import name_of
from handlers.session.request.which_request import Closing
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line
from models.understanding.commands.authorization_commands import AuthorizationRequest
from models.understanding.question import Question
from models.visits.authorization import Authorization, is_of_second
from models.visits.chart import Chart
from models.visits.payer_periods import PayerPeriod, is_self_pay
from models.visits.second_payer import second_on
from models.visits.visit_request import VisitRequest, open_requests
from models.wording import phrases

# Not every payer's name is read behind an authorization as it is written.
_ADDRESSEE, _WHO_PAYS = {"addressee"}, {"whoever", "pays"}


def by_name(
    typed: AuthorizationRequest,
    chart: Chart,
    services: Services,
    today: date,
    closing: Closing | None = None,
) -> AuthorizationRequest:
    """What was typed, with the rank of the payer whose name was left over among its words.

    Raises `NotUnderstood` for a payer that pays neither first nor second on the first day, nor was
    asked.
    """
    words = {word.casefold() for word in typed.unused}
    if closing and words in (_ADDRESSEE, _WHO_PAYS):
        pays = chart.payer_on(typed.first or today)
        giver = closing.request.payer if words == _ADDRESSEE else pays
        return replace(typed, unused=(), giver=giver or "")
    question, first = only_a_payer(typed.unused, services), typed.first or today
    if question is None:
        return typed
    named = services.book.kept(question.payers[0])
    if named.id == second_on(chart, first):
        return replace(typed, unused=(), is_secondary=True, giver=named.id)
    is_asked = closing is not None and closing.request.payer == named.id
    if (is_asked or named.id == chart.payer_on(first)) and not typed.is_secondary:
        return replace(typed, unused=(), giver=named.id)
    raise does_not_pay(named, chart, first, is_secondary=typed.is_secondary)


def only_a_payer(words: Sequence[str], services: Services) -> Question | None:
    """How words are read that name one payer, and nothing else; None for any others."""
    question = services.reader.read(" ".join(words)) if words else None
    if question is None or len(question.payers) != 1:
        return None
    is_more = question.unknown_payer or question.unused or question.codes
    return None if is_more else question


def does_not_pay(named: Payer, chart: Chart, on: date, *, is_secondary: bool) -> NotUnderstood:
    """That a payer which was named pays neither first nor second on a day."""
    rank = " as the second payer" if is_secondary else ""
    return NotUnderstood(
        f"{named.name} does not pay for {chart.alias} on {phrases.day(on)}{rank}, so nothing was "
        "saved.",
        f"Set the payer first: /session payer {chart.alias} {named.name} from {on}",
        field=FieldName.PAYER,
    )


def of_request(wanted: Wanted, chart: Chart, services: Services) -> Wanted:
    """What closes a request, granted by the payer that was asked, where nobody says who granted it.

    Raises `NotUnderstood` where that one pays no more, or not yet, on the first day.
    """
    closing, request, new = wanted.closing, wanted.request, wanted.authorization
    if closing is None or request.is_secondary:
        return wanted
    first = new.period.first or date.min
    asked, pays = closing.request.payer, chart.payer_on(first)
    giver = request.giver or asked
    if giver in {None, pays}:
        return wanted
    if giver == second_on(chart, first):
        return wanted.granted_by(giver)
    if request.giver:
        return replace(wanted, authorization=replace(new, granted_by=giver))
    book = services.book
    sent_to = name_of(asked, book)
    of_pays = [(pays, "by whoever pays")] if pays else []
    who = f"{name_of(pays, book)} pays" if pays else "nobody is noted to pay"
    raise NotUnderstood(
        f"Request {closing.request.serial} was sent to {sent_to}, and {who} on "
        f"{phrases.day(first)}.",
        f"Who granted it? What {sent_to} granted pays no visit of days on which it does not pay. "
        "Nothing was saved yet.",
        [
            Choice(f"{name_of(one, book)} granted it", wanted.command(said))
            for one, said in (*of_pays, (asked, "by addressee"))
        ],
        field=FieldName.PAYER,
    )


def lines(
    chart: Chart, new: Authorization, services: Services, closing: Closing | None, today: date
) -> list[Line]:
    """Where two pay, or another was asked, who granted it; what it is worth where another pays."""
    granted = _who_granted(chart, new, services, closing)
    of_other = _of_other_days(chart, new, services.book, today, is_told=bool(granted))
    return [*granted, *of_other, *granted_beyond(chart, services.book, today)]


def asked_of(chart: Chart, kept: Authorization) -> list[VisitRequest]:
    """The open requests on which it may have been granted: those to its giver, or to nobody.

    Visits of PT are granted on none for chiropractic.
    """
    givers = {None, chart.giver_of(kept)}
    return [
        request
        for request in open_requests(chart.requests)
        if request.payer in givers and request.may_be_of(kept.pool)
    ]


def _next_payer(chart: Chart, new: Authorization) -> PayerPeriod | None:
    """Who pays next of those who pay within its dates, where not its giver alone does."""
    first, last = new.period.first or date.min, new.period.last or date.max
    giver = chart.giver_of(new)
    later = (p for p in chart.payer_periods if first < p.begins <= last and p.payer != giver)
    return None if new.granted_by else next(later, None)


def otherwise(chart: Chart, kept: Authorization, wanted: Wanted, book: FactBook) -> list[Choice]:
    """What makes of it the next payer's, where another pays within its dates; and its undo."""
    undo = Choice("Undo", f"/session withdraw {chart.alias} {kept.serial}")
    following = _next_payer(chart, kept)
    if following is None or following.payer is None:
        return [undo]
    its_own = wanted.beginning(following.begins).command(f"instead of {kept.serial}")
    label = f"It is of {name_of(following.payer, book)}, from {phrases.day(following.begins)}"
    return [Choice(label, its_own), undo]


def _of_other_days(
    chart: Chart, new: Authorization, book: FactBook, today: date, *, is_told: bool
) -> list[Line]:
    """Whose it is, where another pays today; that it covers nothing once the next one pays.

    `is_told`: who granted it stands there already.
    """
    first, giver = new.period.first or date.min, chart.giver_of(new)
    if giver == chart.payer_on(today):
        return []
    day, following = phrases.day(first), _next_payer(chart, new)
    if giver is None:
        is_patient = is_self_pay(chart.payer_periods, first)
        whose = f"{'The patient pays' if is_patient else 'No payer is noted'} on {day}"
    else:
        name = phrases.sentence(name_of(giver, book))
        verb = "paid" if first < today else "pays"
        whose = f"It is of {name}, which {verb} on {day}"
    covers = f"it covers no visit from {phrases.day(following.begins)} on" if following else ""
    said = [covers] if is_told else [whose, covers]
    text = phrases.sentence(": ".join(filter(None, said)))
    return [Line(f"{text}.")] if text else []


def _who_granted(
    chart: Chart, new: Authorization, services: Services, closing: Closing | None
) -> list[Line]:
    first = new.period.first or date.min
    giver = services.book.payers.get(chart.giver_of(new) or "")
    name = giver.name if giver else "the first payer"
    if new.granted_by and not is_of_second(new.limit.id):
        pays = services.book.payers.get(chart.payer_on(first) or "")
        who = pays.name if pays else "the patient"
        return [Line(f"{name} granted it: it pays no visit of the days on which {who} pays.")]
    asked = closing.request.payer if closing else None
    is_another = asked not in {None, chart.giver_of(new)}
    if second_on(chart, first) is None and not is_another:
        return []
    if is_another:
        sent = f"The request was sent to {name_of(asked, services.book)}."
        return [Line(f"{sent} {phrases.sentence(name)} granted it.")]
    other = "" if new.granted_by else " If the other did, withdraw it and say secondary."
    return [Line(f"{phrases.sentence(name)} granted it.{other}")]
