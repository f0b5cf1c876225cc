"""What the page of figures is made from, whatever it is given."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from markupsafe import escape

from shinenews.dashboard.charts import scale_end, ticks
from shinenews.dashboard.page import writable
from shinenews.dashboard.timeline import Unit, gaps, periods

DAYS = st.dictionaries(st.dates(date(2019, 1, 1), date(2026, 12, 31)), st.integers(1, 200), min_size=1, max_size=60)
STEADY = settings(derandomize=True, max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@STEADY
@given(DAYS, st.sampled_from(Unit))
def test_periods_follow_each_other_and_leave_no_day_and_no_article_out(days: dict[date, int], unit: Unit) -> None:
    found = periods(days, unit)
    assert (found[0].first, found[-1].last) == (min(days), max(days))
    assert all(before.last + timedelta(days=1) == after.first for before, after in pairwise(found))
    assert all(unit.start(period.first) == unit.start(period.last) for period in found)
    for period in found:
        within = Counter({day: count for day, count in days.items() if period.first <= day <= period.last})
        assert (period.articles, period.empty) == (within.total(), period.days - len(within))


@STEADY
@given(DAYS)
def test_gaps_are_the_days_that_have_no_article(days: dict[date, int]) -> None:
    found = [gap.first + timedelta(days=number) for gap in gaps(days) for number in range(gap.days)]
    span = (max(days) - min(days)).days + 1
    assert sorted(found) == sorted({min(days) + timedelta(days=number) for number in range(span)} - days.keys())


@STEADY
@given(st.integers(0, 10**9))
def test_a_scale_reaches_the_most_not_far_beyond_and_has_a_whole_middle(most: int) -> None:
    end = scale_end(most)
    assert most <= end <= max(2, 1.6 * most)
    assert end % 2 == 0


@pytest.mark.parametrize("number", [1, 4, 5, 6, 99, 3650])
def test_labels_have_room(number: int) -> None:
    places = [tick.x for tick in ticks(range(number))]
    assert places[0] == 0
    assert len(places) <= 5
    assert max(places) < 81


@STEADY
@given(ANY_TEXT)
def test_any_text_can_be_written_and_is_read_back_as_it_was(text: str) -> None:
    shown = writable(text)
    assert len(shown.encode()) >= len(shown)
    parser = html.HTMLParser(encoding="utf-8")
    element = html.fromstring(f"<p title='{escape(shown)}'>{escape(shown)}.</p>".encode(), parser=parser)
    assert element.text == f"{shown}."
    assert writable(shown) == shown
