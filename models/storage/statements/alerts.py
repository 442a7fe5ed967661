"""SQL that reads, locks, notes, ends and revives alerts (table `note`)."""

from __future__ import annotations

# Hot: every look of the clock, and Slack's home page; a join by a key of two.
_ALERT = """
    SELECT n.id, n.clinic_id, a.text AS alias, n.limit_key, n.window_first, n.threshold,
        n.occasion, n.state, n.quiet, n.noted_at, n.look_at, n.sent_at, n.taken_by, n.taken_at,
        n.handed_to, n.reason, n.lead
    FROM note n JOIN alias a ON a.clinic_id = n.clinic_id AND a.id = n.alias_id
    WHERE """
ALERT = _ALERT + "n.clinic_id = :clinic_id AND n.id = :id"
IN_STATES = (
    _ALERT + "n.clinic_id = :clinic_id AND n.state IN (:states) ORDER BY n.id DESC LIMIT :limit"
)
TIMED = _ALERT + "n.look_at <= :at AND n.state IN (:states) ORDER BY n.look_at LIMIT :limit"
TOLD_TOGETHER = _ALERT + "n.clinic_id = :clinic_id AND (n.id = :id OR n.lead = :id) ORDER BY n.id"
ALERT_LOCKED = ALERT + " [FOR NO KEY UPDATE OF n]"

# A lock, in one order, or two who change several would wait for each other.
LOCK = """
    SELECT id FROM note WHERE clinic_id = :clinic_id AND id IN (:ids) ORDER BY id
    [FOR NO KEY UPDATE]"""

# The same of what one message tells of.
LOCK_TOGETHER = """
    SELECT id FROM note WHERE clinic_id = :clinic_id AND (id = :id OR lead = :id) ORDER BY id
    [FOR NO KEY UPDATE]"""

# Hot: what a log warns of. A cause that two find at once is noted once.
NEW = """
    INSERT INTO note (clinic_id, alias_id, limit_key, window_first, threshold, occasion, state,
        quiet, noted_at, look_at, taken_by, handed_to, reason)
    VALUES :rows ON CONFLICT DO NOTHING"""

# Hot, with the count that ends it: what becomes of it depends on what the row holds by now.
END = """
    UPDATE note SET state = CASE WHEN sent_at IS NULL THEN 'withdrawn' ELSE 'resolved' END,
        reason = :reason, look_at = NULL
    WHERE clinic_id = :clinic_id AND alias_id = :alias_id AND id = :id"""

# Several CASEs over the row. PostgreSQL takes a value for text where no column beside it says
# otherwise; a note that is over has no instant to look at, so the column stands for none here.
BACK = """
    UPDATE note SET reason = '',
        state = CASE WHEN taken_by <> '' THEN 'acknowledged' WHEN sent_at IS NULL THEN 'noted'
            ELSE 'sent' END,
        look_at = CASE WHEN quiet = TRUE OR taken_by <> '' THEN look_at
            WHEN sent_at IS NULL THEN :tell_at ELSE :patience END
    WHERE clinic_id = :clinic_id AND alias_id = :alias_id AND id = :id"""

# A subquery that locks. Who has the message in hand for an older edit loses it.
REWORD = """
    UPDATE delivery SET wanted = wanted + 1,
        due_at = CASE WHEN fate = 'sent' AND message <> '' THEN :at ELSE due_at END
    WHERE clinic_id = :clinic_id AND id IN (
        SELECT id FROM delivery WHERE clinic_id = :clinic_id AND note_id IN (
            SELECT COALESCE(lead, id) FROM note WHERE clinic_id = :clinic_id AND id IN (:ids))
        ORDER BY id [FOR NO KEY UPDATE])"""

# A subquery of what the other row holds: whoever has the one has the other as well.
TAKE_WITH = """
    UPDATE note SET state = 'acknowledged', quiet = TRUE, look_at = NULL, sent_at = :at,
        lead = :lead,
        taken_by = (SELECT t.taken_by FROM note t
            WHERE t.clinic_id = :clinic_id AND t.id = :taken),
        taken_at = (SELECT t.taken_at FROM note t
            WHERE t.clinic_id = :clinic_id AND t.id = :taken)
    WHERE clinic_id = :clinic_id AND alias_id = :alias_id AND limit_key = :limit
        AND window_first = :first AND threshold = :threshold AND occasion = :occasion"""

# What waits for hours that were changed: the sender asks the new ones.
LOOK_AGAIN = """
    UPDATE note SET look_at = :at
    WHERE clinic_id = :clinic_id AND state = 'noted' AND quiet = FALSE AND look_at > :at"""
