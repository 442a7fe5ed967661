"""A text before it is read: a denial's group with a zero, and what is only compared with."""

from __future__ import annotations

import re

from models import calendar_words
from models.understanding import taken_back
from models.understanding.courtesies import without_courtesies
from models.understanding.states import said_to_be_states

# "C0-97" on a remittance that was typed over; "C09.7" is a diagnosis.
_GROUP = re.compile(r"\b(?:(?P<co>C)0|0(?P<oa>A))(?=[ -][0-9]{1,3}\b(?![.]))", re.IGNORECASE)

# "C050", which is a diagnosis elsewhere.
_GLUED_GROUP = re.compile(r"\b(?:(?P<co>C)0|0(?P<oa>A))(?=[0-9]{1,3}\b(?![.]))", re.IGNORECASE)

# "CO 5O": the letters O, I and L of a reason are digits.
_LETTERED = re.compile(
    r"\b(?P<group>co|pr)(?P<gap>[ -]?)(?P<reason>(?=[oil]*[0-9])[0-9oil]{2,3})\b", re.IGNORECASE
)
_DIGITS = str.maketrans("oOiIlL", "001111")

# A certified physician assistant's letters, of which the first two are Pennsylvania's.
_PA_C = re.compile(r"\bpa-c\b", re.IGNORECASE)

# "UHC comm" is its commercial plan, "uhc comm plan" its Medicaid, and an industrial comm a board.
_COMMERCIAL = re.compile(
    r"(?<=[a-z] )(?<!industrial )(?<!workers )(?<!compensation )commc?l?\b\.?"
    r"(?! (?:plans?|pln|health|hlth|care|hosp\w*|hp|center|clinic|college)\b)"
    r"|\bcomm?(?:erical|ercal|erial|ercail|ercila|ecial|erciall)\b|\bcomercial\b",
    re.IGNORECASE,
)

# Misspelt parts of the body where they hurt: "low bck", "sholder pain".
_LOW_BACK = re.compile(
    r"\b(?P<low>low|lower|lwo) (?:bck|bak|bakc|bacl|bakk|bcak|back)\b", re.IGNORECASE
)
_HURTS = re.compile(
    r"\b(?P<part>bck|bak|bakc|bcak|nek|nekc|sholder|shoudler|shulder|shouder|kne|knea|ankel|elbo)"
    r"(?= (?:pain|ache|strain|sprain)\b)",
    re.IGNORECASE,
)
_PARTS = {"b": "back", "n": "neck", "s": "shoulder", "k": "knee", "a": "ankle", "e": "elbow"}

# When somebody last looked is no day of service: "last i looked was 2023".
_LAST_LOOKED = re.compile(
    r"\b(?P<told>last (?:time )?(?:i|we) (?:looked|checked|asked|heard|knew|called))"
    r"(?: it)?(?: was)?(?: back)?(?: in| on)? (?:19|20)[0-9]{2}\b",
    re.IGNORECASE,
)

# "Does cigna care if it is a chiro" names no plan that is called Cigna Care.
_CARES = re.compile(
    r"^(?P<asked>\W*(?:so |hey )?(?:do|does|will|would) (?:\w+ ){1,3}?)(?<!of )"
    r"cares? (?=(?:if|whether|about|who|which)\b)",
    re.IGNORECASE,
)

# "What's the word on 20561" asks of no wording.
_WHAT_OF = re.compile(
    r"\bwhat(?:'?s| is) the (?:word|deal|story|scoop|latest|verdict) (?:on|with|w/?) (?P<of>\w)",
    re.IGNORECASE,
)

# Two slips of the fingers that would stand before a payer's name as part of it.
_DOES = re.compile(r"(?:^|(?<=[.?!] ))dose(?= \w)", re.IGNORECASE)
_FOR = re.compile(r"\bfro\b", re.IGNORECASE)

# "Is it covered and if not can she pay cash" are two questions.
_IF_NOT = re.compile(
    r",?(?: (?:and|or|but))? if not,? (?=(?:can|may|do|does|should|is|are|how|what|who)\b)",
    re.IGNORECASE,
)

# "Is it per 15 min like therex" asks of needling, and of therex nothing.
_COMPARED = re.compile(
    r"^(?P<asked>\W{0,3}(?:so )?(?:is|are|does|do|isn'?t) (?:it|they|this|that|dn|tdn"
    r"|(?:dry )?needling|the (?:needling |dn )?codes?|2056[01])\b[^,.?]{0,30}?"
    r"\b(?:timed?|mins?|minutes?|units?|clock)\b[^,.?]{0,10}?)"
    r"\s(?:just )?(?:like|the same as|same as|unlike|as with|the way)\s(?:with |for |the )?"
    r"(?:ther ?ex|therapeutic|exercises?|manual|mt|nmr|neuro|e-?stim|ultrasound|acu\w*|massage"
    r"|timed|pt codes|other|97[0-9]{3})\b[^,.?]{0,20}(?P<end>\??)\s*$",
    re.IGNORECASE,
)


# "Are the needling codes per 15 minutes" tells of no minutes.
_PER_BLOCK = re.compile(
    r"^(?P<asked>\W{0,3}(?:so )?(?:is|are|isn'?t|aren'?t) [^,.?]{0,40}?)\b(?:per|every|each|by the)"
    r" (?:15|fifteen|8|eight)[ -]?min(?:ute)?s?\b",
    re.IGNORECASE,
)


# "Medicaid in va & md" lists two states.
_BETWEEN_LETTERS = re.compile(r"(?<=\b[a-z]{2}) & (?=[a-z]{2}\b)", re.IGNORECASE)


# A reason in its bare number, where it is asked what it is, or it stands on a claim.
_BARE = (
    r"(?<![\w$.,/-])(?P<code>107|109|119|125|129|140|146|151|167|170|18[12569]|19[3789]|204|222|226"
    r"|227|23[146]|24[23]|25[0126]|27[23]|288)\b"
)
_LINE = (
    r"(?:(?:an?|the|my|our|this|that|every|each|all|her|his) )?(?:\w+ )?"
    r"(?:claims?|lines?|remits?|eobs?|eras?|2056[01]s?)\b"
)
_WHAT_IS = re.compile(
    rf"\b(?P<asks>what(?:'s|s| is| does)(?: an?| the)?(?: code)? ){_BARE}"
    rf"(?=\W*(?:$|means?\b|\.? ?on {_LINE}))",
    re.IGNORECASE,
)
_ON_A_CLAIM = re.compile(rf"(?<!code ){_BARE}(?= on {_LINE})", re.IGNORECASE)
_CAME_BACK = re.compile(
    rf"\b(?P<asks>(?:c[ao]mes?|coming|kick(?:ed|s)) back (?:as |with |on )?(?:an? )?){_BARE}"
    r"(?! (?:visits?|units?|days?|dollars|min))",
    re.IGNORECASE,
)

# What is to be booked lies ahead: "book me a course in march" asks of no rule of last March.
_BOOKED = re.compile(
    r"^(?P<what>\W*(?:\w+ ){0,2}?(?:book|reserve|register|enroll|schedule|sign) (?:me|us)\b.*?)"
    rf" (?:in|for|this|next) {calendar_words.MONTH}\b(?! [0-9])",
    re.IGNORECASE,
)

# A text that was spoken: 'voice note: "hey needle point does cigna pay"' is of no notes.
_SPOKEN = re.compile(
    r"^\W*(?:(?:voice|audio)[ -]?(?:note|memo|message|msg|text|to text|typed)|voicemail|dictat\w+"
    r"|transcri\w+)\s{0,3}[:;,-]\s{0,3}(?:[\"'\u201c])?",
    re.IGNORECASE,
)
_OWN_NAME = re.compile(r"^\W*(?:hey|hi|hello|ok|okay)[ ,]{1,3}needle ?point\b\W*", re.IGNORECASE)


# "Dont @ me" names no Maine, and "washington, state not dc" says which is meant.
_AT_ME = re.compile(
    r"(?:(?:^|(?<=\s))(?:do ?n[o']?t|no need to|pls|please|just)\s)?(?:^|(?<=\s))@ ?(?:me|us)\b",
    re.IGNORECASE,
)
_NOT_DC = re.compile(r",?(?: the)?(?: state)?,? (?:and )?not (?:the )?d\.?c\b\.?", re.IGNORECASE)

# "Wahsington dc or state", "North Carolina or South": both are named.
_DC_OR = re.compile(r"\bw\w{5,9}ton,? dc or (?:the |wa(?:shington)? )?state\b", re.IGNORECASE)
_OTHER_HALF = re.compile(
    r"\b(?P<one>north|south) (?P<name>carolina|dakota)(?P<or>,? (?:or|and|vs|&) )"
    r"(?P<other>north|south)\b(?! (?:carolina|dakota))",
    re.IGNORECASE,
)

# "20560 oh and whats timely filing" names no Ohio.
_OH_AND = re.compile(
    r"(?<=\w),? oh,? (?=(?:and|also|btw|but)\b,? (?:whats?|how|does|do|is|are|can|may|when|who"
    r"|which|one|also)\b)",
    re.IGNORECASE,
)

# "Explain 20561 like im new, first day" asks what it is, and of no day.
_EXPLAIN = re.compile(
    r"^\W*(?:(?:can|could) (?:you|u) |please |pls )*(?:explain|eli5|break down|describe)"
    r" (?:to me )?(?:code |cpt )?(?P<code>2056[01])\b(?![^.?!]{0,12}\b(?:with|and|vs|versus|den))"
    r"(?:.*\b(?:new|first day|like|simple|simply|plain|dumb|beginner|idiot)\b.*)?$"
    r"|^\W*what does (?P<also>2056[01]) mean in .*$"
    r"|^\W*(?:(?:can|could) (?:you|u) |please |pls )*(?:explain|eli5|talk to me|tell me)\b"
    r"[^?]{0,30}\b(?:like|as if|simply|plainly|simple|plain)\b[^?]{0,30}?"
    r"\bwhat(?:'?s| is| are) (?P<third>2056[01])\W*$"
    r"|^\W*(?:(?:so |hi |hey )?(?:im|i'm|i am) new\b[^?]{0,20}?\b)?what(?:'?s| is| does)"
    r" (?:code |cpt )?(?P<fourth>2056[01])(?: even)?(?: mean)?(?:[ ,](?:in )?(?:plain|simple|simply"
    r"|english|for dummies|im new)\b.{0,20})?\W*$",
    re.IGNORECASE,
)

# "ND (naturopath)" names no North Dakota.
_ND = re.compile(
    r"\bND\b[\s(,]{1,3}(?P<who>naturopath\w*)\)?|\b(?P<whom>naturopath\w*)[\s(,]{1,3}ND\b\)?",
    re.IGNORECASE,
)

# "Billed at $50" names no modifier 50.
_SUM = re.compile(r"\$ ?(?P<sum>2[2-9]|5[0-9]|7[6-9]|9[0-9])\b(?![.,]?[0-9])")

# Therapists who travel, and no insurer: "we have 6 travelers starting there", "our travelers".
_NOT_INSURED = r"(?! (?:comp|insurance|ins|wc|work|claims?|policy|plan|pays?|cover|patients?)\b)"
_TRAVELERS = re.compile(
    r"\b(?P<how>[0-9]{1,2}|two|three|four|five|six|several|few|some|new|hired?|hiring|more|our)"
    rf" travell?ers\b{_NOT_INSURED}"
    r"|\btravell?ers\b(?= (?:(?:are|is|who|that) )?(?:coming|starting|start|arriv\w+|join\w*))",
    re.IGNORECASE,
)


def _as_therapists(found: re.Match[str]) -> str:
    """Travelers as the therapists that they are, however many."""
    return f"{found['how'] or ''} traveling therapists".strip()


def _what_it_is(found: re.Match[str]) -> str:
    """The question what a code is."""
    return f"what is {found['code'] or found['also'] or found['third'] or found['fourth']}"


def _naturopath(found: re.Match[str]) -> str:
    """A naturopath without the letters of the license."""
    return found["who"] or found["whom"]


def _in_letters(found: re.Match[str]) -> str:
    """The group of a denial whose nought is a letter."""
    return "CO" if found["co"] else "OA"


def _in_digits(found: re.Match[str]) -> str:
    """A denial's group and its reason, in digits."""
    return f"{found['group']}{found['gap']}{found['reason'].translate(_DIGITS)}"


def _low_back(found: re.Match[str]) -> str:
    """The low back, spelled right."""
    return "lower back" if found["low"].lower() == "lower" else "low back"


def _part(found: re.Match[str]) -> str:
    """A part of the body, spelled right."""
    return _PARTS[found["part"][0].lower()]


# "Trigr pt inj" is an injection, and no patient's.
_INJECTION = re.compile(
    r"\btri?gg?e?rs? ?(?:pts?|pnts?|poi?nts?)\.? ?inj(?:s|x|ects?|ection|\.)?(?!\w)",
    re.IGNORECASE,
)

# "AT and PT" are two who treat.
_TRAINERS = re.compile(
    r"\bATC?(?= (?:and|or|&|vs) (?:PT|OT|DC|PTA)\b)|(?<=\b(?:PT|OT|DC) and )ATC?\b(?! mod)"
    r"|(?<=\b(?:PT|OT|DC) or )ATC?\b(?! mod)"
)

# What each needs to stand in a text, to look for which costs less; and what it becomes.
_GLUED_CAP = re.compile(r"\b(?:pt|ot|therapy)caps?\b", re.IGNORECASE)

_MENDED = (
    ("at", _TRAINERS, "athletic trainer"),
    ("inj", _INJECTION, "trigger point injection"),
    ("cap", _GLUED_CAP, "therapy threshold"),
    ("0", _GROUP, _in_letters),
    ("pa-c", _PA_C, "physician assistant"),
    (" com", _COMMERCIAL, "commercial"),
    ("co", _LETTERED, _in_digits),
    ("pr", _LETTERED, _in_digits),
    ("low", _LOW_BACK, _low_back),
    ("lwo", _LOW_BACK, _low_back),
    (" pain", _HURTS, _part),
    ("last ", _LAST_LOOKED, r"\g<told>"),
    ("care", _CARES, r"\g<asked>"),
    ("dose", _DOES, "does"),
    (" the ", _WHAT_OF, r"what about \g<of>"),
    ("fro", _FOR, "for"),
    ("if not", _IF_NOT, "? "),
    ("what", _WHAT_IS, r"\g<asks>denial code \g<code>"),
    (" on ", _ON_A_CLAIM, r"denial code \g<code>"),
    (" back ", _CAME_BACK, r"\g<asks>denial code \g<code>"),
    ("travel", _TRAVELERS, _as_therapists),
    (" & ", _BETWEEN_LETTERS, " and "),
    ("@", _AT_ME, " "),
    ("2056", _EXPLAIN, _what_it_is),
    ("naturopath", _ND, _naturopath),
    (" oh", _OH_AND, ", "),
    ("washi", _NOT_DC, " state"),
    ("dc or", _DC_OR, "Washington DC or Washington state"),
    ("carolina ", _OTHER_HALF, r"\g<one> \g<name>\g<or>\g<other> \g<name>"),
    ("dakota ", _OTHER_HALF, r"\g<one> \g<name>\g<or>\g<other> \g<name>"),
    ("$", _SUM, r"\g<sum> dollars"),
)


def mended_denial(text: str) -> str:
    """The same of a text on a denial, in which "C050" is a reason with its group."""
    return mended(_GLUED_GROUP.sub(_in_letters, text))


def mended(text: str) -> str:
    """The text with the group of a denial in letters, and without a service it only compares."""
    text = without_courtesies(_OWN_NAME.sub("", _SPOKEN.sub("", text)) or text)
    text = taken_back.left_in(said_to_be_states.spelled_out(text))
    text = _BOOKED.sub(r"\g<what>", text)
    small = text.lower()
    for part, pattern, meant in _MENDED:
        if part in small:
            text = pattern.sub(meant, text)
    compared = _COMPARED.sub(r"\g<asked>\g<end>", text)
    return compared if compared == text else _PER_BLOCK.sub(r"\g<asked>timed", compared)
