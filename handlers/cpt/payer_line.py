"""One line on a payer that is named beside codes: what is held of its position on needling."""

from __future__ import annotations

from handlers.command import Request, Services
from handlers.coverage.shared_names import shared_words
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES
from models.coverage.position import Circumstances, Verdict, find
from models.coverage.profession import Profession
from models.errors import NotUnderstood
from models.reply import Choice, Line
from models.understanding.question import Question
from models.wording import phrases, sentences

_MEDICARE = "medicare"
_BLUE = ("Blue", "BCBS", "Anthem")  # whose names stand for many plans


def of_payer(
    question: Question, request: Request, services: Services
) -> tuple[tuple[Line, ...], tuple[Choice, ...]]:
    """The line and its button; nothing where no one payer is surely named."""
    if not question.unused:
        return (), ()
    try:
        read = services.reader.read(request.text, request.today)
    except NotUnderstood:
        return (), ()
    if not read.payers or read.guessed_from or read.unknown_payer:
        return (), ()
    if len(read.payers) > 1:
        whose = _whose([payer.name for payer in read.payers], shared_words(read.payers))
        text = f"Which codes, edits and modifiers {whose} follows is for it to say"
        return (Line(f"{text}: I hold nothing on that."),), ()
    payer = read.payers[0]
    if payer.id == _MEDICARE:
        return _of_therapists(question, request, services), ()
    code = next((c for c in question.codes if c in {FEW_MUSCLES, MANY_MUSCLES}), FEW_MUSCLES)
    asked = Circumstances(
        on=question.on or request.today, code=code, line=read.line, until=question.until
    )
    verdict = find(services.book.positions_of(payer.id), asked).verdict
    held = f"{payer.name} on {code}: {phrases.VERDICTS[verdict].words.lower()}."
    if verdict is Verdict.UNKNOWN:
        held = f"{payer.name} on {code}: no settled position is held."
    choice = Choice(f"{payer.name} on {code}", f"/coverage {payer.name} {code}")
    return (Line(f"{held} What it takes beside needling is for it to say."),), (choice,)


def _of_therapists(question: Question, request: Request, services: Services) -> tuple[Line, ...]:
    """That Medicare pays no therapist for needling: what is not bundled is not paid for that."""
    code = next((c for c in question.codes if c in {FEW_MUSCLES, MANY_MUSCLES}), None)
    if code is None or len(question.codes) == 1 or question.is_described:
        return ()
    asked = Circumstances(on=question.on or request.today, code=code, profession=Profession.PT)
    leading = find(services.book.positions_of(_MEDICARE), asked).leading
    if leading is None or leading.verdict is not Verdict.NOT_COVERED:
        return ()
    return (Line(sentences.first_sentence(leading.says), leading.cites),)


def _whose(names: list[str], shared: str) -> str:
    """How several payers of one name are called together."""
    blues = sum(any(word in name for word in _BLUE) for name in names)
    if shared:
        return f"a {shared} plan"
    return "a Blue plan" if 2 * blues > len(names) else "your payer"
