"""The one payer that stands behind a verb, never a guess: else the question which is meant."""

from __future__ import annotations

from collections.abc import Callable

from handlers.command import Services
from handlers.which_payer import offered
from models.coverage.payer import Payer
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.question import Question

Again = Callable[[Payer], str]
"""The command that was meant, of another payer than the one that was typed."""


def one_payer(question: Question, services: Services, again: Again, home: str | None) -> Payer:
    """The payer that was named. Raises `NotUnderstood` where none is, surely."""
    payers = question.payers
    if len(payers) == 1 and not (question.guessed_from or question.unknown_payer):
        return payers[0]
    if not payers and not question.unknown_payer:
        raise NotUnderstood(
            "For which payer?",
            "Name it as your team does: premera, bcbsnc, medicare.",
            field=FieldName.PAYER,
        )
    meant = offered(payers, services.book, home)
    choices = [Choice(payer.name, again(payer)) for payer in meant]
    if question.unknown_payer and not meant:
        raise NotUnderstood(
            "I know of no such payer.",
            "Nothing was done. Check the name against the card.",
            field=FieldName.PAYER,
        )
    raise NotUnderstood(
        "Which payer do you mean?",
        "Nothing was done. Choose it, or write its name in full.",
        choices,
        field=FieldName.PAYER,
    )
