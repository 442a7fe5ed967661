"""SQL of what an operator sees: last runs of jobs, alerts by state, messages due and failed."""

from __future__ import annotations

# ON CONFLICT: whichever clock ran the job, what the other instant holds stays.
JOB_RAN = """
    INSERT INTO job_run (name, started_at, succeeded_at, failed_at)
    VALUES (:name, :started_at, :succeeded_at, :failed_at)
    ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at,
        succeeded_at = COALESCE(excluded.succeeded_at, job_run.succeeded_at),
        failed_at = COALESCE(excluded.failed_at, job_run.failed_at)"""
# A row that is no job's, written to see whether the database takes one.
PROBE_NAME = "readiness"
PROBE = """
    INSERT INTO job_run (name, started_at) VALUES (:name, :at)
    ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at"""
# And one that every web process writes while it serves.
WEB_NAME = "web"
WEB_SERVES = PROBE
WEB_SERVED = "SELECT started_at FROM job_run WHERE name = :name"
JOB_RUNS = f"""
    SELECT name, started_at, succeeded_at, failed_at FROM job_run
    WHERE name NOT IN ('{PROBE_NAME}', '{WEB_NAME}') ORDER BY name"""  # noqa: S608 -- constants

# Of every clinic, by an index each: they tell how many, and nothing of whom.
ALERTS = """
    SELECT state, count(*) AS number, min(noted_at) AS oldest FROM note
    WHERE state IN (:states) GROUP BY state"""
HELD = """
    SELECT count(*) AS number, min(look_at) AS oldest FROM note
    WHERE state = 'noted' AND look_at > :at"""
DUE = "SELECT count(*) AS number, min(due_at) AS oldest FROM delivery WHERE due_at <= :at"

# Refused so far, and tried again.
REFUSED = """
    SELECT why, count(*) AS number, min(owed_since) AS oldest FROM delivery
    WHERE fate = 'waiting' AND why <> '' GROUP BY why"""

# Digests, and alerts that were left lying, of which nobody could be told; the newest digest counts.
UNTOLD = """
    SELECT d.why, count(*) AS number, min(d.owed_since) AS oldest FROM delivery d
    LEFT JOIN note n ON n.clinic_id = d.clinic_id AND n.id = d.note_id
    WHERE d.fate = 'failed' AND d.errand IN ('digest', 'escalation', 'again')
        AND (n.id IS NULL OR n.state IN ('sent', 'uncertain', 'handed_over'))
        AND NOT EXISTS (
            SELECT 1 FROM delivery o WHERE o.clinic_id = d.clinic_id AND o.errand = d.errand
                AND o.fate IN ('waiting', 'sent') AND (o.note_id = d.note_id
                    OR d.note_id IS NULL AND o.owed_since >= d.owed_since))
    GROUP BY d.why"""
# Test alerts that a channel refuses for good, where no other came to the clinic since.
REFUSED_TESTS = """
    SELECT d.why, count(*) AS number, min(d.owed_since) AS oldest FROM delivery d
    WHERE d.fate = 'failed' AND d.errand = 'test'
        AND NOT EXISTS (
            SELECT 1 FROM delivery s WHERE s.clinic_id = d.clinic_id AND s.errand = 'test'
                AND s.fate IN ('waiting', 'sent') AND s.owed_since >= d.owed_since)
    GROUP BY d.why"""
FAILED = "SELECT why, count(*) AS number FROM delivery WHERE fate = 'failed' GROUP BY why"

# Alerts of which nobody could be told, the oldest first; RETURNING: whether it still is one.
FAILED_ALERTS = """
    SELECT clinic_id, id FROM note WHERE state = 'failed' ORDER BY noted_at LIMIT :limit"""
OWE_AGAIN = """
    UPDATE note SET state = 'noted', look_at = :at
    WHERE clinic_id = :clinic_id AND id = :id AND state = 'failed' RETURNING id"""
# Where one clinic's messages are refused now: nothing has arrived there since.
REFUSED_AT = """
    SELECT d.place, d.why, d.fate, count(*) AS number, min(d.owed_since) AS oldest FROM delivery d
    WHERE d.clinic_id = :clinic_id AND d.fate IN ('waiting', 'failed') AND d.why <> ''
        AND NOT EXISTS (
            SELECT 1 FROM delivery s WHERE s.clinic_id = :clinic_id AND s.place = d.place
                AND s.fate = 'sent' AND s.sent_at >= d.owed_since)
    GROUP BY d.place, d.why, d.fate ORDER BY d.place, d.why"""
FORGET_REFUSALS = """
    UPDATE delivery SET fate = 'dropped'
    WHERE clinic_id = :clinic_id AND note_id = :id AND fate = 'failed'"""
