"""Words disagreements: each side with its authority and date, the highest authority first."""

from __future__ import annotations

from collections.abc import Sequence

from models.coverage.dispute import Dispute, DisputeState, Side
from models.coverage.fact_book import Authority, FactBook, Source
from models.reply import Badge, Choice, Line, Reply, Section, Tone
from models.wording import phrases
from models.wording.sourced import sourced

# A card with more disagreements than this names them and offers each as a card of its own.
_IN_FULL = 2

_SECOND_HAND = phrases.AUTHORITIES[Authority.SECOND_HAND]

_STATES: dict[DisputeState, Badge] = {
    DisputeState.OPEN: Badge("Sources disagree", Tone.CAUTION),
    DisputeState.PENDING: Badge("Being decided", Tone.CAUTION),
    DisputeState.SETTLED: Badge("Settled", Tone.NEUTRAL),
}


def sections(disputes: Sequence[Dispute], book: FactBook) -> tuple[Section, ...]:
    """The disagreements that belong on a card."""
    if len(disputes) <= _IN_FULL:
        return tuple(
            Section(_title(d), (*_sides(d, book), *_outcome(d)), is_disputed=True) for d in disputes
        )
    short = tuple(Line(f"{d.question} {d.answer.says}", d.answer.cites[:3]) for d in disputes)
    return (Section("Where sources disagree", short, is_disputed=True),)


def in_short(disputes: Sequence[Dispute]) -> tuple[Line, ...]:
    """That sources disagree, in a few words; nothing of what is settled."""
    open_ = [d for d in disputes if d.state is not DisputeState.SETTLED and len(d.sides) > 1]
    if not open_:
        return ()
    others = len(open_) - 1
    more = f"; {phrases.count(others, 'more point')}" if others else ""
    about = open_[0].about or "a point in the details"
    return (Line(f"Sources disagree on {about}{more}."),)


def choices(disputes: Sequence[Dispute]) -> tuple[Choice, ...]:
    """A button to the card of each disagreement that `sections` only names."""
    if len(disputes) <= _IN_FULL:
        return ()
    return tuple(Choice(d.question, f"/ask {d.question}") for d in disputes)


def say(dispute: Dispute, book: FactBook) -> Reply:
    """The card of one disagreement."""
    reply = Reply(
        headline=dispute.question,
        badge=_STATES[dispute.state] if len(dispute.sides) > 1 else None,
        lines=(Line(dispute.answer.says, dispute.answer.cites),),
        sections=(Section("Who says what", _sides(dispute, book), is_disputed=True),),
        cautions=_outcome(dispute)[1:],
    )
    return sourced(reply, book)


def _title(dispute: Dispute) -> str:
    if len(dispute.sides) == 1:
        return dispute.question
    return f"{_STATES[dispute.state].words}: {dispute.question}"


def _sides(dispute: Dispute, book: FactBook) -> tuple[Line, ...]:
    ranked = sorted(dispute.sides, key=lambda side: _rank(side, book))
    return tuple(Line(f"{_who(side, book)}: {side.says}", side.cites) for side in ranked)


def _outcome(dispute: Dispute) -> tuple[Line, Line]:
    settled = dispute.state is DisputeState.SETTLED
    label = "What settles it" if settled else "What would settle it"
    return (
        Line(f"So: {dispute.answer.says}", dispute.answer.cites),
        Line(f"{label}: {dispute.settles}"),
    )


def _rank(side: Side, book: FactBook) -> tuple[int, str]:
    """The highest authority among a side's sources; among equals the newest comes first."""
    best = _best(side, book)
    return phrases.AUTHORITY_OF.get(side.reports, best.authority), _inverted(_newest(best))


def _best(side: Side, book: FactBook) -> Source:
    sources = [book.sources[id_] for id_ in side.cites]
    return min(sources, key=lambda source: (source.authority, _inverted(_newest(source))))


def _who(side: Side, book: FactBook) -> str:
    best = _best(side, book)
    holds = " (this side holds)" if side.holds else ""
    if side.reports:
        return f"{phrases.sentence(side.reports)}, read {_SECOND_HAND}{holds}"
    dated = f", {phrases.partial(newest)}" if (newest := _newest(best)) else ", undated"
    words = phrases.sentence(phrases.AUTHORITIES[best.authority])
    return f"{words}{dated}{holds}"


def _newest(source: Source) -> str:
    return max(source.published, source.reviewed, source.effective)


def _inverted(iso: str) -> str:
    """A key that sorts a later date first, and no date last."""
    return "".join(chr(0x7E - ord(letter)) for letter in iso) or "\x7f"
