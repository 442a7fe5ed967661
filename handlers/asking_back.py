"""Questions back, where a question about a payer leaves open what the answer hangs on."""

from __future__ import annotations

from dataclasses import replace

from handlers.finding import ANY_NEEDLING, EXAMPLES, not_used
from models import phrases
from models.coverage import Verdict
from models.payer import LINE_NAMES, Payer
from models.question import Question
from models.reply import Choice, Line, Reply
from models.state import NAMES


def about_payer(question: Question, *, history: bool) -> Reply | None:
    """The reply to a question that names no payer, several, or another service than needling."""
    if question.unknown_payer:
        return _unknown_payer(question)
    if not question.payers:
        return _which_payer(question)
    if len(question.payers) > 1:
        return _choose(question, history=history)
    return _other_service(question) if question.other_service else None


def _which_payer(question: Question) -> Reply:
    codes = " ".join(question.codes) or ANY_NEEDLING
    return Reply(
        headline="Which payer?",
        lines=(Line(f"Name the payer as your team does: /coverage bcbsnc {codes}"),),
        choices=tuple(Choice(example, example) for example in EXAMPLES),
    )


def _unknown_payer(question: Question) -> Reply:
    return Reply(
        headline=f"I know of no payer called “{question.unknown_payer}”",
        badge=phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(
            Line("This does not mean that it is not covered: I have no facts on it at all."),
            Line("Check the spelling, or ask the payer and note who said what, and when."),
            *([Line("Did you mean one of these?")] if question.payers else []),
        ),
        choices=tuple(Choice(p.name, again(question, p)) for p in question.payers),
        small_print=phrases.NOT_A_GUARANTEE,
    )


def _other_service(question: Question) -> Reply:
    payer = question.payers[0]
    return Reply(
        headline=f"{payer.name} · {question.other_service}",
        badge=phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(
            Line(
                f"I have no facts on {question.other_service}: I know dry needling and its codes."
            ),
            Line("This does not mean that it is not covered. Ask the payer."),
        ),
        choices=(Choice("Dry needling", f"/coverage {payer.name}"),),
        small_print=phrases.NOT_A_GUARANTEE,
    )


def which_condition(question: Question, named: tuple[str, ...]) -> Reply:
    """The answer hangs on the condition, and words were typed that may be one."""
    ids = (*named, "other_condition")
    return Reply(
        headline="For which condition?",
        lines=(
            *not_used(question),
            Line("This payer's answer depends on what is treated."),
        ),
        choices=tuple(
            Choice(
                phrases.sentence(id_.replace("_", " ")),
                again(replace(question, condition=id_), question.payers[0]),
            )
            for id_ in ids
        ),
    )


def _choose(question: Question, *, history: bool) -> Reply:
    payers = sorted(question.payers, key=lambda p: p.name)
    lines = [Line("That name fits several payers, and their answers differ.")]
    lines.append(Line("If it is none of these, I have no facts on it."))
    return Reply(
        headline="Which plan do you mean?",
        lines=(*lines, *not_used(question)),
        choices=tuple(Choice(p.name, again(question, p, history=history)) for p in payers),
    )


def again(question: Question, payer: Payer, *, history: bool = False) -> str:
    """The same question with the payer named without doubt."""
    codes = [" ".join((code, *question.modifiers)) for code in question.codes]
    words = ["/coverage", *(["history"] if history else []), payer.name, *codes]
    if question.line:
        words.append(LINE_NAMES[question.line])
    if question.condition:
        words += ["for", question.condition.replace("_", " ")]
    if question.profession:
        words += ["by", question.profession]
    if question.state:
        words += ["in", NAMES[question.state]]
    if question.on:
        words += ["on", question.on.isoformat()]
    if question.as_known:
        words += ["as known", question.as_known.isoformat()]
    return " ".join(words)
