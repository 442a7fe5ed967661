"""Finds what is asked of a state's rules: hours, referral, consent, or which states allow it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from models.coverage.aspect import Aspect
from models.understanding.aspect_slips import AspectSlips
from models.understanding.names import NameIndex, NameMatch
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word

# Phrases of an aspect that stand inside another question, and yield to it.
_YIELDS = {
    Aspect.TRAINING: {
        Aspect.RENEWAL, Aspect.ONLINE, Aspect.EXAM, Aspect.AGE, Aspect.TELEHEALTH, Aspect.TITLE,
    },
    Aspect.EXPERIENCE: {Aspect.RENEWAL, Aspect.CHANGES, Aspect.AGE, Aspect.DATES, Aspect.BILLS},
    Aspect.EXAM: {Aspect.RENEWAL},
    Aspect.REGISTRATION: {Aspect.RENEWAL, Aspect.ADVERSE},
    Aspect.DATES: {Aspect.BILLS, Aspect.CHANGES},
    Aspect.BILLS: {Aspect.CHANGES},
    Aspect.CITATION: {Aspect.CHANGES},
    Aspect.ONLINE: {Aspect.COMPACT},
    Aspect.REQUIREMENTS: {Aspect.RENEWAL, Aspect.COMPACT, Aspect.FEDERAL, Aspect.MANDATE},
    Aspect.ACTS: {Aspect.TITLE, Aspect.TELEHEALTH},
    Aspect.DOCUMENTATION: {Aspect.CONSENT, Aspect.REFERRAL},
    Aspect.SUPERVISION: {Aspect.REFERRAL},
}  # fmt: skip

# Their phrases may hold a state or city, whose words are taken by then: "VA hospital".
_BEFORE_STATES = (Aspect.FEDERAL, Aspect.COMPACT)

# Beside them continuing education is the training for starting: "a CE course to begin".
_STARTS = frozenset({"start", "starting", "begin", "beginning", "initial"})

# These ask of supervision whatever else is asked: "supervision referral".
_SUPERVISES = frozenset({"supervision", "supervised", "supervise"})

# They ask for nothing that another phrase beside them does not ask for more closely.
_LOOSE = (Aspect.COVERED, Aspect.REQUIREMENTS)

# "how many hours" leads with the hours although a course or an exam is named beside them.
_COUNTED = frozenset({"hours", "hrs", "hour", "hr", "sessions", "session"})

_EVERYWHERE = (
    "which states", "state that", "state where", "there a state", "states with", "states without",
    "states forbid",
    "states ban", "states prohibit", "states wont", "states let", "states say", "states outlaw",
    "states require", "what states", "which state", "what state", "all states", "every state",
    "states that", "states where", "list of states", "how many states", "any states", "any state",
    "with the state",
    "everywhere", "nationwide", "all 50", "50 states", "fifty states", "where is it",
    "where is dry needling", "where can", "where are", "where may", "states allow",
    "states allowed", "states dont", "by state", "state by state", "each state", "us wide",
    "across the us", "in the us", "in the usa", "anywhere", "where is needling",
    "where its legal", "where its illegal", "other states",
)  # fmt: skip
_BARRED = (
    "illegal", "prohibited", "prohibit", "prohibits", "banned", "ban", "bans", "not allowed",
    "not legal", "dont allow", "do not allow", "doesnt allow", "against the law", "forbidden",
    "forbid", "forbids", "cannot", "cant", "dont let", "doesnt let", "do not let", "wont let",
    "wont allow", "wont permit", "not let", "not letting",
    "dont permit", "do not permit", "doesnt permit", "off limits", "say no", "says no",
    "outlaw", "outlaws", "outlawed", "no go", "still illegal", "not ok", "not okay",
    "disallow", "not allow", "restrict", "unlawful", "not permitted",
)  # fmt: skip

# Words behind "can a" that name no profession.
_NOBODY = frozenset(
    """clinic clinics therapist therapists clinician clinicians provider providers practice person
    people someone somebody anyone anybody staff employee employees patient patients state states
    law laws licensee licensees practitioner practitioners team we i you they he she it that this
    there new assistant assistants professional professionals rehab office company""".split()
)
_CAN = frozenset({"can", "may", "could", "is", "are", "does", "do", "should", "for"})
_ARTICLES = frozenset({"a", "an", "my", "our", "any", "licensed", "certified", "registered"})
_NEEDLES = frozenset(
    """needle needles dry do perform use legally dn practice practise insert offer provide
    administer""".split()
)
_ENDINGS = ("ist", "ists", "path", "paths", "ician", "icians", "nurse", "medic", "ologist")
_ALONE = (["all"], ["any"], ["every"], ["overview"], ["map"])  # a text of no other word
_SHORT_TEXT = 2
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Sweep:
    """Whether a question asks for all states, or for those that forbid it."""

    all_states: bool = False
    barred: bool = False


class StateAspects:
    """Reads what is asked of a state."""

    def __init__(
        self, phrases: Iterable[tuple[Aspect, str]], english: Collection[str] = ()
    ) -> None:
        listed: dict[str, list[str]] = defaultdict(list)
        phrases = tuple(phrases)
        self._slips = AspectSlips((phrase for _, phrase in phrases), english)
        for aspect, phrase in phrases:
            listed[aspect.value].append(phrase)
        self._phrases = NameIndex(listed)
        self._alone = {aspect: NameIndex({aspect: asked}) for aspect, asked in listed.items()}
        self._before_states = NameIndex({a.value: listed[a.value] for a in _BEFORE_STATES})
        self._everywhere = NameIndex({"all": _EVERYWHERE})
        self._barred = NameIndex({"barred": _BARRED})

    def may_ask(self, aspect: Aspect, words: Iterable[str]) -> bool:
        """Whether words may ask for an aspect: if not, no more need be read of them for it."""
        asked = self._alone.get(aspect)
        return asked is not None and asked.may_stand_in([*map(self._slips.mended, words)])

    def take(self, left: RemainingText) -> tuple[Aspect, ...]:
        """The aspects that the words ask for, the leading one first; their words are taken."""
        words = tuple([word._replace(plain=self._slips.mended(word.plain)) for word in left.words])
        found = [match for match in self._phrases.find_apart(words) if not _is_torn(words, match)]
        matches = sorted(found, key=lambda match: match.start)
        left.drop([word for match in matches for word in words[match.start : match.end]])
        before = self._before_states.find(left.typed)
        aspects = list(dict.fromkeys(Aspect(m.ids[0]) for m in (*before, *matches)))
        if Aspect.RENEWAL in aspects and not _STARTS.isdisjoint(word.plain for word in left.typed):
            aspects = [Aspect.TRAINING if a is Aspect.RENEWAL else a for a in aspects]
        aspects.sort(key=lambda aspect: aspect is Aspect.CHANGES)  # "hours updated in CO"
        besides = [aspect for aspect in dict.fromkeys(aspects) if aspect not in _LOOSE]
        kept = [a for a in besides if not _YIELDS.get(a, set()) & set(besides)]
        if Aspect.SUPERVISION in besides and not _SUPERVISES.isdisjoint(w.plain for w in words):
            kept = [a for a in besides if a in (Aspect.SUPERVISION, *kept)]
        if (
            Aspect.TRAINING in besides
            and not {Aspect.TRAINING, Aspect.RENEWAL} & set(kept)
            and _is_counted(words, matches, besides)
        ):
            kept = [a for a in besides if a in (Aspect.TRAINING, *kept)]
        return tuple(kept or sorted(aspects, key=_LOOSE.index, reverse=True))

    def take_sweep(self, left: RemainingText) -> Sweep:
        """Whether all states are asked for, or those that forbid it."""
        everywhere = next(self._everywhere.find(left.words), None)
        is_all = [word.plain for word in left.typed] in _ALONE
        barred = next(self._barred.find(left.words), None)
        if everywhere:
            left.take(everywhere)
        return Sweep(everywhere is not None or is_all, barred is not None)

    def strange_subject(self, left: RemainingText) -> str:
        """A word that stands where a profession would: "can a phlebotomist needle"."""
        for at, word in enumerate(left.words):
            before = [each.plain for each in left.words[max(0, at - 3) : at]]
            subject = before[-1:] and before[-1] in _ARTICLES and bool(_CAN & set(before))
            if subject and left.after(at) in _NEEDLES and self._is_strange(word):
                return word.plain
        return ""

    def strange_word(self, left: RemainingText) -> str:
        """The only word of a text, where it ends as professions do."""
        alone = left.meaningful()
        is_short = len(alone) == 1 and len(left.words) <= _SHORT_TEXT
        return alone[0].lower() if is_short and alone[0].lower().endswith(_ENDINGS) else ""

    def _is_strange(self, word: Word) -> bool:
        known = word.plain in FILLER | _NOBODY or next(self._phrases.find((word,)), None)
        return not known and word.plain.isalpha() and len(word.plain) >= _SHORTEST_WORD


def _is_torn(words: tuple[Word, ...], match: NameMatch) -> bool:
    """Whether "on" and "line" are not one word: states stood between, "on the KS MO line"."""
    first, last = words[match.start].place, words[match.end - 1].place
    return match.ids == (Aspect.ONLINE,) and last - first >= match.end - match.start


def _is_counted(words: tuple[Word, ...], matches: list[NameMatch], asked: list[Aspect]) -> bool:
    """Whether hours or sessions are asked for by number, or beside an exam: "hours and exam"."""
    plain = [word.plain for word in words]
    by_number = Aspect.EXAM in asked or "many" in plain or "much" in plain
    return any(_COUNTED & set(plain[m.start : m.end]) and by_number for m in matches)
