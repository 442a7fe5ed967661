"""/clinic facts: what staff call wrong, what to verify, what has no answer; who keeps facts."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.clinic import facts_owner, facts_unanswered
from handlers.command import Request, Services
from models import spelling
from models.clinic import verification
from models.clinic.verification import DueCheck
from models.coverage.fact_book import FactBook
from models.coverage.fact_report import FactCheck, ReportedFact
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply, Row, Section, Table, Weight
from models.understanding.commands import wrong_words
from models.wording import checks, fact_reports, phrases, unanswered

_SHOWN = 20
_VERBS = ("owner", "unanswered")
VERIFY = "/coverage verify"
_PUT_HERE = "Under an answer, “This is wrong” puts it here."
_LIST = Choice("The facts to check", "/clinic facts")


async def answer(request: Request, services: Services, text: str) -> Reply:
    """The list, one entry, or what the check of it says."""
    first, _, rest = text.strip().partition(" ")
    verb = spelling.slipped(first.casefold(), _VERBS, 2) or ""
    if verb == "owner":
        return await facts_owner.answer(request, services, rest.strip())
    await facts_owner.refuse_others(request, services, "The list of facts to check")
    if verb == "unanswered":
        return await facts_unanswered.answer(request, services, rest.strip())
    entries = await services.fact_reports.reported(request.clinic.id)
    if not text:
        return await _list(entries, request, services)
    number, check = wrong_words.read_check(text)
    entry = next((each for each in entries if each.number == number), None)
    if entry is None:
        raise NotUnderstood(
            f"Entry {number} is not on the list: somebody may have checked it."
            if number
            else "I did not understand which fact you mean.",
            "Choose one from the list.",
            [_LIST],
        )
    if check is None:
        return _one(entry, request, services)
    member = request.member.user
    settled = await services.fact_reports.settle(
        request.clinic.id, entry.number, check, actor=member, at=request.at
    )
    return _settled(settled or entry, check, services)


async def _list(entries: tuple[ReportedFact, ...], request: Request, services: Services) -> Reply:
    """What members call wrong, then the clinic's payers whose newest source is too old."""
    patients = await services.charts.patients_by_payer(request.clinic.id)
    due = verification.due(patients, request.clinic, services.book, request.today)
    shown = due[:_SHOWN]
    hidden = len(entries) - _SHOWN
    none = () if entries else (Line("Nobody has called an answer wrong."),)
    questions, unlisted = open_ = await facts_unanswered.find(request, services)
    asked = f"{phrases.count(len(questions), 'question')} of your staff had no answer."
    told = filter(None, [asked if questions else "", unanswered.count_unlisted(unlisted)])
    more = tuple(map(Line, told))
    return Reply(
        headline="Facts to check",
        lines=(*none, *more, *facts_owner.line(request.clinic)),
        sections=_to_verify(shown, len(due), services.book),
        tables=(_table(entries[:_SHOWN], request, services),) if entries else (),
        cautions=(Line(f"{hidden} more follow when these are checked."),) if hidden > 0 else (),
        choices=(
            *(verify_choice(each, services.book) for each in shown),
            *((facts_unanswered.LIST,) if any(open_) else ()),
            facts_owner.CHOOSE,
        ),
        small_print=" ".join(filter(None, (_by_number(entries), _PUT_HERE))),
    )


def verify_choice(due: DueCheck, book: FactBook) -> Choice:
    """The button to what is due of a payer."""
    return Choice(f"Verify {checks.named(due, book)}", f"{VERIFY} {checks.typed(due, book)}")


def _by_number(entries: Sequence[ReportedFact]) -> str:
    """How one entry is opened or taken off."""
    if not entries:
        return ""
    one = f"/clinic facts {entries[0].number}"
    return f"Open one by its number: {one}. Take it off: {one} still true, or will be corrected."


def _to_verify(shown: Sequence[DueCheck], number: int, book: FactBook) -> tuple[Section, ...]:
    """What answers for payers of the clinic's patients and is due for a check, most used first."""
    if not shown:
        return ()
    more = [Line(f"And {number - len(shown)} more.")] if number > len(shown) else []
    lines = (Line(checks.in_list(each, book)) for each in shown)
    return (Section("To verify with the payer, most used first", (*lines, *more)),)


def _table(entries: tuple[ReportedFact, ...], request: Request, services: Services) -> Table:
    rows = tuple(
        Row(
            (
                f"{entry.number}. {fact_reports.asked(entry)}",
                fact_reports.part_of(entry, services.book),
                fact_reports.by_whom(entry),
                phrases.day(request.clinic.today(entry.first.at)),
            ),
            f"/clinic facts {entry.number}",
        )
        for entry in entries
    )
    return Table("Called wrong by your staff", ("Answer", "What", "By", "Since"), rows)


def _one(entry: ReportedFact, request: Request, services: Services) -> Reply:
    since = phrases.day(request.clinic.today(entry.first.at))
    settle = f"/clinic facts {entry.number}"
    return Reply(
        headline=phrases.sentence(fact_reports.asked(entry)),
        lines=(
            Line(f"Called wrong: {fact_reports.part_of(entry, services.book)}."),
            Line(f"By {fact_reports.by_whom(entry)}, since {since}."),
        ),
        choices=(
            Choice("Show the answer", entry.first.command, Weight.PRIMARY),
            *(
                Choice(words, f"{settle} {check.value}")
                for check, words in fact_reports.CHECKS.items()
            ),
            Choice(_LIST.label, _LIST.command, Weight.MORE),
        ),
    )


def _settled(entry: ReportedFact, check: FactCheck, services: Services) -> Reply:
    return Reply(
        headline=f"{fact_reports.CHECKS[check]}: taken off the list",
        lines=(
            Line(f"{fact_reports.asked(entry)}: {fact_reports.part_of(entry, services.book)}."),
            Line(f"Tell {fact_reports.by_whom(entry)}: I do not."),
        ),
        choices=(Choice(_LIST.label, _LIST.command, Weight.PRIMARY),),
    )
