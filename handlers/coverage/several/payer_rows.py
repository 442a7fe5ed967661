"""A row for each payer of several (PayerRows): its verdict, dates and sources, or that none fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from handlers.coverage.card import leading_conditions
from handlers.coverage.clarify import CHANGED_WITHIN, again
from handlers.coverage.own_rule import own_rules
from handlers.coverage.shared_names import known_by_all, own_words, shared_name, shared_words
from handlers.cpt import valid_days
from handlers.which_payer import by_answer, named, offered
from models.clinic.rule import NEEDLING
from models.clinic.rules_in_force import NO_RULES, ClinicRules
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer, PayerKind
from models.coverage.position import SAYS_NOTHING, Verdict
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.wording import clinic_rules, phrases, verdict_rows
from models.wording.verdict_rows import VerdictRow

_FIND_PAYER = "Find the payer on the card."

# Of a plan on which something is held, but no answer to what is asked.
_NOTHING = "nothing held on this"

# Each is one line of business: another one that is typed in a list is said of the others.
_PROGRAMS = frozenset({
    PayerKind.AUTO, PayerKind.FEDERAL, PayerKind.MEDICAID, PayerKind.MEDICAID_MANAGED,
    PayerKind.MEDICARE_CONTRACTOR, PayerKind.WORKERS_COMP,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PayerRows:
    """Words a row for each payer: verdict, what it says, since when or as of when, its sources.

    `answer` gives the whole card of one payer, by the clinic's own `rules` too. `home` is the
    clinic's state, whose plans are told of a name that many bear.
    """

    book: FactBook
    answer: Callable[[Question], Reply]
    home: str | None = None
    rules: ClinicRules = NO_RULES

    def row(self, payers: Sequence[Payer], alone: Question) -> Line:
        """The row of one name, which may be that of several plans."""
        plans = self._plans(payers)
        if not plans:
            return _too_many(offered(payers, self.book, self.home), len(payers))
        if len(plans) > 1:
            return self._of_plans(plans, alone)
        return self._of_one(plans[0], self._answers_of(plans[0], alone))

    def rows(self, payers: Sequence[Payer], alone: Question) -> list[VerdictRow]:
        """The rows of one name in a table: one for each plan that it may mean."""
        plans = self._plans(payers)
        if not plans:
            examples, number = offered(payers, self.book, self.home), len(payers)
            name = shared_words(examples) or shared_name(payers)
            name = name or phrases.sentence(next(iter(known_by_all(payers)), "one name"))
            return [VerdictRow(name, f"fits {number} payers: add the state", says=_among(examples))]
        return [row for plan in plans for row in self._in_table(plan, alone)]

    def _in_table(self, plan: Payer, alone: Question) -> list[VerdictRow]:
        """The row of one plan; one for each code that a rule of the clinic's own is for alone."""
        if plan.kind is PayerKind.NETWORK:
            told = "a network, which decides nothing"
            return [VerdictRow(plan.name, told, says=_FIND_PAYER)]
        if not self.is_held(plan):
            return [VerdictRow(plan.name, verdict_rows.UNKNOWN)]
        answers = self._answers_of(plan, alone)
        rows = [answered(f"{plan.name} {of}".strip(), answers[of], self.book) for of in answers]
        return [row if row.dates or row.whose else replace(row, whose=_NOTHING) for row in rows]

    def _answers_of(self, plan: Payer, alone: Question) -> dict[str, Reply]:
        """The card of one plan; by code, where own rules on one code make them differ."""
        if alone.codes or not own_rules.are_apart(self.rules, plan.id):
            return {"": self._answer_of(plan, alone)}
        by_code = {code: self._answer_of(plan, alone._replace(codes=(code,))) for code in NEEDLING}
        rows = {answered("", reply, self.book) for reply in by_code.values()}
        is_alike = len({replace(row, says="") for row in rows}) == 1
        return {"": self._answer_of(plan, alone)} if is_alike else by_code

    def is_held(self, plan: Payer) -> bool:
        """Whether the facts or the clinic's own rules hold anything on a plan."""
        return bool(self.book.positions_of(plan.id) or self.rules.of_payer(plan.id))

    def are_too_many(self, payers: Sequence[Payer]) -> bool:
        """Whether one name fits so many plans that nothing can be said of it."""
        return not self._plans(payers)

    def _answer_of(self, plan: Payer, alone: Question) -> Reply:
        """The card of one plan, without what holds of all codes or plans."""
        reply = self.answer(_of_plan(alone, plan))
        early = tuple(valid_days.before_any(alone, self.book))
        general = (
            *early,
            *leading_conditions.of_advantage(alone, plan, Verdict.UNKNOWN, self.book),
        )
        return replace(reply, lines=tuple(line for line in reply.lines if line not in general))

    def is_decided(self, payers: Sequence[Payer], alone: Question) -> bool:
        """Whether some plan of one name has a position that says yes or no."""
        held = [plan for plan in self._plans(payers) if self.is_held(plan)]
        return any(is_decided(self._answer_of(plan, alone)) for plan in held)

    def contrary(self, plan: Payer, alone: Question) -> tuple[Line, ...]:
        """The clinic's own rule on a plan, where it says otherwise than what leads."""
        if not self.rules.of_payer(plan.id):
            return ()
        reply = self._answer_of(plan, alone)
        disagrees = not set(own_rules.DISAGREE).isdisjoint(reply.cautions)
        told = (line for line in reply.lines[1:] if line.text.startswith(clinic_rules.LINE))
        return tuple(told)[:1] if disagrees else ()

    def choices(self, payers: Sequence[Payer], alone: Question) -> tuple[Choice, ...]:
        """A button to the whole card of each plan that a name may mean; none of too many."""
        plans = self._plans(payers)
        groups, bare = by_answer(plans, self.book, self.home)
        each = groups or [[plan] for plan in bare]
        return tuple(
            Choice(named(group), again(_of_plan(alone, group[0]), group[0], self.book))
            for group in each
        )

    def _plans(self, payers: Sequence[Payer]) -> list[Payer]:
        """The plans that a name may mean: all, or those of the clinic's state; none of too many.

        Where a name is that of a program, the state's own stands for its many plans.
        """
        plans = offered(payers, self.book, self.home)
        if len(plans) == len(payers):
            return plans
        programs = [p for p in payers if p.part_of == "state" and self.home in p.states]
        own = [program for program in programs if program.only_state == self.home]
        is_near = all(self.home in plan.states for plan in plans)
        return own or programs or (plans if is_near else [])

    def _of_one(self, payer: Payer, answers: Mapping[str, Reply]) -> Line:
        if payer.kind is PayerKind.NETWORK:
            return Line(f"{payer.name}: a network, which decides nothing. {_FIND_PAYER}")
        if not self.is_held(payer):
            return Line(f"{payer.name}: {verdict_rows.UNKNOWN}. I hold no facts on it.")
        said = " ".join(
            f"{code}: {self._said(r)}" if code else self._said(r) for code, r in answers.items()
        )
        cites = dict.fromkeys(cite for reply in answers.values() for cite in _cites(reply))
        return Line(f"{payer.name}: {said}", tuple(cites))

    def _said(self, reply: Reply) -> str:
        told = reply.lines[0].text if reply.lines else ""
        dated = _dated(reply, self.book)
        verdict = f"{reply.badge.words}." if reply.badge else ""
        dates = f"{phrases.sentence(dated)}." if dated else ""
        return " ".join(filter(None, (verdict, dates, told)))

    def _of_plans(self, plans: Sequence[Payer], alone: Question) -> Line:
        """One name of several plans: the verdict of each, in one row."""
        shared, book = shared_words(plans), self.book
        bare = [own_words(plan, shared) for plan in plans if not self.is_held(plan)]
        held = [plan for plan in plans if self.is_held(plan)]
        answers = [(plan, self._answers_of(plan, alone)) for plan in held]
        replies = [reply for _, of_plan in answers for reply in of_plan.values()]
        told = [
            f"{own_words(plan, shared)} {code}".strip() + f": {_verdict_of(reply, book)}"
            for plan, of_plan in answers
            for code, reply in of_plan.items()
        ]
        if bare:
            told.append(f"nothing is held on {phrases.either(bare, 'and')}")
        cites = tuple(dict.fromkeys(cite for reply in replies for cite in _cites(reply)))
        by_plan = phrases.sentence("; ".join(told))
        return Line(f"{shared or 'One name'}, by plan. {by_plan}.", cites)


def _of_plan(alone: Question, plan: Payer) -> Question:
    """The question of one plan, without the line and the state that are said of other payers."""
    is_of_others = plan.kind in _PROGRAMS and alone.line not in plan.lines
    is_elsewhere = plan.only_state is not None and plan.only_state not in alone.states
    return alone._replace(
        payers=(plan,),
        line=None if is_of_others else alone.line,
        states=() if is_elsewhere else alone.states,
    )


def answered(name: str, reply: Reply, book: FactBook) -> VerdictRow:
    """The row of one answer: its verdict, dates, first words and sources."""
    whose = own_rules.whose(reply)
    by_day = " ".join(line.text for line in reply.lines[1:]) if _has_changed(reply) else ""
    return VerdictRow(
        name,
        _verdict_words(reply),
        by_day or phrases.sentence(_dated(reply, book)),
        reply.lines[0].text if reply.lines else "",
        _cites(reply),
        whose,
    )


def _verdict_words(reply: Reply) -> str:
    if reply.tables:
        return "not the same for each code"
    if _has_changed(reply):
        return "changed within those days"
    return reply.badge.words if reply.badge else "depends on what is asked"


def _has_changed(reply: Reply) -> bool:
    """Whether a card tells of a rule that did not stay the same over the days that were named."""
    return bool(reply.lines) and reply.lines[0].text.endswith(CHANGED_WITHIN)


def is_decided(reply: Reply) -> bool:
    """Whether a card says yes or no."""
    undecided = {phrases.VERDICTS[verdict] for verdict in SAYS_NOTHING}
    return reply.badge is not None and reply.badge not in undecided


def _cites(reply: Reply) -> tuple[str, ...]:
    """The sources of the first line that has any: of the verdict, where an aspect leads.

    What follows from the clinic's own rule has none: no page says it.
    """
    if own_rules.whose(reply):
        return ()
    return next((line.cites for line in reply.lines if line.cites), ())


def _dated(reply: Reply, book: FactBook) -> str:
    """Since when the position holds, and when a source last said so; else its source's dates."""
    dates = reply.provenance.dates if reply.provenance else ""
    cites = _cites(reply)
    if not dates and cites:
        return f"source {book.citations[cites[0]].dates}"
    return phrases.sentence(dates).replace(" · ", ", ")


def _verdict_of(reply: Reply, book: FactBook) -> str:
    words, dated = _verdict_words(reply), _dated(reply, book)
    return f"{words} ({dated})" if dated else words


def _too_many(examples: Sequence[Payer], number: int) -> Line:
    names = phrases.either([plan.name for plan in examples], "and")
    return Line(f"One name fits {number} payers, {names} among them: ask with the state.")


def _among(examples: Sequence[Payer]) -> str:
    names = phrases.either([plan.name for plan in examples], "and")
    return f"{phrases.sentence(names)} are among them."
