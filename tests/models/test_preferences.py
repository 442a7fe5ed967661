"""What a clinic has chosen is kept as a text, and a change names one setting at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.alerts import thresholds
from models.alerts.holidays import Holidays
from models.alerts.hours import Hours
from models.alerts.thresholds import Thresholds
from models.clinic import preferences
from models.clinic.payer_tick import PayerTick
from models.clinic.preferences import Preferences

NUMBERS = st.sets(st.integers(0, 180), max_size=6).map(lambda n: tuple(sorted(n, reverse=True)))
WARNINGS = st.builds(
    Thresholds, NUMBERS, st.booleans(), NUMBERS, forecast=st.booleans(), unused=st.booleans()
)
WALLS = st.times().map(lambda wall: wall.replace(second=0, microsecond=0))
HOURS = st.builds(
    Hours,
    st.none() | WALLS,
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    st.none() | st.tuples(WALLS, WALLS).filter(lambda pair: pair[0] != pair[1]),
    st.builds(
        lambda federal, own: Holidays(federal, tuple(sorted(own.items()))),
        st.booleans(),
        st.dictionaries(st.sampled_from(["2026-12-24", "12-24", "Labor Day"]), st.booleans()),
    ),
)
PREFERENCES = st.builds(
    Preferences,
    WARNINGS,
    st.dictionaries(st.sampled_from(["aetna", "medicare", "va"]), WARNINGS).map(
        lambda chosen: tuple(sorted(chosen.items()))
    ),
    HOURS,
    st.sampled_from(["", "#‹C1›", "#‹19:a@thread.tacv2›"]),
    st.integers(1, 6_000).map(lambda minutes: timedelta(minutes=minutes)),
    verified=st.sets(
        st.builds(
            PayerTick,
            st.integers(2026, 2028),
            st.sampled_from(["aetna", "medicare"]),
            st.just(date(2026, 12, 3)),
        )
    ).map(lambda ticks: tuple(sorted(ticks, key=lambda tick: tick.name))),
)
MEDICARE = (("medicare", Thresholds(left=(5,))),)


@given(WARNINGS)
def test_warnings_are_read_as_they_were_spelled(chosen):
    assert thresholds.unspell(thresholds.spell(chosen)) == chosen


@given(PREFERENCES)
def test_preferences_are_read_as_they_were_spelled(chosen):
    assert preferences.unspell(preferences.spell(chosen)) == chosen


def change(before: Preferences, after: Preferences) -> str:
    """The settings that differ, by name."""
    return preferences.as_change(after, *preferences.differences(before, after))


@given(PREFERENCES, PREFERENCES)
def test_a_change_laid_over_what_was_kept_gives_what_is_wanted(before, after):
    kept = preferences.merged(preferences.spell(before), change(before, after))
    assert preferences.unspell(kept) == after


def test_a_clinic_that_chose_nothing_has_the_usual():
    assert preferences.unspell(None) == Preferences()


def test_an_older_text_that_lacks_settings_is_read_with_the_usual_ones():
    found = preferences.unspell('{"channel":"#‹C1›","warnings":"left=5"}')
    assert found == Preferences(Thresholds(left=(5,)), channel="#‹C1›")


def test_two_managers_who_change_two_settings_both_have_their_way():
    usual = Preferences()
    quiet = replace(usual, hours=Hours(quiet=(time(20), time(6))))
    kept = preferences.merged(None, change(usual, quiet))
    kept = preferences.merged(kept, change(usual, replace(usual, channel="#‹C1›")))
    assert preferences.unspell(kept) == replace(quiet, channel="#‹C1›")


def test_the_warnings_of_a_payer_hold_for_it_alone():
    chosen = Preferences(by_payer=MEDICARE)
    assert chosen.warnings_for("medicare").left == (5,)
    assert chosen.warnings_for("aetna") == chosen.warnings_for(None) == Thresholds()


@pytest.mark.parametrize(
    ("after", "whom"),
    [
        pytest.param(Preferences(warnings=Thresholds(left=(5,))), ("",), id="everybody"),
        pytest.param(Preferences(by_payer=MEDICARE), ("medicare",), id="those with the payer"),
        pytest.param(Preferences(hours=Hours(days=(0, 1))), ("",), id="everybody, for days"),
        pytest.param(
            Preferences(hours=Hours(holidays=Holidays(federal=False))), ("",), id="and for holidays"
        ),
        pytest.param(
            Preferences(hours=Hours(holidays=Holidays(own=(("12-24", True),)))),
            ("",),
            id="and for a day off",
        ),
        pytest.param(Preferences(hours=Hours(quiet=None)), (), id="nobody for quiet hours"),
        pytest.param(Preferences(channel="#‹C1›"), (), id="nobody for a channel"),
    ],
)
def test_whose_alerts_a_change_touches(after, whom):
    assert preferences.changed_payers(change(Preferences(), after)) == whom


def test_to_clear_everything_touches_everybody():
    assert preferences.changed_payers(None) == ("",)
    assert preferences.merged('{"channel":"#‹C1›"}', None) is None
