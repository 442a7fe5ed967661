"""Columns and keys of what the clock writes down of its jobs: no row is about a clinic."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from models.storage.tables.instant_field import InstantField


class JobRunRow(Model):
    """When a job last began a pass, last succeeded and last failed, whichever clock ran it."""

    id = fields.BigIntField(primary_key=True)
    name = fields.CharField(max_length=64)
    started_at = InstantField()
    succeeded_at = InstantField(null=True)
    failed_at = InstantField(null=True)

    class Meta:
        """A job has one row."""

        table = "job_run"
        unique_together = (("name",),)
