"""SQL of requests: the open ones of a clinic, those decided of a payer, the days of a decision."""

from __future__ import annotations

_COLUMNS = """r.serial, r.number, r.unit, r.sent_on, r.payer, r.state, r.decided_on, r.granted,
        r.granted_as, r.due_on, r.ask_on, r.expedited_on, r.disciplines"""

# Home, the digest and the board ask for them: by an index, those that are late first.
OPEN = f"""
    SELECT a.text, {_COLUMNS} FROM visit_request r
    JOIN alias a ON a.clinic_id = r.clinic_id AND a.id = r.alias_id
    WHERE r.clinic_id = :clinic_id AND r.state = 'open' AND a.is_open = TRUE
    ORDER BY r.ask_on, a.key, r.serial LIMIT :limit"""  # noqa: S608 -- constants

DECIDED = f"""
    SELECT {_COLUMNS} FROM visit_request r
    WHERE r.clinic_id = :clinic_id AND r.state IN ('granted', 'denied') AND r.payer = :payer
    ORDER BY r.decided_on DESC, r.id DESC LIMIT :limit"""  # noqa: S608 -- constants

DAYS = """
    UPDATE visit_request SET due_on = :due, ask_on = :ask_on
    WHERE clinic_id = :clinic_id AND alias_id = :alias_id AND serial = :serial"""
