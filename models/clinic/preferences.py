"""What a clinic may set and how it is kept as text; the default patience with an alert (4 hours).

The text is JSON with one string for each setting, so that a change may name one setting and leave
the others as they are:

    {"aliases": "PT-0000", "patience": "240", "warnings": "left=3,1,0 …", "warnings/medicare": "…"}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta

from models.alerts import thresholds
from models.alerts.holidays import Holidays
from models.alerts.hours import Hours
from models.alerts.thresholds import Thresholds
from models.clinic.payer_tick import PayerTick, ticks_in
from models.privacy import alias_form
from models.privacy.alias_form import AliasPattern

Told = Mapping[str, str | None]
"""Settings by name, as they are kept; None stands for one that is taken back."""

WARNINGS, DIGEST, DAYS, QUIET = "warnings", "digest", "days", "quiet"
CHANNEL, PATIENCE, ALIASES, ZONE = "channel", "patience", "aliases", "zone"
HOLIDAYS, OWNER, REPORT = "holidays", "owner", "report"
OF_PAYER = f"{WARNINGS}/"
"""Begins the name of the warnings for one payer, before the payer's id."""
OF_DAY = f"{HOLIDAYS}/"
"""Begins the name of what holds on one day of the clinic's own, before `Holidays`' key of it."""
OF_WATCH = "watch/"
"""Begins the name of that a member watches a payer, before the payer's id and the member's."""

NONE = "none"
FEDERAL = "federal"
CLOSED, OPEN = "closed", "open"


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a clinic wants its alerts.

    `by_payer` are the warnings for aliases of one payer, by its id. `channel` is spelled
    as `models.mention.channel` does; empty: each manager's own chat. `patience` is the working
    time before an alert that nobody acknowledged goes up to the managers. `patterns` are the forms
    that aliases of its own may have, besides a neutral word. `zone_told`: somebody chose the time
    zone, though it is the one that every clinic begins with. `watches` are the payers of whose
    changes a member wants to read, each with the platform's id of that member. `owner` is the
    member who keeps the facts true, by the same id; empty where nobody is named. `verified` are the
    payers that were verified for a new year.
    """

    warnings: Thresholds = field(default_factory=Thresholds)
    by_payer: tuple[tuple[str, Thresholds], ...] = ()
    hours: Hours = field(default_factory=Hours)
    channel: str = ""
    patience: timedelta = timedelta(hours=4)
    patterns: tuple[AliasPattern, ...] = ()
    zone_told: bool = False
    watches: tuple[tuple[str, str], ...] = ()
    owner: str = ""
    verified: tuple[PayerTick, ...] = ()

    def warnings_for(self, payer: str | None) -> Thresholds:
        """The warnings for an alias with this payer."""
        return dict(self.by_payer).get(payer or "", self.warnings)

    @property
    def watched(self) -> frozenset[str]:
        """The payers that anybody watches."""
        return frozenset(payer for payer, _ in self.watches)

    def watched_by(self, user: str) -> tuple[str, ...]:
        """The payers that a member watches."""
        return tuple(payer for payer, watcher in self.watches if watcher == user)


def spell(preferences: Preferences) -> str:
    """The preferences as text, as they are kept."""
    return _text(as_texts(preferences))


def unspell(text: str | None) -> Preferences:
    """The preferences in a text; what it does not name is as in `Preferences()`."""
    texts = {**as_texts(Preferences()), **read(text)}
    payers = sorted(name for name in texts if name.startswith(OF_PAYER) and texts[name])
    usual = thresholds.unspell(texts[WARNINGS] or "")
    return Preferences(
        warnings=usual,
        by_payer=tuple(
            (name.removeprefix(OF_PAYER), thresholds.unspell(texts[name] or "", usual))
            for name in payers
        ),
        hours=Hours(
            *(_time(texts[DIGEST]), _days(texts[DAYS]), _quiet(texts[QUIET]), _holidays(texts)),
            report=bool(texts.get(REPORT)),
        ),
        channel=texts[CHANNEL] or "",
        patience=timedelta(minutes=int(texts[PATIENCE] or 0)),
        patterns=tuple(map(alias_form.unspell, (texts[ALIASES] or "").split())),
        zone_told=bool(texts.get(ZONE)),
        watches=_watches(texts),
        owner=texts.get(OWNER) or "",
        verified=ticks_in(texts),
    )


def as_texts(preferences: Preferences) -> dict[str, str]:
    """Every setting by its name, each as text."""
    hours, quiet = preferences.hours, preferences.hours.quiet
    return {
        WARNINGS: thresholds.spell(preferences.warnings),
        **{OF_PAYER + payer: thresholds.spell(setting) for payer, setting in preferences.by_payer},
        DIGEST: hours.digest.isoformat("minutes") if hours.digest else NONE,
        DAYS: ",".join(map(str, hours.days)),
        QUIET: "-".join(setting.isoformat("minutes") for setting in quiet) if quiet else NONE,
        HOLIDAYS: FEDERAL if hours.holidays.federal else NONE,
        **{OF_DAY + day: CLOSED if off else OPEN for day, off in hours.holidays.own},
        CHANNEL: preferences.channel,
        PATIENCE: str(int(preferences.patience.total_seconds() // 60)),
        ALIASES: " ".join(map(str, preferences.patterns)),
        **({REPORT: "on"} if hours.report else {}),
        **({ZONE: "yes"} if preferences.zone_told else {}),
        **({OWNER: preferences.owner} if preferences.owner else {}),
        **{watch(payer, user): "yes" for payer, user in preferences.watches},
        **{tick.name: tick.on.isoformat() for tick in preferences.verified},
    }


def watch(payer: str, user: str) -> str:
    """The name of the setting that a member watches a payer."""
    return f"{OF_WATCH}{payer}/{user}"


def watch_in(name: str) -> tuple[str, str] | None:
    """The payer and the member that a setting's name tells of; None for another setting."""
    if not name.startswith(OF_WATCH):
        return None
    payer, _, user = name.removeprefix(OF_WATCH).partition("/")
    return payer, user


def read(text: str | None) -> dict[str, str | None]:
    """The settings that a text names."""
    return dict(json.loads(text or "{}"))


def differences(
    before: Preferences, after: Preferences
) -> dict[str, tuple[str | None, str | None]]:
    """Each setting that differs, with what it was and is; None where it was or is not set."""
    old, new = as_texts(before), as_texts(after)
    pairs = {name: (old.get(name), new.get(name)) for name in sorted(old.keys() | new.keys())}
    return {name: (was, is_) for name, (was, is_) in pairs.items() if was != is_}


def as_change(preferences: Preferences, *names: str) -> str:
    """These settings alone, as a text that leaves all others as they are."""
    texts = as_texts(preferences)
    return _text({name: texts.get(name) for name in names})


def merged(kept: str | None, change: str | None) -> str | None:
    """The text to keep after a change. None, for all that was chosen, clears it."""
    if change is None:
        return None
    both = {**read(kept), **read(change)}
    return _text({name: value for name, value in both.items() if value is not None})


def changed_payers(change: str | None) -> tuple[str, ...]:
    """The payers whose aliases a change may give other alerts; empty text stands for all.

    Working days and holidays are among them: the day by which to ask is counted in these.
    """
    names = read(change)
    of_days = any(name in {DAYS, HOLIDAYS} or name.startswith(OF_DAY) for name in names)
    if change is None or WARNINGS in names or of_days:
        return ("",)
    return tuple(name.removeprefix(OF_PAYER) for name in read(change) if name.startswith(OF_PAYER))


def _text(settings: Told) -> str:
    return json.dumps(settings, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text and text != NONE else None


def _days(text: str | None) -> tuple[int, ...]:
    return tuple(map(int, (text or "").split(",")))


def _quiet(text: str | None) -> tuple[time, time] | None:
    if not text or text == NONE:
        return None
    begin, end = text.split("-")
    return time.fromisoformat(begin), time.fromisoformat(end)


def _watches(texts: Told) -> tuple[tuple[str, str], ...]:
    found = (watch_in(name) for name in sorted(texts) if texts[name])
    return tuple(filter(None, found))


def _holidays(texts: Told) -> Holidays:
    days = sorted(name for name in texts if name.startswith(OF_DAY) and texts[name])
    own = ((name.removeprefix(OF_DAY), texts[name] == CLOSED) for name in days)
    return Holidays(texts[HOLIDAYS] == FEDERAL, tuple(own))
