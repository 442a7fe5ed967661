"""E-mail addresses, plain or spelled out, and the mailboxes of offices that pass.

"jane.doe@example.com", "jane@example", "jane [at] example.com", "janedoe at gmail dot com"; not the
mailbox of an office ("claims@aetna.com"), and no handle of a member ("add @amy").
"""

from __future__ import annotations

import re
from typing import Final

from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first

_NAME = r"[\w.+-]{1,64}+"
_ADDRESS = re.compile(
    rf"(?P<box>{_NAME})@[\w-]{{1,64}}+(?:\.[\w-]{{1,64}}+){{0,5}}+"
    rf"|(?P<box2>{_NAME}) ?[@] [\w-]{{1,64}}+(?:\.[\w-]{{1,64}}+){{1,5}}+"
    rf"|{_NAME} ?[\[({{] ?at ?[\])}}] ?[\w-]{{1,64}}+"
    rf"|{_NAME} at [\w-]{{1,40}}+ ?(?:dot| \. ) ?[a-z]{{2,}}+"
    r"|[\w.+-]{1,64}+ at (?:g|hot|proton|y|ym|rocket|e)mail\b"
    r"|[\w.+-]{1,64}+ at (?:yahoo|aol|icloud|outlook|msn|comcast|verizon|att|sbcglobal|live|me)"
    r"\.(?:com|net)\b",
    re.IGNORECASE,
)

# The mailboxes of an office, which no person owns.
_OFFICES: Final = frozenset(
    """appeals auth authorizations benefits billing claims compliance contact contracting
    credentialing customercare customerservice eligibility enrollment fraud frontdesk help helpdesk
    hello info intake legal mail medicalpolicy memberservices noreply no-reply office policy
    portal privacy provider provider.relations provider.services providerrelations providers
    providerservices providersupport questions records referrals sales scheduling service support
    team um utilizationmanagement webmaster""".split()
)


def find(scan: Scan) -> Span | None:
    """Where the first address of a person stands."""
    if "@" not in scan.text and "at" not in scan.words:
        return None
    boxes = ((match, match["box"] or match["box2"] or "") for match in _ADDRESS.finditer(scan.text))
    return first(match for match, box in boxes if box.lower() not in _OFFICES)
