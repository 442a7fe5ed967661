"""One day at a clinic of physical therapists, and the card that each thing typed brings."""

from __future__ import annotations

from models.clinic.clinic import Member, Role
from models.reply import Reply
from tests.golden.alerts import posted
from tests.golden.day import Day

# What is typed, in this order; a card without a name only sets the scene for those after it.
_TYPED = (
    ("help", "/help"),
    ("help-command", "/session help"),
    ("coverage-conditions", "/coverage medicare 20560"),
    ("coverage-investigational", "/coverage bcbsnc 20560"),
    ("coverage-not-covered", "/coverage cigna 20560"),
    ("coverage-conflict", "/coverage tricare 20560"),
    ("coverage-silent", "/coverage uhc medicare advantage 20560"),
    ("coverage-unknown", "/coverage aetna 20560"),
    ("coverage-before", "/coverage bcbs alabama 20560 on 2021-03-15"),
    ("coverage-history", "/coverage history bcbs alabama"),
    ("coverage-no-payer", "/coverage acme health"),
    ("coverage-several", "/coverage cigna, bcbsnc and tricare 20560"),
    ("asking-back", "/coverage blue cross 20560"),
    ("cpt", "/cpt 20560"),
    ("cpt-several", "/cpt 3 muscles"),
    ("cpt-modifier", "/cpt GP"),
    ("state", "/state NC"),
    ("state-prohibited", "/state CA"),
    ("state-conflict", "/state Oregon"),
    ("state-unknown", "/state WY PTA"),
    ("state-several", "/state PT in ohio, utah and texas"),
    ("ask", "/ask how many visits are usual"),
    ("ask-unknown", "/ask needles"),
    ("denial", "/denial cigna 20560 CO-50"),
    ("board-empty", "/caps"),
    ("session-new", "/session new BLUE-47K payer medicare for chronic low back pain"),
    ("session-new-bare", "/session new GREEN-12"),
    ("session-log", "/session log BLUE-47K 20561 on 2026-11-20"),
    ("session-log-same-day", "/session log BLUE-47K 20561 on 2026-11-20"),
    ("", "/session log BLUE-47K 20561 on 2026-11-10"),
    ("", "/session log BLUE-47K 20561 on 2026-11-12"),
    ("", "/session log BLUE-47K 20561 on 2026-11-17"),
    ("session-show", "/session show BLUE-47K"),
    ("session-void-why", "/session void BLUE-47K 2 because of what she said"),
    ("session-undo", "/session void BLUE-47K 2 because wrong day"),
    ("session-authorize", "/session authorize BLUE-47K 4 visits from 2026-11-01 until 2026-12-31"),
    ("session-authorize-ask", "/session authorize BLUE-47K"),
    ("session-balance", "/session balance GREEN-12 5 as of 2026-11-01 from portal"),
    ("session-balance-who", "/session balance GREEN-12 4 as of 2026-11-01 from somebody"),
    ("session-plan-which", "/session payer GREEN-12 fep plan something"),
    ("session-near", "/session log BLUE-47K 20561 on 2026-11-23"),
    ("session-alias-ask", "/session log"),
    ("session-alias-slip", "/session log BLUE-48K"),
    ("", "/caps set GREEN-12 2 visits per calendar year"),
    ("", "/session log GREEN-12 on 2026-11-02"),
    ("", "/session log GREEN-12 on 2026-11-04"),
    ("session-over", "/session log GREEN-12 on 2026-11-06"),
    ("", "/session new OWL-3 payer cigna"),
    ("board", "/caps"),
    ("caps-alias", "/caps BLUE-47K"),
    ("shared-answer", "/share coverage bcbs alabama 20560 on 2021-03-15"),
    ("shared-alias", "/share caps BLUE-47K"),
    ("share-refused", "/share caps"),
    ("wrong", "/wrong coverage medicare 20560"),
    ("wrong-source", "/wrong coverage medicare 20560 part verdict"),
    ("wrong-noted", "/wrong coverage medicare 20560 part verdict source 1"),
    ("", "/wrong state NC part rule source none"),
    ("trouble", "/sesion log BLUE-47K"),
    ("identity-refused", "/session log John Smith 03/04/1961"),
    ("manager-only", "/caps set medicare 10 visits per calendar year"),
    ("", "/session new FERN-44 payer aetna"),
    ("", "/caps set FERN-44 2 visits per calendar year"),
    (
        "session-log-several",
        "/session log FERN-44, OWL-3 97140 on 2026-11-19; OWL-33; OWL-3 no-show",
    ),
    ("caps-book", "/caps book FERN-44 11/23 11/24 11/25"),
    ("caps-book-rows", "/caps book OWL-3 11/23 11/25\nFERN-44 11/27\nlunch 11/27"),
    ("caps-week", "/caps week"),
    ("session-today", "/session today"),
)
_AS_MANAGER = (
    ("clinic-start", "/clinic start"),
    ("clinic-test", "/clinic test"),
    ("facts", "/clinic facts"),
    ("facts-one", "/clinic facts 1"),
)


async def cards(day: Day) -> dict[str, Reply]:
    """The replies, by the name of the card."""
    told = {name: await day.say(typed) for name, typed in _TYPED}
    max_ = Member(2, 1, "UMAX", Role.MANAGER)
    told |= {name: await day.say(typed, max_) for name, typed in _AS_MANAGER}
    return {name: reply for name, reply in told.items() if name} | await posted(day)
