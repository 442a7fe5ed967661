"""What may be typed behind /coverage edit: verdict, who said so, days, limit, when to ask again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models import calendar_words, spelling
from models.clinic.rule import RuleSource
from models.coverage.position import Verdict
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.understanding.commands import limit_words, rule_callers, rule_extras, rule_phrases
from models.understanding.commands.limit_words import TypedLimit
from models.understanding.commands.rule_extras import NO_EXTRAS, RuleExtras
from models.understanding.dates import dates_of_service, days_ahead, relative_days

_FLAGS = re.IGNORECASE
_HALF_A_YEAR = timedelta(days=183)
_LONG, _WHOLE_YEAR = timedelta(days=270), timedelta(days=363)

VERDICTS = (
    Verdict.COVERED,
    Verdict.COVERED_WITH_CONDITIONS,
    Verdict.NOT_COVERED,
    Verdict.INVESTIGATIONAL,
    Verdict.SILENT,
    Verdict.UNKNOWN,
)
"""The verdicts that a clinic may enter: it says what one payer told it, so none is disputed."""

_VERDICTS: tuple[tuple[Verdict, re.Pattern[str]], ...] = tuple(
    (verdict, re.compile(rf"\b(?:{words})\b", _FLAGS))
    for verdict, words in (
        (
            Verdict.COVERED_WITH_CONDITIONS,
            r"covered[ _-](?:with|w/)[ _-]?(?:conditions?|restrictions?|limits?)"
            r"|conditionally[ -]covered|covered[ -]conditionally",
        ),
        (
            Verdict.NOT_COVERED,
            r"(?:not[ _-]|no longer |never |(?:is|are)n['’]?t[ ])(?:a[ -])?"
            r"(?:covered|paid|payable|reimbursed|allowed|approved|covers|covering|pays|paying)"
            r"(?:[ -](?:service|benefit))?(?:[ ]any[ ]?(?:more|longer))?"
            r"|(?:(?:does|do)(?:n['’]?t| not)|won['’]?t|will not|never|cannot|can['’]?t"
            r"|refuses? to|stopped) (?:pay(?:ing)?|cover(?:ing)?|reimburse|allow)(?: for)?(?: it)?"
            r"|non[ -]?covered|uncovered|exclu(?:ded|sion)|den(?:y|ies|ied)|no (?:coverage|benefit)"
            r"|not (?:a benefit|medically necessary)",
        ),
        (Verdict.INVESTIGATIONAL, r"investigational|experimental|unproven|exp\.?\s?/\s?inv\.?|e/i"),
        (Verdict.SILENT, r"silent|says nothing"),
        (
            Verdict.UNKNOWN,
            r"unknown|unclear|unsure|not sure"
            r"|(?:(?:the )?(?:rep|they|she|he) )?(?:did|does|do)(?:n['’]?t| not) (?:know|say|tell)",
        ),
        (
            Verdict.COVERED,
            r"(?:is |are )?covered(?: service| benefit)?|(?:(?:they|will|do|does) ){0,3}"
            r"(?:covers?|(?<![-])pays?)(?: for)?(?: it)?|paid|payable|reimbursed|allowed|approved",
        ),
    )
)
_SPELLED = frozenset({"covered", "investigational", "experimental", "excluded", "conditions"})
"""Words of a verdict that a slip of the finger is put right to."""

_LONG_WORD = re.compile(
    r"(?<![\w-])cov['’]?r?e?d(?![\w-])|(?<![\w'’-])[a-z]{5,}(?![\w'’-])", _FLAGS
)
_SHORT = re.compile(r"cov['’]?r?e?d", _FLAGS)
_MEANT = frozenset({"covers", "coverage", "covering", "exclude", "excludes", "exclusion"})
_SLIPS = 2
_SAME = 3  # letters at the front: "cohere" is no slip of "covered"
_KINDS = {
    "contract": RuleSource.CONTRACT, "amendment": RuleSource.CONTRACT,
    "letter": RuleSource.LETTER, "fax": RuleSource.LETTER, "email": RuleSource.LETTER,
    "portal": RuleSource.PORTAL, "website": RuleSource.PORTAL, "availity": RuleSource.PORTAL,
    "call": RuleSource.CALL, "phone": RuleSource.CALL, "telephone": RuleSource.CALL,
    "rep": RuleSource.CALL,
}  # fmt: skip
_PAPERS = ("contract", "amendment", "letter", "fax", "email", "portal", "website", "availity")
"""What may stand without "by" before its day: "letter of 2/3/2026 says covered"."""

_MARK = re.compile(
    r"\b(?P<ask>(?:ask|call|check|verify)\s+again(?:\s+(?:on|by|in))?|re-?check(?:\s+(?:on|by|in))?)\b"
    r"|\b(?:by|per|via|from|in|on|through|source)\s+(?:a\s+|an\s+|the\s+|our\s+|their\s+|its\s+)?"
    rf"(?:(?:phone|provider|payer['’]?s?)\s+)?(?P<kind>{'|'.join(_KINDS)})\b"
    r"(?:\s+(?:on|of|dated))?"
    rf"|\b(?P<paper>{'|'.join(_PAPERS)})\s+(?:of|dated|from|on)\b(?=\s+(?:[0-9]|yesterday|today|last"
    rf"|{'|'.join(calendar_words.SHORT_MONTHS).lower()}))"
    r"|\b(?:(?:we|i)\s+)?(?P<called>called|phoned)(?:\s+(?:them|in))?\b"
    r"|\b(?P<until>until|till|through|thru)\b"
    r"|\b(?P<first>(?:eff(?:ective)?|as\s+of|starting|from|since)(?:\s+(?:from|on))?)\b",
    _FLAGS,
)
_REFERENCE = re.compile(
    r"[,;]?\s{0,5}\b(?:with\s+)?(?:an?\s+|the\s+)?ref(?:erence)?\b\.?"
    r"(?:\s*(?:number|no\b\.?|#|:))*(?:\s+(?:was\s+)?noted\b"
    r"|\s+(?P<typed>(?=[A-Z0-9-]*[0-9])[A-Z0-9-]{3,}))?",
    _FLAGS,
)
_WITHDRAWN = re.compile(
    r"\b(?:withdr?aw?s?|withdrawn?|take back|undo|remove|delete|cancel)\s+(?:the\s+)?(?:rule\s+)?"
    r"(?:number\s+|no\.?\s*|#)?(?P<number>[0-9]{1,6})\b",
    _FLAGS,
)
_WITHDRAWS = re.compile(
    r"\b(?:withdr?aw?|withdrawn?|take back|undo|remove|delete|cancel)\b"
    r"(?:\s+(?:all|the|every|my|our|both|that|last|newest|old|one|ones|rules?))*",
    _FLAGS,
)
"""A rule is to be taken back, and nobody said which."""


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What is said of a rule. `about` names the payer, the codes and whom it is for.

    `caller` is the id of the member who called, where one is named.
    `others` are verdicts beside the first, and `limits` may be several: one rule holds one of each.
    `extras` are words on what it does not hold. `has_typed_reference`: its number was typed, which
    is not kept. `drops_limit`: no limit of an earlier rule holds beside it.
    """

    about: str
    verdict: Verdict | None = None
    others: tuple[Verdict, ...] = ()
    source: RuleSource | None = None
    said_on: date | None = None
    caller: str = ""
    first: date | None = None
    last: date | None = None
    limits: tuple[TypedLimit, ...] = ()
    drops_limit: bool = False
    extras: RuleExtras = NO_EXTRAS
    ask_on: date | None = None
    has_reference: bool = False
    has_typed_reference: bool = False
    withdraws: int | None = None
    withdraws_some: bool = False  # and its number was not typed
    rolled: tuple[date, ...] = ()
    """Days typed without a year that were taken so far away that another year may be meant."""


def read(text: str, today: date, me: str = "", *, plain: bool = False) -> RuleSetting:
    """Read a rule as it is typed; `me` and `plain` are as `rule_callers` takes them.

    Raises `NotUnderstood` for a day that no calendar has, and for a caller whom nobody mentions.
    """
    caller, text = rule_callers.take(text, me, plain=plain)
    if withdrawn := _WITHDRAWN.search(text):
        number = int(withdrawn["number"])
        return RuleSetting(_without(withdrawn, text), withdraws=number)
    if (some := _WITHDRAWS.search(text)) and not has_verdict(text):
        return RuleSetting(_without(some, text), withdraws_some=True)
    text = rule_phrases.plain(text)
    text = _LONG_WORD.sub(_mended, text)
    drops_limit, text = limit_words.take_none(text)
    verdict, text = _take_verdict(text)
    others = tuple(other for other, words in _VERDICTS if other != verdict and words.search(text))
    extras, text = rule_extras.take(text)
    limits, text = limit_words.take_all(text)
    reference = _REFERENCE.search(text)
    text = _without(reference, text) if reference else text
    days, text = _take_days(text, today)
    _refuse_turned(days)
    if caller and days.is_on_paper:
        raise rule_callers.of_no_call()
    return RuleSetting(
        text.strip(" ,;:."),
        verdict,
        others,
        days.source,
        days.said_on,
        caller,
        days.first,
        days.last,
        limits,
        drops_limit,
        extras,
        days.ask_on,
        has_reference=reference is not None,
        has_typed_reference=bool(reference and reference["typed"]),
        rolled=days.rolled,
    )


def _mended(found: re.Match[str]) -> str:
    """A word of a verdict without its slip; any other as it is."""
    word = found[0].casefold()
    if _SHORT.fullmatch(word):
        return "covered"
    slips = _SLIPS if len("cover") < len(word) < len("conditions") else 1
    near = None if word in _MEANT else spelling.slipped(word, _SPELLED, slips)
    return near if near and near[:_SAME] == word[:_SAME] else found[0]


def has_verdict(text: str) -> bool:
    """Whether a text says what a payer decides."""
    return any(words.search(text) for _, words in _VERDICTS)


def _without(match: re.Match[str], text: str) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _take_verdict(text: str) -> tuple[Verdict | None, str]:
    for verdict, words in _VERDICTS:
        if found := words.search(text):
            return verdict, _without(found, text)
    return None, text


@dataclass(frozen=True, slots=True)
class _Days:
    source: RuleSource | None = None
    said_on: date | None = None
    first: date | None = None
    last: date | None = None
    ask_on: date | None = None
    rolled: tuple[date, ...] = ()
    is_on_paper: bool = False


def _take_days(text: str, today: date) -> tuple[_Days, str]:
    """Each day behind the word that says what it is of; the text without them."""
    marks = list(_MARK.finditer(text))
    rest = [text[: marks[0].start()] if marks else text]
    told: dict[str, date | None] = {}
    rolled: list[date] = []
    source = None
    is_on_paper = False
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        behind = text[mark.end() : end]
        if kind := mark["kind"] or mark["paper"] or mark["called"]:
            before, source = source, _KINDS.get(kind.casefold(), RuleSource.CALL)
            is_on_paper = is_on_paper or source is not RuleSource.CALL
            taken = relative_days.take_past(behind, today)
            is_again = source is before  # "by call on 11/20, called by @amy"
            told["said_on"] = taken.on or (told.get("said_on") if is_again else None)
        elif mark["ask"]:
            taken = days_ahead.take(behind, today)
            told["ask_on"] = taken.on
        elif mark["until"]:
            taken = relative_days.take_last(behind, today, told.get("first") or today)
            told["last"] = taken.on
        else:
            taken = relative_days.take_first(behind, today)
            told["first"] = taken.on
        if taken.on and taken.on == told.get("said_on") and taken.on < today - _HALF_A_YEAR:
            rolled += [taken.on] if _is_short(behind) else []
        if mark["until"] or mark["ask"]:
            rolled += _rolled(behind, taken.on, (mark["until"] and told.get("first")) or today)
        is_name = taken.on is None and bool(mark["until"] or mark["first"])  # "through six systems"
        rest.append(f"{mark.group()}{behind}" if is_name else taken.remaining)
    return _Days(source, **told, rolled=tuple(rolled), is_on_paper=is_on_paper), " ".join(rest)


def _rolled(behind: str, on: date | None, since: date) -> tuple[date, ...]:
    """The day that got a year so late that the one before may be meant; a whole year is meant."""
    is_late = on is not None and _LONG < on - since < _WHOLE_YEAR
    return (on,) if on and is_late and _is_short(behind) else ()


def _is_short(text: str) -> bool:
    """Whether a day is typed without its year."""
    is_whole = dates_of_service.take(text).on is not None
    return not is_whole and relative_days.take_month_day(text)[0] is not None


def _refuse_turned(days: _Days) -> None:
    if days.first and days.last and days.last < days.first:
        raise NotUnderstood(
            "The last day is before the first, so nothing was saved.",
            "Check the days behind from and until.",
            field=FieldName.LAST,
        )
