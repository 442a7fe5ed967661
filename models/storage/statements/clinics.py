"""Statements about clinics and their members."""

from __future__ import annotations

# Hot: who asks, and of which clinic, in one row of two tables.
SEATED = """
    SELECT c.id, c.profession, c.state, c.time_zone, c.readings, c.preferences,
        m.id AS member_id, m.role, m.vouched_at, m.gone_at
    FROM clinic c JOIN member m ON m.clinic_id = c.id
    WHERE c.platform = :platform AND c.workspace = :workspace AND m."user" = :user"""
