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
JOB_RUNS = f"""
    SELECT name, started_at, succeeded_at, failed_at FROM job_run
    WHERE name <> '{PROBE_NAME}' ORDER BY name"""  # noqa: S608 -- a constant

# Of every clinic, by an index each: they tell how many, and nothing of whom.
ALERTS = """
    SELECT state, count(*) AS number, min(noted_at) AS oldest FROM note
    WHERE state IN (:states) GROUP BY state"""
HELD = """
    SELECT count(*) AS number, min(look_at) AS oldest FROM note
    WHERE state = 'noted' AND look_at > :at"""
DUE = "SELECT count(*) AS number, min(due_at) AS oldest FROM delivery WHERE due_at <= :at"
FAILED = "SELECT why, count(*) AS number FROM delivery WHERE fate = 'failed' GROUP BY why"

# Alerts of which nobody could be told, the oldest first; RETURNING: whether it still is one.
FAILED_ALERTS = """
    SELECT clinic_id, id FROM note WHERE state = 'failed' ORDER BY noted_at LIMIT :limit"""
OWE_AGAIN = """
    UPDATE note SET state = 'noted', look_at = :at
    WHERE clinic_id = :clinic_id AND id = :id AND state = 'failed' RETURNING id"""
FORGET_REFUSALS = """
    UPDATE delivery SET fate = 'dropped'
    WHERE clinic_id = :clinic_id AND note_id = :id AND fate = 'failed'"""
