"""Several denials by one payer as one card: what each means, time to contest, policy once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.coverage.denial.denial_card import FITS, NOT_HELD, POLICY
from models.reply import Choice, Line, Reply, Section
from models.wording import sentences

_CONTEST = "To contest it"
_CAUTION = Line("Some is second-hand or our own words: the details say which.")
_OF_TIME = (_CONTEST, "For any other plan", "How long this payer")


def in_one(replies: Sequence[Reply]) -> Reply | None:
    """One card of the cards of each denial; None where one of them is held by no payer's card."""
    if not all(reply.canonical.startswith("/denial ") for reply in replies):
        return None
    names = [reply.headline.partition(" · ")[0] for reply in replies]
    named = [
        reply.headline.removeprefix(f"{name} · ")
        for reply, name in zip(replies, names, strict=True)
    ]
    first = zip(names, replies, strict=True)
    cautions = tuple(_CAUTION for _ in filter(None, [reply.cautions for reply in replies]))
    shared = tuple(_shared(replies))
    rest = ((name, _rest(reply, shared)) for name, reply in zip(names, replies, strict=True))
    return Reply(
        headline=f"{', '.join(names)} · {named[0]}",
        lines=(*(_meaning(name, reply) for name, reply in first), *_times(replies, names), *shared),
        sections=tuple(Section(name, lines) for name, lines in rest if lines),
        cautions=cautions[:1],
        sources=tuple(dict.fromkeys(source for reply in replies for source in reply.sources)),
        choices=tuple(
            Choice(name, reply.canonical) for name, reply in zip(names, replies, strict=True)
        ),
    )


def _meaning(name: str, reply: Reply) -> Line:
    first, *others = sentences.split(reply.lines[0].text)
    strange = (said for said in others if said.startswith(NOT_HELD))
    return replace(reply.lines[0], text=" ".join([f"{name}: {first}", *strange]))


def _shared(replies: Sequence[Reply]) -> Iterator[Line]:
    """What all of them say, the policy among it, which only some denials fit."""
    of_all = [{_plain(line).text for line in reply.lines[1:]} for reply in replies]
    for line in map(_plain, replies[0].lines[1:]):
        if not line.text.startswith(_OF_TIME) and all(line.text in texts for texts in of_all):
            yield line


def _plain(line: Line) -> Line:
    return replace(line, text=line.text.replace(FITS, POLICY, 1))


def _times(replies: Sequence[Reply], names: Sequence[str]) -> Iterator[Line]:
    """Until when each can be contested: once where that is the same, and never of the others."""
    timed = [(name, _time(reply)) for name, reply in zip(names, replies, strict=True)]
    held = [(name, lines) for name, lines in timed if lines]
    if not held:
        return
    of_some = "" if len(held) == len(replies) else " and ".join(name for name, _ in held)
    for line in held[0][1]:
        said = line.text.replace(_CONTEST, f"To contest {of_some}", 1) if of_some else line.text
        yield replace(line, text=said)


def _time(reply: Reply) -> list[Line]:
    return [line for line in reply.lines if line.text.startswith(_OF_TIME)]


def _rest(reply: Reply, shared: Sequence[Line]) -> tuple[Line, ...]:
    """The next steps and who bears it, by the denial that they are of."""
    told = {line.text for line in shared}
    lines = (line for line in reply.lines[1:] if _plain(line).text not in told)
    steps = (line for line in lines if not line.text.startswith(_OF_TIME))
    return (*steps, *reply.cautions)
