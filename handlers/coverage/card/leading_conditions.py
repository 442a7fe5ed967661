"""What leads a coverage card beside the aspect: the plan's limits, what decides, whom to ask."""

from __future__ import annotations

from dataclasses import replace

from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer, PayerKind
from models.coverage.position import SAYS_NOTHING, Finding, Position, Verdict
from models.coverage.profession import Profession
from models.coverage.statement import Statement
from models.reply import Line
from models.understanding.question import Question
from models.understanding.topics.deciding_conditions import LACKS_LICENSE, POLICY
from models.visits.limit import Limit

_MOST = 3  # lines
_REFUSED = frozenset({Verdict.NOT_COVERED, Verdict.INVESTIGATIONAL})

_PREFIX = "The rule: "

_OF_ADVANTAGE = "medicare_advantage"  # the topic on what those plans follow

_THERAPISTS = frozenset({Profession.PT, Profession.PTA})

# Words of who bills: a condition that is refused stands before them.
_OF_WHO_BILLS = frozenset({"license", "supervises"})


def of_manager(question: Question, payer: Payer) -> tuple[Line, ...]:
    """How to find out whether one who approves care for plans has to be asked."""
    is_manager = payer.kind is PayerKind.UTILISATION_MANAGER
    if not is_manager or Aspect.AUTHORIZATION not in question.aspects:
        return ()
    return (
        Line(
            "The plan decides who reviews it: ask the number on the member's card whether "
            "20560 and 20561 need authorization, and from whom."
        ),
    )


def of_plan(plan: str, position: Position | None) -> tuple[Line, ...]:
    """The limits of the plan that is named, where the payer's limits differ by plan."""
    if not plan or position is None:
        return ()
    own = (limit for limit in position.limits if isinstance(limit, Limit) and limit.plan == plan)
    return tuple(Line(limit.says, limit.cites) for limit in own)[:_MOST]


def of_advantage(
    question: Question, payer: Payer, verdict: Verdict, book: FactBook
) -> tuple[Line, ...]:
    """What the Medicare Advantage plans that were read say, where this one's text is not held."""
    is_only = payer.lines == (LineOfBusiness.MEDICARE_ADVANTAGE,)
    is_asked = question.line is LineOfBusiness.MEDICARE_ADVANTAGE or (
        question.line is None and is_only
    )
    topic = book.topics.get(_OF_ADVANTAGE)
    if topic is None or not is_asked or verdict not in SAYS_NOTHING:
        return ()
    is_of_visits = not {Aspect.LIMIT, Aspect.UNITS}.isdisjoint(question.aspects)
    said = topic.details[0] if is_of_visits and topic.details else topic.answer[0]
    return (Line(said.says, said.cites),)


def decisive(question: Question, finding: Finding) -> tuple[Line, ...]:
    """The conditions that decide what was asked, such as that the pain is not from surgery."""
    positions = [finding.leading] if finding.leading else []
    if not any(position.conditions for position in positions):
        positions += [p for p in finding.beside if p.conditions]
    said = [statement for position in positions for statement in position.conditions]
    if question.profession is Profession.LAC:
        said = [s for p in positions for s in p.billing if "cupuncturists" in s.says] + said
    words = question.decisive
    lines = [
        Line(f"{_PREFIX}{statement.says}", statement.cites)
        for statement in said
        if any(word in statement.says for word in words) or "cupuncturists" in statement.says
        if not _is_of_others(statement, question)
    ]
    leading = finding.leading
    if leading and lines and question.profession is Profession.LAC:
        is_paid = finding.verdict not in _REFUSED  # for what stands beside who may bill
        paid_for = [Line(leading.says, leading.cites)] if is_paid else []
        lines = [*lines[:1], *paid_for, *lines[1:]]
    is_of_condition = leading is not None and bool(leading.treating or leading.not_treating)
    is_told = question.profession and question.condition and is_of_condition
    is_told = is_told or (leading is not None and question.profession in leading.billed_by)
    if leading and finding.verdict is Verdict.NOT_COVERED and is_told:
        refusal = Line(leading.says, leading.cites)  # "knee": any other is not covered
        is_by_rule = not _OF_WHO_BILLS.issuperset(words) and question.profession != Profession.LAC
        lines = [*lines[:1], refusal, *lines[1:]] if is_by_rule else [refusal, *lines]
    if LACKS_LICENSE in words and lines and finding.verdict not in _REFUSED:
        unmet = "Without the degree and license in acupuncture: no, the rule is not met."
        lines = [replace(lines[0], text=unmet), *lines]
    if POLICY in words and leading:
        named = f"The policy is {leading.policy}." if leading.policy else "I hold no policy number."
        lines = [Line(named, leading.cites if leading.policy else ()), *lines]
    return tuple(dict.fromkeys(lines))[:_MOST]


def _is_of_others(statement: Statement, question: Question) -> bool:
    """Whether it speaks of a physical therapist, and another one bills."""
    bills = question.profession
    is_of_else = bills not in _THERAPISTS if bills else bool(question.other_profession)
    return is_of_else and "physical therapist" in statement.says
