"""What no payer's facts tell: whose company it is, and whether an employer's plan decides.

"Does PreferredOne still exist", "is Meritain part of Aetna", "one policy for both states?"; "works
at the Amazon warehouse, the card says Aetna".
"""

from __future__ import annotations

import re
from dataclasses import replace

from models.coverage.aspect import Aspect
from models.coverage.payer import Payer, PayerKind
from models.reply import Line, Reply
from models.understanding.question import Question

_OF_COMPANY = re.compile(
    r"\b(?:owned by|belongs? to|who owns|still exists?|exists?|shut(?:ting)? down|went under"
    r"|going under|bankrupt|out of business|clos(?:e|ed|ing) (?:down|shop|its doors)"
    r"|bought (?:by|out)|merged?|merger|taken over|same (?:company|outfit)"
    r"|the same thing(?! (?:but|for|with|on)\b)"
    r"|rebrand\w{0,3}|what happened to"
    r"|part of (?!pt|the|physical|plan|therapy|eval|my|our|a |her|his))\b"
    r"|\bdid (?:\w+ ){1,4}close\b|\bowns? (?:it|them|him)\b"
)

_OF_ONE_POLICY = re.compile(
    r"\b(?:one|the same|same|different) (?:policy|policies|rules?|coverage)\b"
)

_OF_EMPLOYER = re.compile(
    r"\b(?:employees?|retirees?|employer|warehouse|factory|cast members?|workers?(?! ?'?s? ?comp)"
    r"|(?:he|she|they|who|patient|pt|guy|girl|lady|man|woman|wife|husband|dad|mom)"
    r" works? (?:at|for)"
    r"|(?:chicken|poultry|meat|car|auto|paper|steel|tire) (?:plant|mill|company))\b",
    re.IGNORECASE,
)

_OF_GOVERNMENT = re.compile(
    r"\b(?:federal|fehb|postal|usps|letter carriers?|comp|wc)\b", re.IGNORECASE
)

_EMPLOYERS = Line(
    "Where an employer pays for the plan itself, the plan's own document decides, not the policy "
    "of the insurer on the card: ask for it."
)


def with_whose_plan(reply: Reply, question: Question, text: str) -> Reply:
    """The card with what is said of the company or the employer, where the text asks of either."""
    asked = of_company(question, text)
    told = () if asked else of_employer(question, text)
    if not asked and not told:
        return reply
    at = 0 if asked or reply.tables else len(reply.lines)  # a table leaves room for one
    return replace(reply, lines=(*reply.lines[:at], *asked, *told, *reply.lines[at:]))


def of_company(question: Question, text: str) -> tuple[Line, ...]:
    """Whose company it is, as far as the list of payers says, or that nothing is held on it."""
    asks_else = set(question.aspects) - {Aspect.COVERED, Aspect.DATES} or question.unknown_payer
    named = () if asks_else else _named(question)
    is_insurer = len(named) == 1 and named[0].kind is PayerKind.COMMERCIAL
    small = text.lower() if named else ""
    if is_insurer and _OF_ONE_POLICY.search(small):
        elsewhere = (
            "Whether one policy holds for it everywhere, or for its other plans, I do not hold."
        )
        return (Line(elsewhere),)
    if not named or not _OF_COMPANY.search(small):
        return ()
    if len(named) == 1 and not named[0].note:
        return (Line(f"I hold nothing on whether {named[0].name} still exists, or whose it is."),)
    return _of_two(*named) if len(named) == 2 else ()  # noqa: PLR2004 - one is the other's, or not


def _of_two(one: Payer, other: Payer) -> tuple[Line, ...]:
    """Whether the list of payers holds two as of one group."""
    if not (one.part_of and other.part_of):
        return ()
    both = f"My list of payers holds {one.name} and {other.name}"
    if one.part_of == other.part_of:
        return (Line(f"{both} as of one group; each may have its own policy."),)
    return (Line(f"{both} apart, as of different groups."),)


def of_employer(question: Question, text: str) -> tuple[Line, ...]:
    """That the plan's document decides, where an employer is told beside a commercial insurer."""
    named = _named(question)
    are_all = all if question.payers_apart else any  # of one name it is some plan
    are_commercial = named and are_all(payer.kind is PayerKind.COMMERCIAL for payer in named)
    if not are_commercial or question.unknown_payer or question.line is not None:
        return ()
    is_told = any("plan document" in payer.note for payer in named)
    if is_told or _OF_GOVERNMENT.search(text) or not _OF_EMPLOYER.search(text):
        return ()
    return (_EMPLOYERS,)


def _named(question: Question) -> tuple[Payer, ...]:
    """The payers that are named, one for each name."""
    if question.payers_apart:
        return tuple(payers[0] for payers in question.payers_apart)
    return (*question.payers, *question.networks)
