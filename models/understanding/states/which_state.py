"""Which of several states or professions is meant: corrections ("no, the MO one"), where treated.

The law of the state in which the patient is treated holds, so that a license of another state, a
home or a journey names none that is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

TAKES_BACK = frozenset("not no actually oops meant wait sorry correction rather scratch".split())
"""Words of a correction: where one was read, they mean nothing else."""

_INSTEAD = frozenset("actually oops mean meant wait sorry correction rather scratch".split())
_OURS = frozenset("im were we its thats".split())
_POINTS_OUT = frozenset({"one", "side"})
_SIDE_BY_SIDE = ["side", "by", "side"]
_ALSO = (["what", "about"], ["how", "about"])  # "can PTs in ND, what about SD"

COMPARES = frozenset("vs versus compare compared comparison difference both".split())
"""Words that set two states side by side: beside both they mean nothing else."""

_CROSSES = frozenset(
    """compact privilege privileges travel travels traveling travelling traveler telehealth tele
    telemedicine virtual license licenses licence licensed licensure lic patient patients client
    clients pts border lives live living reside resides residents moving move moved relocating
    relocate reciprocity transfer transferring transferred assignment interstate multistate sideline
    athletes team game games tournament base military certified commute drive
    cross crossing rotation coming comes came carry carries hire hired""".split()
)
_BETWEEN = frozenset(
    """in at to from by is the a an my our state of for only with over into inside her his their
    and now currently located""".split()
)
_LICENSED = frozenset(
    """license licence licensed licenses licensure lic certified privilege compact home moved
    trained""".split()
)
_TREATED = frozenset(
    """treating treat treats treated seeing see seen working work works practice practicing
    practise assignment going moving relocating relocate travel traveling travelling travels
    needling needle located sitting physically covering coverage clinic job patient patients client
    clients pts comes come coming game tournament drive commute gig contract clinics
    office border visits rotation wants""".split()
)
_MOVES = frozenset("moving move moves relocating relocate relocates going".split())
_A_CLINIC = frozenset("clinic clinics office facility job assignment gig location".split())
_ANOTHER = frozenset({"one", "another", "in", "office", "clinic"})  # "one in Ohio"
_GOES_ON = frozenset({"and", "now"})  # "a Tennessee license and wants to work in Virginia"
_LEARNED = frozenset("class classes course courses seminar workshop training school".split())
_WHAT_CHANGES = re.compile(
    r"\bwhat (?:changes|differs|will change|(?:is|i)s different)\b|\bwhats different\b"
)
_LINES = frozenset({"border", "line"})
_MOST_BEFORE = 5  # words
_PATIENTS = frozenset("patient patients client clients pts residents people folks members".split())
_FROM_AFAR = frozenset("telehealth tele telemedicine virtual virtually video zoom".split())

# Where somebody is needled outweighs where anybody lives, sits, works or is licensed.
_NEEDLED = frozenset("needle needled needles needling dn tdn treated treatment".split())
_MOST_BEHIND = 4
_ON_THE_WAY = frozenset("for the her his their a to get dry actual be gets".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name stands (words `start` up to `end`) and what it means."""

    start: int
    end: int
    id: str


def corrected(words: Sequence[str], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """What is meant of what is named: without those that the writer takes back."""
    meant = list(mentions)
    denied = {m.id for m in meant if _is_denied(words, m)}
    if {m.id for m in meant} - denied:
        meant = [m for m in meant if m.id not in denied]
    for at in range(len(meant) - 1, 0, -1):
        if _is_instead(words[meant[at - 1].end : meant[at].start]):
            meant = meant[at:]
            break
    chosen = [m.id for at, m in enumerate(meant) if _is_chosen(words, m, meant[:at])]
    pointed = {m.id for m in meant if _is_pointed_out(words, m)}
    is_each = pointed == {m.id for m in meant}  # "the Kansas side and the Missouri side"
    return tuple(dict.fromkeys((chosen[-1:] if not is_each else ()) or [m.id for m in meant]))


def where_treated(words: Sequence[str], mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Those of several states in which patients are treated; empty where the text does not say."""
    ids = list(dict.fromkeys(mention.id for mention in mentions))
    named = set(words)
    if len(ids) < 2 or not named & (_CROSSES | _LEARNED) or _compares(words):  # noqa: PLR2004
        return ()
    needled = {mention.id for mention in mentions if _is_needled(words, mention)}
    if len(needled) == 1 and not _are_listed(words, mentions):
        also = {m.id for m in mentions if list(words[max(0, m.start - 2) : m.start]) in _ALSO}
        treated = needled | also
        return tuple(id_ for id_ in ids if id_ in treated) if len(treated) < len(ids) else ()
    mentions = _without_border(words, mentions)
    here: set[str] = set()
    elsewhere: set[str] = set()
    last: set[str] | None = None
    end = 0  # of what the mention before has taken
    ends = {mention.end for mention in mentions}
    for mention in mentions:
        said = words[max(end, mention.start - _MOST_BEFORE) : mention.start]
        behind = _behind(words, mention)
        end = mention.end + (behind in _LICENSED | _A_CLINIC)
        is_home = _is_home(said, behind) and _last(said) not in _A_CLINIC
        if is_home or (_are_from_there(words, mention) and not named & _FROM_AFAR):
            last = elsewhere
        elif _is_here(said, behind):
            last = here
        elif not _is_listed(said, mention, ends):
            last = None
        if last is not None:
            last.add(mention.id)
    here |= {
        one.id
        for one, other in pairwise(mentions)
        if one.end == other.start and other.id in here and one.id not in elsewhere
    }  # "a Vermont / New Hampshire clinic"
    treated = (here - elsewhere) or here or (set(ids) - elsewhere)
    is_told = len(treated) < len(ids) and (here or len(treated) == 1)
    return tuple(id_ for id_ in ids if id_ in treated) if is_told else ()


def _compares(words: Sequence[str]) -> bool:
    """Whether two states are set side by side; "licensed in both" only tells of a license."""
    sets = {
        word for at, word in enumerate(words) if word in COMPARES and not _is_of_both(words, at)
    }
    return bool(sets) or _WHAT_CHANGES.search(" ".join(words)) is not None


def _is_of_both(words: Sequence[str], at: int) -> bool:
    before = [word for word in words[max(0, at - 2) : at] if word not in _BETWEEN]
    return words[at] == "both" and before[-1:] != [] and before[-1] in _LICENSED


def _without_border(words: Sequence[str], mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Without the two states of a border: "on the KS/MO border" says not on which side."""
    last = next((at for at, m in enumerate(mentions) if {*words[m.end : m.end + 1]} & _LINES), 0)
    if not last or mentions[last - 1].end < mentions[last].start - 1:
        return mentions
    return (*mentions[: last - 1], *mentions[last + 1 :]) or mentions


def _are_listed(words: Sequence[str], mentions: Sequence[Mention]) -> bool:
    """Whether some names stand in a list: "needling in ID, MT or WY"."""
    between = [words[one.end : other.start] for one, other in pairwise(mentions)]
    return any(not words or list(words) in (["and"], ["or"], ["n"]) for words in between)


def _is_needled(words: Sequence[str], mention: Mention) -> bool:
    """Whether the needling is said to be there: "drives to Reno for the needling"."""
    behind = words[mention.end : mention.end + _MOST_BEHIND]
    goes_on = [word for word in behind if word not in _ON_THE_WAY][:1]
    is_for = behind[:1] != [] and behind[0] in {"for", "to"} and len(behind) > len(goes_on)
    before = words[max(0, mention.start - 2) : mention.start]
    is_in = len(before) == 2 and before[0] in _NEEDLED and before[1] in {"in", "at"}  # noqa: PLR2004
    return is_in or (is_for and not _NEEDLED.isdisjoint(goes_on))


def _is_listed(said: Sequence[str], mention: Mention, ends: set[int]) -> bool:
    """Whether it follows another state in a list: "needle in IA, MO and KY"."""
    joined = list(said)[:1] in (["and"], ["or"]) and set(said[1:]) <= _ANOTHER
    return joined or (not said and mention.start in ends)


def _is_denied(words: Sequence[str], mention: Mention) -> bool:
    """Whether "not" stands before it, or "not the", and no "but"."""
    before = list(words[max(0, mention.start - 3) : mention.start])
    if before[-1:] == ["the"]:
        before.pop()
    return before[-1:] == ["not"] and before[-2:-1] != ["but"]


def _is_instead(between: Sequence[str]) -> bool:
    words = list(between)
    return not _INSTEAD.isdisjoint(words) or words == ["no"] or words[-2:] == ["but", "its"]


def _is_chosen(words: Sequence[str], mention: Mention, earlier: Sequence[Mention]) -> bool:
    """Whether one of several is pointed out: "IL or MO, im at the MO one", "the Virginia side"."""
    if len({other.id for other in (*earlier, mention)}) < 2:  # noqa: PLR2004
        return False
    if _is_pointed_out(words, mention):
        return True
    is_open = "or" in words[earlier[0].end : mention.start]
    return is_open and not _OURS.isdisjoint(words[max(0, mention.start - 4) : mention.start])


def _is_pointed_out(words: Sequence[str], mention: Mention) -> bool:
    """Whether it is "the Virginia side", and not one of two "side by side"."""
    behind = list(words[mention.end : mention.end + len(_SIDE_BY_SIDE)])
    return behind != _SIDE_BY_SIDE and not _POINTS_OUT.isdisjoint(behind[:1])


def _behind(words: Sequence[str], mention: Mention) -> str:
    """The word behind; none where that begins the next name: "Kentucky, licensed in Ohio"."""
    behind = [*words[mention.end : mention.end + 2], "", ""]
    return "" if behind[1] in _BETWEEN - _GOES_ON - {"for"} else behind[0]


def _are_from_there(words: Sequence[str], mention: Mention) -> bool:
    """Whether patients are named by their home: "see CA patients at the Reno office"."""
    are_patients = not _PATIENTS.isdisjoint(words[mention.end : mention.end + 1])
    return are_patients and words[mention.start - 1 : mention.start] != ["in"]


def _is_home(before: Sequence[str], behind: str) -> bool:
    """Whether a license, a home or a start is named: "licensed in GA", "from Utah"."""
    if before and before[-1] == "to" and _last(before) in _MOVES:
        return False  # "moving to Idaho, licensed PT in Utah"
    if behind in _LICENSED or (before and before[-1] == "from" and "patients" not in before):
        return True
    return _last(before) in _LICENSED | _LEARNED


def _is_here(before: Sequence[str], behind: str) -> bool:
    """Whether the treatment is named: "seeing patients in TN", "our NC clinic", "to Nevada"."""
    is_from = bool(before) and before[-1] == "from"  # "patients from Ohio"
    if behind in _A_CLINIC or (_last(before) in _TREATED and not is_from):
        return True
    return bool(before) and before[-1] == "to"


def crosses(words: Sequence[str]) -> bool:
    """Whether somebody crosses a state's line, and not only learned beyond it."""
    return not _CROSSES.isdisjoint(words)


def is_of_license(words: Sequence[str], mention: Mention) -> bool:
    """Whether a license or a home is named, and not where the patient is: "home state is Ohio"."""
    return _is_home(words[max(0, mention.start - _MOST_BEFORE) : mention.start], "")


def _last(before: Sequence[str]) -> str:
    """The last word that is no article or preposition."""
    return next((word for word in reversed(before) if word not in _BETWEEN), "")
