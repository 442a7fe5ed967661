"""SQL of the board: every open alias with its fewest visits left, and who is over a limit."""

from __future__ import annotations

# Row values, which one index serves; hot: Slack's home page and the board page by page.
# An authorization that is over binds nobody while another has room, nor does a limit that was
# passed before one: these visits are unpaid all the same.
_OVERDRAWN = """FROM standing s WHERE s.clinic_id = alias.clinic_id AND s.alias_id = alias.id
            AND s.holds = TRUE AND s.used > s.allowed AND alias.left_now >= 0
            AND (s.limit_key LIKE 'authorization/%' OR s.window_last IS NULL
                OR s.window_last >= :on) AND s.limit_key NOT LIKE 'former/%'"""
# What a payer left unpaid who pays no more stands beside whatever binds.
_OF_FORMER = """FROM standing s WHERE s.clinic_id = alias.clinic_id AND s.alias_id = alias.id
            AND s.holds = TRUE AND s.used > s.allowed AND s.limit_key LIKE 'former/%'"""
# Who authorized something: as it was noted, else who paid on its first day.
_FIRST_GIVER = """(SELECT p.payer FROM payer_period p
                WHERE p.clinic_id = t.clinic_id AND p.alias_id = t.alias_id
                    AND COALESCE(p.first_on, :dawn) <= t.first_on
                ORDER BY COALESCE(p.first_on, :dawn) DESC LIMIT 1)"""
GIVER = f"COALESCE(NULLIF(t.granted_by, ''), {_FIRST_GIVER})"
BOARD = f"""
    SELECT text, key, payer, plan, binding_limit, used_now, allowed_now, left_now, resets_now,
        next_look,
        (SELECT COUNT(*) FROM booking b WHERE b.clinic_id = alias.clinic_id
            AND b.alias_id = alias.id AND b.on_date >= :on AND b.used IS NOT NULL) AS booked,
        (SELECT MIN(b.on_date) FROM booking b WHERE b.clinic_id = alias.clinic_id
            AND b.alias_id = alias.id AND b.on_date >= :on
            AND (b.is_uncovered = TRUE
                OR (b.used > b.allowed AND b.is_if_needled IS NOT TRUE))) AS passes_on,
        (SELECT MIN(r.ask_on) FROM visit_request r WHERE r.clinic_id = alias.clinic_id
            AND r.alias_id = alias.id AND r.state = 'open') AS asked_on,
        (SELECT MIN(t.first_on) FROM "authorization" t WHERE t.clinic_id = alias.clinic_id
            AND t.alias_id = alias.id AND t.first_on > :on
            AND t.replaced_by IS NULL AND t.withdrawn_by IS NULL) AS more_from,
        COALESCE((SELECT SUM(s.used - s.allowed) {_OVERDRAWN}
            AND s.limit_key LIKE 'authorization/%'), 0) AS unpaid,
        COALESCE((SELECT MAX(s.used - s.allowed) {_OVERDRAWN}
            AND s.limit_key NOT LIKE 'authorization/%'), 0) AS unauthorized,
        COALESCE((SELECT SUM(s.used - s.allowed) {_OF_FORMER}), 0) AS of_former,
        CASE WHEN binding_limit LIKE 'authorization/%' THEN (
            SELECT {GIVER} FROM "authorization" t
            WHERE t.clinic_id = alias.clinic_id AND t.alias_id = alias.id
                AND 'authorization/' || t.key = binding_limit
                AND t.replaced_by IS NULL AND t.withdrawn_by IS NULL) END AS giver
    FROM alias WHERE clinic_id = :clinic_id AND is_open = TRUE
        AND (left_now, key) > (:left, :after)
    ORDER BY left_now, key LIMIT :limit"""  # noqa: S608 -- of what stands here alone
BOARD_OVER = BOARD.replace(
    "is_open = TRUE",
    f"is_open = TRUE AND (left_now < 0 OR EXISTS (SELECT 1 {_OVERDRAWN})"
    f" OR EXISTS (SELECT 1 {_OF_FORMER}))",
)
_OF_PAYER = ("is_open = TRUE", "is_open = TRUE AND payer = :payer")
BOARD_OF_PAYER = BOARD.replace(*_OF_PAYER)
BOARD_OVER_OF_PAYER = BOARD_OVER.replace(*_OF_PAYER)
