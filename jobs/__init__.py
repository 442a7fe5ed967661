"""What happens by itself: jobs find what is due, then tell. A new job is a file and a line here."""

from jobs import stale_facts

JOBS = (stale_facts.JOB,)
