"""What happens by itself: jobs find what is due, then tell. A new job is a file and a line here."""

from jobs import audit_heads, digest, erase, escalate, retention, send_alerts, stale_facts
from jobs import recount_changed as recall
from jobs import recount_due as find_alerts

JOBS = (
    find_alerts.JOB,
    send_alerts.JOB,
    escalate.JOB,
    digest.JOB,
    stale_facts.JOB,
    recall.JOB,
    retention.JOB,
    audit_heads.JOB,
    erase.JOB,
)
