"""SQL of everybody who is open: the board, fewest visits left first, and what a new year does."""

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
_GIVER = f"COALESCE(NULLIF(t.granted_by, ''), {_FIRST_GIVER})"
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
            SELECT {_GIVER} FROM "authorization" t
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

# What the calendar year does to everybody, in one read; who pays is by date. No standing is kept of
# an authorization that has not begun, and no period of a payer who always paid.
_PAYER_ON = """(SELECT p.{0} FROM {1} p
            WHERE p.clinic_id = a.clinic_id AND p.alias_id = a.id
                AND COALESCE(p.first_on, :dawn) <= :{2}
            ORDER BY COALESCE(p.first_on, :dawn) DESC LIMIT 1)"""
OPEN_ALIASES = f"""
    SELECT a.text, a.payer, a.plan,
        {_PAYER_ON.format("payer", "secondary_payer", "on")} AS second,
        {_PAYER_ON.format("payer", "payer_period", "day")} AS first_then,
        {_PAYER_ON.format("first_on", "payer_period", "day")} AS first_since,
        {_PAYER_ON.format("plan", "payer_period", "day")} AS plan_then,
        (SELECT MIN(p.first_on) FROM payer_period p
            WHERE p.clinic_id = a.clinic_id AND p.alias_id = a.id AND p.first_on > :on
                AND COALESCE(p.payer, '') <> COALESCE(a.payer, '')) AS other_from,
        {_PAYER_ON.format("payer", "secondary_payer", "day")} AS second_then,
        EXISTS (SELECT 1 FROM payer_period p
            WHERE p.clinic_id = a.clinic_id AND p.alias_id = a.id) AS has_periods,
        s.limit_key, s.window_first, s.window_last, s.used, s.allowed, s.resets, s.leaves_on,
        s.giver
    FROM alias a LEFT JOIN (
        SELECT alias_id, limit_key, window_first, window_last, used, allowed, resets, leaves_on,
            CASE WHEN limit_key LIKE 'authorization/%' THEN (
                SELECT {_GIVER} FROM "authorization" t
                WHERE t.clinic_id = h.clinic_id AND t.alias_id = h.alias_id
                    AND :granted || t.key = h.limit_key
                    AND t.replaced_by IS NULL AND t.withdrawn_by IS NULL) END AS giver
        FROM standing h WHERE h.clinic_id = :clinic_id AND holds = TRUE
            AND (window_last IS NULL OR window_last >= :on) AND limit_key NOT LIKE 'former/%'
        UNION ALL
        SELECT alias_id, :granted || key, first_on, last_on, 0, number, NULL, NULL,
            {_GIVER}
        FROM "authorization" t WHERE t.clinic_id = :clinic_id AND first_on > :on
            AND replaced_by IS NULL AND withdrawn_by IS NULL) s ON s.alias_id = a.id
    WHERE a.clinic_id = :clinic_id AND a.is_open = TRUE
    ORDER BY a.key, s.limit_key, s.window_first"""  # noqa: S608 -- of what stands here alone
