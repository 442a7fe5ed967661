"""The list of jobs (JOBS): a new job is a file and a line here."""

from jobs import (
    audit_heads,
    digest,
    erase,
    escalate,
    recall_shares,
    recall_told,
    recount_changed,
    recount_due,
    resend,
    retention,
    send_alerts,
    stale_facts,
    watch_payers,
)

JOBS = (
    recount_due.JOB,
    send_alerts.JOB,
    resend.JOB,
    escalate.JOB,
    digest.JOB,
    stale_facts.JOB,
    recount_changed.JOB,
    recall_shares.JOB,
    recall_told.JOB,
    watch_payers.JOB,
    retention.JOB,
    audit_heads.JOB,
    erase.JOB,
)
