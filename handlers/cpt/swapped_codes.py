"""Another code in the place of needling's, or the other way round: each service has its own."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.cpt import card, valid_days
from models.coverage.aspect import Aspect
from models.coverage.code import Code, CodeKind
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply, Section
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording.code_pairs import Group, spelled
from models.wording.sourced import lines, sourced

_CASH = "cash_pay"
_NEEDLING = frozenset({FEW_MUSCLES, MANY_MUSCLES})
_CHOSEN = {CodeKind.UNLISTED, CodeKind.INJECTION, CodeKind.ACUPUNCTURE}
_UNLISTED = frozenset({"64999", "97039", "97139", "99199"})  # of which no file is held
_PATIENT_PAYS = Line(
    "What the payer refuses, the patient may pay where the contract allows it, agreed in writing "
    "before the visit.",
    ("bcbsks_noncovered", "openemr_billing"),
)


def say(question: Question, groups: Sequence[Group], book: FactBook) -> Reply | None:
    """That each service has its own code, where one is asked about in the place of another."""
    others = _swapped(question, groups, book)
    return sourced(_swap(question, others, book), book) if others else None


def _swapped(question: Question, groups: Sequence[Group], book: FactBook) -> list[str]:
    """The codes that are asked about in place of those of needling."""
    codes = [code for group in groups for code in group]
    others = [code for code in codes if code not in _NEEDLING]
    needled = bool(_NEEDLING & set(codes))
    kinds = {book.codes[code].kind for code in others if code in book.codes}
    told = question.matters
    of_another = question.other_service and not needled
    if CodeMatter.NEEDLING_TIME in told or question.modifiers or not others or of_another:
        return []
    if {CodeMatter.INSTEAD, CodeMatter.DONE} & told:
        return others if needled or len(groups) == 1 else []
    unlisted = kinds == {CodeKind.UNLISTED} or _UNLISTED.issuperset(others)
    chooses_one = CodeMatter.WHICH in told and CodeMatter.BESIDE not in told
    chooses = (
        (CodeMatter.VERSUS in told and unlisted)
        or (chooses_one and (unlisted or (kinds and kinds <= _CHOSEN)))
        or CodeMatter.CHOOSE in told
    )
    asks_more = {Aspect.TOGETHER, Aspect.PRICE} & {*question.aspects}
    return others if chooses and needled and not asks_more else []


def _swap(question: Question, others: Sequence[str], book: FactBook) -> Reply:
    """No: each service has its own code."""
    filed = [book.codes[code] for code in others if code in book.codes]
    kinds = {code.kind for code in filed}
    needling = spelled((FEW_MUSCLES, MANY_MUSCLES), "or")
    done = CodeMatter.DONE in question.matters
    first = _only_what_was_done(others, filed) if done else for_needling(others, book)
    told = [first]
    if kinds & {CodeKind.INJECTION, CodeKind.UNLISTED, CodeKind.ACUPUNCTURE} and not done:
        told += dict.fromkeys(card.what(code) for code in filed)
    manual = book.topics.get("bill_as_manual")
    if _UNLISTED.issuperset(others):
        told += valid_days.unlisted(book)
    elif manual and not kinds & _CHOSEN and not done:
        told += lines(manual.details)
        told.append(_PATIENT_PAYS)
    ours = [book.codes[FEW_MUSCLES], book.codes[MANY_MUSCLES]]
    what = [code for code in (*ours, *filed) if card.what(code) not in told]
    cash = book.topics.get(_CASH)
    return Reply(
        headline=f"{spelled(others, 'or')} in place of {needling}"
        if not done
        else f"{needling} in place of {spelled(others, 'or')}",
        lines=tuple(told),
        sections=(Section("What they are", tuple(map(card.what, what))),),
        choices=(
            *needling_choices(),
            *((Choice(cash.question, f"/ask {cash.question}"),) if cash else ()),
        ),
    )


def _only_what_was_done(others: Sequence[str], filed: Sequence[Code]) -> Line:
    return Line(
        f"Bill what was done: 20560 and 20561 are for needling alone, and do "
        f"not stand for {spelled(others, 'or')}.",
        tuple(dict.fromkeys(cite for code in filed for cite in code.says.cites)),
    )


def needling_choices() -> tuple[Choice, ...]:
    """Buttons that say what each code of needling is."""
    return tuple(Choice(code, f"/cpt {code}") for code in (FEW_MUSCLES, MANY_MUSCLES))


_UNLISTED_IN_WRITING = " Where a payer itself asks for an unlisted code, have that in writing."


def for_needling(codes: Sequence[str], book: FactBook) -> Line:
    """Which codes dry needling has, where another is asked about for it."""
    few, many = book.codes[FEW_MUSCLES], book.codes[MANY_MUSCLES]
    named = spelled(codes, "or")
    return Line(
        f"No, not {named}: dry needling is {few.code} for one or two muscles, {many.code} for "
        "three or more, since Jan 1, 2020."
        + (_UNLISTED_IN_WRITING if _UNLISTED.issuperset(codes) else ""),
        few.says.cites,
    )
