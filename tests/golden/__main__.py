"""Keeps every card as it is now: `make golden`, then read the difference before committing it."""

from __future__ import annotations

import asyncio

from models.content import load
from tests.golden import teams_gallery
from tests.golden.gallery import hang, paint

if __name__ == "__main__":
    hang(asyncio.run(paint(load())))
    hang(asyncio.run(teams_gallery.paint(load())), teams_gallery.FOLDER)
