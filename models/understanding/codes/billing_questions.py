"""What is asked of codes beside units and edits: swaps, supplies, stim, global days, `_PHRASES`."""

from __future__ import annotations

import re
from enum import StrEnum

from models.understanding.codes.muscle_parts import PARTS


class CodeMatter(StrEnum):
    """One thing that is asked of codes in words of its own."""

    INSTEAD = "instead"  # one code put in another's place
    DONE = "done"  # the code of needling put in the place of another service's
    WHICH = "which"  # perhaps one of two codes is to be chosen
    CHOOSE = "choose"  # surely
    VERSUS = "versus"
    STIM = "stim"  # electrical stimulation beside or through the needles
    THROUGH_NEEDLES = "through_needles"
    SUPPLIES = "supplies"
    TAPE = "tape"
    TELEHEALTH = "telehealth"
    PLACE = "place"  # the code of the place of service
    GLOBAL = "global"  # global days, and whether it is surgery
    TWO_THERAPISTS = "two_therapists"
    NEEDLING_TIME = "needling_time"  # whether the minutes of needling count
    SAME_MINUTES = "same_minutes"  # whether minutes of needling count for another code too
    REDUCED = "reduced"  # the multiple procedure reduction
    PER_MUSCLE = "per_muscle"  # a unit for each of some muscles
    PER_REGION = "per_region"  # a unit for each region, side or trigger point
    TIMED = "timed"  # whether a code is timed, and its minutes go by the 8-minute rule
    ADD_ON = "add_on"  # whether a code only stands beside another
    NEEDS_EVAL = "needs_eval"  # whether an evaluation has to stand beside it
    HOW_MANY = "how_many"  # how many muscles make a code
    NEEDLES = "needles"  # how many needles make a code
    THERAPY_LIST = "therapy_list"  # always or sometimes therapy
    THERAPY_AMOUNT = "therapy_amount"  # Medicare's yearly amount
    GROUP = "group"  # as how many muscles a group counts
    BESIDE = "beside"  # joined to needling by "with" and the like
    OTHER_DAYS = "other_days"
    SAME_MUSCLE = "same_muscle"
    OTHER_MUSCLE = "other_muscle"
    NOW = "now"  # of today, beside another year
    CHANGED = "changed"  # how amounts differ between years
    FACTOR = "factor"  # the conversion factor of Medicare's schedule
    INCLUDED = "included"  # whether one service is already in the code of another
    DAILY = "daily"  # the most units of a day (MUE)
    SPLIT = "split"  # one day over two claims
    PACKAGED = "packaged"  # in a hospital's payment of the day (OPPS)
    PARTS = "parts"  # several heads or parts of one muscle
    FACE_TIME = "face_time"  # how long somebody has to be face to face


_NEEDLING = r"(?:needl\w*|needels?|needeling|dryneedl\w*|dn|tdn|ims|2056[01])"
_OF_ANOTHER = (
    r"(?:[0-9]{5}|trigger|tpi|tp|manual|mt|acu\w*|neuro\w*|nmr|ther\w*|injections?|unlisted"
    r"|massage|exercise|self|office|regular|e m|mfr|soft|myofascial|stm|pt)\b"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri)(?:day)?"
_NO_PATIENT = r"(?:ot|dpt|chiro(?:practor)?|dc|lac|acupuncturist|md|np|doctor|physician)"
_WHO = rf"(?:pt|pta|physical therapist|{_NO_PATIENT})"
_WHO_ELSE = rf"(?:cota|{_NO_PATIENT}|(?:(?<=by )|(?<=a )|(?<=the )|(?<=and ))pt)"
_NOT_AS = "".join(
    rf"(?<!{word} )"
    for word in (
        "well same day visit time session date claim such dos "
        "soon far long part region area side muscle spot body site"
    ).split()
)
_SAME_AS = (
    r"(?:equals?|(?:is |are |as |really |just |considered )*(?:the )?(?:same|equal|identical"
    r"|equivalent)(?: (?:thing|code|service|cpt|procedure))* (?:as|to|with))"
    r"(?: (?:the|dry|code|cpt|for))*"
)
_PHRASES: tuple[tuple[CodeMatter, str], ...] = (
    (
        CodeMatter.DONE,
        rf"{_NEEDLING}(?: codes?)? (?:instead of|rather than|in (?:place|lieu) of) (?:the )?"
        rf"(?!{_NEEDLING}){_OF_ANOTHER}",
    ),
    (
        CodeMatter.INSTEAD,
        rf"(?!2056[01])[0-9]{{5}} {_SAME_AS} {_NEEDLING}"
        rf"|{_NEEDLING} {_SAME_AS} (?!2056[01])[0-9]{{5}}"
        r"|instead|rather than|in (?:place|lieu) of|swap\w*|substitut\w*|disguis\w*|hide|hiding"
        rf"|(?:call|label|list|describe|document|name)\w* (?:it |that |this |them |needling "
        rf"|dn |dry )+"
        rf"(?:as )?(?:an? |the )?{_OF_ANOTHER}"
        r"|crosswalk\w*|get away with|sneak|mask"
        rf"|(?:bill|us|cod|charg|submit)\w* (?!2056[01])[0-9]{{5}} (?:for|when|while|on)"
        rf"(?: (?:the|just|only|it was|it is|we|i|you|really|dry|plain))* (?:dry )?{_NEEDLING}"
        rf"|(?:under|{_NOT_AS}as|like|into)(?: (?:a|an|the|just|plain|my|code|cpt"
        rf"|some))* {_OF_ANOTHER}"
        r"|(?:put|bill\w*|cod\w+|file|hide|run|submit\w*|stick|throw|lump\w*) (?:it |that "
        r"|needling |dn |this |them )*(?:all )?(?:under|as|in with|into|like)(?= (?:a |an "
        r"|the )*[a-z0-9])(?! (?:same|one|two"
        r"|bilateral|separate|timed|cash|self pay|secondary|primary|a? ?unit|distinct|both|2|3"
        r"|1|units?|pt))",
    ),
    (
        CodeMatter.WHICH,
        r"which (?:one|code|cpt|do|should|of|is|to)|what should|should (?:i|we) (?:use|bill)"
        r"|correct|right (?:code|one)|do (?:i|we) use|better|or",
    ),
    (
        CodeMatter.CHOOSE,
        r"which (?:one|code|cpt|do|should|of|is|to)|(?:right|correct|proper"
        r"|appropriate) (?:code|cpt|one)",
    ),
    (CodeMatter.VERSUS, r"vs|versus"),
    (
        CodeMatter.BESIDE,
        rf"(?:with|w|plus|alongside|beside|on top of|in addition to)(?: (?:the|dry|my|our|code))*"
        rf" {_NEEDLING}\b|same (?:day|visit|date|claim|session)|together",
    ),
    (
        CodeMatter.THROUGH_NEEDLES,
        r"(?:through|thru|via|w|with|on|onto|to|into|while|during|by|hook\w*|attach\w*|clip\w*"
        r"|connect\w*)"
        r"(?: (?:the|my|our|his|her|their|dry|acupuncture|up|to|in))* (?:needles?|needels?)(?!ing)"
        r"|needles? (?:are |r |still |were )?(?:in|hooked|clipped|connected|attached)\b"
        r"|electro ?dry|electric\w* (?:dry )?needl\w*"
        r"|electrodry\w*|percutaneous|pens|needl\w* (?:with|w|plus|and)(?: (?:the|an?|my|our))?"
        r" (?:e ?stim\w*|stim|electric\w*|current)",
    ),
    (
        CodeMatter.STIM,
        r"(?<!no )(?<!without )(?<!w o )e ?stim\w*|(?<!no )(?<!no e )(?<!without )(?<!w o )stim"
        r"|(?<!intramuscular )stimulation|electric\w*|electro(?: ?dry\w*| needl\w*|stim\w*)"
        r"|interferential|ifc|pens|97032|97014|g0283|nmes|current",
    ),
    (
        CodeMatter.SPLIT,
        r"(?:split\w{0,4}|divide|break up|spread)\b.{0,60}\b(?:claims?|days?|dates?|dos)"
        r"|(?:two|2|separate|another|second|different) claims?\b.*\b"
        r"(?:pays?|paid|thr(?:u|ough)|edit)",
    ),
    (CodeMatter.PACKAGED, r"opps|status indicators?|addendum b|packaged|apcs?"),
    (
        CodeMatter.SUPPLIES,
        r"a4[0-9]{3}|99070|suppl(?:y|ies)|materials?|sharps(?: container| fee| disposal)?"
        r"|(?:charge|bill|billed|cost|fee|pay|paid|code) (?:(?:extra|separately|apart|for|the"
        r"|of|patients?)"
        r" )*needles(?: themselves| used| separate\w*| too| and|$)|needles? (?:separate\w*"
        r"|extra|cost|fee)"
        r"|needles? (?:themselves )?(?:(?:is|are|be|gets?) )?(?:reimburs|bill|pa[iy]|charg|cover)"
        r"[a-z]* (?:for )?(?:separate\w*|apart|extra|on (?:its|their) own|by themselves)"
        r"|needles? (?:themselves )?(?:included|part of)|includes? (?:the )?needles?(?!ing)",
    ),
    (
        CodeMatter.PER_MUSCLE,
        r"(?:per|each|every) (?:additional |extra |more |single |[1-9] |three |two |set of \w+ )?"
        r"(?:muscles?|muscels?)(?! each)",
    ),
    (
        CodeMatter.PER_REGION,
        r"(?:per|each|every) (?:separate |body |treated )?(?:regions?|areas?|body parts?|parts?"
        r"|sides?|sites?|spots?|limbs?|joints?|trigger points?)",
    ),
    (
        CodeMatter.TIMED,
        r"timed|untimed|non ?timed|time ?based|service based|(?:8|eight) ?min(?:ute)?s? rule"
        r"|(?:8|eight) min rule|rule of (?:8|eight)s?"
        r"|(?:billed|counted|paid|goes?|go) by (?:the )?(?:time|minutes?|clock)",
    ),
    (CodeMatter.ADD_ON, r"add ?ons?(?: codes?)?"),
    (
        CodeMatter.NEEDS_EVAL,
        r"(?:needs?|requires?|must|(?:has|have|got) to|mandatory|without)\b.{0,40}"
        r"\b(?:eval\w*|9716[1-4])",
    ),
    (
        CodeMatter.HOW_MANY,
        r"(?:how many|what number of|number of) muscles?(?= (?:is|are|for|does|do|in|to|make|makes"
        r"|count|counts|need|needed|needs)\b| ?2056)",
    ),
    (
        CodeMatter.NEEDLES,
        r"(?:how many|number of|amount of|count(?:ing)?(?: the| all| up)?|per|each)"
        r" needles?(?!ing| time| min)"
        r"|needles? (?:count\b|counted|matter)|[0-9]+ needles\b.*\bcount",
    ),
    (
        CodeMatter.THERAPY_LIST,
        r"(?:always|sometimes|a|as) therapy(?: codes?)?(?! cap| threshold| amount| visit)"
        r"|therapy code (?:list|status|designation)|(?:to|into|become|became|called) therapy codes?"
        r"|(?:2056[01]|needling|codes)(?: now)? therapy codes?\b",
    ),
    (
        CodeMatter.THERAPY_AMOUNT,
        r"therapy (?:cap|threshold|amount|limit)|kx (?:threshold|amount|limit|cap|total)"
        r"|(?:yearly|annual) (?:cap|threshold)",
    ),
    (
        CodeMatter.GROUP,
        r"count\w*(?: it| them| that)? (?:as|like)|how many muscles|(?:one|1) muscle$"
        r"|muscles? or (?:a )?group"
        r"|(?:one|1) (?:muscle )?or (?:[2-9]|two|three|four|many|several)|as (?:one"
        r"|[1-9]) muscles?",
    ),
    (
        CodeMatter.OTHER_DAYS,
        r"(?:different|diff|separate|next|another|other) (?:days?|dates?|dos|week)"
        rf"|{_WEEKDAY}\b.*\b{_WEEKDAY}",
    ),
    (CodeMatter.REDUCED, r"mppr|multiple procedures? (?:payment )?(?:reduc\w*|discount|cut)"),
    (
        CodeMatter.TAPE,
        r"k(?:inesio)? ?tap(?:e|ing)|kinesiotap\w*|kt tape|rock ?tape|taping|strapping",
    ),
    (CodeMatter.PLACE, r"place of service|pos(?: code)?(?: (?:11|02|10|12|22|24|19|62))?\b"),
    (
        CodeMatter.TELEHEALTH,
        r"tele ?(?:health|med\w*|visit|rehab)|virtual\w*|video|zoom|(?:pos"
        r"|place of service) (?:02|2|10)",
    ),
    (
        CodeMatter.GLOBAL,
        r"global|surger(?:y|ies) (?:code|section|chapter|cpt)|surgical|minor (?:surgery|procedure)"
        r"|(?:is|as|a) surgery|post ?op(?:erative)? (?:days|period)|(?:000|010|090|xxx)",
    ),
    (
        CodeMatter.TWO_THERAPISTS,
        r"(?:two|2|both|different|diff|another|second|2nd|other|separate|each|multiple) "
        r"(?:different |of our |separate |treating )?(?:therapists?|providers?|clinicians?"
        r"|practitioners?|disciplines?|professions?|specialt(?:y|ies)|pts|dpts|ots|chiros?|npis?)"
        r"|(?:another|other|second|2nd|different) (?:dpt|ot|chiro(?:practor)?|lac|pta)"
        rf"|{_WHO}\b(?! eval)(?!s? npi)(?! \w+ ed\b).{{1,60}}\b{_WHO_ELSE}(?! eval)"
        r"|(?:one|1|a) (?:pt|dpt|ot|therapist|provider|clinician|chiro)\b.{1,60}"
        r"\b(?:with|w|by|from) (?:another|the other|a different)(?: one)?"
        r"(?=$| (?:same|on|in|that|the|which|how|is|can|do|what|and|at|later)\b)",
    ),
    (
        CodeMatter.NEEDLING_TIME,
        rf"(?:{_NEEDLING}|retention) (?:retention )?(?:time|minutes|mins?)\b(?! ?(?:of day|limit))"
        rf"|(?:time|minutes|mins?) (?:spent |for |of |on |doing |the |i |we |is |are "
        rf"|dry )*{_NEEDLING}"
        rf"|time (?:the )?needles? (?:are|is|stay|sit)|needles? (?:are )?in (?:time|minutes)",
    ),
    (
        CodeMatter.SAME_MINUTES,
        r"same (?:exact )?(?:[0-9]{1,2}(?: ?min\w*|$)|minutes?|mins)",
    ),
    (
        CodeMatter.SAME_MUSCLE,
        r"(?:same|one(?! muscles? (?:needl|dn|was|got|only|done))|single|that) (?:exact )?"
        r"(?:muscles?|muscels?|trigger points?|tp|spots?|sites?|area|knot)",
    ),
    (
        CodeMatter.OTHER_MUSCLE,
        r"(?:different|diff|another|other|separate|distinct|second) (?:muscles?|muscels?"
        r"|trigger points?|spots?|sites?|areas?|regions?|body part|side)",
    ),
    (CodeMatter.NOW, r"now|nowadays|todays?|current(?:ly)?|this year|these days|latest|newest"),
    (
        CodeMatter.CHANGED,
        r"chang\w+|compared?|comparison|(?:vs|versus) (?:now|today|(?:last|this) year|20[0-9]{2})"
        r"|20[0-9]{2} (?:vs|versus)|(?:go|goes|going|gone|went) (?:up|down)"
        r"|(?:in|de)creas\w+|drop(?:s|ped)?|cuts?|raised?|rise|rose|used to (?:be|pay)"
        r"|(?:than|from|since) (?:in )?(?:last year|before|20[0-9]{2})|year over year"
        r"|differen\w+ from",
    ),
    (CodeMatter.PARTS, PARTS),
    (CodeMatter.FACTOR, r"conversion factor|conv factor|cf"),
    (
        CodeMatter.INCLUDED,
        r"(?:already|all) (?:in|part of|included|counted|covered|inside|built)|includ\w+"
        r"|(?:in|inside|counted|covered|part of) (?:it |there |that )?already"
        r"|built in(?:to)?|part of (?:it|that|the)|bundled in(?:to)?|double (?:dip\w*|bill\w*)",
    ),
    (CodeMatter.DAILY, r"mues?|medically unlikely|(?:max|most|maximum)(?: number of)? units?"),
    (
        CodeMatter.FACE_TIME,
        r"face (?:to face )?time|face to face|(?:one on one|hands on|contact) (?:time|minutes)"
        r"|how (?:much|many) (?:time|minutes|mins)|how long"
        r"|(?:time|minutes|mins) (?:for|in|per|makes?|is|are) (?:(?:a|one|1|each) )?units?",
    ),
)
_HOLDS = {CodeMatter.HOW_MANY: " muscle", CodeMatter.SAME_MINUTES: "same "}
"""What a text surely holds that asks it: to look for that costs less."""

_ASKED = {matter: re.compile(rf"\b(?:{phrase})\b") for matter, phrase in _PHRASES}


def asks(matter: CodeMatter, plain: str) -> bool:
    """Whether the words of a question ask one thing of codes."""
    if _HOLDS.get(matter, "") not in plain:
        return False
    return _ASKED[matter].search(plain) is not None


def matters_in(plain: str) -> frozenset[CodeMatter]:
    """What the words of a question ask of codes."""
    return frozenset(matter for matter in _ASKED if asks(matter, plain))
