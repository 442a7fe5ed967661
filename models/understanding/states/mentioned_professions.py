"""Tells who is only mentioned: who signs, refers, oversees, says something, or is compared with."""

from __future__ import annotations

import re

from models.coverage.profession import Profession
from models.understanding.names import NameMatch
from models.understanding.remaining_text import RemainingText
from models.understanding.states.profession_letters import ARTICLES

PHYSICIANS = frozenset({Profession.MD, Profession.NP, Profession.PA})

# What a physician does for somebody else's needling.
_SIGNS = frozenset(
    """referral referrals refer refers referred referring order orders ordered script scripts
    prescription prescriptions prescribe rx sign signs signed signature note notes approval approve
    approves clearance clear consult consultation permission involved say oversight visit first
    letter direction""".split()
)
_TALKS = frozenset("wants asks asked says said thinks told".split())
_WANTED = frozenset("needle needling dry do perform dn use bill start begin learn offer".split())
_ASKS_OF_SELF = re.compile(
    r"(?:asks|asked|wants to know)(?: (?!(?:she|he|they|can|may|could|is)\b)\w+){0,6}"
    r" (?:(?:can|may|could|is) (?:she|he|they)|(?:she|he|they) (?:can|may|could|is))\b"
    r" (?:allowed to |get |be |become |even |legally )*(?:needle|dry|dn|do|perform|use|bill|tdn"
    r"|trained|certified|train|learn|start|take)\b"
)
# Who asks speaks of her own license where no other is named, unless of "us": "asked about it".
_ASKS = frozenset("asks asked wants".split())
_OF_US = frozenset("we i our ours my mine".split())
_SELF = re.compile(
    r"\b(?:she|he|they) (?:(?:can|may|could|should) |(?:is|are) (?:allowed|able|licensed|trained) )"
    r"(?:to |legally |also |even )*(?:needle|dry|dn|tdn|do)\b"
)
OVERSEES = frozenset(
    """supervision supervise supervises supervising supervised direction oversee oversees overseeing
    onsite site present""".split()
)

# What only a physician does, however far behind: "does the MD have to write an order".
_ORDERS = frozenset(
    """order orders script scripts referral referrals refer sign signs prescribe prescription
    rx""".split()
)

_SIGNS_AFAR = (_SIGNS | OVERSEES) - {"first", "visit", "note"}

# Behind these words stands a physician who sends or oversees.
_SENT_BY = frozenset(
    """referral refer referred order orders ordered script prescription rx under from notify tell
    call inform contact consult consulting consultation without wo see seeing supervision supervised
    supervising need needs needing involve permission approval ask signed sign have""".split()
)
# Who sends somebody to be needled, or speaks of it, beside the one who needles.
_TELLERS = frozenset({"strength coach"})
_TELLS = frozenset("told tells said says promised sent asked agreed knows".split())
_MAY = frozenset({"can", "may", "could", "cant", "should", "are", "is"})
_NEEDLES = frozenset({"needle", "needling", "dry", "do", "perform", "dn", "use", "treat"})
_HOLDS_NEEDLES = _NEEDLES - {"do", "use"}

_NEAR_BY = frozenset("room building present onsite site there".split())
_IS_NEAR = frozenset({("in", "room"), ("on", "site"), ("in", "building"), ("next", "door")})
"""Who is near oversees: "can the PTA needle if PT in room"."""

# A place of work that is left, and no license: "i came from a dentist office".
_OF_WORK = frozenset("office offices school schools practice clinic background job".split())
_CAME = frozenset("from formerly ex former".split())

# Those who are needled, and needle nobody, behind the verb: "to needle a student".
_PUT_IN = frozenset("needle needles needled needling treat treats treated treating".split())
_TREATED = frozenset({"student", "nurse", "personal trainer", "strength coach", "paramedic"})


def is_mention(text: RemainingText, match: NameMatch) -> bool:
    """Whether a profession is only named as one who signs, refers, oversees, or as a comparison."""
    plain = [word.plain for word in text.words]
    before = [word for word in plain[max(0, match.start - 4) : match.start] if word not in ARTICLES]
    if _is_compared_or_oversees(before, plain[max(0, match.start - 2) : match.start]):
        return True
    after = plain[match.end : match.end + 6]
    if tuple(after[:2]) in _IS_NEAR or (
        before[-1:] == ["if"] and not _NEAR_BY.isdisjoint(after[:3])
    ):
        return True
    if _is_left(before, after) or _is_treated(match.ids[0], plain, match.start):
        return True
    if match.ids[0] in _TELLERS and not _TELLS.isdisjoint(after[:2]):
        return True  # "the coach already told the parents"
    is_of_orders = match.ids[0] == Profession.MD and not _ORDERS.isdisjoint(plain)
    if is_of_orders and _HOLDS_NEEDLES.isdisjoint(after[:4]):
        return True  # "the old doctor retired, do we have to have a script"
    return match.ids[0] in PHYSICIANS and _sends(before, after)


def _is_left(before: list[str], after: list[str]) -> bool:
    """Whether it only says where somebody was before: "i came from a dentist office"."""
    return not _CAME.isdisjoint(before[-1:]) and not _OF_WORK.isdisjoint(after[:1])


def _is_treated(who: str, plain: list[str], start: int) -> bool:
    """Whether it is somebody who is needled: "wants to needle a student at school"."""
    before = plain[max(0, start - 2) : start]
    is_behind = len(before) > 1 and before[0] in _PUT_IN and before[1] in ARTICLES
    return is_behind and who in _TREATED


def _is_compared_or_oversees(before: list[str], just_before: list[str]) -> bool:
    """As in "to be a PT", "under a PT", "under the supervision of a PT", "supervised by a PT"."""
    is_compared = before[-2:] in (["to", "be"], ["be", "considered"])
    is_compared = is_compared or (before[-1:] == ["as"] and "same" in before)
    is_over = before[-1:] == ["under"] or before[-3:-1] == ["under", "supervision"]
    is_by = "by" in just_before and "supervised" in before
    return is_compared or is_over or is_by or before[-3:] == ["under", "supervision", "of"]


def _sends(before: list[str], after: list[str]) -> bool:
    """Whether a physician only signs, refers or oversees: "a doctor's referral"."""
    if _SIGNS & set(after[:1]) or (_SIGNS_AFAR & set(after[:3])):
        return True
    first = next((word for word in after if word in OVERSEES | _NEEDLES | _ORDERS), "")
    if first in OVERSEES | _ORDERS:
        return True
    if before and before[-1] in _MAY and _NEEDLES & set(after[:2]):
        return False
    return bool(_SENT_BY & set(before[-2:])) and not (set(after[:1]) & _NEEDLES)


def only_talks(after: list[str]) -> bool:
    """Whether a profession only says something: "the MD wants it", not "wants to dry needle".

    "Our OT asks can she needle" asks of the OT.
    """
    is_willing = after[1:2] == ["to"] and not _WANTED.isdisjoint(after[2:])
    is_willing = is_willing or _ASKS_OF_SELF.match(" ".join(after)) is not None
    return bool(after) and after[0] in _TALKS and not is_willing


def may_be_of_self(after: list[str]) -> bool:
    """Whether what is said behind a profession may be of that license: "our OT asked about dn"."""
    is_asked = not _ASKS.isdisjoint(after[:1]) or _SELF.search(" ".join(after)) is not None
    return is_asked and _OF_US.isdisjoint(after)
