"""Words what a state's rule says of one aspect: hours, referral, delegation, consent, bills."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.profession import Profession
from models.coverage.state import ANSWERS, HOURS, TITLE, Permission, ScopeRule, State
from models.coverage.statement import Statement
from models.reply import Line
from models.wording import phrases, state_changes
from models.wording.state_sentences import SENDS, SPEAKS, in_short, sentences_of

# What is not known, where a rule says nothing of an aspect.
_NOUNS: dict[Aspect, str] = {
    Aspect.TRAINING: "hours or courses",
    Aspect.REQUIREMENTS: "what the state asks",
    Aspect.EXPERIENCE: "years of practice",
    Aspect.EXAM: "an exam",
    Aspect.ONLINE: "online study",
    Aspect.APPROVAL: "who must approve a course",
    Aspect.PROTOCOL: "a written protocol or policy",
    Aspect.SUPERVISION: "supervision or delegation",
    Aspect.REFERRAL: "a referral",
    Aspect.CONSENT: "consent",
    Aspect.DOCUMENTATION: "documentation",
    Aspect.REGISTRATION: "registration or notice to the board",
    Aspect.ADVERSE: "reporting an adverse event",
    Aspect.ACTS: "the parts, points or needles that are allowed",
    Aspect.TITLE: "what it may be called or what patients must be told of it",
    Aspect.TELEHEALTH: "telehealth",
    Aspect.AGE: "a patient's age",
    Aspect.ANIMALS: "animals",
    Aspect.DATES: "when it began",
    Aspect.BILLS: "a pending bill",
    Aspect.CITATION: "the citation",
    Aspect.RENEWAL: "renewal or continuing education",
    Aspect.CHANGES: "recent changes",
    Aspect.MANDATE: "a law that makes insurers pay",
    Aspect.PENALTY: "penalties",
    Aspect.CONTACT: "how the board is reached",
    Aspect.SETTING: "the setting, such as a home or a school,",
    Aspect.UNATTENDED: "leaving a patient alone with needles in",
    Aspect.PROBATION: "a license on probation or suspended",
}

# What holds all the same, where a state's rule says nothing of an aspect.
_IN_GENERAL: dict[Aspect, Line] = {
    Aspect.TITLE: Line(
        "In general: do not call it acupuncture, which is a licensed profession of its own.",
        ("apta_resource_2012",),
    ),
    Aspect.ONLINE: Line(
        "I rank no course: ask the board what it takes, online and in person, before anybody pays."
    ),
}

# Practice under somebody's eyes, which is no delegation.
_SUPERVISED = re.compile(r"\bsupervised (?!training)|\bproctor|\bmentor", re.IGNORECASE)
_OF_PRACTICE = "supervised practice"
_FEW = 2  # aspects of which all is told
_IN_GIST = 3  # lines
_BROAD = {Aspect.TRAINING, Aspect.REQUIREMENTS}

_SHORTEST_WORD = 3
_OF_ALL_RULES = frozenset(
    """accept accepted after are before board clinical does how law lists many not only over page
    practice provider rule rules says source state summary that the therapist therapists what
    which who with year years""".split()
)
_NO_NUMBER = ("No ", "The text read gives no number")  # then what else is asked is told, too


def named(aspects: Iterable[Aspect]) -> tuple[str, ...]:
    """What is asked of a rule, by its name: "consent", "supervision or delegation"."""
    return tuple(_NOUNS[aspect] for aspect in aspects if aspect in _NOUNS)


def unlisted(aspects: Iterable[Aspect]) -> tuple[Line, ...]:
    """What no list of the states tells, where it is asked of all of them."""
    nouns = [_NOUNS[aspect] for aspect in aspects if aspect in _NOUNS]
    return (Line(f"I hold no list of the states by {nouns[0]}. Ask for one."),) if nouns else ()


def _own_of(rule: ScopeRule) -> frozenset[Aspect]:
    """Of what the general word is not for a profession: acupuncture is an acupuncturist's own."""
    return frozenset({Aspect.TITLE}) if rule.profession is Profession.LAC else frozenset()


def leading(
    rule: ScopeRule, state: State, aspects: Iterable[Aspect], words: Iterable[str] = ()
) -> tuple[Line, ...]:
    """What answers the aspects; empty for whether it is allowed at all. Of many, a line on each.

    A sentence with one of the `words` that were typed and ask for no aspect comes first.
    """
    asked = [aspect for aspect in aspects if aspect in _NOUNS]
    named = [] if set(asked) - _BROAD else list(_with_word(rule, words))
    if named and asked == [Aspect.REQUIREMENTS]:
        return tuple(named)
    told = {aspect: tuple(_of(aspect, rule, state)) for aspect in asked}
    without = [aspect for aspect, lines in told.items() if not lines]
    nothing = (
        [_nothing(without, rule, state)] if without and without != [Aspect.REQUIREMENTS] else []
    )
    nothing += [_IN_GENERAL[a] for a in without if a in _IN_GENERAL and a not in _own_of(rule)]
    if _asks_of_practice(asked, rule):
        return (_nothing(asked, rule, state, _OF_PRACTICE), *told[Aspect.TRAINING])
    most = None if len(asked) <= _FEW else 1
    lines = [line for aspect in asked for line in told[aspect][:most]]
    said = {line.text.rpartition(": ")[2]: line for line in reversed([*named, *lines, *nothing])}
    each = tuple(reversed(said.values()))
    if len(asked) <= _IN_GIST:
        return each
    nouns = phrases.either([_NOUNS[aspect] for aspect in asked[_FEW:]], "and")
    return (*each[:_FEW], Line(f"In the details: {nouns}."), *each[_FEW:])


def _asks_of_practice(asked: Sequence[Aspect], rule: ScopeRule) -> bool:
    """Whether supervision behind a course is asked about, and the rule only bars delegation."""
    told = " ".join(says.says for _, says in rule.requirements)
    return set(asked) == {Aspect.SUPERVISION, Aspect.TRAINING} and not _SUPERVISED.search(told)


def _with_word(rule: ScopeRule, words: Iterable[str]) -> Iterator[Line]:
    """The requirement that holds one of these words: "CPR", "OSHA"."""
    for word in words:
        if len(word) < _SHORTEST_WORD or word.isdigit() or word.casefold() in _OF_ALL_RULES:
            continue
        holds = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
        for heading, says in rule.requirements:
            if holds.search(says.says):
                yield _labelled(heading, says)
                return
        for caution in rule.cautions:
            if holds.search(caution.says):
                yield Line(caution.says, caution.cites)
                return


def _of(aspect: Aspect, rule: ScopeRule, state: State) -> tuple[Line, ...]:
    if aspect is Aspect.REQUIREMENTS:
        asked = [(words, says) for words, says in rule.requirements if words != TITLE]
        told = tuple(_labelled(words, says) for words, says in asked[:3])
    elif aspect is Aspect.DATES:
        told = (state_changes.dates(rule),)
    elif aspect is Aspect.CHANGES:
        told = tuple(state_changes.changes(rule, state))
    elif aspect is Aspect.RENEWAL:
        told = tuple(state_changes.again(rule))
    elif aspect is Aspect.ADVERSE:
        told = tuple(_of_adverse(rule))
    elif aspect is Aspect.APPROVAL:
        told = tuple(_of_approval(rule))
    elif aspect is Aspect.CITATION and rule.citation:
        told = (Line(f"{rule.citation}.", rule.cites),)
    else:
        told = tuple(_stated(aspect, rule)) or tuple(_elsewhere(aspect, rule, state))
    if aspect is Aspect.TRAINING and told and not (rule.asks(HOURS) or _counts(told)):
        return (_nothing([aspect], rule, state, "a number of hours"), *told)
    return told


def _counts(told: Iterable[Line]) -> bool:
    """Whether a number stands in what is told."""
    return any(character.isdigit() for line in told for character in line.text)


def _of_approval(rule: ScopeRule) -> Iterator[Line]:
    """Who must approve a course, under whichever heading it stands."""
    speaks = re.compile(SPEAKS[Aspect.APPROVAL], re.IGNORECASE)
    labelled = [(words, says) for words, says in rule.requirements if speaks.search(says.says)]
    yield from (_labelled(words, says) for words, says in labelled[:1])
    if not labelled:
        said = [says for says in sentences_of(rule) if speaks.search(says.says)]
        yield from (Line(says.says, says.cites) for says in said[:1])


def _of_adverse(rule: ScopeRule) -> Iterator[Line]:
    """What is to be reported, under whichever heading it stands."""
    said = (*(says for _, says in rule.requirements), *sentences_of(rule))
    speaks = re.compile(SPEAKS[Aspect.ADVERSE], re.IGNORECASE)
    yield from (Line(says.says, says.cites) for says in said if speaks.search(says.says))


def _stated(aspect: Aspect, rule: ScopeRule) -> Iterator[Line]:
    """What the rule says under the aspect's own heading, or else in some other sentence."""
    for words in ANSWERS.get(aspect, ()):
        if says := rule.asks(words):
            yield _labelled(words, says)
            if not says.says.startswith(_NO_NUMBER):
                return
    if aspect in ANSWERS and any(rule.asks(words) for words in ANSWERS[aspect]):
        return
    speaks = SPEAKS.get(aspect)
    sentences = [
        said
        for said in sentences_of(rule)
        if speaks and re.search(speaks, said.says, re.IGNORECASE) and not SENDS.match(said.says)
    ]
    yield from (Line(says.says, says.cites) for says in sentences[:1])


def _elsewhere(aspect: Aspect, rule: ScopeRule, state: State) -> Iterator[Line]:
    """What other parts of the state's facts say of an aspect on which its rule is silent."""
    if aspect is Aspect.REFERRAL and rule.profession is Profession.PT and state.direct_access:
        yield Line(f"I hold no referral rule for needling itself in {state.within}.")
        yield direct_access(state.direct_access)
    others = [other for other in state.rules if other.profession is not rule.profession]
    if aspect is Aspect.BILLS:
        yield from (
            Line(f"{_name(other)}: {other.says}", other.cites)
            for other in others
            if re.search(SPEAKS[Aspect.BILLS], other.says)
        )
    if aspect is Aspect.SUPERVISION and rule.profession is Profession.PT:
        yield from [_labelled(w, s) for w, s in rule.requirements if _SUPERVISED.search(s.says)][:1]
        assistants = [other for other in others if other.profession is Profession.PTA]
        yield from (Line(f"{_name(o)}: {in_short(o)}. {o.says}", o.cites) for o in assistants)


def direct_access(says: Statement, *, needling_apart: bool = False) -> Line:
    """The general law, which need not cover needling; or has a rule of its own beside it."""
    if needling_apart:
        return Line(f"Direct access in general, needling apart: {says.says}", says.cites)
    return Line(
        f"Direct access in general: {says.says} Whether it covers needling is not said.", says.cites
    )


def _nothing(aspects: Sequence[Aspect], rule: ScopeRule, state: State, named: str = "") -> Line:
    noun = named or phrases.either([_NOUNS[aspect] for aspect in aspects])
    who = phrases.an(profession.NAMES[rule.profession])
    if rule.permission is Permission.PROHIBITED and set(aspects) <= ANSWERS.keys():
        return Line(f"It is not allowed to {who} in {state.within}, so I hold nothing on {noun}.")
    starts = " What stands below is for starting." if Aspect.RENEWAL in aspects else ""
    return Line(f"I hold nothing on {noun} for {who} in {state.within}.{starts}")


def _labelled(words: str, says: Statement) -> Line:
    return Line(f"{words}: {says.says}", says.cites)


def _name(rule: ScopeRule) -> str:
    return phrases.sentence(profession.NAMES[rule.profession])
