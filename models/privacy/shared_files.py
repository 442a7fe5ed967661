"""Links to photos and shared files, on which a patient may be seen or named.

"https://photos.app.goo.gl/Zk3b", "drive.google.com/file/d/1x", "i.imgur.com/x.jpg", and a photo anywhere
("clinic.example/knee.jpeg"). None: pages of payers and agencies, a site without a path ("dropbox.com").
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from models.privacy.identity_kinds import Span

_LINK = re.compile(
    r"(?<![\w@.-])(?P<host>[a-z0-9][a-z0-9-]{0,60}+(?:\.[a-z0-9-]{1,60}+){1,5}+)/(?P<path>[^\s<>|\"']{1,300}+)",
    re.IGNORECASE,
)
_PHOTO = re.compile(r"\.(?:jpe?g|heic|mov|mp4)\b", re.IGNORECASE)
_RECORD = re.compile(
    r"(?:patients?|charts?|clients?|members?|encounters?|mrn|persons?|people|visits?)(?:id)?[/=#:]{1,2}[\w-]{0,8}\d{3,}",
    re.IGNORECASE,
)  # of one patient in software: "app.webpt.com/patients/8841027"
_PUBLIC: Final = (".gov", ".mil")


def find(text: str, hosts: Container[str]) -> Span | None:
    """Where the first link of such a kind stands. `hosts` are sites, some with a part of a path."""
    if "/" not in text or "." not in text:
        return None
    links = _LINK.finditer(text)
    return next((link.span() for link in links if _is_shared(link, hosts)), None)


def _is_shared(link: re.Match[str], hosts: Container[str]) -> bool:
    host, folder = link["host"].lower(), link["path"].partition("/")[0].lower()
    if _PHOTO.search(link["path"]) and not host.endswith(_PUBLIC):
        return True
    if _RECORD.search(link["path"]) and not host.endswith(_PUBLIC):
        return True
    parts = host.split(".")
    sites = [".".join(parts[start:]) for start in range(len(parts) - 1)]
    return any(site in hosts or f"{site}/{folder}" in hosts for site in sites)
