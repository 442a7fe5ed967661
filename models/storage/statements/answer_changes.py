"""SQL of answers that have changed: whose are to be asked again, and which a digest told."""

from __future__ import annotations

# Two joins and the newest rule of each clinic.
DUE = """
    SELECT c.id, COALESCE(m.facts, '') AS facts, COALESCE(m.rules, -1) AS rules
    FROM clinic c LEFT JOIN recall_mark m ON m.clinic_id = c.id
    LEFT JOIN (SELECT clinic_id, max(number) AS newest, max(entered_at) AS entered
        FROM clinic_rule GROUP BY clinic_id) r ON r.clinic_id = c.id
    WHERE (m.id IS NULL OR m.facts <> :facts OR m.rules <> COALESCE(r.newest, 0))
        AND (r.entered IS NULL OR r.entered <= :settled)
    ORDER BY c.id LIMIT :limit"""

# ON CONFLICT … WHERE, and RETURNING: whether nobody else was faster.
MARK = """
    INSERT INTO recall_mark (clinic_id, facts, rules) VALUES (:clinic_id, :facts, :rules)
    ON CONFLICT (clinic_id) DO UPDATE SET facts = excluded.facts, rules = excluded.rules
    WHERE recall_mark.facts = :old_facts AND recall_mark.rules = :old_rules RETURNING id"""

TOLD_IN_DIGEST = """
    UPDATE answer_change SET told_in = :due
    WHERE clinic_id = :clinic_id AND told_in IS NULL AND noted_at <= :due"""
