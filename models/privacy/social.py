"""Names of users of social networks: "@kay.runs", "cashapp $kayk", "strava.com/athletes/44182093".

None: "@here", "2 units @ $45", "$xx", "linkedin.com/company/aetna", "u/s".
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy.kinds import Span
from models.privacy.scan import Scan

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
_SITES: Final = frozenset(SITES.split("|")) | {"u"}
_SPARED: Final = frozenset({"discord"})


def find(scan: Scan) -> Span | None:
    """Where the first name of a user stands."""
    for mark, pattern in _MARKS:
        if mark in scan.text and (match := pattern.search(scan.text)):
            return match.span()
    if "/" in scan.text and (link := next(scan.at_words(_SITES, _LINK, _REDDIT), None)):
        return link.span()
    told = _DISCORD.search(scan.text) if scan.has(_SPARED) else None
    return told.span() if told else None
