"""SQL by hand that keeps what clinics were told from facts, and finds what was unknown."""

from __future__ import annotations

# Hot: a row for each answer to something new. By the ORM it took half as long again.
ADD = """
    INSERT INTO receipt (clinic_id, code, member, command, told_on, told_at, profession, state,
        rules, facts, about, verdict)
    VALUES :rows ON CONFLICT (clinic_id, code, member) DO NOTHING"""

# GROUP BY with two aggregates, in their order.
UNKNOWN = """
    SELECT command, count(*) AS times, max(told_on) AS last_on FROM receipt
    WHERE clinic_id = :clinic_id AND told_at >= :since AND verdict = 'unknown'
    GROUP BY command ORDER BY count(*) DESC, command LIMIT :limit"""
