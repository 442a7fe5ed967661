"""When a topic answers a question surely, when it is only near, when none does: thresholds.

A sure topic is the answer. A near one is answered under "Closest to your question", and the next
two are buttons. One word left over from a longer question decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from models.coverage.topic import Topic

# The score of a topic's own wording. A long question of which a topic accounts for nearly all
# reaches it too.
EXACT = 1.0

# A topic is surely the answer from this score on, when it leads the next one by the margin and its
# wordings account for so much of what the question says. Chosen, like those of a near answer, on
# questions that are not held out: at these none that is out of scope is answered surely.
_ENOUGH = 0.6
_AHEAD = 0.12
_ACCOUNTED = 0.6

# Learned weights that say so much more for a topic than for none need no word of its wordings.
_LEARNED = 0.5

# A topic is worth showing under "Closest to your question" from here on.
_NEAR = 0.5
_NEARLY_ACCOUNTED = 0.45

# And worth a button, where nothing answers, from here on.
_DISTANT = 0.2

# What scores at least this share of the closest topic is shown beside it, though not near itself.
_BESIDE = 0.7

# A term of this rarity, which few topics are asked by, says more than others.
_RARE = 3.2

# A question of which a topic accounts for this share says nothing else.
_WHOLE = 0.78

# And for this share, names among it, says little else.
_MOST = 0.7


class Tier(StrEnum):
    """How well the topics answer a question."""

    SURE = "sure"  # one topic is the answer
    NEAR = "near"  # the best one is answered under "Closest to your question", others are buttons
    NONE = "none"  # nothing here answers it


class NearTopic(NamedTuple):
    """A topic, its score from 0 to 1, and how much of the question its wordings account for.

    A score of 1 or more leaves no doubt, and `is_own` says that the question is a wording of the
    topic. `telling` is the number of terms of the question that it
    holds and few other topics do, `rarest` the rarity of one of them, and `is_about_it` says that
    several of its wordings hold one. `is_of_another` says that the question names a payer, state or
    profession of which the topic does not speak, or does not name the payer of whom it does, and
    `is_of_none` that it rather is one that no topic answers; `lead` is how much more was learned
    for the topic than for that. `is_alone` says that no other topic is asked in these terms, or by
    the denial code among them.
    """

    topic: Topic
    score: float
    accounted: float = 1.0
    telling: int = 1
    rarest: float = 0.0
    is_about_it: bool = True
    is_of_another: bool = False
    is_own: bool = False
    is_of_none: bool = False
    lead: float = 0.0
    is_alone: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it may be the answer by itself."""
        if self.score >= EXACT:
            return True
        if self.is_of_none:
            return False
        if self.telling == 1 and not self.is_about_it:
            return False
        accounts = self._accounts_for(_ACCOUNTED, _WHOLE)
        return self.score >= _ENOUGH and accounts and not self.is_of_another

    @property
    def is_near(self) -> bool:
        """Whether it may be shown as the closest."""
        if self.is_of_none:
            return False
        if self.telling <= 1 and not self.is_about_it and self.score < _ENOUGH:
            return False
        by_one = _NEARLY_ACCOUNTED if self.rarest >= _RARE else _ACCOUNTED
        return self.score >= _NEAR and self._accounts_for(_NEARLY_ACCOUNTED, by_one)

    @property
    def is_learned(self) -> bool:
        """Whether it may be shown as the closest, though its wordings account for little."""
        is_learned = self.telling > 0 and self.score >= _NEAR and self.lead >= _LEARNED
        return is_learned and not self.is_of_none

    @property
    def is_close(self) -> bool:
        """Whether it is near and accounts for nearly all that is asked."""
        return self.is_near and self.score >= _ENOUGH and self.accounted >= _WHOLE

    @property
    def is_of_most(self) -> bool:
        """Whether it is near and accounts for most of what is asked, names included."""
        return self.is_near and self.score >= _ENOUGH and self.accounted >= _MOST

    @property
    def is_distant(self) -> bool:
        """Whether it is no answer, and yet worth a button where there is none."""
        return not self.is_near and self.score >= _DISTANT and self.telling > 0

    def is_beside(self, best: NearTopic) -> bool:
        """Whether it may be what was meant, where the best is only the closest."""
        return self.score >= _BESIDE * best.score and not self.is_of_none

    def _accounts_for(self, share: float, share_by_one: float) -> bool:
        """One word left over from a longer question decides nothing."""
        return self.accounted >= (_WHOLE, share_by_one, share)[min(self.telling, 2)]


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """The topic that answers, or None; and the plausible topics, best first, which may be none.

    `is_its_own` says that the text is the question or a wording of the sure topic, but for
    marks, and `is_certain` that it is as near as that; `is_close` that the best accounts for nearly
    all that is asked, sure or not, `is_of_most` for most of it. `learned` are, where none is near,
    those that are it by what was learned: they answer what names no payer, state or code. `beside`
    are those that score little less than the best, where any is near. `distant` are two that are
    not near: only buttons.
    """

    sure: Topic | None
    near: tuple[Topic, ...]
    is_its_own: bool = False
    distant: tuple[Topic, ...] = ()
    is_certain: bool = False
    is_close: bool = False
    is_of_most: bool = False
    learned: tuple[Topic, ...] = ()
    beside: tuple[Topic, ...] = ()

    @property
    def tier(self) -> Tier:
        """How well the topics answer."""
        if self.sure:
            return Tier.SURE
        return Tier.NEAR if self.near or self.learned else Tier.NONE

    @property
    def closest(self) -> Topic | None:
        """The topic to answer with, under its tier."""
        return self.sure or next(iter(self.shown), None)

    @property
    def shown(self) -> tuple[Topic, ...]:
        """The topics that are worth showing, the closest first; none where none is near."""
        near = self.near or self.learned
        return near and tuple(dict.fromkeys((*near, *self.beside)))

    @property
    def others(self) -> tuple[Topic, ...]:
        """The next two, for buttons."""
        return tuple(topic for topic in self.shown if topic is not self.closest)[:2]


def match(near: tuple[NearTopic, ...]) -> TopicMatch:
    """What the nearest topics, best first, make of a question."""
    if not near:
        return TopicMatch(None, ())
    best, second = near[0], near[1].score if len(near) > 1 else 0.0
    is_ahead = best.score >= EXACT or best.is_alone or best.score - second >= _AHEAD
    worded = tuple(each for each in near if each.is_near)
    plausible = tuple(each.topic for each in worded)
    sure = best.topic if best.is_sure and is_ahead else None
    if worded and best.is_learned and best is not worded[0] and worded[0].accounted < _WHOLE:
        plausible = (best.topic, *plausible)  # "how do I document it so they quit asking"
    distant = tuple(each.topic for each in near if each.is_distant)[:2]
    is_certain = best.score >= EXACT
    learned = () if plausible else tuple(each.topic for each in near if each.is_learned)
    beside = tuple(each.topic for each in near if each.is_beside(best))
    return TopicMatch(
        sure,
        plausible,
        best.is_own,
        distant,
        is_certain,
        is_close=best.is_close,
        is_of_most=best.is_of_most,
        learned=learned,
        beside=beside if plausible or learned else (),
    )
