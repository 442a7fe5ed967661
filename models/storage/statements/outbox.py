"""SQL of the outbox: enqueue, claim, begin, put off, sent, failed, lock a channel."""

from __future__ import annotations

# ON CONFLICT … WHERE: what was given up is owed again, what is under way stays as it is.
ENQUEUE = """
    INSERT INTO delivery (clinic_id, note_id, errand, key, place, fate, owed_since, due_at,
        claimed_by, is_posting, attempts, message, wanted, why)
    VALUES :rows ON CONFLICT (clinic_id, key) DO UPDATE SET fate = 'waiting', why = '',
        owed_since = excluded.owed_since, due_at = excluded.due_at, attempts = 0
    WHERE delivery.fate IN ('failed', 'dropped')"""

# A CTE, SKIP LOCKED and RETURNING: many workers take what is due, each something else.
CLAIM = """
    UPDATE delivery SET due_at = :until, claimed_by = :worker WHERE id IN (
        SELECT id FROM delivery WHERE due_at <= :at AND id IN (
            WITH due AS MATERIALIZED (
                SELECT id, clinic_id, place, due_at FROM delivery WHERE due_at <= :at)
            SELECT min(due.id) FROM due
            LEFT JOIN turn t ON t.clinic_id = due.clinic_id AND t.place = due.place
            WHERE t.free_at IS NULL OR t.free_at <= :at
            GROUP BY due.clinic_id, due.place ORDER BY min(due.due_at) LIMIT :limit)
        [FOR NO KEY UPDATE SKIP LOCKED])
    RETURNING id, clinic_id, note_id, errand, key, place, attempts, is_posting, message, wanted,
        owed_since, due_at, claimed_by"""

# From here on: CASEs over the row, and RETURNING, which says whether the lease still held.
_HELD = "clinic_id = :clinic_id AND id = :id AND claimed_by = :worker AND due_at = :lease"

# An edit shows the same, whether it arrives once or twice: only a post may be a repeat.
BEGIN = f"""
    UPDATE delivery SET is_posting = CASE WHEN message = '' THEN TRUE ELSE is_posting END
    WHERE {_HELD} RETURNING id"""  # noqa: S608 -- a constant
PUT_OFF = f"""
    UPDATE delivery SET due_at = :until, is_posting = (is_posting AND NOT :refused) OR :is_repeat,
        attempts = attempts + :failures, why = :why
    WHERE {_HELD}"""  # noqa: S608 -- a constant

# Nobody has it until then.
HOLD = f"""
    UPDATE delivery SET due_at = :until, claimed_by = '', owed_since = :owed_since
    WHERE {_HELD}"""  # noqa: S608 -- a constant

# What waits for hours that were changed, and is in nobody's hands.
LET_GO = """
    UPDATE delivery SET due_at = :at WHERE clinic_id = :clinic_id AND id IN (
        SELECT id FROM delivery WHERE clinic_id = :clinic_id AND fate = 'waiting'
            AND message = '' AND claimed_by = '' AND due_at > :at
        ORDER BY id [FOR NO KEY UPDATE])"""

# What the alert has become since the message was claimed is owed at once.
_OWED_AGAIN = "due_at = CASE WHEN wanted > :wanted THEN COALESCE(:at, due_at) END"
SENT = f"""
    UPDATE delivery SET fate = 'sent', is_posting = FALSE, why = '', attempts = 0,
        message = :message, sent_at = COALESCE(sent_at, :at), {_OWED_AGAIN}
    WHERE {_HELD} RETURNING id"""  # noqa: S608 -- a constant
DROPPED = f"""
    UPDATE delivery SET why = '', attempts = 0,
        fate = CASE WHEN message <> '' THEN 'sent' WHEN wanted > :wanted THEN 'waiting'
            ELSE 'dropped' END, {_OWED_AGAIN}
    WHERE {_HELD}"""  # noqa: S608 -- a constant
FAILED = f"""
    UPDATE delivery SET why = :why, attempts = 0, is_posting = :is_repeat,
        fate = CASE WHEN message <> '' THEN 'sent' ELSE 'failed' END,
        due_at = CASE WHEN message <> '' AND wanted > :wanted THEN COALESCE(:at, due_at) END
    WHERE {_HELD} RETURNING id"""  # noqa: S608 -- a constant
ALERT_SENT = """
    UPDATE note SET sent_at = COALESCE(sent_at, :at),
        state = CASE WHEN state IN ('noted', 'failed') THEN :state WHEN state = 'withdrawn' THEN
            'resolved' ELSE state END,
        look_at = CASE WHEN state IN ('noted', 'failed') THEN :patience ELSE look_at END
    WHERE clinic_id = :clinic_id AND id = :id AND NOT (state = 'withdrawn' AND EXISTS (
        SELECT 1 FROM note led WHERE led.clinic_id = :clinic_id AND led.lead = :id))"""

# What the message of another told of when it was posted.
LED_SENT = """
    UPDATE note SET sent_at = :at, state = :state, look_at = :patience
    WHERE clinic_id = :clinic_id AND lead = :id AND state IN ('noted', 'failed')"""

# A subquery that locks.
SENT_IN_DIGEST = """
    UPDATE note SET sent_at = :at, state = 'sent' WHERE clinic_id = :clinic_id AND id IN (
        SELECT id FROM note
        WHERE clinic_id = :clinic_id AND state = 'noted' AND quiet = TRUE AND noted_at <= :due
        ORDER BY id [FOR NO KEY UPDATE])"""

# NOT EXISTS beside an update: no other message of the alert may yet arrive.
UNDELIVERED = """
    UPDATE note SET state = 'failed', look_at = NULL
    WHERE clinic_id = :clinic_id AND (id = :id OR lead = :id) AND state = 'noted' AND NOT EXISTS (
        SELECT 1 FROM delivery WHERE clinic_id = :clinic_id AND note_id = :id
            AND fate IN ('waiting', 'sent'))"""

# ON CONFLICT … WHERE, and RETURNING: whether the channel was open.
LOCK_CHANNEL = """
    INSERT INTO turn (clinic_id, place, free_at) VALUES (:clinic_id, :channel, :until)
    ON CONFLICT (clinic_id, place) DO UPDATE SET free_at = excluded.free_at
    WHERE turn.free_at <= :at RETURNING id"""

# ON CONFLICT DO UPDATE of what the row holds: what is to be edited once more is owed so.
ENQUEUE_EDIT = """
    INSERT INTO delivery (clinic_id, errand, key, place, fate, owed_since, due_at, claimed_by,
        is_posting, attempts, message, wanted, why)
    VALUES (:clinic_id, :purpose, :key, :channel, 'sent', :at, :at, '', FALSE, 0, :message, 1, '')
    ON CONFLICT (clinic_id, key) DO UPDATE SET wanted = delivery.wanted + 1, attempts = 0,
        owed_since = excluded.owed_since, due_at = COALESCE(delivery.due_at, excluded.due_at)"""
