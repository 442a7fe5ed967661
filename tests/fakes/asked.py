"""What can be asked of each command, for tests that go through all of them.

People and channels stand in it as Slack writes them, and alerts and sessions by the number 1.
"""

from __future__ import annotations

ALIAS = "BLUE-7"

TYPED = {
    "session": [
        *("", "help", "new", f"log {ALIAS}", f"show {ALIAS}", f"void {ALIAS} 1", f"close {ALIAS}"),
        *(f"payer {ALIAS} cigna", f"authorize {ALIAS} 5 visits until 2027-12-31"),
        f"withdraw {ALIAS} 1",
        *(f"balance {ALIAS} 3 used as of 2026-01-05", f"improving {ALIAS}", f"reopen {ALIAS}"),
        *(f"plan-of-care {ALIAS} from 2026-11-20", f"plan-of-care {ALIAS} report", f"plan {ALIAS}"),
    ],
    "caps": [
        *("", "help", ALIAS, f"set {ALIAS} 9 visits per calendar year", "preview 7"),
        "reading medicare",
    ],
    "clinic": [
        *("", "help", "settings", "alerts", "alerts ack 1", "alerts hand 1 to <@UMAX>", "warn"),
        *(
            "warn at 9 left",
            "channel",
            "channel here",
            "channel none",
            "digest off",
            "report on",
            "quiet off",
        ),
        *("patience 2 hours", "managers", "managers add <@UNEW>", "profession PT", "state NC"),
        *("zone Hawaii", f"forget {ALIAS} yes", "export", "audit", f"audit {ALIAS}"),
        *("facts", "facts 1", "facts 1 still true", "start", "test"),
    ],
    "coverage": [
        *("edit premera", "edit premera not covered by call", "edit premera withdraw 1"),
        *("edit premera by call", "call premera 20560", "cash premera"),
    ],
    "share": [
        *("", "help", f"caps {ALIAS}", "caps", f"session show {ALIAS}"),
        "coverage bcbsnc 20560",
    ],
    "wrong": [
        *("", "help", "coverage bcbsnc 20560", "coverage bcbsnc 20560 part verdict"),
        "coverage bcbsnc 20560 part verdict source none",
    ],
}
"""What is asked of every command that is not public, and of the verbs that are a clinic's own."""

FACTS = {
    "coverage": ("bcbsnc 20560", "Investigational"),
    "cpt": ("20560", "20560"),
    "state": ("NC", "North Carolina"),
    "ask": ("does it hurt", "hurt"),
    "denial": ("cigna 20560 CO-50", "CO-50"),
}
"""What is asked of those that are, and what stands in the answer."""

MANAGERS_ONLY = (
    *("/clinic warn at 9 left", "/clinic warn medicare at 5 left", "/clinic channel here"),
    *(
        "/clinic channel none",
        "/clinic digest off",
        "/clinic quiet off",
        "/clinic patience 2 hours",
    ),
    *("/clinic managers add <@UAMY>", "/clinic managers remove <@UMAX>", "/clinic profession PT"),
    *("/clinic state NC", "/clinic zone Hawaii", f"/clinic forget {ALIAS}", "/clinic export"),
    *(f"/clinic forget {ALIAS} yes", "/clinic audit", f"/clinic audit {ALIAS}"),
    *("/clinic alerts retry 1", "/clinic alerts retry all", "/caps reading medicare calendar year"),
    *(
        "/caps set medicare 9 visits per calendar year",
        "/clinic facts",
        "/clinic facts 1 still true",
    ),
    *("/coverage edit medicare not covered by call", "/coverage edit medicare withdraw 1"),
)
"""What staff are refused, whichever way they say it."""

BEGINS = {
    "log": "/session log",
    "today": "/session today",
    "new": "/session new",
    "payer": "/session payer",
    "authorize": "/session authorize",
    "request": "/session request",
    "granted": "/session granted",
    "plan": "/session plan-of-care note",
    "withdraw": "/session withdraw",
    "void": "/session void",
    "balance": "/session balance",
    "cap": "/caps set",
    "settings": "/clinic settings",
    "holiday": "/clinic holidays add",
    "rule": "/coverage edit",
}
"""The command of a button that opens each form."""
