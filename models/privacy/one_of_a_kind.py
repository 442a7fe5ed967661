"""Who is one of a kind: told by what happened to him or by what he alone is, without a name.

"the guy who fell off the water tower (was in the paper)", "first double lung transplant at our hospital", "only
female lineman at the co-op", "miss rodeo wyoming 2024", "quintuplets mom", "drives the ice cream truck", "ex wife of
the clinic owner is on my schedule". None: "it was in the news", "the only PT in the county", "first visit at our
clinic", "did I miss Texas rules".
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan

_PERSON: Final = (
    r"\b(?:he|she|he's|she's|hes|shes|who|guy|lady|man|woman|kid|boy|girl|pt|patient|client|mom|dad|mother|father|"
    r"teen|teenager|pilot|driver|trucker|farmer|rancher|teacher|coach|nurse|couple|her|his)\b"
)
_NEWS = re.compile(
    r"(?<!it )(?<!this )(?<!that )(?<!they )(?<!bill )(?<!law )(?:\b(?:was|is|been|were|got) (?:all )?(?:in|on|over) the (?:local |front page of the )?(?:news|paper|papers|newspapers?|headlines|front page)\b"
    r"|\bfrom the (?:news|paper|papers|headlines|viral video|front page)\b|\bmade (?:the )?(?:news|paper|headlines|front page)\b|\bwent viral\b)"
)
_PEOPLES = re.compile(_PERSON)
_PLACES: Final = (
    r"hospital|co-?op|county|town|city|state|country|world|island|valley|department|fire department|force|squad|crew|plant|mill"
    r"|mine|school|team|parish|reservation|tribe|district|village|station|office"
)
_ONLY = re.compile(
    rf"(?:\A|[.,;:(]\s?|\b(?:the|our|as|is|was|got) (?:the )?)(?:first|only|youngest|oldest|tallest)\b(?P<what>(?: [\w'-]+){{1,6}}?) (?:at|in|on|of|for) (?:our|the|this)(?: [\w'-]+)? ?(?:{_PLACES})\b"
)
_OURS = re.compile(
    r"\b(?:pts?|ots?|ptas?|provider|providers|clinic|clinics|therapists?|payers?|plans?|insurers?|chiro|chiropractors?|acupuncturists?|practice|visits?"
    r"|codes?|state|states|carrier|carriers|hospital|place|one|ones|thing|time|people|options?|ways?|course|law|rule|medicaid|medicare|bill|policy|policies|rules?|forms?|books?|payment|claims?|denials?|study|company|day|session|eval|in network)\b"
)
_MULTIPLES = re.compile(
    r"\b(?:quadruplet|quintuplet|sextuplet|septuplet|octuplet|conjoined twin)s?\b"
)
_PAGEANT = re.compile(
    r"(?<!i )(?<!we )(?<!you )(?<!not )(?<!to )(?<!will )(?<!did )\b(?:miss|mrs?\.?|ms\.?) (?:"
    r"(?:teen|rodeo|junior|plus|black) \w{4,14}|america|usa|universe|olympia"
    r"|\w{4,14} (?:usa|teen|20[0-3]\d|19\d\d)(?! (?:rules?|rates?|fees?|updates?|deadlines?)))\b"
)
_DRIVES = re.compile(
    r"\b(?:drives|driving|runs|operates) the (?:\w+ )?(?:ice cream (?:truck|van)|bookmobile|zamboni|ferry|hearse|snow ?plow|school bus"
    r"|trolley|mail truck|street ?sweeper|drawbridge|lighthouse|weather balloon|party bus)\b"
)
_KIN: Final = (
    r"(?:ex[- ])?(?:wife|husband|son|daughter|mother|father|mom|dad|brother|sister|niece|nephew|aunt|uncle|cousin|fiancee?|girlfriend"
    r"|boyfriend|widow|in-law)"
)
_RELATED = re.compile(
    rf"\b{_KIN} of (?:the|our|my) (?:clinic'?s? |local |town'?s? )?(?:owner|boss|receptionist|biller|front desk|manager|mayor|sheriff|judge|pastor|priest"
    r"|principal|coach|fire chief|police chief|superintendent|governor|senator|director|secretary|landlord|neighbor)\b"
    rf"|\b(?:my|our) {_KIN}'?s (?:teacher|coach|boss|pastor|nanny|babysitter|tutor|best friend|piano teacher|principal|roommate)\b"
)
_MADE = re.compile(
    r"\b(?:the|that) (?:author|singer|lead singer|drummer|bassist|actor|actress|host|star|creator|inventor|chef|architect|designer|composer|face|voice|director|illustrator)"
    r" (?:of|from|in|on) (?:that|the|a|this) (?!(?:[\w-]+ ){0,2}(?:study|paper|article|trial|course|protocol|policy|review|webinar|bill|law|class|guideline|clinic|practice|podcast)\b)"
)
_STRUCK = re.compile(
    r"\b(?:guy|lady|man|woman|kid|boy|girl|patient|pt|client|he|she|one)(?: \w+)?(?: who| that|'s who)? (?:\w+ )?(?:got |was |were |been )?"
    r"(?:struck by lightning|bit(?:ten)? by (?:the|a) (?:shark|bear|gator|alligator|mountain lion|moose|coyote|cougar)|mauled|gored"
    r"|survived the|found the (?:body|bodies|bomb|gun)|rescued the|saved the (?:baby|kid|dog|boy|girl)|fell (?:off|from|into) the (?!table|bed|chair|couch|treadmill|bike|ladder|roof|porch|horse|deck)|plays santa|shot (?:at|during) the|pulled from the)"
)
_FAMOUS = re.compile(
    r"\b(?:former|ex|retired)[- ](?:nfl|nba|mlb|nhl|wnba|mls|ufc|olymp\w+|mayor|governor|senator|sheriff|astronaut|congress\w+|miss|bachelor\w*)\b"
    r"|\b(?:was|is|been) on (?:survivor|the bachelor\w*|the voice|american idol|jeopardy|love island|big brother|the amazing race)\b"
    r"|\b(?:contestant|finalist) (?:on|from|of)\b|\bholds the (?:\w+ ){0,2}record\b|\brecord holder\b"
    rf"|\b(?:{_KIN}|widower|parents?) of the (?:\w+ )?victim\b|\bwhose {_KIN} (?:died|was killed|drowned) in the\b"
    r"|\b(?:chief|chairman|chairwoman|elder) of the \w+ (?:band|tribe|nation|pueblo)\b|\bjoined at birth\b"
    r"|\b(?:guy|lady|girl|kid|woman|man|boy) (?:from|in|on) the (?:\w+ ){1,3}(?:commercial|movie|billboard|documentary)\b"
    r"|\b(?:town|county|city|village|island|valley)'?s (?:only|first) (?!(?:pts?|chiro|clinic|hospital|provider|therapist|acupuncturist|in|dn|needling|network|place|one)\b)\w+"
    r"|\bglass eye\b|\bthe one[- ](?:armed|legged|eyed|handed) \w+|\bexchange student from\b"
)
_CUES: Final = frozenset(
    """news paper papers newspaper newspapers headlines page viral first only youngest oldest tallest quadruplet quadruplets
    quintuplet quintuplets sextuplet sextuplets septuplet septuplets octuplet octuplets conjoined miss mr mrs ms drives driving
    runs operates commercial movie billboard documentary found rescued saved chief chairman chairwoman elder joined wife husband son daughter mother father mom dad brother sister niece nephew aunt uncle cousin fiance fiancee
    girlfriend boyfriend widow widower former ex retired contestant finalist survivor bachelor record victim armed legged eyed eye exchange
    teacher coach boss pastor nanny babysitter tutor friend roommate author singer drummer bassist actor
    actress host star creator inventor chef architect designer composer face voice director illustrator lightning shark bear
    gator alligator lion moose coyote cougar mauled gored survived fell santa shot pulled""".split()
)
_CARE = re.compile(
    r"\b(?:dn|dry needl\w+|needl(?:e|ed|ing|es)|schedule|appt|appointment|came in|comes in|is here|has (?:a )?(?:frozen|tennis|back|neck|knee|shoulder|hip"
    r"|plantar|sciatica|humana|aetna|cigna|uhc|bcbs|medicare|medicaid)|is (?:a|our|my) (?:pt|patient)|ha|pain|strain|sprain|headaches?|20560|20561|contraindicated|wc|visit|visits"
    r"|shoulder|knee|neck|back|hip|calf|forearm|ankle|elbow|postpartum|tmj)\b"
)


def find(scan: Scan) -> Span | None:
    """Where the first of it stands."""
    if not scan.has(_CUES) or not _CARE.search(scan.lower):
        return None
    for pattern in (_MULTIPLES, _PAGEANT, _DRIVES, _RELATED, _MADE, _STRUCK, _FAMOUS):
        if match := pattern.search(scan.lower):
            return match.span()
    return _in_news(scan.lower) or _only(scan.lower)


def _in_news(lower: str) -> Span | None:
    """Somebody of whom the news told; a law or a bill may be in the news as well."""
    match = _NEWS.search(lower)
    return match.span() if match and _PEOPLES.search(lower) else None


def _only(lower: str) -> Span | None:
    """What one person alone is or got in a place, and no clinic, payer or state."""
    matches = (m for m in _ONLY.finditer(lower) if not _OURS.search(m["what"]))
    return next((match.span() for match in matches), None)
