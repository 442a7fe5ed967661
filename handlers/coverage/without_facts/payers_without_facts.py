"""What is said of a payer that is known by name and has no facts: unknown, and what to ask it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.coverage.card import leading_conditions, licensing
from handlers.coverage.card.card import ANY_NEEDLING, next_steps
from handlers.coverage.card.card_title import circumstances, is_comp_elsewhere, titled
from handlers.coverage.card.cautions import not_used, of_day
from handlers.coverage.own_rule import own_rules
from handlers.coverage.without_facts import program_of_plan, what_to_ask
from handlers.coverage.without_facts.carriers import networks
from handlers.cpt.valid_days import before_any
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer, PayerKind
from models.coverage.position import Verdict
from models.coverage.state import NAMES
from models.reply import Choice, Line, Reply
from models.understanding.payers.networks import UNNAMED_PLAN
from models.understanding.question import Question
from models.understanding.topics.deciding_conditions import MARKETPLACE
from models.wording import phrases
from models.wording.sourced import sourced

_NOT_A_NO = "This does not mean that it is not covered."

_OF_KIND: dict[PayerKind, str] = {
    PayerKind.UTILISATION_MANAGER: "It approves care for many plans, and the plan's own policy "
    "decides: name the plan.",
    PayerKind.TPA: "It runs plans that employers pay for: each plan's own rules decide.",
    PayerKind.MEDICAID_MANAGED: "It is a Medicaid plan: it may have a policy of "
    "its own, and the state's may hold for it too. Ask it.",
    PayerKind.WORKERS_COMP: "It handles workers' comp claims: the state's comp rules decide.",
    PayerKind.AUTO: "It insures cars: its policy and the state's law on injuries decide.",
    PayerKind.MEDICARE_ADVANTAGE: "This plan's own text decides.",
    PayerKind.MEDIGAP: "A Medicare supplement pays its share where Part B pays: ask of Part B.",
    PayerKind.PACE: "It is a PACE program, which arranges and pays for its members' care itself: "
    "ask it for an authorization in writing that names the codes.",
    PayerKind.NETWORK: "It is a network, which sets prices and decides nothing: find the payer or "
    "the claims administrator on the card.",
    PayerKind.SHARING_MINISTRY: "It is no insurance: its members' guidelines decide.",
}

_OF_UNION = (
    "Its plan document decides: ask for the summary plan description, and whether it excludes dry "
    "needling or acupuncture."
)
_OF_MARKETPLACE = "Its marketplace plan's own policy decides, not that of its Medicaid plans."
_UNNAMED = (
    "Each plan that an employer or a union pays for has rules of its own, and I hold none of them. "
    + _NOT_A_NO
)


def say(payer: Payer, question: Question, book: FactBook, today: date) -> Reply:
    """The payer is known, and nothing is held on it."""
    is_managed = payer.kind is PayerKind.MEDICAID_MANAGED
    is_of_marketplace = is_managed and MARKETPLACE in question.decisive
    kind = _OF_MARKETPLACE if is_of_marketplace else of_kind(payer)
    name = titled(payer, question)
    guess = "" if is_comp_elsewhere(payer) else question.guessed_from
    is_network = payer.kind is PayerKind.NETWORK
    is_of_medicaid = is_managed and not is_of_marketplace
    programs = program_of_plan.programs(payer, question, book) if is_of_medicaid else ()
    reply = Reply(
        headline=" · ".join([name, _about(question), *circumstances(question, payer)]),
        badge=phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(
            *((Line(f"I took “{guess}” for {payer.name}."),) if guess else ()),
            *before_any(question, book),
            *((Line(kind),) if kind and is_network else ()),
            *(
                (Line(_UNNAMED),)
                if payer.id == UNNAMED_PLAN
                else _what_is_held(payer, question, book)
            ),
            *leading_conditions.of_advantage(question, payer, Verdict.UNKNOWN, book),
            *networks(question),
            *_policies_beside(question, book),
            *(
                program_of_plan.sections(programs, question, book, today)
                or ((Line(kind),) if kind and not is_network else ())
            ),
            *((Line(payer.note),) if payer.note else ()),
            *_for_whom(question),
            *licensing.in_state(question, (payer,), None, book),
            Line(what_to_ask.sentence(question, book)),
        ),
        cautions=(*of_day(question, today), *not_used(question)),
        choices=_choices(payer, question, book, programs),
        small_print=phrases.NOT_A_GUARANTEE,
    )
    return sourced(reply, book)


def beside_own_rule(reply: Reply, question: Question, book: FactBook) -> Reply:
    """The card without what was to be asked, where the clinic's own rule has told it."""
    if not own_rules.decides(reply):
        return reply
    asks = what_to_ask.sentence(question, book)
    kept = (line for line in reply.lines if line.text != asks)
    short = (replace(line, text=line.text.removesuffix(f" {_NOT_A_NO}")) for line in kept)
    return replace(reply, lines=tuple(short))


def of_kind(payer: Payer) -> str | None:
    """Whose rules decide, where the payer's own may not."""
    kind = _OF_UNION if payer.part_of == "union" else _OF_KIND.get(payer.kind)
    return None if is_comp_elsewhere(payer) else kind


def _what_is_held(payer: Payer, question: Question, book: FactBook) -> tuple[Line, ...]:
    """That nothing is held; of a state's comp program, of which states something is."""
    name = titled(payer, question)
    if not is_comp_elsewhere(payer):
        return (Line(f"I know {name}, and hold no facts on it. {_NOT_A_NO}"),)
    where = f"{NAMES[question.state]}'s" if question.state in NAMES else "that state's"
    held = sorted(
        NAMES[other.states[0]] for other in book.payers.values() if _has_rule(other, book)
    )
    return (
        Line(f"I hold no rule of {where} workers' comp on dry needling. {_NOT_A_NO}"),
        Line(f"Held are texts on workers' comp in {phrases.either(held, 'and')}."),
    )


def _has_rule(payer: Payer, book: FactBook) -> bool:
    is_program = payer.kind is PayerKind.WORKERS_COMP and payer.part_of == "state"
    is_of_one = is_program and len(payer.states) == 1 and payer.states[0] in NAMES
    read = (p for p in book.positions_of(payer.id) if p.verdict is not Verdict.UNKNOWN)
    return is_of_one and any(read)


def _policies_beside(question: Question, book: FactBook) -> tuple[Line, ...]:
    """What those who may run the plan hold for their own members, which it may follow or not."""
    alone = (p for p in question.networks if p.name == book.payers[p.id].name)  # of no several
    told = ((payer, book.positions_of(payer.id)) for payer in alone)
    return tuple(
        Line(
            f"{payer.name}'s own policy, which the plan may follow or not: {positions[0].says}",
            positions[0].cites,
        )
        for payer, positions in told
        if len(positions) == 1 and positions[0].in_force.last is None
    )


def _for_whom(question: Question) -> tuple[Line, ...]:
    """A profession without facts, so that nobody reads the answer as one about it."""
    who = question.other_profession
    return (Line(f"Nor do I hold facts on {phrases.an(who)} who bills."),) if who else ()


def say_of_all(question: Question, book: FactBook) -> Reply:
    """Several payers are called so, and on none of them anything is held."""
    names = sorted(payer.name for payer in question.payers)
    few = len(names) <= 3  # noqa: PLR2004 - three are read at a glance
    who = phrases.either(names, "and") if few else "several payers of that name"
    return Reply(
        headline=" · ".join(
            [
                phrases.either(names) if few else "Several payers",
                _about(question),
                *circumstances(question, *question.payers),
            ]
        ),
        badge=phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(
            *before_any(question, book),
            Line(f"I know {who}, and hold no facts on any of them. {_NOT_A_NO}"),
            *licensing.in_state(question, question.payers, None, book),
            Line(what_to_ask.sentence(question, book)),
        ),
        cautions=not_used(question),
        small_print=phrases.NOT_A_GUARANTEE,
    )


def may_be_shared(question: Question, book: FactBook) -> bool:
    """Whether a command made of what was understood asks the same."""
    typed = (
        question.unused,
        question.guessed_from,
        question.other_profession,
        question.networks,
    )
    return not any(typed) and (not question.codes or question.codes[0] in book.codes)


def _about(question: Question) -> str:
    return ", ".join(question.codes) or "dry needling"


def _choices(
    payer: Payer, question: Question, book: FactBook, programs: Sequence[Payer]
) -> tuple[Choice, ...]:
    steps = (*what_to_ask.call_sheet(payer, question), *next_steps(payer, question))
    if payer.kind is PayerKind.MEDICAID_MANAGED:
        code = f" {question.codes[0]}" if question.codes else ""
        return (*(Choice(p.name, f"/coverage {p.name}{code}") for p in programs), *steps)
    part_b = book.payers.get("medicare")
    if payer.kind is not PayerKind.MEDIGAP or part_b is None:
        return steps
    code = question.codes[0] if question.codes else ANY_NEEDLING
    return (Choice(part_b.name, f"/coverage {part_b.name} {code}"), *steps)
