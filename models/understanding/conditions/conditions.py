"""Which condition a text names: in words, or by a code of ICD-10-CM such as M54.50."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from models.coverage.condition import Condition
from models.understanding.conditions.pain_lasting import is_acute, lasting_words
from models.understanding.names import NameIndex, NameMatch
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import key, key_of

OTHER = "other_condition"
"""The condition that no policy of the pack names."""

UNCLEAR = "unclear_condition"
"""A condition of which nobody can say without asking whether a policy's words hold it."""

UNGROUPED = frozenset({OTHER, UNCLEAR})
"""Those whose own name says nothing to a payer: its condition is told as it was read."""

# From what a back pain comes, which makes another condition of it, by the beginnings of words.
_CAUSES = {
    "back_pain_after_surgery": ("surger", "surgic", "postsurg", "fusion", "laminectom",
                                "discectom", "microdiscectom", "postop"),
    "back_pain_in_pregnancy": ("preg",),
    "back_pain_of_systemic_cause": ("systemic", "cancer", "metasta", "mets", "tumor", "malignan",
                                    "osteomyelit", "discitis", "infecti", "ankylosing",
                                    "spondyloarth", "rheumatoid"),
}  # fmt: skip
# What is past or denied causes nothing: "hx of breast cancer", "no cancer".
_NO_CAUSE = frozenset(
    "no not without history hx ho past prior survivor remission denies ruled".split()
)
_DENYING = frozenset("no not without denies never".split())
_OF_DENIED = frozenset(
    "had prior previous past hx history ho of back spine spinal lumbar fusion any".split()
)
# "not for low back pain", "any condition except clbp": another one is asked about.
_DENIED = frozenset("not non without except excluding besides but other apart no".split())
_BEFORE_NAME = frozenset("for the a chronic any of".split())
_ANYTHING = frozenset("anything any everything all".split())
_OF_DENIAL = _DENIED | _ANYTHING | {"than", "from", "for"}
_NEAR = 5  # words
_ACUTE = "acute_low_back_pain"
_OF_SPINE = ("laminectom", "discectom", "microdiscectom", "fusion")
_BACK = frozenset("back lumbar spine spinal".split())
_ELSEWHERE = frozenset({"neck_pain", "shoulder_pain", "knee_pain", "headache"})
_OF_BACK = frozenset({"chronic_low_back_pain", "low_back_pain"})

# A diagnosis code begins with a letter, a digit, and a digit or letter; a point may follow.
_ICD = re.compile(r"[a-tv-z][0-9][0-9a-z](?:[0-9a-z]{0,4})")
_CATEGORY = 3


# Behind these words stands what is treated; a misspelt condition is guessed only there.
_TREATED = frozenset("for with w wth dx has have having of treat treating".split())
_BETWEEN = 3  # words: "for chronic left tenis elbow"
_LIKE_ENOUGH = 0.82


@dataclass(frozen=True, slots=True)
class NamedCondition:
    """A condition that a text names. `name` is the pack's word for it, where one was read."""

    id: str | None = None
    name: str = ""


class ConditionReader:
    """Reads conditions with the names and the diagnosis codes of one fact book."""

    def __init__(self, conditions: Mapping[str, Condition]) -> None:
        self._names = NameIndex(
            {c.id: (c.name, *c.names) for c in conditions.values()}, like_enough=_LIKE_ENOUGH
        )
        self._written = {key_of(n): n for c in conditions.values() for n in (c.name, *c.names)}
        self._held = frozenset(conditions)
        self._by_code = {
            code.replace(".", "").casefold(): c.id for c in conditions.values() for code in c.icd10
        }
        self._categories = {code[:_CATEGORY] for code in self._by_code}

    def take(self, left: RemainingText) -> NamedCondition:
        """The condition that is named: by its diagnosis code, else in words, else misspelt.

        One that is denied leaves the others: "anything but low back pain", "non-lbp".
        """
        if self._take_denied(left):
            rest = self.take(left)
            return rest if rest.id else NamedCondition(OTHER)
        code = self._take_code(left)
        found = NamedCondition(code) if code else self._take_name(left) or self._take_slip(left)
        typed = [word.plain for word in left.typed]
        is_told = not _BACK.isdisjoint(typed) or any(w.startswith(_OF_SPINE) for w in typed)
        is_of_back = found.id in _OF_BACK or (found.id in {None, UNCLEAR} and is_told)
        if is_of_back and (cause := cause_of(typed)):
            left.drop([word for word in left.words if word.plain.startswith(_CAUSES[cause])])
            return NamedCondition(cause if cause in self._held else OTHER)
        if self._names_another(found.id, left):
            return NamedCondition(UNCLEAR)
        is_chronic = found.id == "chronic_low_back_pain"
        if found.id in _OF_BACK and is_acute(left.text, called_chronic=is_chronic):
            left.drop(lasting_words(left))
            return NamedCondition(_ACUTE)
        return found

    def further(self, taken: NamedCondition, left: RemainingText) -> frozenset[str]:
        """The words, as compared, of other conditions that are named beside the one taken."""
        if taken.id is None:
            return frozenset()
        others = (match for match in self._names.find(left.words) if taken.id not in match.ids)
        return frozenset(
            word.plain for match in others for word in left.words[match.start : match.end]
        )

    def _take_denied(self, left: RemainingText) -> bool:
        """Whether a condition is named to be left out; its words are taken, with the "not"."""
        typed = [word.plain for word in left.typed]
        if _DENIED.isdisjoint(typed):
            return False
        for match in self._names.find(left.words):
            place = left.words[match.start].place
            before = range(max(0, place - _NEAR), place)
            said = [at for at in before if typed[at] not in _BEFORE_NAME]
            if said and _is_denial(typed, said[-1]):
                left.take(match)
                left.drop([w for w in left.words if w.place in before and w.plain in _OF_DENIAL])
                return True
        return False

    def _names_another(self, condition: str | None, left: RemainingText) -> bool:
        """Whether pains of the back and elsewhere are both named: "neck and low back pain"."""
        others = _ELSEWHERE if condition in _OF_BACK else _OF_BACK
        if condition not in _OF_BACK | _ELSEWHERE:
            return False
        ids = {id_ for match in self._names.find(left.words) for id_ in match.ids}
        return not ids.isdisjoint(others)

    def _take_name(self, left: RemainingText) -> NamedCondition | None:
        match = next(self._names.find(left.words), None)
        if match is None:
            return None
        return self._named(match, key(left.take(match)))

    def _take_slip(self, left: RemainingText) -> NamedCondition:
        """A misspelt condition, close behind a word for what is treated: "for tenis elbow"."""
        treated = {word.place for word in left.typed if word.plain in _TREATED}
        behind = tuple(
            word
            for word in left.words
            if treated.intersection(range(word.place - _BETWEEN, word.place))
        )
        guess = self._names.guess(behind, skip=FILLER)
        if guess is None or len(guess.match.ids) > 1 or key(guess.words) == f"{guess.name}s":
            return NamedCondition()  # a plural is no slip: "low backs" may be many people's
        left.drop(guess.words)
        return self._named(guess.match, guess.name)

    def _named(self, match: NameMatch, typed: str) -> NamedCondition:
        return NamedCondition(match.ids[0], self._written.get(typed, ""))

    def _take_code(self, left: RemainingText) -> str | None:
        """A code by its longest known beginning; "M54" and "50" are the two words of M54.50.

        Words that name the same condition beside it say no more: "myofascial pain M79.18".
        """
        for at, word in enumerate(left.words):
            if not _ICD.fullmatch(word.plain) or word.plain[:_CATEGORY] not in self._categories:
                continue
            words = [word]
            code = word.plain
            behind = left.words[at + 1 : at + 2]
            if len(code) == _CATEGORY and behind and _is_rest_of_code(behind[0].plain):
                words, code = [word, *behind], code + behind[0].plain
            left.drop(words)
            named = self._condition_of(code)
            alike = [match for match in self._names.find(left.words) if named in match.ids]
            left.drop([word for match in alike for word in left.words[match.start : match.end]])
            return named
        return None

    def _condition_of(self, code: str) -> str:
        lengths = range(len(code), _CATEGORY - 1, -1)
        return next((self._by_code[code[:n]] for n in lengths if code[:n] in self._by_code), OTHER)


def cause_of(words: Iterable[str]) -> str | None:
    """The surgery, pregnancy or disease from which a pain comes, as the condition it makes."""
    typed = tuple(words)
    cause = next((c for c, begun in _CAUSES.items() if _names_cause(typed, begun)), None)
    is_past = cause == "back_pain_of_systemic_cause" and not _NO_CAUSE.isdisjoint(typed)
    return None if is_past else cause


def _names_cause(typed: Sequence[str], begun: tuple[str, ...]) -> bool:
    """Whether a word of a cause stands there that is not denied: "no surgery" tells of none."""
    return any(
        word.startswith(begun) and not _is_denied(typed, at) for at, word in enumerate(typed)
    )


def _is_denied(typed: Sequence[str], at: int) -> bool:
    """Whether "no" or the like stands before a word: "no prior back surgery", "not pregnant"."""
    before = typed[:at]
    while before and before[-1] in _OF_DENIED:
        before = before[:-1]
    return bool(before) and before[-1] in _DENYING


def _is_denial(typed: list[str], at: int) -> bool:
    """Whether the word at a place denies what stands behind it."""
    word, before = typed[at], typed[at - 1] if at else ""
    if word == "but":
        return before in _ANYTHING
    if word in {"than", "from"}:
        return before in {"other", "apart"}
    return word in _DENIED - {"other", "apart"}


def _is_rest_of_code(word: str) -> bool:
    return len(word) <= 4 and word[:1].isdigit()  # noqa: PLR2004 - ICD-10-CM has at most 7 letters
