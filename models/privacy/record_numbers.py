"""Record numbers by a word before them ("MRN 123") or by their shape; codes that are none.

A number is told by the word before it ("MRN 123", "member id W1234", "auth # 8842"), or by its shape:
"XYZ123456789", "945123678K", "00481234", "JQU123M45678". Nothing of the field's own has that shape:
codes, modifiers, policies ("MP-740"), rules, bulletins, tax ids and NPIs pass.
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy import birth_dates
from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first

_I: Final = re.IGNORECASE
_ID = r"(?:id|i\.d\.|identifier|identification|number|numbers|num|nbr|no\.|no(?=[ :#]{1,2}\d)|\#|:)"
_LINK = r"[\s:#=.]{0,4}+(?:(?:is|are|was)\s)?"
_NUMBER = r"(?P<number>[A-Z0-9](?:[A-Z0-9]|[-_](?=[A-Z0-9])){2,24}+)(?![.,]?\d)"

# Words that say by themselves that a person's record is meant.
_RECORD = re.compile(
    r"\b(?:mrn|mr ?\#|chart|acct|account|(?:med(?:ical)? )?rec(?:ord)?s?|emr|ehr|webpt|patient account)"
    rf"(?![A-Za-z0-9])[\s:#=_-]{{0,4}}+(?:{_ID}[\s:#=_-]{{0,3}}+)?(?:(?:is|are)\s)?{_NUMBER}"
    r"|\b(?:mrn|acct)(?P<glued>\d{2,14}+)(?!\d)",
    _I,
)

_LINKED = re.compile(r"mrn|mr ?\#|[\#_:=-]|\b(?:id|no|num|nbr|number|identifier)\b")

# Words that need "id", "number" or "#" between them and the number.
_TOLD = re.compile(
    r"\b(?:record|case|subscriber|member|medicaid|medi-?cal|medicare|insurance|insured|policy ?holder"
    r"|beneficiary|recipient|enrollee|contract|certificate|cert|mbr|pol|card|plan|rx|patient|pt|client|customer|auth(?:orization)?"
    r"|pre-?auth|prior auth(?:orization)?|referral|ref(?:erence)?|confirmation|claim|icn|dcn|tcn|group|grp|policy"
    r"|dl|driver'?s? license|license plate|passport|visit|encounter|invoice|file|identification|hicn"
    rf")s?'?[\s-]{{0,2}}+{_ID}{_LINK}{_NUMBER}",
    _I,
)
_BARE_ID = re.compile(
    r"(?<!payer )(?<!provider )(?<!facility )(?<!tax )(?<!edi )(?<!npi )(?<!office )(?<![\w-])id\b[\s:#=]{0,3}+(?:(?:is|no|number)\.?\s?)?(?P<number>[A-Z]{0,4}\d{4,16}+)(?![\w.-])",
    _I,
)
_DIRECT = re.compile(
    r"\b(?:subscriber|member|medicaid|medi-?cal|insured|beneficiary|recipient|enrollee|policyholder|patient|pt|client|claim|icn|record|case"
    r"|auth(?:orization)?|group|grp|policy|license|dl|passport|visa|mastercard|amex)\b[\s:]{1,3}+(?P<number>[A-Z]{0,4}\d{6,16}-?[A-Z]{0,2}|\d{2,4}-\d{4,10}|\d{2,6}(?:-\d{2,6}){3})(?![\w.-])",
    _I,
)

# Letters and digits mixed, behind a word that says whose they are: "claim 24118EB0391".
_MIXED = re.compile(
    r"\b(?:claim|clm|icn|dcn|tcn|member|subscriber|insured|beneficiary|recipient|enrollee|policy ?holder|policy|certificate"
    r"|contract|auth(?:orization)?|pre-?auth|referral|case|file)"
    rf"(?:[\s-]{{1,2}}{_ID})?[\s:#]{{1,3}}+(?P<number>(?=[\d-]{{0,16}}[A-Z])(?=(?:[A-Z-]{{0,5}}\d){{5}})"
    r"[A-Z0-9]{2,20}+(?:-[A-Z0-9]{1,12}+){0,4}+)(?![\w.-])",
    _I,
)
_OF_CODES: Final = re.compile(
    r"(?:\d{4,5}(?:[A-Z]{2}|[A-Z]\d))*\d{4,5}[A-Z]{1,2}\d{0,2}|[A-Z]{2,12}-\d{1,5}[A-Z]?", _I
)  # or an alias

_CUES: Final = frozenset(
    """mrn mr clm chart acct account rec recs record records med emr ehr webpt patient patients record case cases
    subscriber subscribers member members medicaid medi cal medical medicare insurance insured policyholder
    beneficiary recipient enrollee contract certificate card plan rx pt pts client customer auth auths
    authorization preauth pre prior referral ref reference confirmation claim claims icn dcn tcn group grp policy
    mbr cert pol dl driver drivers license passport visit visits encounter invoice file identification hicn id visa mastercard amex
    medicaids medi pat pcn bic plate plates""".split()
)

# Groups of digits with blanks between them, behind a word that says whose they are.
_GROUPS = r"(?!(?:in|on|for|from|to|is|are|at|of|or|and|with|the|by|as|if|box|no|dos|pos|cpt|icd|mod|was|has|had)\b)(?P<number>(?:[A-Z]{1,4}[ -]){0,2}+[A-Z]{0,4}\d[A-Z0-9]{0,11}+(?:[ -]\d[A-Z0-9]{0,11}+){1,6}+(?: [A-Z](?!\w))?)(?![.,]?\w)"
_GROUPED = re.compile(
    r"\b(?:(?:mrn|mbr|chart|acct|account|member(?= \d{2} \d{2})|(?:subscriber|enrollee|policyholder|insured)(?! (?:id|no|number)))"
    rf"|(?:record|case|subscriber|member|mbr|pol|cert|medicaid|medi-?cal|medicare|insurance|insured|policyholder|beneficiary|recipient|enrollee"
    rf"|contract|certificate|card|patient|pt|client|auth(?:orization)?|referral|ref(?:erence)?|confirmation|claim"
    rf"|chart|acct|account|policy|group)s?'? ?(?:{_ID}|no\b\.?)|id on (?:the )?card|(?<!payer )(?<!tax )(?<!npi )id(?=[ :#]{{1,3}}[a-z]{{1,4}} )|claim(?=[ :]{{1,2}}\d{{2,6}}-\d{{3,9}}-))"
    rf"(?:(?<![A-Za-z])|(?![A-Za-z])){_LINK}{_GROUPS}",
    _I,
)
_ENDS = re.compile(
    r"\b(?:(?:member|subscriber|enrollee|policy|medicaid|insurance|account|acct|claim|auth|chart|patient|card)s?'? ?"
    r"(?:id|no|number|num|\#)|mrn|acct|account)\b[^\d\n]{0,32}?\b(?:ends?|ending|starts?|starting|begins?|last (?:four|4))"
    r"(?:[\s:]|in|with|w/?|is|are|digits){1,6}+\d{3,8}\b",
    _I,
)
_TOLD_AFTER = re.compile(
    r"(?<![\w.$,/-])(?P<number>[A-Z]{0,3}\d{4,12}),? (?:is |as )?(?:(?:his|her|their|the|our|my) )?"
    r"(?:patient|chart|account|acct|member|subscriber|record|claim)(?:'s)? (?:id|number|num|no|\#)(?!\w)",
    _I,
)
_LEAST_GROUPED: Final = 5

# A payer's own policies are shorter than a person's, and have no letter between two groups.
_PAYERS_OWN: Final = re.compile(r"(?:policy(?!holder)|group|grp|plan)")
_NO_POLICY: Final = re.compile(
    r"\d{5}|\A\d{2,3}-[A-Z]\d{3,8}|\A(?=(?:[A-Z-]{0,4}\d){7})\w+-\w+-\w+", _I
)

_DIGIT_SHAPES: Final = tuple(
    re.compile(pattern, _I)
    for pattern in (
        r"(?<![\w.$,#/-])(?P<number>\d{9,16})(?![\w/-]|[.,]\d)",
        r"(?<![\w.$,/-])(?P<number>\d{6,8})(?![\w/-]|[.,]\d|%)",
        r"(?<![\w.$,/-])(?P<number>\d{6,12}[A-Z]{1,2}|\d{8}[A-Z]\d{1,6})(?![\w/-]|\.\d)",
        r"(?<![\w.$,/-])(?P<number>\d{3}[- ]\d{3}[- ]\d{3})(?![\w/-]|\.\d)",
        r"(?<![\w.$,/-])(?!(?:20[0-3]\d[- ]){2,3}20[0-3]\d(?!\w))"  # years
        r"(?P<number>\d{4}[- ]\d{4}[- ]\d{4}(?:[- ]\d{4})?)(?![\w/-]|\.\d)",
        r"(?<![\w.$,/-])(?P<number>\d{2}-\d{7})(?![\w/-]|\.\d)",
    )
)
_SHAPES: Final = tuple(
    re.compile(pattern, _I)
    for pattern in (
        r"(?<![\w.$,/-])(?P<number>[A-Z]{1,4}\d{6,16}(?:[A-Z]\d?)?|[A-Z]{2}\d{5}[A-Z]|[A-Z]{2}\d{3}[A-Z]\d[A-Z]"
        r"|[A-Z]{3}\d{3}[A-Z]\d{5}|[A-Z]{3,4}[ -]?[A-Z]\d{8,9}|W\d{4} \d{5}|[A-Z]{3} \d{3} \d{2,3} \d{3,4}"
        r"|[A-Z]{0,4}\d{8,12}[-*]\d{1,3})(?![\w/-]|\.\d)",
        r"(?<![\w.$,/-])(?P<number>[A-Z]{1,6}[-_]\d{6,14})(?![\w/-]|[.,]\d)",
        r"(?<!\w)(?P<number>(?=(?:[A-Z]{0,6}\d){4})(?=(?:\d{0,6}[A-Z]{1,3}+\d){2})[A-Z0-9]{9,14})(?!\w)",
    )
)

# A code of the field, which no id is: CPT for this work, HCPCS, taxonomy, a UnitedHealthcare policy.
_CPT: Final = re.compile(r"20[2569]\d\d|97[0-8]\d\d|989\d\d|99[0-6]\d\d|64[4-6]\d\d|95[89]\d\d")
_CODES: Final = re.compile(r"[12][0-9A-Z]{8}X|20\d\dT\d{4}[A-Z]{0,3}|[A-Z]\d{5}[A-Z]?", _I)
_MISTYPED = re.compile(
    r"(?:205[56]|97[158]|9794)\d{2,5}"  # two codes run together, or one too long
    r"|(?=\d{6}\Z)2\d?0\d?5\d?6\d?[01]\d?"  # a needling code with a digit too many
)
_MONEY_OR_YEAR = re.compile(r"(?:19|20)\d\d(?:[-_](?:19|20)?\d\d)?")

# A claim of a state fund, whose letters may stand apart: "L&I claim BD 44187". No claim "for 97110", "CO 97".
_LETTERED = re.compile(
    r"\b(?:claim|clm)(?:[\s-]{1,2}(?:no\.?|number|\#))?[\s:#]{1,3}+"
    r"(?!(?:in|on|for|from|to|is|are|at|of|or|and|with|the|by|as|if|box|no|dos|pos|cpt|icd|mod|was|has|had|co|pr|oa|pi)\b)"
    r"(?P<number>[A-Z]{2} \d{5,8})(?![\w-]|[.,]\d)",
    _I,
)
# The number that a clinic gives a patient on a claim: "pt ctrl no. HOLB0417", "PCN: 4417-HB".
_CONTROL = re.compile(
    r"\b(?:(?:pt|pat|patient|acct|account)'?s? (?:ctrl|cntrl|control|acct|account)(?: ?(?:no|nbr|num|number|id|\#))?|pcn|bic)"
    r"[\s:#=.]{1,4}+(?:(?:is|was)\s)?(?P<number>(?=[A-Z-]{0,8}\d)[A-Z0-9]{2,20}(?:-[A-Z0-9]{1,12}){0,3})(?![\w.-])",
    _I,
)
# The plate of a car: letters and digits, with a dash or without, apart only in capitals.
_PLATE = re.compile(
    r"\b(?:plates?|license tag)(?: ?(?:no|number|\#))?[\s:#.]{1,3}+(?:(?:is|was|reads)\s)?(?!(?:[CTLS]\d{1,2}-?){1,4}(?!\w))"
    r"(?P<number>(?=(?:[A-Z -]{0,4}\d){2})(?=(?:[\d -]{0,4}[A-Z]){2})(?:[A-Z0-9]{5,8}|[A-Z0-9]{2,4}-[A-Z0-9]{2,4}|(?-i:[A-Z0-9]{2,4} [A-Z0-9]{2,4})))(?![\w-])",
    _I,
)

# The numbers behind a word, each with the least digits that it has.
_LABELLED: Final = (
    (_RECORD, 2),
    (_TOLD, 3),
    (_BARE_ID, 4),
    (_DIRECT, 6),
    (_MIXED, 5),
    (_LETTERED, 5),
    (_CONTROL, 3),
    (_PLATE, 2),
)
_MAY_HOLD_CODES: Final = (_MIXED, _LETTERED)

# A day of service of a claim without its marks, where a text speaks of one: "dos 081526", "from 081526 to 081526".
_DAY = re.compile(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[23]\d")
_PERIOD = re.compile(rf"\bfrom {_DAY.pattern} ?(?:to|thru|through|-) ?{_DAY.pattern}\b", _I)

# Behind one of these, or before one, a number is a rule's, a code's or an office's.
_BEFORE: Final = re.compile(
    r"(?:\b(?:npi|tin|ein|fein|tax(?: id)?(?: number)?|payer ?id|edi|taxonomy|ndc|mln|mm|cr|transmittal|bulletin|pub"
    r"|lcd|lca|article|rule|section|sec|statute|cfr|usc|rcw|wac|ors|oar|title|chapter|bill|act|order|ticket|receipt"
    r"|docket|box|fed(?:eral)? reg(?:ister)?|fr|cpb|cpg|ncd|cms|form|edition|version|zip|pmid|doi|isbn|clia|code|codes|cpt|hcpcs"
    r"|icd|modifier|rev(?:enue)?|void|void \#|https?:\S*)[\s:#.-]{0,3}+(?:(?:is|no|number|id)\.?[\s:#]{0,2}+)?|\$ ?)\Z",
    _I,
)
_PREFIXES: Final = re.compile(
    r"(?:MLN|MM|SE|CR|PMID|NPI|CPB|LCD|RVU|CMS|DOI|ISBN|NCD|EDI|PMC|PUB)[- ]?\d{1,10}", _I
)
_BEFORE_DAY: Final = re.compile(
    r"\b(?:dos|dates? of service|services?(?: dates?)?)[\s:]{1,3}(?:(?:from|of|on|is|was)\s)?"
    r"(?:\d{6}\s?(?:to|thru|through|-)\s?)?\Z",
    _I,
)
_TOLL_FREE: Final = re.compile(r"1?8(?:00|22|33|44|55|66|77|88)\d{7}")
_LOOK_BACK: Final = 24
_LEAST: Final = 2
_LEAST_SHAPED: Final = 4
_LEAST_PLAIN: Final = 6  # of a number without letters


def find(scan: Scan) -> Span | None:
    """Where the first number of a person's record stands."""
    if scan.digits < _LEAST:
        return None
    labelled = _labelled(scan) or _grouped(scan) if scan.has(_CUES) else None
    return labelled or (_shaped(scan) if scan.digits >= _LEAST_SHAPED else None)


def _labelled(scan: Scan) -> Span | None:
    for pattern, least in _LABELLED:
        for match in scan.at_words(_CUES, pattern):
            number = match["number"] or match.groupdict().get("glued") or ""
            if pattern in _MAY_HOLD_CODES and _holds_code(number):
                continue
            if _is_record(match[0], number, least, is_loose=pattern is _RECORD) and not _is_excused(
                scan.text, match
            ):
                return match.span()
    return None


def _holds_code(number: str) -> bool:
    """Whether letters and digits are codes with modifiers, a diagnosis or an alias: "20560-GP"."""
    groups = re.split("[ -]", number)
    return any(map(is_code, groups)) or any(map(_OF_CODES.fullmatch, (*groups, number)))


def _grouped(scan: Scan) -> Span | None:
    """A number told in groups ("XYL 9183 0274 6"), or by its end only ("member id ends in 4471")."""
    grouped = first(filter(_is_grouped, scan.at_words(_CUES, _GROUPED)))
    return grouped or first(scan.at_words(_CUES, _ENDS)) or _told_after(scan)


def _is_grouped(match: re.Match[str]) -> bool:
    digits = sum(map(str.isdigit, match["number"]))
    return digits >= _LEAST_GROUPED and not any(
        map(_CPT.fullmatch, re.split(r"[ -]", match["number"]))
    )


def _told_after(scan: Scan) -> Span | None:
    """A number before the words that say whose it is: "22817 is his chart number"."""
    told = (match for match in scan.at_numbers(_TOLD_AFTER) if not is_code(match["number"]))
    return first(match for match in told if not _is_excused(scan.text, match))


def _is_record(whole: str, number: str, least: int, *, is_loose: bool) -> bool:
    """Whether what stands behind the word is a number of a person, not a code, count or policy."""
    digits = sum(map(str.isdigit, number))
    word = whole.lower()
    if is_loose and not _LINKED.search(word):  # "chart 3 visits", "record 12"
        least = 4
    if digits < least or _MONEY_OR_YEAR.fullmatch(number) or birth_dates.is_date(number):
        return False
    if _CPT.fullmatch(number) and not (is_loose and _LINKED.search(word)):
        return False
    if _PAYERS_OWN.match(word):
        return bool(_NO_POLICY.search(number)) and not re.match(r"20\d\d-", number)
    return True


def _shaped(scan: Scan) -> Span | None:
    digits = _DIGIT_SHAPES if scan.digits >= _LEAST_PLAIN else ()
    shaped = (*scan.at_digits(*digits), *scan.at_numbers(*_SHAPES))
    numbers = (match for match in shaped if not _is_no_record(match["number"]))
    return first(match for match in numbers if not _is_excused(scan.text, match))


def _is_day_of_service(text: str, match: re.Match[str]) -> bool:
    """Whether six digits are a day: behind its name, or within "from 081526 to 081526"."""
    if not _DAY.fullmatch(match["number"] or ""):
        return False
    before = text[max(0, match.start() - 2 * _LOOK_BACK) : match.start()]
    of_period = any(match["number"] in period[0] for period in _PERIOD.finditer(text))
    return of_period or _BEFORE_DAY.search(before) is not None


def _is_no_record(number: str) -> bool:
    return bool(
        birth_dates.is_date(number)
        or _CODES.fullmatch(number)
        or _MISTYPED.fullmatch(number)
        or _PREFIXES.fullmatch(number)
        or _TOLL_FREE.fullmatch(number)
    )


def is_code(number: str) -> bool:
    """Whether a number is a code of the field."""
    return bool(_CPT.fullmatch(number) or _CODES.fullmatch(number) or _PREFIXES.fullmatch(number))


def _is_excused(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    return _is_day_of_service(text, match) or _BEFORE.search(before) is not None
