"""SQL of charts: lock, read whole, open, count, who is due, recent sessions."""

from __future__ import annotations

from models.storage.statements.json_rows import row as _row
from models.storage.statements.json_rows import rows as _rows
from models.storage.statements.rules import RULE

# Hot: what locks a chart comes by itself, as PostgreSQL reads the rest as of a statement's begin.
LOCK = """
    SELECT id FROM alias WHERE clinic_id = :clinic_id AND {} = :value [FOR NO KEY UPDATE]"""

# Hot: every log asks whose alias was typed.
SPELLED = "SELECT text FROM alias WHERE clinic_id = :clinic_id AND {} = :value"

# Hot: a chart and all that is kept of it in one way to the database, each table as a JSON list.
_OF_ALIAS = "WHERE t.clinic_id = a.clinic_id AND t.alias_id = a.id"

# Sessions, of which there are most, without the names: read in half the time.
_SESSION = """json_group_array(json_array(t.number, t.on_date, t.ordinal, t.codes, t.discipline,
    t.units, t.timed, t.postsurgical, t.self_pay, t.region, t.voided, t.logged_by, t.logged_at,
    t.request, t.void_request))"""
_AUTHORIZATION = _rows(
    "id key number first_on last_on codes disciplines unit excluding serial replaced_by"
    " withdrawn_by granted_by region"
)
_BALANCE = _rows("id used as_of source includes_ours codes disciplines")
_LIMIT_BALANCE = _rows("id limit_key used as_of source includes_ours held_until last_known")
_PLAN_ENTRY = _rows("on_date step until is_direct")
_REQUEST = _rows(
    "serial number unit sent_on payer state decided_on granted granted_as due_on ask_on"
    " expedited_on disciplines"
)
_CHECK = _rows("limit_key theirs ours as_of source outcome look_on")
_CAP = _rows(
    "id scope subject number per set_by set_on codes disciplines excluding unit stages frees"
)
_OF_PAYERS = """t.clinic_id = a.clinic_id AND (t.counted_as = a.payer
            OR t.counted_as IN (SELECT p.payer FROM payer_period p
                WHERE p.clinic_id = a.clinic_id AND p.alias_id = a.id)
            OR t.counted_as IN (SELECT p.payer FROM secondary_payer p
                WHERE p.clinic_id = a.clinic_id AND p.alias_id = a.id))"""
_ALERT = _rows(
    "id limit_key window_first threshold state occasion look_at reason lead noted_at sent_at"
)
CHART = f"""
    SELECT a.id, a.text, a.payer, a.condition, a.plan, a.benefit_month, a.benefit_day, a.opened_on,
        a.closed_on, a.version, a.counted_on, a.next_look,
        c.preferences, c.time_zone, c.state, c.profession, c.readings,
        (SELECT {_SESSION} FROM session t {_OF_ALIAS}) AS sessions,
        (SELECT {_AUTHORIZATION} FROM "authorization" t {_OF_ALIAS}) AS authorizations,
        (SELECT {_BALANCE} FROM balance t {_OF_ALIAS}) AS balances,
        (SELECT {_LIMIT_BALANCE} FROM limit_balance t {_OF_ALIAS}) AS limit_balances,
        (SELECT {_rows("payer first_on plan")} FROM payer_period t {_OF_ALIAS}) AS payers,
        (SELECT {_rows("payer first_on")} FROM secondary_payer t {_OF_ALIAS}) AS secondary,
        (SELECT json_group_array(t.on_date) FROM improving t {_OF_ALIAS}) AS improving,
        (SELECT json_group_array(t.on_date) FROM booking t {_OF_ALIAS}) AS booked,
        (SELECT {_PLAN_ENTRY} FROM plan_entry t {_OF_ALIAS}) AS care_plan,
        (SELECT {_REQUEST} FROM visit_request t {_OF_ALIAS}) AS requests,
        (SELECT {_CHECK} FROM count_check t {_OF_ALIAS}) AS checks,
        (SELECT {_rows("first_on last_on")} FROM episode t {_OF_ALIAS}) AS episodes,
        (SELECT {_CAP} FROM cap t WHERE t.clinic_id = a.clinic_id
            AND (t.scope IN ('clinic', 'payer') OR t.scope = 'alias' AND t.subject = a.text)
            ) AS caps,
        (SELECT {_ALERT} FROM note t {_OF_ALIAS}) AS alerts,
        (SELECT {RULE} FROM clinic_rule t WHERE {_OF_PAYERS}) AS rules,
        (SELECT {_row("number hash")} FROM audit t
            WHERE t.clinic_id = a.clinic_id ORDER BY t.number DESC LIMIT 1) AS newest
    FROM alias a JOIN clinic c ON c.id = a.clinic_id
    WHERE a.clinic_id = :clinic_id AND a.{{}} = :value"""  # noqa: S608 -- a constant

# RETURNING: whether the alias, what looks like it, or the request was there already.
OPEN = """
    INSERT INTO alias (clinic_id, key, text, lookalike, payer, condition, plan, benefit_month,
        benefit_day, opened_on, opened_by, opened_at, request, is_open, version, binding_limit,
        used_now, allowed_now, left_now)
    VALUES (:clinic_id, :key, :text, :lookalike, :payer, :condition, :plan, :benefit_month,
        :benefit_day, :opened_on, :opened_by, :opened_at, :request, TRUE, 0, '', 0, 0, :left_now)
    ON CONFLICT DO NOTHING RETURNING id"""

# Hot: every look at the board asks first what the calendar changed; the ORM took half of its time.
DUE = """
    SELECT clinic_id, text FROM alias WHERE next_look <= :on{}
    ORDER BY next_look LIMIT :limit"""
DUE_IN_CLINIC = DUE.format(" AND clinic_id = :clinic_id")
DUE_ANYWHERE = DUE.format("")

# Hot: each minute of every clock, among all aliases of all clinics (see tests/bench/calendar.py).
TIMED = """
    SELECT a.clinic_id, a.text FROM alias a JOIN clinic c ON c.id = a.clinic_id
    WHERE a.next_look <= :last AND (a.next_look <= :first{})
    ORDER BY a.next_look LIMIT :limit"""
AHEAD = " OR (c.time_zone IN (:zones_{0}) AND a.next_look <= :today_{0})"

# Hot: Slack's home page shows them whenever somebody opens it. A LIMIT below the join: among twenty
# million sessions PostgreSQL would read all of a clinic's to sort them, ten thousand rows for five.
LAST_SESSIONS = """
    SELECT a.text, s.number, s.on_date FROM (
        SELECT id, alias_id, number, on_date FROM session
        WHERE clinic_id = :clinic_id AND logged_by = :user AND voided = ''
        ORDER BY id DESC LIMIT :limit) s
    JOIN alias a ON a.clinic_id = :clinic_id AND a.id = s.alias_id
    ORDER BY s.id DESC"""

# Hot: the two writes of every log that are no upsert. Of what seldom changes only what did is set:
# SQLite writes every index anew of whose columns one is named.
LOG_SESSION = """
    INSERT INTO session (clinic_id, alias_id, number, on_date, ordinal, codes, discipline, units,
        timed, postsurgical, self_pay, region, logged_by, logged_at, request, voided)
    VALUES (:clinic_id, :alias_id, :number, :on_date, :ordinal, :codes, :discipline, :units,
        :timed, :postsurgical, :self_pay, :region, :logged_by, :logged_at, :request, '')"""
COUNTED = """
    UPDATE alias SET {}version = :version, counted_on = :counted_on,
        binding_limit = :binding_limit, used_now = :used_now, allowed_now = :allowed_now,
        left_now = :left_now, resets_now = :resets_now
    WHERE clinic_id = :clinic_id AND id = :id"""

# Hot: every standing of a log in one statement, and then those that no count makes any more.
STANDINGS = """
    INSERT INTO standing (clinic_id, alias_id, limit_key, window_first, window_last, used, allowed,
        resets, leaves_on, holds, version)
    VALUES :rows
    ON CONFLICT (clinic_id, alias_id, limit_key, window_first) DO UPDATE SET
        window_last = excluded.window_last, used = excluded.used, allowed = excluded.allowed,
        resets = excluded.resets, leaves_on = excluded.leaves_on, holds = excluded.holds,
        version = excluded.version"""
NOT_COUNTED = """
    UPDATE standing SET used = 0, holds = FALSE, version = :version
    WHERE clinic_id = :clinic_id AND alias_id = :alias_id AND version < :version AND holds = TRUE"""

# Those of a payer, first or second.
OF_PAYER = """ AND (payer = :subject OR id IN (
            SELECT alias_id FROM secondary_payer
            WHERE clinic_id = :clinic_id AND payer = :subject))"""

# What is marked already is counted as it was marked.
NOT_MARKED = " AND (next_look IS NULL OR next_look > :dawn)"

# A subquery that locks in one order, or two who change many at once would deadlock.
COUNT_ANEW = """
    UPDATE alias SET next_look = :dawn WHERE clinic_id = :clinic_id AND id IN (
        SELECT id FROM alias WHERE clinic_id = :clinic_id{} ORDER BY id [FOR NO KEY UPDATE])"""

# The week's report: two numbers of one read.
LOGGED_BETWEEN = """
    SELECT COUNT(*) AS sessions, COUNT(DISTINCT alias_id) AS aliases FROM session
    WHERE clinic_id = :clinic_id AND on_date BETWEEN :first AND :last AND ordinal IS NOT NULL"""
