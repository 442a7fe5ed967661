"""What a letter says beside a cap's number and window: pools, what is left out, further visits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.understanding.commands.evaluation_words import take_excluding
from models.understanding.whole_number import ALONE, ENDS
from models.visits.limit import EVERYTHING, Needs, Pool, Stage, Unit
from models.visits.session import NEEDLING, Discipline

_FLAGS = re.IGNORECASE
_NAMES: tuple[tuple[Discipline, str], ...] = (
    (Discipline.PT, r"p\.t\.|pt|physical therap(?:y|ies|ists?)|physio(?:therapy)?"),
    (Discipline.OT, r"o\.t\.|ot|occupational(?: therap(?:y|ies|ists?))?"),
    (Discipline.ST, r"s\.t\.|st|slp|speech(?:[ /-]language)?(?: therapy| pathology)?"),
    (Discipline.DC, r"chiro(?:practic|practor)?"),
    (Discipline.ACUPUNCTURE, r"acupuncture"),
    (Discipline.MASSAGE, r"massage(?: therapy)?"),
)
_NAME = rf"(?<![\w-])(?:{'|'.join(names for _, names in _NAMES)})(?![\w-])"
_AND = r" ?(?:,|/|&|\+|;|and\b|or\b|plus\b|combined with\b|with\b)(?: (?:and|or)\b)? ?"
_DISCIPLINES = re.compile(
    r"(?P<before>(?:\b(?:for|of|in|combined|shared|pooled|joint|across|between|all|limit|the|only"
    rf"|each|just|both) ){{0,5}}+)(?P<list>{_NAME}(?:{_AND}{_NAME}){{0,5}})"
    r"(?P<after>(?:[ ,]{0,2}\b(?:services|visits?|therap(?:y|ies)|treatments?|sessions?"
    r"|disciplines?|combined|together|pooled|shared|jointly|total|only|alone|each|separately"
    r"|separate|apiece|both|in total|altogether)\b){0,5}+)",
    _FLAGS,
)
_ALL_TOGETHER = re.compile(
    r"\b(?:all (?:(?:the|of the|rehab) )?(?:therap(?:y|ies)|disciplines|services)"
    r"(?: (?:combined|together|pooled))?|(?:therapies|disciplines) (?:combined|together|pooled)"
    r"|combined (?:therap(?:y|ies)|limit|benefit)|combined)\b",
    _FLAGS,
)
_TOGETHER = re.compile(r"\b(?:combined|together|pooled|shared|jointly|joint|total|all)\b", _FLAGS)
_APART = re.compile(r"\b(?:each|separate(?:ly)?|apiece)\b", _FLAGS)
_COUNTED_TOO = re.compile(
    r"\b(?:including|includes?|incl\.?|counting) (?:the )?(?:initial )?(?:re-?)?eval(?:uation)?s?\b"
    r"|\beval(?:uation)?s? (?:(?:is|are|do|does) )?(?:counts?|included|counted)\b",
    _FLAGS,
)
_ONCE_A_DAY = re.compile(
    r"\b(?:(?:on |of )?(?:the )?(?:same|one) day (?:counts? |is |are )(?:as )?(?:one|once|1)"
    r"(?: visit)?|one visit (?:a|per) day)\b",
    _FLAGS,
)
_CODE = r"(?<![\w.-])(?:[0-9]{4}[0-9A-Z]|[A-Z][0-9]{4})(?![\w.-])"
_LEFT_OUT_CODES = re.compile(
    r"\b(?:excluding|excludes?|except(?:ing)?(?: for)?|without|w/o|besides"
    rf"|not (?:counting|including))(?: (?:cpt|codes?)){{0,2}} (?P<codes>{_CODE}"
    rf"(?:(?: ?,| ?/| ?&| and| or){{0,2}} ?{_CODE}){{0,30}})",
    _FLAGS,
)
_CODES = re.compile(
    rf"(?:\b(?:of|for|only|cpt|codes?)[ :]{{1,2}}){{0,2}}[/&+,]?(?P<code>{_CODE})(?: only\b)?",
    _FLAGS,
)
_NEEDLING = re.compile(
    r"\b(?:(?:for|of|only) ){0,2}(?:dry )?needling(?: (?:only|alone|visits?|sessions?)){0,2}\b",
    _FLAGS,
)
_IMPROVING = (
    r"(?:(?:if|when|with|once|upon|while|as long as) )?(?:the )?(?:(?:patient|pt) )?"
    r"(?:(?:is|shows?|documented|there is) ){0,2}(?:improv|progress)[a-z]{0,8}"
)
_AUTHORIZED = (
    r"(?:(?:with|upon|after|once|if|when|by|under|pending|subject to|requires?|requiring|needs?"
    r"|needing) )?(?:(?:an?|the|prior|new|payer|further|additional|medical necessity|they are"
    r"|it is|are|is) ){0,3}(?:(?:pre-?)?auth(?:ori[sz][a-z]{1,8}|s|\b\.?)|pre-?cert[a-z]{0,12}"
    r"|approv[a-z]{1,3}|review|pa\b)(?: (?:is )?(?:required|needed))?"
)
_NEEDS = rf"(?:(?P<authorized>{_AUTHORIZED})|(?P<improving>{_IMPROVING}))"
_STAGE = re.compile(
    rf"(?P<lead>(?:\b(?:and )?(?:then|plus|followed by)\b|\+) ?)?"
    r"(?P<prefix>(?:\b(?:another|(?:an )?(?:additional|extra|add['’]?l)|up to) ){0,2})"
    rf"{ALONE}(?P<more>[0-9]{{1,3}}){ENDS}(?P<word> (?:more|additional|further|extra|add['’]?l)\b)?"
    rf"(?: (?:visits?|sessions?|treatments?)\b)?(?: \(?{_NEEDS})?",
    _FLAGS,
)
_EACH_AUTHORIZED = re.compile(
    r"\b(?:then|thereafter|after that|afterwards?|beyond that|further visits?|more visits?)\b"
    rf"(?: (?:each|all|only|visits?|by)\b){{0,2}} {_AUTHORIZED}"
    rf"|{_AUTHORIZED} (?:thereafter|after that|afterwards?|beyond that|for more)\b"
    r"|\b(?:without|no) (?:(?:a|any|prior|pre-?) ?){0,2}(?:pre-?)?auth(?:ori[sz][a-z]{1,8})?\b"
    r"(?: (?:is )?(?:needed|required))?",
    _FLAGS,
)
_LOOSE_MARK = re.compile(r"(?<= )[,;&+](?: [,;&+]){0,8}+(?= |$)")
_AUTHORIZED_AFTER = re.compile(
    rf"{_AUTHORIZED} (?:after|beyond|past|from) (?:the )?(?:(?:first|visits?|session) ){{0,2}}"
    rf"(?P<after>[0-9]{{1,3}}){ENDS}(?:th|st|nd|rd)?\b(?: (?:visits?|sessions?)\b)?",
    _FLAGS,
)
_WITH = re.compile(r"(?<!\w)w/(?!o\b) ?", _FLAGS)
_UNITS = re.compile(
    rf"{ALONE}(?P<number>[0-9]{{1,4}})(?![\w/.-]){ENDS} "
    r"?(?:(?:timed|15[ -]?min(?:ute)?s?) )?units?\b",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class CapContents:
    """What a cap counts and what follows it, and the text without those words.

    `unopened` are further visits of which nobody said what opens them. `authorized_after` is the
    visit after which each of the number needs an authorization; 0 where nobody said it. `is_apart`
    says that each of several disciplines has the number for itself; None that nobody said it.
    """

    remaining: str
    pool: Pool = EVERYTHING
    unit: Unit = Unit.VISIT
    stages: tuple[Stage, ...] = ()
    frees: bool = False
    unopened: int = 0
    authorized_after: int = 0
    is_apart: bool | None = False


EVERY_VISIT = CapContents("")


def take(text: str) -> CapContents:
    """Take what a cap counts and what follows it out of a text."""
    text = " ".join(_WITH.sub("with ", text).split())
    after = _AUTHORIZED_AFTER.search(text)
    stages, unopened, text = _take_stages(_AUTHORIZED_AFTER.sub(" ", text))
    frees = _EACH_AUTHORIZED.search(text) is not None
    text = _EACH_AUTHORIZED.sub(" ", text)
    excluding, text = take_excluding(text)
    excluding += tuple(
        code.upper()
        for match in _LEFT_OUT_CODES.finditer(text)
        for code in re.findall(_CODE, match["codes"], _FLAGS)
    )
    codes, text = _take_codes(_COUNTED_TOO.sub(" ", _LEFT_OUT_CODES.sub(" ", text)))
    is_once = _ONCE_A_DAY.search(text) is not None
    disciplines, is_together, is_apart, text = _take_disciplines(_ONCE_A_DAY.sub(" ", text))
    in_units = _UNITS.search(text)
    text = _UNITS.sub(r" \g<number> visits ", text, count=1)
    unit = Unit.DISCIPLINE_VISIT if is_together and not is_once else Unit.VISIT
    return CapContents(
        _LOOSE_MARK.sub(" ", " ".join(text.split())).strip(" ,;"),
        Pool(codes, disciplines, tuple(dict.fromkeys(excluding))),
        Unit.TIMED_UNIT if in_units else unit,
        stages,
        frees,
        unopened,
        int(after["after"]) if after else 0,
        is_apart,
    )


def take_disciplines(text: str) -> tuple[tuple[Discipline, ...], str]:
    """The disciplines that a text names, "for PT", "OT only", and the text without them."""
    named, _, _, remaining = _take_disciplines(" ".join(text.split()))
    return (named, remaining) if named else ((), text)


def put_behind(head: str, text: str) -> tuple[str, str]:
    """Disciplines that stand before the number, "PT/OT combined 20 visits", put behind it."""
    found = _DISCIPLINES.search(head)
    if found is None or not re.search(r"/|\b(?:combined|together|only|shared)\b", found[0], _FLAGS):
        return head, text
    return f"{head[: found.start()]} {head[found.end() :]}", f"{text}, {found[0]}"


def _take_stages(text: str) -> tuple[tuple[Stage, ...], int, str]:
    """The further visits with what opens them, and those of which nobody said it."""
    stages, unopened = [], 0
    for match in _STAGE.finditer(text):
        if not (match["lead"] or match["word"] or match["prefix"].strip(" ") not in {"", "up to"}):
            continue
        needs = Needs.IMPROVING if match["improving"] else Needs.AUTHORIZED
        if int(match["more"]) and (match["improving"] or match["authorized"]):
            stages.append(Stage(int(match["more"]), needs))
        else:
            unopened = unopened or int(match["more"])
        text = text.replace(match[0], " ", 1)
    return tuple(stages), unopened, " ".join(text.split())


def _take_codes(text: str) -> tuple[tuple[str, ...], str]:
    codes = [match["code"].upper() for match in _CODES.finditer(text)]
    text = _CODES.sub(" ", text)
    if _NEEDLING.search(text):
        codes += sorted(NEEDLING)
    return tuple(dict.fromkeys(codes)), " ".join(_NEEDLING.sub(" ", text).split())


def _take_disciplines(text: str) -> tuple[tuple[Discipline, ...], bool, bool | None, str]:
    """The disciplines of a text; whether they share one number, or each has it for itself."""
    named, words = _named(text)
    text = _DISCIPLINES.sub(" ", text)
    if not named:
        is_all = _ALL_TOGETHER.search(text) is not None
        return (), is_all, False, _ALL_TOGETHER.sub(" ", text) if is_all else text
    if not named[1:]:
        return named, False, False, text
    if _APART.search(words):
        return named, True, True, text
    is_told = "/" in words or _TOGETHER.search(f"{words} {text}") is not None
    text = _ALL_TOGETHER.sub(" ", text)
    return named, True, False if is_told else None, text


def _named(text: str) -> tuple[tuple[Discipline, ...], str]:
    """The disciplines that a text names, in the order of `Discipline`, and the words about them."""
    words = " ".join(match[0] for match in _DISCIPLINES.finditer(text))
    found = [
        d for d, names in _NAMES if re.search(rf"(?<![\w-])(?:{names})(?![\w-])", words, _FLAGS)
    ]
    return tuple(found), words
