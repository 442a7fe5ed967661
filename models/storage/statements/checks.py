"""SQL of comparisons: those of a clinic that are to be looked at again by a day."""

from __future__ import annotations

DUE = """
    SELECT a.text, k.limit_key, k.theirs, k.ours, k.as_of, k.source, k.outcome, k.look_on
    FROM count_check k JOIN alias a ON a.clinic_id = k.clinic_id AND a.id = k.alias_id
    WHERE k.clinic_id = :clinic_id AND k.look_on <= :on AND a.is_open = TRUE
    ORDER BY k.look_on, a.key, k.limit_key LIMIT :limit"""
