"""Words what staff call wrong: parts of an answer (PARTS), who says so, what a check found."""

from __future__ import annotations

from collections.abc import Mapping

from models.coverage.fact_book import FactBook
from models.coverage.fact_report import FactCheck, FactPart, ReportedFact, undated
from models.mention import person
from models.reply import Citation, Reply
from models.wording import phrases

PARTS: Mapping[FactPart, str] = {
    FactPart.VERDICT: "The verdict",
    FactPart.ANSWER: "What it says first",
    FactPart.CONDITIONS: "The conditions",
    FactPart.LIMIT: "The limit",
    FactPart.AUTHORIZATION: "The authorization",
    FactPart.REFERRAL: "The referral",
    FactPart.BILLING: "The billing",
    FactPart.DOCUMENTATION: "The documentation",
    FactPart.POLICY: "The number of the policy",
    FactPart.RULE: "The state's rule",
    FactPart.DUTIES: "What the state asks",
    FactPart.CITATION: "The citation of the law",
    FactPart.MEANING: "What the code means",
    FactPart.TOGETHER: "Whether codes go together",
    FactPart.COUNTING: "How it is counted",
    FactPart.MODIFIER: "The modifiers",
    FactPart.AMOUNT: "The amount",
    FactPart.DISAGREEMENT: "The disagreement",
    FactPart.DATE: "The dates",
    FactPart.SOURCE: "The source",
    FactPart.OTHER: "Something else",
}

CHECKS: Mapping[FactCheck, str] = {
    FactCheck.STILL_TRUE: "Checked: still true",
    FactCheck.TO_CORRECT: "Will be corrected",
}

_NAMED = 3


def choice_of(part: FactPart, card: Reply) -> str:
    """A part as a choice: the verdict and the rule say what they are now."""
    if part in {FactPart.VERDICT, FactPart.RULE} and card.badge:
        return f"{PARTS[part]}: {card.badge.words}"
    return PARTS[part]


def source_choice(source: Citation) -> str:
    """A source as a choice: who says it, then its title."""
    return f"{source.name or source.publisher}: {source.title}"


def asked(fact: ReportedFact) -> str:
    """The answer that is called wrong, as it is asked for, without days of service."""
    command = undated(fact.first.command)
    of_day = "" if command == fact.first.command else ", for a day of service"
    return f"{command.removeprefix('/').removeprefix('ask ')}{of_day}"


def part_of(fact: ReportedFact, book: FactBook) -> str:
    """What of it is wrong: "the verdict (source: APTA)"."""
    words = PARTS[fact.first.part]
    source = book.citations.get(fact.first.source)
    by = f" (source: {source.name or source.publisher})" if source else ""
    return f"{words[0].lower()}{words[1:]}{by}"


def in_line(fact: ReportedFact, book: FactBook) -> str:
    """An entry in one line: what is wrong, and how many say so."""
    more = len(fact.reports)
    return f"{asked(fact)}: {part_of(fact, book)}" + (f" ({more} people)" if more > 1 else "")


def by_whom(fact: ReportedFact) -> str:
    """Who says so, the first ones by name."""
    named = [person(member) for member in fact.members[:_NAMED]]
    more = len(fact.members) - len(named)
    return phrases.either([*named, *([f"{more} more"] if more else [])], "and")


def of_audit(fact: str, said: Mapping[str, object]) -> str:
    """What an entry of the audit is about: "aetna/second_hand_only, the verdict"."""
    source = f", source {said['source']}" if said.get("source") else ""
    return f"{fact.removeprefix('position/')}, {said['of']}{source}"
