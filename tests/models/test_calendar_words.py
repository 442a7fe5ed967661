"""What days and months are called."""

from __future__ import annotations

import calendar
import re

import pytest

from models import calendar_words


@pytest.mark.parametrize("number", range(7))
def test_a_day_of_the_week_is_found_by_its_first_letters(number: int) -> None:
    name = calendar.day_name[number]
    assert calendar_words.WEEKDAYS[number] == name
    for written in (name, name.lower(), name[:3], name[:4].upper()):
        assert calendar_words.weekday(written) == number
        assert re.fullmatch(calendar_words.WEEKDAY_OR_WEEKDAYS, name + "s", re.IGNORECASE)
    assert re.fullmatch(calendar_words.WEEKDAY, name[:3], re.IGNORECASE)
    assert re.fullmatch(calendar_words.WEEKDAY, name, re.IGNORECASE)


@pytest.mark.parametrize("number", range(1, 13))
def test_a_month_is_found_by_its_first_letters(number: int) -> None:
    name = calendar.month_name[number]
    assert calendar_words.MONTHS[number - 1] == name
    for written in (name, name.lower(), name[:3].upper()):
        assert calendar_words.month(written) == number
        assert re.fullmatch(calendar_words.MONTH, written, re.IGNORECASE)


def test_a_word_that_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        calendar_words.weekday("someday")
