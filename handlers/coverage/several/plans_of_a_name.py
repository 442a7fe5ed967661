"""One name that fits a few plans: a row for each, and the question which is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handlers.coverage.card import licensing
from handlers.coverage.card.card_title import billed_by, circumstances, days_asked
from handlers.coverage.card.cautions import leading_codes
from handlers.coverage.several.payer_rows import PayerRows, is_decided
from handlers.coverage.several.several_payers import say
from handlers.coverage.shared_names import shared_words
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.edits import needling_code
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.position import Verdict
from models.coverage.profession import Profession
from models.reply import Line, Reply, Table
from models.understanding.question import Question
from models.wording import phrases

_MOST_ROWS = 5
_WHICH = "Which plan do you mean?"


def are_few(question: Question, book: FactBook) -> bool:
    """Whether one name fits so few payers that all their answers are told at once."""
    if question.unknown_payer or question.payers_apart or question.other_service:
        return False
    held = any(book.positions_of(payer.id) for payer in question.payers)
    return held and 1 < len(question.payers) <= _MOST_ROWS


def say_plans(question: Question, rows: PayerRows) -> Reply:
    """One row for each payer that a shared name fits: which plan it is, the reader knows.

    Those of which something is held come first.
    """
    question = question._replace(guessed_from="")
    plans = sorted(question.payers, key=lambda payer: (not rows.is_held(payer), payer.name))
    alone = question._replace(
        codes=leading_codes(question, rows.book), professions=question.professions[:1]
    )
    answers = {plan.id: rows.answer(alone._replace(payers=(plan,))) for plan in plans}
    apart = question._replace(payers_apart=tuple((plan,) for plan in plans))
    reply = say(apart, replace(rows, answer=lambda alone: answers[alone.payers[0].id]))
    decided = any(map(is_decided, answers.values()))
    named = [*question.codes, *billed_by(question), *circumstances(question)]
    headed = [_WHICH, *days_asked(question)] if decided else [_undecided(plans), *named]
    licensed = licensing.in_state(question, plans, None, rows.book)
    is_first = question.profession is Profession.PT  # who else may needle few states say
    return replace(
        reply,
        headline=" · ".join(headed),
        tables=tuple(_captioned(table, named if decided else ()) for table in reply.tables),
        badge=None if decided else phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(
            *_which_code(question),
            *(licensed if is_first else ()),
            *_as_medicare(question, [p for p in plans if is_decided(answers[p.id])]),
            *reply.lines,
            *_no_policy(question, decided=decided),
            *_not_of(question, answers.values()),
            *(() if is_first else licensed),
            Line("If it is none of these, name the plan in full."),
        ),
    )


def _captioned(table: Table, named: Sequence[str]) -> Table:
    """A table under what was asked of the plans that are to be told apart."""
    return replace(table, caption=" · ".join([table.caption, *named]))


def _undecided(plans: Sequence[Payer]) -> str:
    """That no plan of a name is decided on; the name is told, so that a slip is seen."""
    shared = shared_words(plans)
    return f"I hold no decision of any {shared} plan" if shared else "I hold no decision of these"


def _not_of(question: Question, answers: Iterable[Reply]) -> tuple[Line, ...]:
    """That no verdict of these rows speaks of the profession that was typed."""
    if question.profession is None or not any(map(is_decided, answers)):
        return ()
    who = phrases.an(profession.NAMES[question.profession])
    silent = f"does not speak of {who}"
    decided = [answer for answer in answers if is_decided(answer)]
    if not all(any(silent in line.text for line in answer.lines) for answer in decided):
        return ()
    return (Line(f"What I hold of them {silent} by name."),)


def _as_medicare(question: Question, plans: Sequence[Payer]) -> tuple[Line, ...]:
    """Whom Medicare itself pays nothing, where a plan follows its rule."""
    if question.profession is not Profession.PT or not any(
        LineOfBusiness.MEDICARE_ADVANTAGE in plan.lines for plan in plans
    ):
        return ()
    return (
        Line(
            "Medicare itself pays no physical therapist for needling: ask a plan that follows it "
            "who may bill.",
            ("apta_2020_02", "webpt_2024_01"),
        ),
    )


def _which_code(question: Question) -> Iterator[Line]:
    """The code that counted muscles make, where it was not typed: "uhc, 3 muscles"."""
    if question.muscles and needling_code(question.muscles) in question.codes:
        yield Line(
            f"{phrases.count(question.muscles, 'muscle')}: {needling_code(question.muscles)}, one "
            "unit for the session."
        )


def _no_policy(question: Question, *, decided: bool) -> Iterator[Line]:
    """That there is no day of a policy, where one is asked and none was found to decide."""
    if Aspect.DATES in question.aspects and not decided:
        yield Line(
            "I hold no policy of theirs that decides it, so no effective date either: the dates "
            "below are of notices and sources."
        )
