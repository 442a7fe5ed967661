"""Two questions in one text: "can a PT do it in Ohio, and does Aetna pay" is two."""

from __future__ import annotations

import re

from models.understanding import decision_days, joined_parts, several_commands
from models.understanding.asking_words import ASKING, asked_by_sentence, asks_of_named
from models.understanding.denial_kinds import asks_who_bears, told_apart
from models.understanding.follow_ups import GOES_ON

# Somebody is told of, and nothing asked: ", who moved to Alaska".
_WENT = r"who (?:\w{2,12}ed|left|quit|went|had|wrote|did|is no longer|does ?n.?t)\b"
_BETWEEN = re.compile(
    rf"\s{{1,3}}\+\s{{1,3}}(?={ASKING})|\s{{0,3}}[?;]\s{{0,3}}(?:and\s{{1,3}}|also\s{{1,3}}|then\s{{1,3}}|plus\s{{1,3}})*|\s{{0,3}}[,.]?\s{{1,3}}(?:and|also|plus|&|n)\s{{1,3}}(?:also\s{{1,3}})?(?={ASKING}|the\s\w+\squestion)"
    rf"|\s{{0,3}},\s{{1,3}}(?!{_WENT})(?={ASKING})",
    re.IGNORECASE,
)

# Without any of these a text, in small letters, asks one thing.
_JOINS = re.compile(
    r"[?;,&]| \+ |\. |(?:and|also|plus|\bn|\bappeal or)\s|(?:co|pr|oa|pi)[ -]?[0-9]"
)

# What was said before is taken back: "Blue Cross of Idaho? no wait its PacificSource".
_TAKES_BACK = re.compile(
    r"(?:(?:no|nope|oh|um|uh|ok|ah) )*(?:wait|sorry|oops|actually|scratch that|i meant?|make that"
    r"|correction|my bad|(?:no|nope),? (?:it'?s|its|that'?s|the|it is|i))\b",
    re.IGNORECASE,
)

# A mark behind a code that only doubts it: "97016? plus 20561".
_DOUBTED_CODE = re.compile(
    r"\b[0-9]{5}\s{0,2}\?\s{1,3}(?:and|plus|with|w|&|\+)\s[\w ]{0,20}\b[0-9]{5}\b", re.IGNORECASE
)

# What tells of a case, of which the question beside it asks: "guy has a pacemaker, is estim out".
_SOMEBODY = (
    r"(?:we|i|he|she|they|pt|patient|guy|lady|man|woman|client|doc|doctor|provider|clinician"
    r"|therapist|biller)"
)
_TELLS = re.compile(
    rf"(?!{ASKING}|in\b|if\b|when\b|who\b|any)"
    r"(?:(?:\w[\w'/.-]* ){1,5}?"
    r"(?:has|had|wants?|did(?! [0-9])|says?|said|came|told|denied|got|gave|uses?|retired|quit"
    r"|swears?)\b"
    r"|(?:he|she|they|we) (?:does|do|mostly|only|just)\b(?! (?:it|that|this))"
    rf"|(?:(?:my|our|the|this|a|one) )?(?:{_SOMEBODY}) (?:is|are|was|were)\b|(?:im|i'm|we're)\b"
    r"|(?:\w+ ){0,3}(?:switched|changed|moved|went) (?:\w+ ){0,2}from\b"
    r"|(?:i|we|he|she|they|it|pt|therapist) (?:only |just )?(?:did|took|spent|lasted|was)"
    r" (?:\w+ ){0,2}[0-9]{1,2} ?min\w*$"
    r"|(?:\w+ ){1,4}on staff\b"
    r"|(?:\w+ ){1,4}(?:members?|subscriber|enrollee|patient|pt|client)$"
    r"|(?:i |we |just |but ){0,2}(?:heard|hear|was told|read)\b"
    r"|(?:\w+ ){0,3}(?:works?|worked|working|employed|retired) (?:for|at|by|from)\b"
    r"|(?:(?:we|i|just|they|clinic) ){0,2}hir(?:ed|ing)\b"
    r"|.{5,60}\bwhile (?:i|we|he|she|they)\b"
    r"|(?:this is |hi |hey )?(?:the |our )?front desk\b|(?:\w+ ){1,3}here$)",
    re.IGNORECASE,
)

# A plan that no longer holds, beside the one that does: "not medicare anymore, has cigna".
_DENIES = re.compile(
    r"(?:(?:he|she|pt|patient|they) )?(?:not|no longer|doesn'?t have|does not have|don'?t have|lost"
    r"|dropped)(?: on| has)?(?: [a-z]{2,15}){1,2}(?: any ?more)?",
    re.IGNORECASE,
)

# What somebody else thinks of it: "new hire from florida doesnt believe me".
_THINKS = re.compile(
    rf"(?!{ASKING}|i\b|in\b|if\b)(?:\w[\w'/.-]* ){{1,5}}?"
    r"(?:(?:doesn'?t|does not|don'?t|wo ?n'?t|didn'?t) (?:believe|think|agree|buy|trust)"
    r"|believes|disagrees?|insists|thinks|argues)\b",
    re.IGNORECASE,
)

# Where somebody is, said beside a question: "we are in boise", "pt in sioux falls".
_WHERE = re.compile(
    r"(?:(?:we|i|our clinic|clinic|pt|patient|this|she|he)(?:'?re|'?m| are| is| am)? "
    r"|im |based |located )?"
    r"(?:in|near|out of) [a-z. ]{2,25}(?:,? [a-z]{2})?",
    re.IGNORECASE,
)

# What visits and codes count toward, and what counts: "the kx threshold, do they count to it".
_AMOUNT = re.compile(
    r"\b(?:kx (?:threshold|amount|limit|cap)|therapy (?:threshold|cap|limit)|deductible"
    r"|visit (?:limit|cap|max))\b",
    re.IGNORECASE,
)
_COUNTS_TO = re.compile(
    r"\b(?P<counts>(?:counts?|go|goes|apply|applies) (?:to|toward|towards|against|into))"
    r" (?:it|that|this)\b",
    re.IGNORECASE,
)

# Who asks, and how: "guy is asking me on the phone".
_WHO_ASKS = re.compile(
    rf"(?:[,.;?]\s{{1,3}}|\s{{1,3}}\()(?!{ASKING})[^,.;?]{{0,40}}"
    r"\b(?:asking|on the phone|at the desk|wants to know|on hold)\b[^,.;?]{0,20}$",
    re.IGNORECASE,
)

# For whom it is asked, before what is asked: "patient wants to know does it hurt".
_ON_BEHALF = re.compile(
    r"^(?:(?:my|a|the|this|new|our) )?(?:pts?|patients?|client|mom|lady|guy|she|he|caller|someone)"
    r" (?:is |was |just |keeps? )?(?:wants? to know|asks?|asking|asked|wonders?|wondering)"
    r"(?: (?:me|us))?[ ,:]{1,3}",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(
    r"\b(?P<one>(?:does|will|is) it (?:hurt|gonna hurt|going to hurt|painful)) (?:and|&) "
    r"(?=how (?:long|sore))",
    re.IGNORECASE,
)

# Two ways out of a denial: "can we appeal or balance bill".
_APPEAL_OR = re.compile(
    r"\b(?P<ask>(?:can|may|could|should|do) (?:we|i)) (?P<one>appeal) or (?P<other>(?:just )?"
    r"(?:balance bill|bill|charge|write|eat|resubmit|rebill|correct)\b.*)",
    re.IGNORECASE,
)

# That several questions follow.
_ANNOUNCED = re.compile(
    r"^(?:hi |hey |ok |so )*(?:i (?:have|got) )?(?:two|2|three|3|a few|a couple(?: of)?)"
    r" (?:quick )?(?:things|questions|qs)(?: for you)?\s{0,3}[,.:;-]+\s{0,3}",
    re.IGNORECASE,
)

# What may be done in a state, and a second matter: "wyoming pt scope and wyoming medicaid".
_SCOPE_AND = re.compile(
    r"(?P<scope>(?:\b[\w.]+ ){1,4}(?:scope|legal|allowed)) (?:and|&|plus) "
    r"(?P<other>(?:[\w.]+ ){1,7}[\w.]+ ?)",
    re.IGNORECASE,
)

# Which command to use, and for what: "/coverage help which one do i use for denial of 97813".
_WHICH_COMMAND = re.compile(
    r"^[^?]{0,40}?\b(?:which|what) (?:one|command|slash command)s? (?:do|should|can|would) "
    r"(?:i|we|you) (?:use|type|need) (?:for|to ask|to see|when) (?P<what>(?:\S+ ){2,}\S+)",
    re.IGNORECASE,
)

# A modifier is asked behind a notice, whose own modifiers these are: "an ABN, and which modifier".
_NOTICE = re.compile(r"\babns?\b|\badvance (?:beneficiary )?notice", re.IGNORECASE)
_WHICH_MODIFIER = re.compile(r"(?:which|what) (?:modifiers?|mods?)", re.IGNORECASE)

_CODE = re.compile(r"\b[0-9]{5}\b")
_SAME_DAY = re.compile(
    r"\bsame (?:day|visit|date|session|claim)\b|\btogether\b|\b(?:un)?bundl\w*", re.IGNORECASE
)
_SERVICE = re.compile(
    r"\b(?:manual|mt|therex|exercises?|e-?stim|eval\w*|massage|ultrasound|traction|nmr|neuro\w*"
    r"|activities|tpi|injections?|acupuncture|cupping)\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_BILLS_IT = re.compile(r"\b(?:bill|use|code|charge) it\b", re.IGNORECASE)

# A denial with its group: "CO-50 vs PR-204" asks two.
_DENIAL = re.compile(r"\b(?:CO|PR|OA|PI)[ -]?[0-9]{1,3}\b", re.IGNORECASE)

_JOINS_DENIALS = re.compile(r"(?:\band\b|\bvs\b|\bversus\b|\bplus\b|\bor\b|[&,+;])", re.IGNORECASE)


_LEAST_WORDS = 2
_ONE_AND = re.compile(
    r"\s*\w+ (?:and|&|plus|also|n|\+) "
)  # "cigna and does arizona let PTs needle"
_MOST_PARTS = 3
_MOST_DENIALS = 5  # of one payer, a line each


def denials_apart(text: str) -> tuple[str, ...]:
    """A text of several denials with a group, once for each with all else; none where it has one.

    What stands beside them, as payer, day and remarks, is of each.
    """
    denied = tuple(dict.fromkeys(_DENIAL.findall(text)))
    if not 1 < len(denied) <= _MOST_DENIALS or asks_who_bears(text):
        return ()
    rest = " ".join(_JOINS_DENIALS.sub(" ", _DENIAL.sub(" ", text)).split())
    return tuple(f"{rest} {reason}" for reason in denied)


def split_questions(text: str) -> tuple[str, ...]:
    """The questions of a text, each as it was typed; the whole text where it is one.

    Whether each of them asks for something of its own is for the reader to say.
    """
    apart = several_commands.split(text)
    if not apart and (not _JOINS.search(text.lower()) or _DOUBTED_CODE.search(text)):
        apart = told_apart(text) or _of_commands(text) or (text,)
    if apart := apart or _of_denials(text) or _of_commands(text):
        return apart
    if scoped := _SCOPE_AND.fullmatch(text):
        return scoped["scope"], scoped["other"]
    told = _WHO_ASKS.sub("", _ON_BEHALF.sub("", text))
    asking = asked_by_sentence(_ANNOUNCED.sub("", told))
    if joined := _joined(asking):
        return joined
    parts = joined_parts.joined([part.strip(" ,.;?") for part in _BETWEEN.split(asking)])
    if _NOTICE.search(parts[0]):
        parts = [f"{p} with an ABN" if _WHICH_MODIFIER.fullmatch(p) else p for p in parts]
    fewest = 1 if _ONE_AND.match(asking) else _LEAST_WORDS
    asked = tuple(
        part
        for at, part in enumerate(parts)
        if len(part.split()) >= (_LEAST_WORDS if at else fewest)
    )
    is_several = 1 < len(asked) <= _MOST_PARTS and len(asked) == sum(map(bool, parts))
    goes_on = (match(part) for part in parts[1:] for match in (GOES_ON.match, _TAKES_BACK.match))
    if not is_several or any(goes_on) or any(map(_tells, asked)) or asks_of_named(asked):
        return (text,)
    return (asked[0], *(_of_same(asked[0], part) for part in asked[1:]))


def _of_denials(text: str) -> tuple[str, ...]:
    """A question for each denial of several, by their codes or by their kinds; else none."""
    denied = tuple(dict.fromkeys(_DENIAL.findall(text)))
    if 1 < len(denied) <= _MOST_PARTS:
        return (text,) if asks_who_bears(text) else tuple(f"what does {d} mean" for d in denied)
    return told_apart(text)


def _of_commands(text: str) -> tuple[str, ...]:
    """Which command to use, and what is to be asked with it; none where no more is asked."""
    found = _WHICH_COMMAND.match(text)
    return ("which command do I use for what", found["what"].strip(" ?.")) if found else ()


def _joined(asking: str) -> tuple[str, ...]:
    """Two questions that share their verb: "can we appeal or balance bill"; else none."""
    if found := _APPEAL_OR.search(asking):
        return asking[: found.end("one")], f"{found['ask']} {found['other']}".strip(" ?.")
    if found := _HOW_LONG.search(asking):
        return found["one"], asking[found.end() :].strip(" ?.,")
    return ()


def apart_from_place(text: str) -> str:
    """The one question of a text whose other part only says where: "..? we are in boise"."""
    if not _JOINS.search(text.lower()):
        return ""
    parts = [part for part in (part.strip(" ,.;?") for part in _BETWEEN.split(text)) if part]
    asked = [part for part in parts if not _WHERE.fullmatch(part)]
    return asked[0] if len(asked) == 1 < len(parts) else ""


def _tells(part: str) -> bool:
    """Whether a part tells of a case or a place, and asks nothing."""
    told = (
        _TELLS.match,
        _THINKS.match,
        _DENIES.fullmatch,
        _WHERE.fullmatch,
        decision_days.NOTICED.fullmatch,
    )
    return any(tells(part) for tells in told)


def _of_same(first: str, part: str) -> str:
    """A later question in which "it" is the first one's amount or code: "does dn count to it"."""
    amount = _AMOUNT.search(first)
    if amount and _COUNTS_TO.search(part):
        return _COUNTS_TO.sub(rf"\g<counts> the {amount[0]}", part)
    codes, own = _CODE.findall(first), _CODE.findall(part)
    if codes and not own and not _SAME_DAY.search(part) and _BILLS_IT.search(part):
        return _IT.sub(codes[0], part, count=1)  # "and can we always bill it"
    if len(codes) == 1 and not own and _SAME_DAY.search(part) and _SERVICE.search(part):
        return f"{part} with {codes[0]}"  # "and can i bill manual same day"
    if len(codes) != 1 or len(own) != 1 or codes == own:
        return part
    if _IT.search(part):
        return _IT.sub(codes[0], part, count=1)
    return f"{part} with {codes[0]}" if _SAME_DAY.search(part) else part
