"""SQL of bookings: how an alias stands with each, those of a stretch of days, those of a board."""

from __future__ import annotations

# RETURNING nothing: the rows are there, under the lock of their alias.
FORESEEN = """
    INSERT INTO booking (clinic_id, alias_id, on_date, told_by, told_at, limit_key, used, allowed,
        is_uncovered, unit, is_if_needled)
    VALUES :rows
    ON CONFLICT (clinic_id, alias_id, on_date) DO UPDATE SET
        limit_key = excluded.limit_key, used = excluded.used, allowed = excluded.allowed,
        is_uncovered = excluded.is_uncovered, unit = excluded.unit,
        is_if_needled = excluded.is_if_needled"""

# Those that are past, or whose place a session has taken.
NOT_AHEAD = """
    UPDATE booking SET limit_key = NULL, used = NULL, allowed = NULL, is_uncovered = NULL,
        unit = NULL, is_if_needled = NULL
    WHERE clinic_id = :clinic_id AND alias_id = :alias_id AND used IS NOT NULL
        AND on_date NOT IN (:days)"""

# Hot: the week of a whole clinic at once, each visit with the payer of its day. A session that is
# not voided takes a booking's place.
BETWEEN = """
    SELECT a.text, CASE WHEN p.alias_id IS NULL THEN a.payer ELSE p.payer END AS payer,
        CASE WHEN p.alias_id IS NULL THEN a.plan ELSE p.plan END AS plan, a.condition,
        b.on_date, b.limit_key, b.used, b.allowed, b.is_uncovered, b.unit, b.is_if_needled
    FROM booking b JOIN alias a ON a.clinic_id = b.clinic_id AND a.id = b.alias_id
    LEFT JOIN payer_period p ON p.clinic_id = b.clinic_id AND p.alias_id = b.alias_id
        AND (p.first_on IS NULL OR p.first_on <= b.on_date)
        AND NOT EXISTS (SELECT 1 FROM payer_period l WHERE l.clinic_id = p.clinic_id
            AND l.alias_id = p.alias_id AND l.first_on <= b.on_date
            AND (p.first_on IS NULL OR l.first_on > p.first_on))
    WHERE b.clinic_id = :clinic_id AND b.on_date BETWEEN :first AND :last AND a.is_open = TRUE
        AND NOT EXISTS (SELECT 1 FROM session s WHERE s.clinic_id = b.clinic_id
            AND s.alias_id = b.alias_id AND s.on_date = b.on_date AND s.ordinal IS NOT NULL)
    ORDER BY b.on_date, a.key"""
