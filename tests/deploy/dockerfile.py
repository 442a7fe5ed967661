"""The steps of the Dockerfile, read so that they can be checked without an engine."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Step:
    """One instruction and what stands behind it, its lines joined."""

    name: str
    text: str

    @property
    def words(self) -> list[str]:
        """Its words: of the form with brackets, or between blanks."""
        if self.text.startswith("["):
            return [str(word) for word in json.loads(self.text)]
        return self.text.split()


def steps() -> list[Step]:
    """The instructions in their order."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line.strip())
    return [Step(name, " ".join(rest.split())) for name, rest in pairs]


def last(name: str) -> Step:
    """The instruction of a name that holds in the end."""
    return [step for step in steps() if step.name == name][-1]


def environment() -> dict[str, str]:
    """What ENV sets, but for the path."""
    pairs = (word.split("=", 1) for word in last("ENV").words)
    return {name: value for name, value in pairs if name != "PATH"}


def copied() -> list[str]:
    """The files and folders of the project that go into the image."""
    own = [step.words for step in steps() if step.name == "COPY" and "--from" not in step.text]
    return [words[0] for words in own]
