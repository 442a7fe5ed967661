"""Tells the two letters of a state from shorthand of charts: "hx of ca", "w/ MS", "bilat UT"."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.understanding.remaining_text import RemainingText

# Cancer, multiple sclerosis, a heart attack, trigeminal neuralgia.
_ILLNESSES = frozenset({"ca", "ms", "mi", "tn"})

_SUFFERS = frozenset(
    """has have had having w hx history dx dxd diagnosed ho survivor post recent acute prior
    previous old known active metastatic stage""".split()
)
_PATIENTS = frozenset(
    """pt pts patient patients client clients someone person people lady man woman male
    female""".split()
)
_OF_HISTORY = frozenset({"hx", "history", "ho", "dx", "diagnosis"})
_SLASHED = (["h", "o"], ["s", "p"], ["c", "o"], ["r", "o"])  # history of, status post

# Behind the letters these say that a state is meant: "pt has TN medicaid", "pt with CA license".
_OF_A_STATE = frozenset(
    """medicaid medicare bcbs blue anthem plan plans ins insurance license licensed licence wc comp
    workers work address residency hmo ppo marketplace state auto bwc law laws rules board medical
    coverage benefits resident residents""".split()
)

_ORGANS = frozenset(
    """breast prostate lung colon skin thyroid ovarian cervical bladder kidney bone liver pancreas
    pancreatic brain uterine rectal colorectal testicular esophageal gastric endometrial renal
    throat oral lymph cell""".split()
)
_BEHIND_CANCER = (_ORGANS - {"cervical", "lymph"}) | frozenset(
    "hx history survivor survivors mets remission tx dx".split()
)
_OF_CANCER = (
    "chemo",
    "radiation",
    "metast",
    "mets",
    "tumor",
    "oncol",
    "mastect",
    "lymph",
    "remiss",
)

# "mi last year", "mi 2 months ago": no state, and no day on which a rule is asked.
_HEART_ATTACK = re.compile(
    r"\bmi (?:last (?:year|month|week|spring|summer|fall|winter)"
    r"|[0-9]{1,2} ?[a-z]{2,6} (?:ago|back))\b",
    re.IGNORECASE,
)

_CANCER = re.compile(
    r"\b(breast|prostate|lung|colon|skin|thyroid|ovarian|bladder|kidney|bone|liver|pancreatic"
    r"|uterine|(?:hx|history|h/o)(?: of)?) ca\b(?! (?:medicaid|license|law))",
    re.IGNORECASE,
)

# Prior authorization, and no state or assistant: "20561. PA?", "do they need a PA first".
_NEEDS = r"(?:needs?|without|any|get|got|obtain|submit|submitted|requires?)\s(?:an?\s)?"
_NEEDED = r"(?:needed|required|necessary)\b"
_PRIOR = re.compile(
    rf"(?P<lead>[.?!;]\s{{1,3}}|\b{_NEEDS}|\bno\s"
    rf"|\b(?:is|was)\s(?:an?\s)?(?=pa\s{_NEEDED}(?! to\b)))"
    rf"pa(?=\s{_NEEDED}|\s{{0,2}}\?|\s{{0,2}}$"
    r"|\s(?:first|before|ahead|beforehand|number|or not)\b|\sfor\s(?!super|over|sign))",
    re.IGNORECASE,
)

# Manual therapy, and no Montana: "part of mt time", "needling and mt", "15 min mt".
_SERVICES = r"(?:needling|dn|tdn|dry|needle|therex|te|exercises?|nmr|estim|20560|20561|97110|97112)"
_MANUAL = re.compile(
    rf"(?P<lead>\b(?:{_SERVICES}\s{{0,2}}(?:and|plus|with|w/?|n|as|into|vs|versus|[&+/])\s{{0,2}}"
    r"|hands[ -]on\s|(?:min|mins|minutes)\s(?:of\s)?"
    r"|(?:do|doing|did|does|bill|billing|billed)\s))?\bmt\b"
    r"(?!\s(?:medic\w+|wc|work\w*|comp|blues?|bcbs|law|state|pts?|dcs?|ots?|lacs?|let|allow)\b)"
    r"(?P<behind>\s(?:(?:time|minutes|mins?|units?|same|charges?|together|separately|techniques?"
    r"|97140)\b|[0-9]{1,2}\s?min))?",
    re.IGNORECASE,
)

# The upper trapezius, on a side or beside other muscles.
_OF_MODIFIERS = frozenset("modifier modifiers modifer mod mods cq".split())
_PUTS = frozenset("need needs add append use put".split())
_SIDES = frozenset("l r lt rt left right b bl bil bilat bilateral both".split())
_BESIDE_TRAPS = frozenset(
    """ls ql scm lev levator lats delt delts pec pecs rhomb rhomboid rhomboids scalene scalenes
    infra supra suboccipital suboccipitals subocc splenius muscle muscles mm tp tps trp trps trigger
    spasm spasms knot knots tightness tension release""".split()
)
_NEAR = 12  # words
_JOINS = frozenset({"and", "plus", "n"})

# Beside other modifiers GA is one.
_MODIFIERS = frozenset("gp kx go gn gx gy gz cq co cs 59 xs xe at".split())

# Beside them "tx" is a treatment, and not Texas.
_OF_TREATMENT = frozenset(
    """plan plans note notes session sessions visit visits table room time area areas freq
    frequency daily weekly today goals day days site sites codes minutes mins""".split()
)
_BEFORE_TREATMENT = frozenset(
    """per each this last next first 1st prior post during initial same every home daily weekly
    ongoing after before s""".split()
)
_OFTEN = re.compile(r"[1-7] ?x|x ?[1-9][0-9]?")
_NEEDLES = frozenset("dn tdn needling needle".split())
_BILLERS = frozenset("pt pts pta ptas ot ots ota dc at lac physical therapist therapists".split())

# What payers still owe ("old AR", "AR aging"), and a scan ("a CT before needling").
_OWED = frozenset("old aged aging outstanding".split())
_OF_OWED = frozenset("aging report reports days over queue cleanup balance balances".split())
_SCANNED = frozenset("a chest head brain spine lumbar cervical neck".split())

# What a physician assistant does: "pa wrote the order", "can pa do it".
_WRITES = frozenset(
    """wrote write writes written sign signs signed order orders ordered refer refers referred
    prescribe prescribes prescribed supervise supervises supervised""".split()
)
_MAY = frozenset("can may could should".split())
_BILLS = frozenset("do bill perform inject".split())


_MINOR = re.compile(
    r"\b(teres|pecs?|pectoralis|rhomboids?|psoas|serratus|helicis|zygomaticus) minors?\b",
    re.IGNORECASE,
)


def spelled_out(text: str) -> str:
    """The text with letters in words: "mi last year", "breast ca", "needling. PA?"."""
    lower = text.lower()
    text = _HEART_ATTACK.sub("heart condition", text) if "mi " in lower else text
    text = _PRIOR.sub(r"\g<lead>prior auth", text) if "pa" in lower else text
    text = _MANUAL.sub(_manual, text) if "mt" in lower else text
    return _CANCER.sub(r"\1 cancer", text) if " ca" in lower else text


def without_minor_muscles(text: str) -> str:
    """The text in which a muscle that is called minor makes no child of the patient."""
    return _MINOR.sub(r"\1", text) if "minor" in text.lower() else text


def _manual(found: re.Match[str]) -> str:
    """Manual therapy in words, where something beside the letters says so."""
    lead, behind = found["lead"] or "", found["behind"] or ""
    return f"{lead}manual therapy{behind}" if lead or behind else found[0]


def is_modifier(text: RemainingText, at: int) -> bool:
    """Whether CO stands where the modifier of an assistant does: "CO modifier", "CQ or CO"."""
    if text.before(at) in {"in", "state"}:
        return False
    said = {word.plain for word in text.words}
    return text.before(at) in _PUTS or not _OF_MODIFIERS.isdisjoint(said)


def is_shorthand(text: RemainingText, at: int) -> bool:
    """Whether two letters are an illness, a muscle or a physician assistant where they stand."""
    place = text.words[at].place
    letters = text.words[at].plain
    before = ["", "", *(word.plain for word in text.typed[max(0, place - _NEAR) : place])]
    behind = [*(word.plain for word in text.typed[place + 1 : place + 1 + _NEAR]), ""]
    if letters in _READERS:
        return _READERS[letters](before, behind)
    if letters not in _ILLNESSES or behind[0] in _OF_A_STATE:
        return False
    if letters == "ca" and _is_cancer(before, behind):
        return True
    return _is_suffered(before)


def _is_suffered(before: list[str]) -> bool:
    """Whether an illness stands behind the words: "patient with", "hx of", "s/p"."""
    if before[-1] == "of":
        return before[-2] in _OF_HISTORY
    if before[-1] == "with":
        return before[-2] in _PATIENTS
    return before[-1] in _SUFFERS or before[-2:] in _SLASHED


def _is_cancer(before: list[str], behind: list[str]) -> bool:
    of = [word for word in behind if word not in {"of", "the"}]
    is_of_organ = of[:1] == behind[:1] or behind[0] == "of"
    if before[-1] in _ORGANS or (is_of_organ and of[0] in _BEHIND_CANCER):
        return True
    return any(word.startswith(_OF_CANCER) for word in (*before, *behind))


def _is_owed(before: list[str], behind: list[str]) -> bool:
    """Whether "ar" is what payers owe: "cleaning up old AR"; "in AR" is Arkansas."""
    is_owed = before[-2:] == ["days", "in"] or before[-1] in _OWED
    return is_owed or (before[-1] != "in" and behind[0] in _OF_OWED)


def _is_scan(before: list[str], behind: list[str]) -> bool:
    """Whether "ct" is a picture: "does pt need a ct before needling"."""
    return before[-1] in _SCANNED or behind[0] in {"scan", "scans", "myelogram"}


def _is_treatment(before: list[str], behind: list[str]) -> bool:
    """Whether "tx" is a treatment: "tx plan", "dn tx for back", "tx 2x week"."""
    if before[-1] in {"in", "state"}:
        return False
    if before[-1] in _BEFORE_TREATMENT or behind[0] in _OF_TREATMENT:
        return True
    if _OFTEN.fullmatch(behind[0]):
        return True
    return before[-1] in _NEEDLES and behind[0] == "for" and behind[1] not in _BILLERS


def _is_modifier(before: list[str], _: list[str]) -> bool:
    return before[-1] in _MODIFIERS or (before[-1] == "or" and before[-2] in _MODIFIERS)


def _is_assistant(before: list[str], behind: list[str]) -> bool:
    """Whether a physician assistant does what stands behind it: "pa wrote the order"."""
    return behind[0] in _WRITES or (before[-1] in _MAY and behind[0] in _BILLS)


def _is_middle(before: list[str], behind: list[str]) -> bool:
    """Whether "mt" is the middle trapezius, between its upper and lower part."""
    return "ut" in before[-2:] and "lt" in behind[:3]


def _is_upper(before: list[str], behind: list[str]) -> bool:
    """Whether "ut" is the upper trapezius: "bilat ut", "ut and ls", "ut mt lt"."""
    if "mt" in behind[:3] and "lt" in behind[:4]:
        return True
    beside = [next((w for w in near if w not in _JOINS), "") for near in (before[::-1], behind)]
    return before[-1] in _SIDES or not _BESIDE_TRAPS.isdisjoint(beside)


_READERS: dict[str, Callable[[list[str], list[str]], bool]] = {
    "ar": _is_owed,
    "ct": _is_scan,
    "ga": _is_modifier,
    "mt": _is_middle,
    "pa": _is_assistant,
    "tx": _is_treatment,
    "ut": _is_upper,
}
