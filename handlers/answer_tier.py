"""How well a reply met its question, and which verdict it gives: what the metrics count."""

from __future__ import annotations

from models.reply import Reply
from models.understanding.topics.topic_match import Tier
from models.wording.phrases import VERDICTS

_VERDICTS = {badge: verdict.value for verdict, badge in VERDICTS.items()}


def verdict_of(reply: Reply) -> str:
    """What the reply says of coverage; empty where it says nothing of it."""
    return _VERDICTS.get(reply.badge, "") if reply.badge else ""


def tier_of(reply: Reply) -> Tier:
    """Sure where facts answer, near where the closest topic does, none where no facts do."""
    if reply.is_closest:
        return Tier.NEAR
    return Tier.SURE if reply.about else Tier.NONE
