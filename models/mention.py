"""How people and channels stand in a text: by the platform's id, until an adapter names them."""

from __future__ import annotations

import re

MENTION = re.compile(r"(?P<kind>[@#])‹(?P<id>[\w:.;=@-]+)›")
"""A person or a channel inside a text, by the platform's id, as `person` and `channel` write it.

Renderers turn it into what their platform shows by name; adapters turn what their platform writes
for one into this. A `place` is one of these, alone.
"""


def person(user: str) -> str:
    """A person in a text, by the platform's id; as a place, that person's own chat."""
    return f"@‹{user}›"


def channel(id_: str) -> str:
    """A channel in a text or as a place, by the platform's id."""
    return f"#‹{id_}›"


def rewritten(text: str, as_: str) -> str:
    """A text whose mentions are written after a template of `re`: most texts hold none."""
    return MENTION.sub(as_, text) if "‹" in text else text


def spoken(text: str) -> str:
    """A text whose mentions show the bare ids, for where no platform turns them into names."""
    return rewritten(text, r"\g<kind>\g<id>")
