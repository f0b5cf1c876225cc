"""The number of new articles, compared with what is usual: false alarms are worse than a miss."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from math import sin
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from shinenews.site import TIME_ZONE
from shinenews.store import tables
from shinenews.store.articles.upkeep import SPIDER
from shinenews.store.database.opening import open_database
from shinenews.store.run_ids import run_id
from shinenews.store.runs.harvests import Harvest
from shinenews.store.runs.measures import Measures
from shinenews.verdict import baseline
from shinenews.verdict.arrivals import Stretch, few, stretch

HOUR, DAY, PERIOD = timedelta(hours=1), timedelta(days=1), timedelta(hours=36)
NOW = datetime(2024, 11, 14, 15, 7, tzinfo=TIME_ZONE)
"""A Thursday."""

Rate = Callable[[datetime], float]
"""How many articles the site brings in the hour that ends with a moment."""


def harvest(at: datetime, new: int | None, exit_code: int | None = 0, *, is_whole: bool = True) -> Harvest:
    return Harvest(at, new, is_whole=is_whole, exit_code=exit_code)


def office_hours(moment: datetime) -> float:
    """Give some 36 articles on a working day and 11 on another, more at noon, none at night, and no two days alike."""
    if not 8 <= moment.hour <= 22:
        return 0
    restless = 1 + 0.5 * sin(moment.toordinal() * 12.9898) * sin(moment.hour * 78.233)
    return (0.7 if moment.isoweekday() > 5 else 2.4) * restless


def runs(rate: Rate, *, every: timedelta = HOUR, days: int = 58, until: datetime = NOW) -> list[Harvest]:
    """Give the whole runs of a cron job, newest first: each brings what the site brought since the one before it."""
    hours = [until - number * HOUR for number in range(days * 24, -1, -1)]
    found: list[Harvest] = []
    brought, told = 0.0, 0
    for number, hour in enumerate(hours):
        brought += rate(hour)
        if number % (every // HOUR) == (days * 24) % (every // HOUR):
            found.append(harvest(hour, int(brought) - told))
            told = int(brought)
    return found[::-1]


def finding(harvests: Sequence[Harvest], period: timedelta = PERIOD, missed: int = 0) -> str | None:
    return few(harvests, missed, period)


def alarms(harvests: Sequence[Harvest], runs_judged: int) -> int:
    """Count the findings on the newest runs, each judged by those before it; what was found does not count as usual."""
    judged: list[Harvest] = list(harvests[runs_judged:])
    for one in reversed(harvests[:runs_judged]):
        found = finding([one, *judged])
        judged.insert(0, replace(one, exit_code=4 if found else 0))
    return sum(one.exit_code == 4 for one in judged[:runs_judged])


@pytest.mark.parametrize("every", [HOUR, 12 * HOUR, DAY])
def test_in_a_week_as_usual_with_its_nights_and_weekend_nothing_is_said(every: timedelta) -> None:
    assert alarms(runs(office_hours, every=every), 7 * DAY // every) == 0


@pytest.mark.parametrize("every", [HOUR, 12 * HOUR, DAY])
def test_a_listing_that_shows_a_sixth_of_what_it_did_is_found_out(every: timedelta) -> None:
    def cut(moment: datetime) -> float:
        return office_hours(moment) * (0.15 if moment > NOW - 3 * DAY else 1)

    assert alarms(runs(cut, every=every), 3 * DAY // every) >= DAY // every


def test_the_finding_names_the_number_and_the_usual() -> None:
    history = [harvest(NOW, 7, None), *(harvest(NOW - number * DAY, 36) for number in range(1, 30))]
    assert finding(history, DAY) == (
        "7 new articles in 24 hours, usually 36; scrapy doctor reads the ways in as they are now"
    )
    assert str(finding([replace(history[0], new=1), *history[1:]], DAY)).startswith("1 new article in 24 hours")


def test_a_quarter_of_the_usual_is_not_few_and_a_fifth_is() -> None:
    usual = [harvest(NOW - number * DAY, 36) for number in range(1, 30)]
    assert finding([harvest(NOW, 9), *usual], DAY) is None
    assert finding([harvest(NOW, 7), *usual], DAY) is not None


def test_few_of_a_handful_is_chance() -> None:
    usual = [harvest(NOW - number * DAY, 5) for number in range(1, 30)]
    assert finding([harvest(NOW, 0), *usual], DAY) is None


@pytest.mark.parametrize(("quiet_days", "is_found"), [((13,), True), ((13, 14, 15, 20), False)])
def test_a_quiet_day_hides_nothing_and_quiet_days_now_and_then_are_usual(
    quiet_days: tuple[int, ...], *, is_found: bool
) -> None:
    usual = [harvest(NOW - number * DAY, 12 if number in quiet_days else 36) for number in range(1, 30)]
    assert (finding([harvest(NOW, 7), *usual], DAY) is not None) == is_found


@pytest.mark.parametrize("every", [HOUR, 12 * HOUR, DAY])
def test_an_extra_run_right_after_another_brings_nothing_and_nothing_is_said(every: timedelta) -> None:
    history = runs(office_hours, every=every)
    for after in (timedelta(minutes=1), HOUR, 2 * HOUR):
        assert finding([harvest(NOW + after, 0, None), *history]) is None


@pytest.mark.parametrize("every", [HOUR, DAY])
def test_a_week_of_holidays_with_half_of_the_articles_is_no_change_of_the_site(every: timedelta) -> None:
    def holidays(moment: datetime) -> float:
        return office_hours(moment) * (0.5 if moment > NOW - 7 * DAY else 1)

    assert alarms(runs(holidays, every=every), 7 * DAY // every) == 0


@pytest.mark.parametrize("every", [HOUR, DAY])
def test_runs_after_an_outage_of_three_days_are_like_no_other_and_nothing_is_said(every: timedelta) -> None:
    history = [one for one in runs(office_hours, every=every) if not NOW - 4 * DAY < one.started_at < NOW - DAY]
    assert alarms(history, DAY // every) == 0
    starved = [replace(one, new=0) if one.started_at >= NOW - DAY else one for one in history]
    assert finding(starved) is None


def test_runs_that_failed_in_between_make_the_stretch_longer() -> None:
    history = [harvest(NOW - number * DAY, 36) for number in range(30)]
    failed = [harvest(NOW - number * HOUR, 0, 3, is_whole=False) for number in range(1, 4)]
    assert finding([replace(history[0], new=2), *failed, *history[1:]], DAY) is not None
    assert finding([replace(failed[0], started_at=NOW), *history[1:]], DAY) is None


@pytest.mark.parametrize(
    "other",
    [
        harvest(NOW - HOUR, 3, is_whole=False),
        harvest(NOW - HOUR, None, None, is_whole=False),
        harvest(NOW - HOUR, 900, is_whole=False),
    ],
    ids=["limited", "killed", "backfill"],
)
def test_after_a_run_that_read_other_than_what_was_new_nothing_is_said(other: Harvest) -> None:
    history = [harvest(NOW - number * DAY, 36) for number in range(1, 30)]
    assert finding([harvest(NOW, 2), *history], DAY) is not None
    assert finding([harvest(NOW, 2), other, *history], DAY) is None


def test_a_stretch_begins_with_a_whole_run() -> None:
    history = [harvest(NOW - number * DAY, 36) for number in range(1, 30)]
    assert finding([harvest(NOW, 2), replace(history[0], new=0, is_whole=False), *history[1:]], DAY) is None


def test_what_came_by_day_is_not_the_usual_for_a_night() -> None:
    midnight = NOW.replace(hour=0, minute=0)
    halves = [harvest(midnight - number * DAY / 2, 10 if number % 2 else 40) for number in range(1, 60)]
    night = [harvest(midnight + 5 * HOUR, 4), harvest(midnight - 7 * HOUR, 30), *halves]
    assert finding(night, DAY / 2) is None


def test_a_run_that_did_not_look_for_all_that_is_new_is_not_judged() -> None:
    history = [harvest(NOW - number * DAY, 36) for number in range(1, 30)]
    assert finding([harvest(NOW, 2, is_whole=False), *history], DAY) is None


def test_the_first_runs_are_not_judged_by_the_one_that_read_everything() -> None:
    history = [*(harvest(NOW - number * DAY, 30) for number in range(7)), harvest(NOW - 7 * DAY, 9000)]
    assert not any(finding(history[number:]) for number in range(8))


def test_backfills_and_bursts_do_not_become_the_usual() -> None:
    history = [harvest(NOW - number * DAY, 900 if number % 5 == 3 else 36) for number in range(1, 59)]
    assert finding([harvest(NOW, 15), *history], DAY) is None


def test_pages_that_failed_may_be_the_ones_that_are_missed() -> None:
    history = [harvest(NOW - number * DAY, 36 if number else 2) for number in range(30)]
    assert finding(history, DAY, missed=6) is not None
    assert finding(history, DAY, missed=7) is None


def test_a_number_that_is_usual_on_weekends_is_few_on_working_days() -> None:
    counts = {number: 4 if (NOW - number * DAY).isoweekday() in {7, 1} else 36 for number in range(59)}
    history = [harvest(NOW - number * DAY, count) for number, count in counts.items()]
    [thursday, _, _, monday, sunday] = history[:5]
    assert (thursday.started_at.isoweekday(), sunday.started_at.isoweekday()) == (4, 7)
    assert finding([replace(thursday, new=4), *history[1:]], DAY) is not None
    assert finding([monday, *history[4:]], DAY) is None
    assert finding([sunday, *history[5:]], DAY) is None


def test_weekends_are_not_judged_by_working_days() -> None:
    history = [harvest(NOW + 3 * DAY, 2), *(harvest(NOW - number * DAY, 36) for number in range(-2, 14))]
    assert finding(history, DAY) is None


def test_what_has_lasted_for_weeks_is_the_usual() -> None:
    few_for_long = [harvest(NOW - number * DAY, 5, exit_code=4) for number in range(28)]
    few_for_long += [harvest(NOW - number * DAY, 36) for number in range(28, 59)]
    assert finding(few_for_long[14:], DAY) is not None
    assert finding(few_for_long, DAY) is None


@given(st.lists(st.integers(0, 400), min_size=30, max_size=30), st.integers(0, 400))
def test_what_is_a_quarter_of_no_earlier_day_or_has_many_like_it_is_not_few(counts: list[int], now: int) -> None:
    history = [harvest(NOW - number * DAY, count) for number, count in enumerate([now, *counts])]
    if finding(history, DAY) is not None:
        assert now < max(counts) / 4
        assert sum(count <= now for count in counts) <= 6


@given(st.lists(st.integers(0, 90), min_size=20, max_size=40), st.integers(1, 120))
def test_an_extra_run_after_a_daily_one_never_raises_an_alarm(counts: list[int], minutes: int) -> None:
    history = [harvest(NOW - number * DAY, count) for number, count in enumerate(counts)]
    if finding(history, DAY) is None:
        assert finding([harvest(NOW + minutes * timedelta(minutes=1), 0), *history], DAY) is None


@given(
    st.lists(
        st.builds(
            Harvest,
            st.integers(0, 60 * 24 * 60).map(lambda minutes: NOW - minutes * timedelta(minutes=1)),
            st.none() | st.integers(0, 1000),
            is_whole=st.booleans(),
            exit_code=st.sampled_from([None, 0, 3, 4, 5, 130]),
        ),
        max_size=60,
    ).map(lambda harvests: sorted(harvests, key=lambda one: one.started_at, reverse=True)),
    st.integers(0, 200).map(lambda hours: hours * HOUR),
)
def test_any_history_is_judged(harvests: list[Harvest], period: timedelta) -> None:
    found = finding(harvests, period)
    assert found is None or harvests[0].is_whole


def test_two_runs_at_the_same_moment_are_no_stretch_of_time() -> None:
    twice = [harvest(NOW, 0), harvest(NOW, 36), harvest(NOW - DAY, 36)]
    assert stretch(twice, 0 * DAY) == stretch(twice, DAY) == Stretch(DAY, weekend=0, new=36)


def remember(folder: Path, spiders: Sequence[tuple[str, list[str]]], counts: Sequence[int]) -> str:
    """Fill a store with a whole run of each spider a day, oldest first; give the id of the last."""
    began = datetime.now(UTC) - len(counts) * DAY
    database, run = open_database(folder), ""
    with database.begin() as connection:
        for number, new in enumerate(counts):
            for minutes, (spider, sections) in enumerate(spiders):
                at = began + (number + 1) * DAY + timedelta(minutes=minutes - len(spiders))
                run, stamp = f"{at:%Y%m%dT%H%M%SZ}-{minutes:05x}", at.isoformat(timespec="seconds")
                row = {"id": run, "spider": spider, "started_at": stamp, "exit_code": 0}
                connection.execute(insert(tables.runs).values(row))
                taken = Measures(new, new, 100 * new, {}, {}, {}, sections=sections, is_whole=True)
                if number < len(counts) - 1 or minutes < len(spiders) - 1:
                    connection.execute(insert(tables.measures).values(run=run, document=json.dumps(asdict(taken))))
    database.dispose()
    return run


def compare(folder: Path, run: str, *, is_whole: bool = True) -> list[str]:
    with open_database(folder).begin() as connection:
        sections = ("news/nation",)
        return baseline.compare(connection, run, sections, {}, DAY, datetime.now(UTC), is_whole=is_whole)


def test_a_run_without_news_is_found_out_by_what_the_store_remembers(tmp_path: Path) -> None:
    run = remember(tmp_path, [("nation", ["news/nation"])], [30] * 58)
    assert compare(tmp_path, run) == [
        "0 new articles in 24 hours, usually 30; scrapy doctor reads the ways in as they are now"
    ]


def test_the_runs_of_other_sections_are_not_looked_at(tmp_path: Path) -> None:
    run = remember(tmp_path, [("metro", ["news/metro"]), ("nation", ["news/nation"])], [30] * 58)
    assert len(compare(tmp_path, run)) == 1


def test_what_another_spider_brought_to_the_section_is_not_missed(tmp_path: Path) -> None:
    spiders = [("shine", ["news/nation", "news/metro"]), ("nation", ["news/nation"])]
    run = remember(tmp_path, spiders, [*[30] * 56, 2, 2])
    assert compare(tmp_path, run) == []


def test_what_the_store_changes_by_itself_is_not_in_the_way(tmp_path: Path) -> None:
    run = remember(tmp_path, [("nation", ["news/nation"])], [30] * 58)
    with open_database(tmp_path).begin() as connection:
        moment = datetime.now(UTC) - HOUR
        row = {"id": run_id(moment), "spider": SPIDER, "started_at": moment.isoformat(timespec="seconds")}
        connection.execute(insert(tables.runs).values(row))
    assert len(compare(tmp_path, run)) == 1


def test_a_run_that_is_not_whole_is_not_judged_by_the_store_either(tmp_path: Path) -> None:
    run = remember(tmp_path, [("nation", ["news/nation"])], [30] * 58)
    assert compare(tmp_path, run, is_whole=False) == []


def test_runs_that_an_earlier_version_measured_are_not_compared_with(tmp_path: Path) -> None:
    run = remember(tmp_path, [("nation", ["news/nation"])], [30] * 58)
    with open_database(tmp_path).begin() as connection:
        old = asdict(Measures(30, 30, 3000, {}, {}, {}))
        del old["sections"], old["is_whole"]
        connection.execute(tables.measures.update().values(document=json.dumps(old)))
    assert compare(tmp_path, run) == []
