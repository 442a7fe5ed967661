"""User names: of a social network, told as a login, and names run together without a blank.

"@kay.runs", "cashapp $kayk", "strava.com/athletes/44182093"; "mychart user hernandezg71", "login is
m.lopez"; "janedoe", "jsmith". None: "@here", "2 units @ $45", "$xx", "linkedin.com/company/aetna",
"u/s", "login to navinet", "mychart user guide", "user manual".
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.lexicon import Lexicon
from models.privacy.scan import Scan, first

_I: Final = re.IGNORECASE
SITES: Final = (
    "instagram|facebook|fb|tiktok|twitter|x|strava|linkedin|threads|snapchat|venmo|youtube|reddit"
    "|pinterest|cash|onlyfans|linktr|t|paypal|telegram|twitch|bsky|mastodon"
)
_HANDLE = re.compile(
    r"(?<![\w.@])@(?!(?:here|channel|everyone|needlepoint|team|all|staff)\b)[a-z_][\w.-]{2,40}(?!@)",
    _I,
)
_CASH = re.compile(r"(?<![\w$])\$(?!x+\b|usd\b)[a-z][\w-]{2,30}", _I)
_LINK = re.compile(
    rf"(?<![\w-])(?:{SITES})\.(?:com|me|net|ee|app|tv|social)/"
    r"(?!(?:company|groups?|pages?|ads|business|help|legal|policies|events|learning|school|showcase|hashtag)\b)@?[\w.$-]{2}",
    _I,
)
_REDDIT = re.compile(r"(?<![\w/.])u/\w{5,30}", _I)
_DISCORD = re.compile(r"(?<!\w)[a-z][\w.]{2,30}\#\d{4}(?!\w)", _I)
_MARKS: Final = (("@", _HANDLE), ("$", _CASH))
_SITE_WORDS: Final = frozenset(SITES.split("|")) | {"u"}
_SPARED: Final = frozenset({"discord"})

_CUES: Final = frozenset(
    """user username usernames userid login logon handle screenname venmo zelle insta instagram
    logs facebook mychart portal snap snapchat tiktok ig discord twitter whatsapp telegram""".split()
)
_TOLD = re.compile(
    r"\b(?:user ?-?(?:name|id)s?|user|log ?-?(?:in|on)|handle|screen ?name|venmo|zelle|insta(?:gram)?|facebook|snap(?:chat)?|tiktok|ig|discord|twitter|whatsapp|telegram"
    r"|mychart(?: id)?|portal id|logs? ?in as)[\s:=]{1,3}+(?:(?:is|was|to|by|at|name|id|for|her|his|their|pt|patient)[\s:]{1,2}+){0,3}+@?"
    r"(?P<handle>(?!(?:user|name|login|id)\b)[a-z][a-z0-9]{0,30}+(?:[._-][a-z0-9]{1,30}+){0,3}+)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)
_SHORTEST: Final = 3

# A name of fewer letters stands inside too many other words.
_SHORTEST_RUN: Final = 5
_SHORTEST_HALF: Final = 3
_SHORTEST_FULL_HALF: Final = 4
_LONGEST: Final = 40

# Words that a clinic may well choose, and that would be read as a letter or a name and a name.
_INFLECTED: Final = ("ed", "ing", "er", "ers")


def find_profile(scan: Scan) -> Span | None:
    """Where the first user of a social network stands."""
    marked = (m for mark, form in _MARKS if mark in scan.text for m in form.finditer(scan.text))
    linked = scan.at_words(_SITE_WORDS, _LINK, _REDDIT) if "/" in scan.text else ()
    tagged = _DISCORD.finditer(scan.text) if scan.has(_SPARED) else ()
    return first(marked) or first(linked) or first(tagged)


def find_login(scan: Scan, lexicon: Lexicon) -> Span | None:
    """Where the first user name stands that is told as one."""
    told = scan.at_words(_CUES, _TOLD)
    return first((m for m in told if _is_login(m["handle"].lower(), lexicon)), "handle")


def _is_login(typed: str, lexicon: Lexicon) -> bool:
    """Whether it is made of a name, or of letters that are no word with digits or marks beside."""
    words = _LETTERS.findall(typed)
    if any(is_handle(word, lexicon) or word in lexicon.names for word in words):
        return True
    unknown = [word for word in words if len(word) >= _SHORTEST and word not in lexicon.words]
    return bool(unknown) and not typed.isalpha()


def is_full_name(letters: str, lexicon: Lexicon) -> bool:
    """Whether a word is two names of four letters or more, neither of which is anything else."""
    return len(letters) <= _LONGEST and any(
        given in lexicon.names and surname in lexicon.names
        for given, surname in _halves(letters, _SHORTEST_FULL_HALF)
    )


def _is_inflected(letters: str, lexicon: Lexicon) -> bool:
    """Whether a word is a form of an ordinary one: "locked" of "lock", and not Locke, D."""
    return any(letters.removesuffix(end) in lexicon.words for end in _INFLECTED)


def is_handle(letters: str, lexicon: Lexicon) -> bool:
    """Whether a word is two names, or an initial and a name."""
    if (
        letters in lexicon.beside.no_runs
        or len(letters) > _LONGEST
        or _is_inflected(letters, lexicon)
    ):
        return False
    if len(letters) > _SHORTEST_RUN and {letters[1:], letters[:-1]} & lexicon.names:
        return True
    return any(
        (given in lexicon.names or given in lexicon.given)
        and (surname in lexicon.names or surname in lexicon.surnames)
        and bool({given, surname} & lexicon.names)
        for given, surname in _halves(letters, _SHORTEST_HALF)
    )


def _halves(letters: str, shortest: int) -> tuple[tuple[str, str], ...]:
    cuts = range(shortest, len(letters) - shortest + 1)
    return tuple((letters[:cut], letters[cut:]) for cut in cuts)
