"""SQL of what changed of payers: which clinics are to be looked at, what a digest told."""

from __future__ import annotations

# Two joins and the newest rule of each clinic.
DUE = """
    SELECT c.id, COALESCE(m.facts, '') AS facts, COALESCE(m.rules, 0) AS rules, m.held
    FROM clinic c LEFT JOIN payer_mark m ON m.clinic_id = c.id
    LEFT JOIN (SELECT clinic_id, max(number) AS newest
        FROM clinic_rule GROUP BY clinic_id) r ON r.clinic_id = c.id
    WHERE m.id IS NULL OR m.facts <> :facts OR m.rules <> COALESCE(r.newest, 0)
    ORDER BY c.id LIMIT :limit"""

# ON CONFLICT … WHERE, and RETURNING: whether nobody else was faster.
MARK = """
    INSERT INTO payer_mark (clinic_id, facts, rules, held)
    VALUES (:clinic_id, :facts, :rules, :held)
    ON CONFLICT (clinic_id) DO UPDATE
        SET facts = excluded.facts, rules = excluded.rules, held = excluded.held
    WHERE payer_mark.facts = :old_facts AND payer_mark.rules = :old_rules RETURNING id"""

TOLD_IN_DIGEST = """
    UPDATE payer_change SET told_in = :due
    WHERE clinic_id = :clinic_id AND told_in IS NULL AND noted_at <= :due"""
