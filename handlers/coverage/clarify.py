"""Questions back, where a question about a payer leaves open what the answer hangs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from handlers.coverage.card import licensing
from handlers.coverage.card.card import ANY_NEEDLING, EXAMPLES
from handlers.coverage.card.card_title import circumstances
from handlers.coverage.card.cautions import not_used
from handlers.coverage.without_facts import payer_elsewhere, payers_without_facts
from handlers.which_payer import MOST_OFFERED, by_answer, named, offered
from models.coverage.aspect import Aspect
from models.coverage.code import Code
from models.coverage.fact_book import FactBook
from models.coverage.payer import LINE_NAMES, LineOfBusiness, Payer
from models.coverage.position import Position, Verdict
from models.coverage.state import NAMES
from models.reply import Choice, Line, Reply, Weight
from models.understanding.canonical_command import OfPayer, OfUnlistedPayer
from models.understanding.conditions.conditions import UNGROUPED
from models.understanding.question import Question
from models.wording import phrases
from models.wording.sourced import sourced
from models.words import plain_words

_MOST_BARE = 3
_FEW_NAMED = 3
_WHICH = "Which plan do you mean?"

CHANGED_WITHIN = "changed its rule within those days."
"""How a card begins for days of service over which a payer's rule did not stay the same."""


def about_payer(
    question: Question, book: FactBook, *, history: bool, home: str | None = None
) -> Reply | None:
    """The reply to a question that names no payer, several, or another service than needling.

    `home` is the clinic's state, which settles what a name of many leaves open.
    """
    if question.unknown_payer:
        return _unknown_payer(question, book)
    if not question.payers:
        return _which_payer(question)
    if question.other_service:
        return _other_service(question)
    if len(question.payers) > 1:
        return _choose(question, book, history=history, home=home)
    return None


# Words of the names of plans that an employer, a union or a tribe pays for.
_OF_EMPLOYERS = frozenset(
    """local union fund trust employee employees associates nation tribe tribal county city
    university school schools district pueblo""".split()
)


def _which_payer(question: Question) -> Reply:
    codes = " ".join(question.codes) or ANY_NEEDLING
    return Reply(
        headline="Which payer?",
        lines=(Line(f"Name the payer as your team does: /coverage bcbsnc {codes}"),),
        choices=tuple(Choice(example, example) for example in EXAMPLES),
    )


def _unknown_payer(question: Question, book: FactBook) -> Reply:
    if question.elsewhere and question.state in NAMES:
        return _elsewhere(question, NAMES[question.state], book)
    reply = Reply(
        headline=f"I know of no payer called {phrases.quoted(question.unknown_payer)}",
        badge=phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(
            *([_perhaps(question.payers)] if question.payers else []),
            Line("This does not mean that it is not covered: I have no facts on it at all."),
            *(() if question.payers else _of_employer(question.unknown_payer)),
            Line("Check the spelling, or ask the payer and note who said what, and when."),
            *licensing.in_state(question, (), None, book),
        ),
        choices=(
            *(Choice(p.name, again(question, p, book)) for p in question.payers),
            Choice("Payers that I hold facts on", " ".join(["/coverage all", *question.codes[:1]])),
        ),
        small_print=phrases.NOT_A_GUARANTEE,
        unlisted="" if question.payers else _counted(question, book),
    )
    return sourced(reply, book)


def _elsewhere(question: Question, where: str, book: FactBook) -> Reply:
    """A payer of other states, with a button to the card of each plan of its name, if few."""
    alone = question._replace(states=(), unknown_payer="", elsewhere=())
    few = question.elsewhere if len(question.elsewhere) <= MOST_OFFERED else ()
    cards = (Choice(payer.name, again(alone, payer, book)) for payer in few)
    return payer_elsewhere.say(question, where, cards, book)


def _counted(question: Question, book: FactBook) -> str:
    """What is kept of a question about a payer that no list has, unless a slip may be one."""
    codes = _known(question.codes, book)
    return OfUnlistedPayer(codes[0] if codes else None, question.state).command


def _of_employer(typed: str) -> tuple[Line, ...]:
    """What decides, where the unknown name may be that of an employer, of a union or a tribe."""
    if _OF_EMPLOYERS.isdisjoint(plain_words(typed)):
        return (Line("An employer's name? Its plan document decides: the card says who runs it."),)
    return (
        Line(
            "If an employer, a union or a tribe pays for it, its plan document decides: ask for "
            "the summary plan description, and whether it excludes dry needling or acupuncture."
        ),
    )


def _other_service(question: Question) -> Reply:
    payer, is_one = question.payers[0], len(question.payers) == 1
    return Reply(
        headline=f"{payer.name} · {question.other_service}" if is_one else question.other_service,
        badge=phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(
            Line(
                f"I have no facts on {question.other_service}: I know dry needling and its codes."
            ),
            Line("This does not mean that it is not covered. Ask the payer."),
        ),
        choices=(Choice("Dry needling", f"/coverage {payer.name}"),) if is_one else (),
        small_print=phrases.NOT_A_GUARANTEE,
    )


def which_condition(question: Question, named: tuple[str, ...], book: FactBook) -> Reply:
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
                again(
                    question._replace(condition=id_, condition_name=""), question.payers[0], book
                ),
            )
            for id_ in ids
        ),
    )


def which_day(question: Question, days: Mapping[date, Position | None], book: FactBook) -> Reply:
    """The rule changed within the days that were named: the verdict under each of them."""
    payer, rules = question.payers[0], sorted(days.items())
    about = ", ".join(question.codes) or ANY_NEEDLING
    asked = " · ".join([payer.name, about, *circumstances(question, payer)])
    reply = Reply(
        headline=asked,
        lines=(
            Line(f"{payer.name} {CHANGED_WITHIN}"),
            *(_of_day(rule, behind) for (_, rule), (_, behind) in pairwise([*rules, (None, None)])),
        ),
        choices=tuple(
            Choice(phrases.day(day), again(question._replace(on=day, until=None), payer, book))
            for day, _ in rules
        ),
        small_print=phrases.NOT_A_GUARANTEE,
    )
    return sourced(reply, book)


def _of_day(rule: Position | None, behind: Position | None) -> Line:
    """The verdict of a rule with the days for which it holds, or that none is held before one."""
    if rule is None:
        first = behind.in_force.first if behind else None
        return Line(f"{f'Before {phrases.day(first)}' if first else 'Else'}: I hold nothing.")
    when = phrases.sentence(phrases.period(rule.in_force))
    return Line(f"{when}: {phrases.VERDICTS[rule.verdict].words.lower()}.", rule.cites)


def _choose(question: Question, book: FactBook, *, history: bool, home: str | None) -> Reply:
    """One name of several payers: which is meant, unless nothing is held on any of them."""
    if not any(book.positions_of(payer.id) for payer in question.payers):
        return payers_without_facts.say_of_all(question, book)
    payers = offered(question.payers, book, home)
    headline = _WHICH
    lines = [Line("That name fits several payers, and their answers differ.")]
    lines.append(Line("If it is none of these, name the plan in full."))
    if len(question.payers) > MOST_OFFERED:
        is_home = home is not None and home in payers[0].states
        headline, lines = _at_home(NAMES[home]) if home and is_home else _of_many(question)
        if len(payers) == 1 and is_home:
            headline, lines = _one_at_home(payers[0].name, NAMES[home or ""])
    groups, bare = by_answer(payers, book, home)
    if bare and len(groups) == 1 and headline == _WHICH:
        headline = f"Do you mean {named(groups[0])}?"
    weight = Weight.PRIMARY if len(groups) == 1 else Weight.PLAIN
    return Reply(
        headline=headline,
        lines=(*lines, *_none_held(bare), *not_used(question)),
        choices=tuple(
            Choice(named(group), again(question, group[0], book, history=history), weight)
            for group in groups
        ),
    )


def _none_held(bare: Sequence[Payer]) -> tuple[Line, ...]:
    """Of whom nothing is held: no choice leads to an answer on them."""
    if not bare:
        return ()
    names = [payer.name for payer in bare[:_MOST_BARE]]
    more = [f"{len(bare) - _MOST_BARE} more"] if len(bare) > _MOST_BARE else []
    those, them = phrases.either([*names, *more], "and"), "it" if len(bare) == 1 else "them"
    return (Line(f"I know {those}, and hold no facts on {them}: not a no."),)


def _at_home(state: str) -> tuple[str, list[Line]]:
    """A name of many payers, of which those of the clinic's own state are offered."""
    lines = ["That name fits many payers, and their answers differ."]
    lines += [f"This is for {state}, where this clinic is. For another state, name it."]
    return _WHICH, [Line(text) for text in lines]


def _one_at_home(payer: str, state: str) -> tuple[str, list[Line]]:
    """A name of many payers, of which one alone is of the clinic's own state."""
    only = f"It is the only payer of that name that I know for {state}, where this clinic is."
    return f"Do you mean {payer}?", [Line(only), Line("For another state, name it.")]


def _of_many(question: Question) -> tuple[str, list[Line]]:
    """A name that too many share to be offered: what else has to be said, with examples."""
    headline, todo = "Of which state?", "Name the state: each has a payer of its own."
    if question.line is LineOfBusiness.MEDICAID:
        todo = "Name the state, or the managed care plan: it may have a policy of its own."
    elif question.line and question.line is not LineOfBusiness.WORKERS_COMPENSATION:
        headline = f"Which company's {LINE_NAMES[question.line]} plan?"
        todo = "Name the company: each has its own rules."
    fits = "That name fits many payers, and their answers differ. These are examples."
    return headline, [Line(todo), Line(fits)]


def again(question: Question, payer: Payer, book: FactBook, *, history: bool = False) -> str:
    """The command that asks what was understood, with the payer named without doubt."""
    return understood(question, payer, book, history=history).command


def understood(
    question: Question, payer: Payer, book: FactBook, *, history: bool = False
) -> OfPayer:
    """What was understood of a question about a payer. Codes that the book lacks are left out."""
    return OfPayer(
        payer=payer,
        codes=_known(question.codes, book),
        modifiers=_known(question.modifiers, book),
        put_on=question.put_on,
        line=question.line,
        condition=book.conditions[question.condition] if question.condition else None,
        condition_name=question.condition_name if question.condition in UNGROUPED else "",
        profession=question.profession,
        state=question.state,
        on=question.on,
        as_known=question.as_known,
        history=history,
        aspect=next((a for a in question.aspects if a is not Aspect.COVERED), None),
        until=question.until,
    )


def _known(codes: tuple[str, ...], book: FactBook) -> tuple[Code, ...]:
    return tuple(book.codes[code] for code in codes if code in book.codes)


def _perhaps(payers: Sequence[Payer]) -> Line:
    """The few who may be meant, by name: their cards are a button away."""
    few = len(payers) <= _FEW_NAMED
    names = phrases.either([payer.name for payer in payers]) if few else "one of these"
    return Line(f"Did you mean {names}?")
