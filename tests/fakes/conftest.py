"""The fakes' own tests use the fixtures that the fakes offer to others."""

from tests.fakes.fixtures import clock, no_outside_settings, slack

__all__ = ["clock", "no_outside_settings", "slack"]
