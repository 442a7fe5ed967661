"""SQL of plans of care: what is owed now or soon, over all open charts of a clinic."""

from __future__ import annotations

# Home and the digest: by an index; what has no day yet stands last.
OWED = """
    SELECT a.text, p.duty, p.first_on, p.last_on, p.used, p.of, p.expected_on, p.rule
    FROM plan_clock p JOIN alias a ON a.clinic_id = p.clinic_id AND a.id = p.alias_id
    WHERE p.clinic_id = :clinic_id AND p.near_on <= :on AND a.is_open = TRUE
    ORDER BY p.owed_on IS NULL, p.owed_on, a.key, p.duty LIMIT :limit"""
