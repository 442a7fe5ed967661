"""Writes the index of the code at the end of CONTRIBUTING.md anew: `make index`."""

from __future__ import annotations

from tests.docs.code_index import HEADING, PAGE, written

if __name__ == "__main__":
    PAGE.write_text(PAGE.read_text().partition(HEADING)[0] + written())
