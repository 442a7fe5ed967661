"""What to ask a payer of which nothing is held: in a sentence, or by the telephone's sheet."""

from __future__ import annotations

from handlers.coverage.card.card import to_ask
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer, PayerKind
from models.reply import Choice
from models.understanding.conditions.conditions import UNGROUPED
from models.understanding.payers.networks import UNNAMED_PLAN
from models.understanding.payers.plan_words import is_disease
from models.understanding.question import Question
from models.wording import phrases


def sentence(question: Question, book: FactBook) -> str:
    """The sentence to ask the payer, of what the question named."""
    codes = phrases.either([code for code in question.codes if code in book.codes], "and")
    kinds = {book.codes[code].kind for code in question.codes if code in book.codes}
    is_needling = kinds <= {CodeKind.DRY_NEEDLING}
    what = f"{codes or '20560 and 20561'}{' (dry needling)' if is_needling else ''}"
    if question.is_described and not is_needling:
        what += ", or for 20560 and 20561 (dry needling)"
    who = _billed_by(question)
    named = _condition(question, book)
    for_ = f" for {named}" if named else ""
    asks = f"Ask the payer: do you pay for {what}{who}{for_}, under which policy, with what limit"
    share = ", and what does the patient pay (copay, coinsurance, deductible)"
    paid = share if Aspect.PRICE in question.aspects else ""
    return f"{asks} and authorization{paid}? Note who said what, and when."


def _billed_by(question: Question) -> str:
    known = profession.NAMES[question.profession] if question.profession else ""
    who = known or question.other_profession
    return f" billed by {phrases.an(who)}" if who else ""


def _condition(question: Question, book: FactBook) -> str:
    """What is treated, in a word that a payer understands."""
    if question.condition is None:
        return ""
    if question.condition in UNGROUPED:
        return question.condition_name or "this condition"
    if disease := next(filter(is_disease, question.unused), ""):  # "lumbar radiclopathy"
        return f"{question.condition_name} {disease}".strip()
    return book.conditions[question.condition].name


def call_sheet(payer: Payer, question: Question) -> tuple[Choice, ...]:
    """The sheet for the telephone; nobody answers for a network, or for a plan without a name."""
    is_nobody = payer.kind is PayerKind.NETWORK or payer.id == UNNAMED_PLAN
    return () if is_nobody else (to_ask(payer, question),)
