"""What is told after somebody was hurt: a needle taken home, blood of another, who is upset."""

from __future__ import annotations

import re

FORGOTTEN = "forgotten_needle"
SIGNS = "after_signs"
UPSET = "reply_upset"
STUCK = "needlestick"
TEXTING = "texting"
LASTING = "effects_length"

# A needlestick, and blood of another in other words; a plan or a class against it is none.
EXPOSED = re.compile(
    r"\bneedle ?stick\w*|\b(?:sharps?|needle) (?:injur\w+|exposure|pokes?)\b"
    r"|\b(?:poke\w*|stuck|prick\w*|stab\w*|jab\w*)"
    r" (?:my ?self|me|himself|herself|oursel\w+|yoursel\w+|themsel\w+|by|with"
    r"|(?:my|his|her|a|the) (?:\w+ )?finger)\b"
    r"|\bgot (?:\w+ )?(?:poked|stuck|pricked|stabbed|jabbed)\b"
    r"|\b(?:poke\w*|stuck|prick\w*|stab\w*|jab\w*) (?:\w+ ){1,2}(?:glove|hand|thumb|palm)\b"
    r"|\b(?:grab\w*|touch\w*) (?:a |the )?(?:used|dirty) needles?\b"
    r"|\b(?:grabbed|touched|stepped on|sat on) (?:a |the )?needles?\b"
    r"|\b(?:blood ?borne|bbp|blood|body fluids?)(?: pathogens?)? (?:exposure|splash\w*)"
    r"(?! (?:control|plans?|training|class|course|rules?|standards?|log|policy|kit)\b)"
    r"|\bexpos(?:ed|ure) to (?:\w+ ){0,2}blood\b"
    r"|\bneedle (?:just )?(?:poked|stuck|pricked|stabbed|jabbed)"
    r" (?:me|my|our|us|his|her|him|the|a)\b"
    r"|\b(?:aide|tech|staff|therapist|pta|coworker|colleague|cleaner|employee|receptionist|janitor)"
    r" (?:was|were|got|has been|is) (?:just )?(?:poked|stuck|pricked|stabbed|jabbed)\b"
)

_FOUND_LATER = re.compile(
    r"\b(?:found|finds|turned up|fell out|(?:pulled|took) (?:it|one) out"
    r"|br(?:ought|ings) (?:it|one)|came back with)\b"
)
_HAS_GONE = re.compile(
    r"\b(?:left|drove|went|gone|got|walked|is|back|calls?|called|calling from)"
    r" (?:(?:out of|from|the|our|at|is|to) ){0,2}(?:clinic|home|office|building|car|work|airport)\b"
    r"|\b(?:already|has|had|just) (?:left|gone)\b"
)
_IS_IN = re.compile(r"\b(?:still|stuck|(?:wont|cant|couldnt) (?:get|come|pull) \w*|broke\w*)\b")

# A needle that lies where none belongs: somebody may be pricked.
_ASTRAY = re.compile(
    r"\bneedles?\b.{0,40}\b(?:laundry|linens?|towels?|hamper|sheets|wash|washer|dryer|pockets?"
    r"|floor|carpet|rug|couch|bathroom|waiting room|parking lot|gown|table paper)\b"
    r"|\bneedle (?:count|tally)\b.{0,60}\b(?:short|off|wrong|mismatch|(?:not|doesnt|didnt) match"
    r"|out (?:was|is) [0-9]{1,3})\b"
    r"|\b[0-9]{1,3} (?:needles? )?in,? (?:and |but )?(?:only )?[0-9]{1,3} (?:needles? )?out\b"
    r"|\b(?:one|two|[12]) (?:needles? )?(?:short|unaccounted)\b"
)

# Whoever gives blood asks the center that takes it, and no clinician.
_GIVES_BLOOD = re.compile(
    r"\b(?:donat\w{1,4}|giv(?:e|es|ing)) (?:\w+ )?(?:blood|plasma|platelets)\b|\bblood don\w{1,6}\b"
    r"|\bblood drive\b"
)

_IS_UPSET = re.compile(r"\b(?:angry|upset|furious|mad|livid|complain\w*|yell\w*|threaten\w*)\b")
_REPLIES = re.compile(
    r"\b(?:repl(?:y|ies)|respond|answer|(?:write|text|say|email) (?:\w+ )?(?:back|to)|draft"
    r"|tell (?:him|her|them)|wording|words)\b"
)

_TEXTS = re.compile(
    r"\b(?:ok(?:ay)?|allowed|can|may|hipaa|legal|fine)\b.{0,40}"
    r"\b(?:text|email|message|send|sms|whatsapp)\b.{0,60}"
    r"\b(?:pics?|pictures?|photos?|cell|phone|patients?|pts?)\b"
)
_LASTS = re.compile(
    r"\b(?:\d{1,2}|a|one|two|three|four|five|few|couple)(?: of)? (?:days?|weeks?)\b.{0,60}"
    r"\bnormal\b"
    r"|\bnormal\b.{0,60}\b(?:days?|weeks?)\b|\bhow long\b|\bred flag\b"
)

# A condition that needling is asked for becomes an alarm where it came with the needles.
_DIZZY_AFTER = re.compile(
    r"\b(?:vertigo|room (?:is |was )?spinning|spinning)\b.{0,40}\b(?:after|since|from|following)\b"
    r".{0,30}\b(?:needl\w+|dn|session|treatment|visit)\b"
    r"|\b(?:after|since|following)\b.{0,30}\b(?:needl\w+|dn|session|treatment|visit)\b.{0,40}"
    r"\b(?:vertigo|spinning)\b"
)

_LARGE = re.compile(
    r"\bhematoma\b|\b(?:bruis\w+|lump|knot|swell\w*|bump)\b.{0,30}\b(?:size of|big as|like)"
    r" (?:an? |my )?(?:golf|tennis|ping pong|base|soft)? ?(?:ball|egg|lemon|plum|fist|hand)\b"
    r"|\b(?:huge|giant|massive|big|spreading|growing) (?:\w+ )?(?:bruise|lump|swelling)\b"
    r"|\bbruis\w+ (?:\w+ )?(?:all (?:over|down|the way)|(?:is |keeps )?(?:spreading|growing))"
    r"|\bblack and blue\b"
)


def asks_of_texting(plain: str) -> bool:
    """Whether it is asked if pictures or messages may go back and forth with a patient."""
    return _TEXTS.search(plain) is not None


def asks_how_long(plain: str) -> bool:
    """Whether it is asked how long a mild effect lasts, or whether it is still normal."""
    return _LASTS.search(plain) is not None


def is_elsewhere(plain: str) -> bool:
    """Whether who has the needle is no longer in the clinic, or found it at home."""
    is_found = _FOUND_LATER.search(plain) is not None and _IS_IN.search(plain) is None
    return is_found or _HAS_GONE.search(plain) is not None


def told_in_general(plain: str) -> str | None:
    """The topic on a needle that lies about or is missing by the count, or on giving blood."""
    if _GIVES_BLOOD.search(plain):
        return "blood_donation"
    return FORGOTTEN if _ASTRAY.search(plain) else None


def asks_for_reply(plain: str) -> bool:
    """Whether it is asked what to answer somebody who is upset."""
    return _IS_UPSET.search(plain) is not None and _REPLIES.search(plain) is not None


def is_dizzy(plain: str) -> bool:
    """Whether the room spins since somebody was needled."""
    return _DIZZY_AFTER.search(plain) is not None


def is_large(plain: str) -> bool:
    """Whether a bruise or a swelling is told that somebody has to look at."""
    return _LARGE.search(plain) is not None
