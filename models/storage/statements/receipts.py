"""SQL by hand that keeps what clinics were told from facts."""

from __future__ import annotations

# Hot: a row for each answer to something new. By the ORM it took half as long again.
ADD = """
    INSERT INTO receipt (clinic_id, code, member, command, told_on, told_at, profession, state,
        rules, facts, about, verdict)
    VALUES :rows ON CONFLICT (clinic_id, code, member) DO NOTHING"""
