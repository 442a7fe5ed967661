"""Blanks people, channels and links that a platform resolved, before a text is searched.

A mention that our adapters wrote ("@‹U0123›") carries the platform's id and is blanked. A handle that
somebody typed ("@mariagarcia", "#maria-garcia", "<@U1|maria garcia>") is looked at like any text.
"""

from __future__ import annotations

import re

from models.mention import MENTION
from models.privacy.user_names import SITES

_RAW_ID = re.compile(r"<[@#!](?P<id>[A-Z0-9^:]{2,40})(?=[|>])")
_LINK = re.compile(r"<?https?://[\w.-]{1,100}+(?P<path>[^\s>|]{0,400}+)")
_SOCIAL = re.compile(rf"\b(?:{SITES})\.(?:com|me|net|ee|app|tv|social)/", re.IGNORECASE)
_STAFF = re.compile(r"(?<![\w.@])@‹?[A-Za-z][\w.-]{0,40}+›?(?!@)")
_CALLER = re.compile(
    rf"(?<=\bby ){_STAFF.pattern}|{_STAFF.pattern}(?= (?:has |have )?(?:called|phoned)\b)",
    re.IGNORECASE,
)
_STAFF_COMMAND = re.compile(r"\s*(?:managers?|admins?|alerts?|facts owner|report)\b", re.IGNORECASE)


def blank(text: str) -> str:
    """The text with the ids that a platform resolved, and addresses of sites, blanked out."""
    if not any(mark in text for mark in "‹<:"):
        return text
    text = MENTION.sub(_without_id, text)
    text = _RAW_ID.sub(lambda match: "\0" * len(match[0]), text)
    return _LINK.sub(_without_site, text)


def blank_staff(command: str, text: str) -> str:
    """The text without the handles of staff, behind `/clinic managers`, `facts owner` and such."""
    if command != "clinic" or not _STAFF_COMMAND.match(text):
        return text
    return _STAFF.sub(lambda match: "\0" * len(match[0]), text)


def blank_callers(text: str) -> str:
    """The text of a rule without the handle of whoever called: "called by @amy"."""
    return _CALLER.sub(lambda match: "\0" * len(match[0]), text) if "@" in text else text


def _without_id(match: re.Match[str]) -> str:
    """An id has digits; letters alone may be what somebody typed between the marks."""
    id_ = match["id"]
    is_id = any(map(str.isdigit, id_)) or id_.isupper()
    return "\0" * len(match[0]) if is_id else match[0].translate({0x2039: " ", 0x203A: " "})


def _without_site(match: re.Match[str]) -> str:
    if _SOCIAL.search(match[0]):  # whose profile it is says the whole link
        return match[0]
    start = match.start("path") - match.start()
    return "\0" * start + re.sub(r"[^A-Za-z]", " ", match["path"])
