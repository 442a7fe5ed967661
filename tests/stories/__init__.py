"""Tests that go end to end, in real processes."""
