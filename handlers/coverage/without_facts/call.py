"""/coverage call: what to ask a payer by telephone, made from what is not known of it.

/coverage call <payer> [code] [by <profession>] [in <state>]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handlers.command import Request, Services
from handlers.coverage.card.cautions import not_used, of_biller
from handlers.coverage.one_payer import one_payer
from handlers.coverage.without_facts import payers_without_facts
from models.clinic.rule import NEEDLING, ClinicRule, RuleScope
from models.clinic.rule_rank import leading
from models.coverage import profession
from models.coverage.call_question import CallPart, CallQuestion, Fills, held
from models.coverage.dispute import DisputeState
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.position import Circumstances, Position, find
from models.coverage.state import NAMES
from models.reply import Choice, Details, Line, Reply, Section, Weight
from models.understanding.conditions.conditions import UNGROUPED
from models.understanding.question import Question
from models.visits.cap import Cap, CapScope
from models.visits.rule_limits import counted_as
from models.wording import cap_words, clinic_rules, phrases

_MOST_DISPUTES = 2
_AT_ONCE = 6  # questions
_TITLES = {
    CallPart.BEFORE: "Before you call",
    CallPart.DURING: "Ask, in this order",
    CallPart.AFTER: "Before you hang up",
}
_PARTS = {
    Fills.VERDICT: "whether it is paid",
    Fills.BILLER: "who may bill",
    Fills.CONDITION: "the conditions treated",
    Fills.BILLING: "modifiers",
    Fills.LIMIT: "the limit",
    Fills.AUTHORIZATION: "authorization",
    Fills.REFERRAL: "referral",
    Fills.DOCUMENTATION: "documentation",
}


@dataclass(frozen=True, slots=True)
class _Call:
    """One call: to whom, on which codes, for whom, and the position that answers today."""

    payer: Payer
    codes: tuple[str, ...]
    asked: Circumstances
    position: Position | None
    rules: tuple[ClinicRule, ...]
    book: FactBook

    @property
    def held(self) -> frozenset[Fills]:
        """What need only be confirmed."""
        own = {Fills.VERDICT} if self.rules else set()
        return held(self.position) | own

    def words(self, question: CallQuestion) -> str:
        """A question with the codes and for whom they are billed."""
        codes = f"CPT {phrases.either(self.codes, 'and')}"
        return question.says.format(codes=codes, whom=self._whom)

    @property
    def _whom(self) -> str:
        biller, state = self.asked.profession, self.asked.state
        treated = self.asked.condition
        whom = f" for {self.book.conditions[treated].name}" if treated else ""
        whom += f" billed by {phrases.an(profession.NAMES[biller])}" if biller else ""
        return f"{whom} in {NAMES[state]}" if state in NAMES else whom


async def answer(request: Request, services: Services) -> Reply:
    """The sheet: steps and questions in order, what is held already, and where answers go."""
    question = services.reader.read(request.text, request.today)

    def again(other: Payer) -> str:
        return f"/coverage call {_claims(other, question.codes, question, services.book)}"

    payer = one_payer(question, services, again, request.clinic.state)
    call = _call(payer, question, request, services.book)
    codes = tuple(code for code in question.codes if code in services.book.codes)
    strange = [code for code in question.codes if code not in services.book.codes]
    caps = await services.charts.caps(request.clinic.id)
    first, rest = _folded(tuple(_sections(call, services.call_questions)))
    return Reply(
        headline=f"What to ask {payer.name} · {', '.join(call.codes)}",
        lines=(
            *_of_payer(call),
            *_counted(call, caps),
            *_not_known(strange, call),
            *of_biller(question),
            *not_used(question),
        ),
        sections=first,
        details=lambda: Details(sections=rest),
        choices=(
            Choice(
                "Enter what they said",
                f"/coverage edit {_claims(payer, codes, question, services.book)} by call",
                Weight.PRIMARY,
            ),
            Choice(
                "The answer now",
                f"/coverage {_claims(payer, codes[:1], question, services.book)}",
            ),
        ),
        small_print="A manager enters it as your clinic's own rule. Never type a patient's name, "
        "birthday or number, nor the representative's name.",
    )


def _claims(payer: Payer, codes: tuple[str, ...], question: Question, book: FactBook) -> str:
    """For which claims it was asked, as it stands in the form in which the answer is entered."""
    condition = None if question.condition in UNGROUPED else question.condition
    who, line, state = question.profession, question.line, question.state
    return clinic_rules.claims(payer, RuleScope(payer.id, codes, condition, who, line, state), book)


def _not_known(strange: Sequence[str], call: _Call) -> Iterator[Line]:
    """A code that is none here is not asked for, and that is said."""
    if strange:
        codes = phrases.either(strange, "and")
        asked = phrases.either(call.codes, "and")
        yield Line(f"I know no code {codes}: the questions are of {asked}.")


def circumstances(payer: Payer, question: Question, request: Request) -> Circumstances:
    """What is asked of the payer, with the clinic's own settings where nothing was typed."""
    only = payer.only_state
    return Circumstances(
        question.on or request.today,
        question.codes[0] if question.codes else NEEDLING[0],
        condition=None if question.condition in UNGROUPED else question.condition,
        profession=question.profession or request.clinic.biller,
        state=question.state or only or request.clinic.state,
        line=question.line,
    )


def _call(payer: Payer, question: Question, request: Request, book: FactBook) -> _Call:
    """The call, with the clinic's own settings where nothing was typed."""
    codes = tuple(code for code in question.codes if code in book.codes) or NEEDLING
    asked = replace(circumstances(payer, question, request), code=codes[0])
    position = find(book.positions_of(payer.id), asked).leading
    rules = request.clinic.rules.find(payer.id, asked)
    return _Call(payer, codes, asked, position, rules, book)


def _of_payer(call: _Call) -> Iterator[Line]:
    """What is known of the payer, and what would settle it."""
    kind = payers_without_facts.of_kind(call.payer)
    if kind:
        yield Line(kind)
    rule = leading(call.rules, call.position, call.asked, call.book)
    if rule:
        yield clinic_rules.line(rule, call.book)
    if call.position is None:
        yield Line("I hold no position that answers this: what they say is new.")
    elif told := [_PARTS[part] for part in Fills if part in held(call.position)]:
        verdict = phrases.VERDICTS[call.position.verdict].words.lower()
        yield Line(f"Held, to be confirmed: {phrases.either(told, 'and')} ({verdict}).")
    else:
        yield Line(call.position.says, call.position.cites)
    yield from (clinic_rules.line(beside, call.book) for beside in call.rules[:1] if not rule)
    facts = call.payer.facts or call.payer.id
    open_ = [d for d in call.book.disputes if facts in d.payers and d.state is DisputeState.OPEN]
    for dispute in open_[:_MOST_DISPUTES]:
        yield Line(f"What would settle {dispute.about or 'it'}: {dispute.settles}")


def _counted(call: _Call, caps: Sequence[Cap]) -> Iterator[Line]:
    """What the clinic counts with this payer, to be asked whether it is right."""
    kept = counted_as(call.payer.id, call.book)
    own = [c for c in caps if c.scope is CapScope.PAYER and c.subject == kept]
    if own:
        told = phrases.either([cap_words.said(cap) for cap in own], "and")
        yield Line(f"Your clinic counts {told}: ask whether that is right.")


def _folded(sections: tuple[Section, ...]) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """What is seen at once, and what is a click away: the further questions, and the end."""
    before, during, *after = sections
    asked, further = during.lines[:_AT_ONCE], during.lines[_AT_ONCE:]
    number = f": {len(asked)} of {len(during.lines)}" if further else ""
    shown = Section(f"{during.title}{number}", asked)
    goes_on = (Section("Ask further", further),) if further else ()
    return (before, shown), (*goes_on, *after)


def _sections(call: _Call, questions: Sequence[CallQuestion]) -> Iterator[Section]:
    """The parts of the call. What is held already is asked last of all, to confirm it."""
    number = 0
    for part in CallPart:
        asked = [q for q in questions if q.when is part]
        asked.sort(key=lambda q: q.fills in call.held and q.fills is not Fills.VERDICT)
        lines = []
        for question in asked:
            number += part is CallPart.DURING
            mark = f"{number}. " if part is CallPart.DURING else ""
            to_confirm = " (to confirm)" if question.fills in call.held else ""
            lines.append(Line(f"{mark}{call.words(question)}{to_confirm}"))
        yield Section(_TITLES[part], tuple(lines))
