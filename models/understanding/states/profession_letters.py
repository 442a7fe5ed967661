"""When letters such as "PA", "AT", "DO" or "MA" are English words, and when a profession."""

from __future__ import annotations

import re

from models.understanding.names import NameMatch
from models.understanding.remaining_text import RemainingText
from models.words import key

ARTICLES = frozenset({"a", "an", "the", "my", "our", "your", "any", "by", "licensed", "s"})
"""Words that may stand before a profession."""

# Abbreviations that are more often English, unless "by" stands before them or they are typed in
# capitals.
_NEEDS_BY = frozenset(
    {
        "at",
        "do",
        "dos",
        "pa",
        "pac",
        "pas",
        "dom",
        "acu",
        "nd",
        "lat",
        "lats",
        "massage",
        "ap",
        "aps",
        "ma",
        "mas",
    }
)

# "pt" is a patient behind and before these words, with these where a payer's name follows, and with
# an age.
_PATIENT = frozenset({"pt", "pts"})
_OF_PATIENTS = frozenset("new this est established existing".split())
_OF_PATIENT = frozenset("insurance ins deductible copay had came called".split())
_INSURED = frozenset("has have w with wants want is on uses under".split())
_CARDS = frozenset({"card", "cards", "insurance", "coverage"})
_BY = frozenset({"by"})
_HERE = frozenset({"from", "here", "visiting", "traveling", "travelling", "vacationing"})
_VISITS = frozenset(
    "visiting vacation vacationing traveling travelling visitor snowbird passing weeks".split()
)
_POINTS = frozenset({"trigger", "tender", "motor", "acupuncture", "trig", "myofascial"})
_HAS = frozenset("has have having had with w whose suffers".split())
_AILS = frozenset(
    """pain pains lbp clbp ache aches acute chronic stenosis sciatica headache headaches migraine
    migraines arthritis oa fibromyalgia bursitis tendinitis tendonitis radiculopathy cancer mets
    surgery fusion hx history dx diagnosis script order referral rx spasm spasms
    stiffness pregnant preg postpartum""".split()
)
_AHEAD = 5  # words
_OF_THERAPISTS = frozenset(
    """grad grads graduate graduates license licensee rule rules law laws compact board to bill
    billing""".split()
)
# Of somebody who is treated: "pregnant pt", "telling a pt", "needle carpal tunnel pts".
_OF_SOMEBODY = frozenset(
    """pregnant postpartum elderly older younger diabetic pediatric female male obese injured
    returning cash uninsured hospice""".split()
)
_DONE_TO = frozenset(
    """tell telling told ask asking remind reminding explain explaining inform informing charge
    charging schedule scheduling treat treating treats treated see seeing saw needle needles needled
    refund refunding call calling""".split()
)
_OWN = frozenset({"a", "my", "our", "this", "the", "these", "their", "all"})
_NOT_WITHIN = frozenset(
    """and or only just like as than if by are is can may but who for n plus under with
    in""".split()
)
_WANTS_NEEDLING = re.compile(
    r"(?:\w+ ){0,4}(?:wants?|wanting|needs?|needing|requests?|requesting"
    r"|(?:asks?|asked|asking) for) (?:(?:more|another|some|the|dry|his|her|to try) ){0,2}"
    r"(?:needling|dn|tdn|needles)\b"
    r"(?! (?:training|course|class|cert|certification|hours|education|license|privileges))"
)
_LISTS = frozenset("or and vs versus n".split())
_MOST_WITHIN = 3  # words between a verb and the patients to whom it is done

_AGED = re.compile(r"(?:age |aged |is )?[0-9]{1,3} ?(?:yo|y o|yr|yrs|years?|m|f)\b")

# Behind "at" at the start of a text, besides a state: what is asked of a trainer.
_ASKS_OF_TRAINERS = frozenset(
    """bill bills hours hrs scope rules law needling needle dn dry legal allowed can may referral
    supervision training requirements license""".split()
)

_MODIFIER = frozenset({"modifier", "modifiers", "mod", "modifer"})

# "can at needle": no verb stands behind "can" but the trainer.
_CAN = frozenset({"can", "may", "could"})
_NEEDLES = frozenset({"needle", "dn", "perform", "bill", "do"})

_AT_TOWN = frozenset("in near from at around outside to".split())
_SENTENCE = 4  # words
_SHORT = 2  # words, besides the state


def is_english(text: RemainingText, match: NameMatch, at_home: bool) -> bool:
    """Whether the letters of a profession are an English word here: "at the" is no trainer."""
    words = text.words[match.start : match.end]
    plain, before = key(words), text.before(match.start)
    beside = {before, text.after(match.end - 1)}
    is_else = plain == "at" and not _MODIFIER.isdisjoint(beside)
    is_else = is_else or (plain == "pa" and _is_behind_town(text, match))
    if plain not in _NEEDS_BY or is_else:
        return is_else  # "with AT modifier", "in Erie PA"
    is_listed = at_home and _is_listed(plain, before, text.after(match.start))
    if is_listed or plain in {"ma", "mas"}:
        return not (at_home or before in ARTICLES)
    if (
        at_home
        and match.start == 0
        and (
            len(text.words) <= _SHORT
            or text.after(0) == "in"
            or (plain == "at" and text.after(0) in _ASKS_OF_TRAINERS)
        )
    ):
        return False
    is_subject = plain == "at" and before in _CAN and text.after(match.end - 1) in _NEEDLES
    is_noun = before in {"a", "an"} and plain not in {"do", "massage"}
    if before == "by" or is_noun or is_subject:
        return False
    if at_home and (match.end == len(text.words) or plain in {"pas", "pac", "dom", "lat", "ap"}):
        return plain in {"do", "dos", "massage"} and not _is_capital(text, match)
    return not _is_capital(text, match)


def _is_behind_town(text: RemainingText, match: NameMatch) -> bool:
    """Whether "PA" ends where somebody is: "in Uniontown PA"."""
    place = text.words[match.start].place
    before = text.typed[max(0, place - 3) : place]
    is_town = bool(before) and before[-1].typed.istitle() and not before[-1].typed.isupper()
    return is_town and not _AT_TOWN.isdisjoint(word.plain for word in before[:-1])


def _is_listed(plain: str, before: str, after: str) -> bool:
    """Whether it stands in a list or before its board: "NP or PA", "massage therapy board"."""
    if plain == "massage":
        return after in {"therapy", "board", "license"}
    return plain == "pa" and not {"or", "and"}.isdisjoint((before, after))


def _is_capital(text: RemainingText, match: NameMatch) -> bool:
    """Whether a match is in capitals, in a text that is not all in capitals."""
    words = text.words[match.start : match.end]
    shouted = len(text.words) >= _SENTENCE and all(
        w.typed.isupper() for w in text.words if w.typed.isalpha()
    )
    capital = all(word.typed.removesuffix("s").isupper() for word in words)
    return capital and not shouted


def is_patient(text: RemainingText, match: NameMatch) -> bool:
    """Whether "pt" is no therapist but a patient ("pt has aetna", "pt 67 yo") or a point.

    What stands behind "has" or "with" is a payer's name where it is taken already.
    """
    named = text.words[match.start : match.end]
    at = named[-1].place
    typed = [word.plain for word in text.typed]
    if typed[at] not in _PATIENT or any(word.plain not in ARTICLES for word in named[:-1]):
        return False
    before, after = typed[at - 1] if at else "", typed[at + 1 :]
    if before in _BY or set(after[:1]) & _OF_THERAPISTS:
        return False
    if not after or before in _POINTS:
        return before in _OF_PATIENTS | _POINTS or _is_treated(typed, at)
    if (
        _is_treated(typed, at)
        or before in _OF_PATIENTS
        or after[0] in _OF_PATIENT
        or _AGED.match(" ".join(after))
        or (after[0] in _HERE and not _VISITS.isdisjoint(after[: _AHEAD + 1]))
    ):
        return True
    left = {word.place for word in text.words}
    if after[0] == "from":  # "our pt from denver has aetna"
        step = next((n for n, word in enumerate(after[2:5], 2) if word in _INSURED), 0)
        at, after = at + step, after[step:]
    behind = text.typed[at + 2 : at + 5]
    is_insured = any(w.place not in left and w.plain.isalpha() for w in behind)
    if after[0] in _HAS and not _AILS.isdisjoint(after[1 : 1 + _AHEAD]) and "to" not in after[1:2]:
        return True
    names_card = not _CARDS.isdisjoint(after[1:3])
    return after[0] in _INSURED and (is_insured or names_card)


def _is_treated(typed: list[str], at: int) -> bool:
    """Whether "pt" is somebody to whom something is done, or who wants to be needled."""
    before = typed[:at]
    if not _OF_SOMEBODY.isdisjoint(before[-1:]):
        return True
    if _WANTS_NEEDLING.match(" ".join(typed[at + 1 :])):
        return True
    for between in range(min(_MOST_WITHIN, len(before) - 1) + 1):
        said = before[len(before) - between :]
        if not _NOT_WITHIN.isdisjoint(said):
            return False
        if before[len(before) - between - 1] in _DONE_TO:
            is_listed = not _LISTS.isdisjoint(typed[at + 1 : at + 2])
            return (typed[at] == "pts" and not is_listed) or not _OWN.isdisjoint(said)
    return False
