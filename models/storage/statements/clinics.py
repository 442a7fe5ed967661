"""SQL of who asks in which clinic (SEATED), and what was seen before (FIRST_SEEN)."""

from __future__ import annotations

from models.storage.statements.rules import OF_CLINIC

# Hot: who asks, and of which clinic, in one row of two tables.
SEATED = f"""
    SELECT c.id, c.platform, c.workspace, c.profession, c.state, c.time_zone, c.readings,
        c.preferences, {OF_CLINIC} AS rules, m.id AS member_id, m.role, m.vouched_at, m.gone_at
    FROM clinic c JOIN member m ON m.clinic_id = c.id
    WHERE c.platform = :platform AND c.workspace = :workspace AND m."user" = :user"""  # noqa: S608 -- a constant

# Hot, and RETURNING: a delivery is carried out by whoever writes its key first.
FIRST_SEEN = """
    INSERT INTO seen_event (source, key, received_at) VALUES (:source, :key, :at)
    ON CONFLICT DO NOTHING RETURNING id"""
