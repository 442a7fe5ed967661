"""Words what a state's rule says of one aspect: hours, referral, delegation, dates, bills."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.profession import Profession
from models.coverage.state import ANSWERS, TITLE, Permission, ScopeRule, State
from models.coverage.statement import Statement
from models.reply import Line
from models.wording import phrases, sentences

# What is not known, where a rule says nothing of an aspect.
_NOUNS: dict[Aspect, str] = {
    Aspect.TRAINING: "hours or courses",
    Aspect.REQUIREMENTS: "what the state asks",
    Aspect.EXPERIENCE: "years of practice",
    Aspect.EXAM: "an exam",
    Aspect.ONLINE: "online study",
    Aspect.SUPERVISION: "supervision or delegation",
    Aspect.REFERRAL: "a referral",
    Aspect.CONSENT: "consent",
    Aspect.DOCUMENTATION: "documentation",
    Aspect.REGISTRATION: "registration or notice to the board",
    Aspect.ADVERSE: "reporting an adverse event",
    Aspect.ACTS: "the parts, points or needles that are allowed",
    Aspect.TITLE: "what it may be called",
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
}

# By which words a sentence of a rule speaks of an aspect that has no field of its own there.
_SPEAKS = {
    Aspect.TRAINING: r"\bhours?\b|\btrain(?!ing (?:company|page))|\bcourses?\b",
    Aspect.EXPERIENCE: r"\byears? of (?:practice|experience)\b|\blicensed years?\b",
    Aspect.EXAM: r"\bexams?\b|\bskills assessment\b",
    Aspect.ONLINE: r"\bonline\b|\bin person\b|\bface.to.face\b|\blive course\b|\bhands-on\b",
    Aspect.SUPERVISION: r"\bdelegat\w*|\bsupervis(?:ion|ing)\b|\bassistants?\b|\bdirection\b",
    Aspect.REFERRAL: r"\breferrals?\b|\border\b|\bphysician's direction\b",
    Aspect.CONSENT: r"\bconsent\b",
    Aspect.DOCUMENTATION: r"\brecord\b|\bdocument\w*|\bplan of care\b",
    Aspect.REGISTRATION: r"\bregister\w*|\bproof\b|\bboard's approval\b|\bpermit\b|\breported to\b",
    Aspect.ADVERSE: r"\badverse\b|\bincident",
    Aspect.ACTS: r"\bpoints\b|\bgauge\b|\bbody\b|\bshoulder\b|\bhand, wrist\b",
    Aspect.BILLS: r"\bbills?\b|\b[HS][BF] ?\d|\bH \d|\bproposal\b|\bproposed\b|\bpetition\b",
    Aspect.PENALTY: r"\bpenalt|\bfine[sd]?\b|\bdisciplin|\bmisdemeanor",
    Aspect.MANDATE: r"\bhealth policies\b|\binsurers\b",
}  # fmt: skip

# What a license needs again; the clause alone, not the hours for starting beside it.
_AGAIN = re.compile(r"\bevery (?:\w+ )?years?\b|\b(?:at|for) renewal\b|\brenewed\b|\bper year\b")
_CLAUSE = re.compile(r"[;.]\s+")

# A sentence that tells a change of the law, beside its year.
_TELLS_CHANGE = re.compile(
    r"\b(?:amend|pass|sign|took effect|change|since|propos|voided|repeal|remov|replac|died|law of|"
    r"laws of|laws 20|affirmed|due to end|code in force)",
    re.IGNORECASE,
)

# Practice under somebody's eyes, which is no delegation.
_SUPERVISED = re.compile(r"\bsupervised (?!training)|\bproctor|\bmentor", re.IGNORECASE)
_OF_PRACTICE = "supervised practice"
_HAS_YEAR = re.compile(r"\b20[0-9]{2}\b")
_MOST_LED = 2
NOW = "Now: "
_BROAD = {Aspect.TRAINING, Aspect.REQUIREMENTS}

_SENDS = re.compile(r"(?:Ask|Read|Check|Look|Get|Call|Do not|Only)\b")  # tells nothing itself
_SHORTEST_WORD = 3
_OF_ALL_RULES = frozenset(
    """accept accepted after are before board clinical does how law lists many not only over page
    practice provider rule rules says source state summary that the therapist therapists what
    which who with year years""".split()
)
_NO_NUMBER = ("No ", "The text read gives no number")  # then what else is asked is told, too


def a(noun: str) -> str:
    """A noun with its article: "an athletic trainer"."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def unlisted(aspects: Iterable[Aspect]) -> tuple[Line, ...]:
    """What no list of the states tells, where it is asked of all of them."""
    nouns = [_NOUNS[aspect] for aspect in aspects if aspect in _NOUNS]
    return (Line(f"I hold no list of the states by {nouns[0]}. Ask for one."),) if nouns else ()


def in_short(rule: ScopeRule) -> str:
    """The permission of a rule within a sentence."""
    return phrases.PERMISSIONS[rule.permission].words.lower()


def leading(
    rule: ScopeRule, state: State, aspects: Iterable[Aspect], words: Iterable[str] = ()
) -> tuple[Line, ...]:
    """What answers the aspects, the first two of them; empty for whether it is allowed at all.

    A sentence with one of the `words` that were typed and ask for no aspect comes first.
    """
    asked = [aspect for aspect in aspects if aspect in _NOUNS][:_MOST_LED]
    named = [] if set(asked) - _BROAD else list(_with_word(rule, words))
    if named and asked == [Aspect.REQUIREMENTS]:
        return tuple(named)
    told = {aspect: tuple(_of(aspect, rule, state)) for aspect in asked}
    without = [aspect for aspect, lines in told.items() if not lines]
    nothing = (
        [_nothing(without, rule, state)] if without and without != [Aspect.REQUIREMENTS] else []
    )
    if _asks_of_practice(asked, rule):
        return (_nothing(asked, rule, state, _OF_PRACTICE), *told[Aspect.TRAINING])
    lines = [line for aspect in asked for line in told[aspect]]
    said = {line.text.rpartition(": ")[2]: line for line in reversed([*named, *lines, *nothing])}
    return tuple(reversed(said.values()))


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
        told = (_dates(rule),)
    elif aspect is Aspect.CHANGES:
        told = tuple(_changes(rule, state))
    elif aspect is Aspect.RENEWAL:
        told = tuple(_again(rule))
    elif aspect is Aspect.ADVERSE:
        told = tuple(_of_adverse(rule))
    elif aspect is Aspect.CITATION and rule.citation:
        told = (Line(f"{rule.citation}.", rule.cites),)
    else:
        told = tuple(_stated(aspect, rule)) or tuple(_elsewhere(aspect, rule, state))
    return told


def _again(rule: ScopeRule) -> Iterator[Line]:
    """What a license needs again."""
    told = [says for _, says in rule.requirements] + list(_sentences(rule))
    for says in told:
        for clause in _CLAUSE.split(says.says.rstrip(".")):
            if _AGAIN.search(clause):
                yield Line(f"Again later: {clause}.", says.cites)
                return


def _of_adverse(rule: ScopeRule) -> Iterator[Line]:
    """What is to be reported, under whichever heading it stands."""
    said = (*(says for _, says in rule.requirements), *_sentences(rule))
    speaks = re.compile(_SPEAKS[Aspect.ADVERSE], re.IGNORECASE)
    yield from (Line(says.says, says.cites) for says in said if speaks.search(says.says))


def _now(rule: ScopeRule) -> str:
    if rule.in_force.first or rule.in_force.last:
        when = f", {phrases.period(rule.in_force)}"
    else:
        when = f", by a source of {phrases.partial(rule.as_of)}" if rule.as_of else ""
    return f"{NOW}{in_short(rule)}{when}."


def _changes(rule: ScopeRule, state: State) -> Iterator[Line]:
    """How it stands now, the change that led to it, and one that is pending."""
    yield Line(_now(rule), rule.cites)
    bills = re.compile(_SPEAKS[Aspect.BILLS], re.IGNORECASE)
    told = [s for s in _sentences(rule) if not _SENDS.match(s.says)]
    changes = [
        s
        for s in told
        if bills.search(s.says) or (_HAS_YEAR.search(s.says) and _TELLS_CHANGE.search(s.says))
    ]
    yield from (Line(s.says, s.cites) for s in changes[:_MOST_LED])
    before = [
        earlier
        for earlier in state.rules
        if earlier.profession is rule.profession and earlier.in_force.last and earlier is not rule
    ]
    for earlier in before[:1]:
        yield Line(
            f"Before: {in_short(earlier)}, {phrases.period(earlier.in_force)}.", earlier.cites
        )
    if not any(bills.search(s.says) for s in changes):
        yield Line("I hold nothing on a pending change.")


def _stated(aspect: Aspect, rule: ScopeRule) -> Iterator[Line]:
    """What the rule says under the aspect's own heading, or else in some other sentence."""
    for words in ANSWERS.get(aspect, ()):
        if says := rule.asks(words):
            yield _labelled(words, says)
            if not says.says.startswith(_NO_NUMBER):
                return
    if aspect in ANSWERS and any(rule.asks(words) for words in ANSWERS[aspect]):
        return
    speaks = _SPEAKS.get(aspect)
    sentences = [
        said
        for said in _sentences(rule)
        if speaks and re.search(speaks, said.says, re.IGNORECASE) and not _SENDS.match(said.says)
    ]
    yield from (Line(says.says, says.cites) for says in sentences[:1])


def _sentences(rule: ScopeRule) -> Iterator[Statement]:
    for says in (Statement(rule.says, rule.cites), *rule.cautions):
        yield from (Statement(sentence, says.cites) for sentence in sentences.split(says.says))


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
            if re.search(_SPEAKS[Aspect.BILLS], other.says)
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
    who = profession.NAMES[rule.profession]
    if rule.permission is Permission.PROHIBITED and set(aspects) <= ANSWERS.keys():
        return Line(
            f"It is not allowed to {a(who)} in {state.within}, so I hold nothing on {noun}."
        )
    starts = " What stands below is for starting." if Aspect.RENEWAL in aspects else ""
    return Line(f"I hold nothing on {noun} for {a(who)} in {state.within}.{starts}")


def _dates(rule: ScopeRule) -> Line:
    if rule.permission is Permission.RULES_PENDING and rule.in_force.first:
        since = phrases.day(rule.in_force.first)
        return Line(
            f"Not in effect for practice. The law dates from {since}; its rules are pending.",
            rule.cites,
        )
    if rule.in_force.first or rule.in_force.last:
        return Line(
            f"{phrases.sentence(in_short(rule))} {phrases.period(rule.in_force)}.", rule.cites
        )
    dated = [s for s in _sentences(rule) if _HAS_YEAR.search(s.says)]
    if dated and rule.permission is Permission.NOT_YET:
        return Line(dated[0].says, dated[0].cites)
    return Line(f"{_now(rule)} I hold no first day for it.", rule.cites)


def _labelled(words: str, says: Statement) -> Line:
    return Line(f"{words}: {says.says}", says.cites)


def _name(rule: ScopeRule) -> str:
    return phrases.sentence(profession.NAMES[rule.profession])
