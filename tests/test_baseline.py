"""A run compared with those before it."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import stocked
from conftest import Crawl
from sqlalchemy import insert

from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault, stories_on
from shinenews.items import sources_of
from shinenews.store import tables
from shinenews.store.database.opening import open_database
from shinenews.store.runs import measures
from shinenews.store.runs.measures import Measures
from shinenews.verdict.baseline import silence, unusual

Crawler = Callable[..., Crawl]
USUAL = Measures(
    articles=20,
    new=20,
    words=3000,
    filled={"title": 20, "agency": 11, "authors": 9, "summary": 18, "tags": 4},
    disagreements={"title": 1},
    links={"listing": 20, "newsmap": 12},
    sections=["news/nation"],
    is_whole=True,
)


def test_what_is_usual_is_not_remarked_upon() -> None:
    assert unusual(USUAL, [USUAL] * 30) == []
    quiet = Measures(0, 0, 0, dict.fromkeys(USUAL.filled, 0), {}, USUAL.links)
    assert unusual(quiet, [USUAL] * 30) == []


def test_nothing_is_said_before_there_is_enough_history() -> None:
    strange = replace(USUAL, filled={"title": 0}, links={"listing": 1})
    assert unusual(strange, [USUAL] * 7) == []
    assert unusual(strange, [replace(USUAL, articles=2)] * 9) == []
    assert unusual(strange, [USUAL] * 8) != []


@pytest.mark.parametrize(
    ("now", "finding"),
    [
        (
            replace(USUAL, filled={**USUAL.filled, "summary": 1}),
            "summary is filled in 5 % of the articles, usually in 90 %; it is read from "
            + ", ".join(sources_of("summary")),
        ),
        (
            replace(USUAL, filled={**USUAL.filled, "agency": 0}),
            "agency is filled in 0 % of the articles, usually in 55 %; it is read from landmark:byline",
        ),
        (
            replace(USUAL, words=200),
            "a body has 10 words, usually 150; it is read from landmark:paragraphs, markup:div.content p",
        ),
        (
            replace(USUAL, disagreements={"title": 15}),
            f"on title {' and '.join(sources_of('title'))} differ in 75 % of the articles, usually in 5 %",
        ),
        (replace(USUAL, links={"listing": 3, "newsmap": 12}), "the listing names 3 articles, usually 20"),
    ],
    ids=["field", "derived field", "body", "witnesses", "links"],
)
def test_what_is_unusual_is_said_and_the_source_named(now: Measures, finding: str) -> None:
    assert unusual(now, [USUAL] * 8) == [finding]


def test_a_few_articles_prove_nothing() -> None:
    few = Measures(2, 2, 4, dict.fromkeys(USUAL.filled, 0), {"title": 2}, USUAL.links)
    assert unusual(few, [USUAL] * 20) == []


def test_silence_is_remarked_upon_where_there_is_usually_none() -> None:
    now = datetime(2024, 11, 13, 12, tzinfo=UTC)
    moments = [f"2024-11-{day:02}T10:00:00+00:00" for day in range(12, 0, -1)]
    longest = timedelta(hours=36)
    assert silence(iter(moments), now, longest) is None
    assert silence(iter(moments[1:]), now, longest) == "no new article in 50 hours"
    assert silence(iter(moments[1:10]), now, longest) is None
    assert silence(iter([]), now, longest) is None


def test_when_articles_were_first_seen_is_told_back_to_a_moment(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    began = datetime(2024, 11, 1, 8, tzinfo=UTC)
    with database.begin() as connection:
        for day in range(5):
            new = stocked.article(f"24110{day + 1}0001", f"Rain on day {day}")
            elsewhere = stocked.article(f"24110{day + 1}0002", f"Sun on day {day}", directory="biz/economy")
            changed = [stocked.article("2411010001", f"Rain, corrected on day {day}")] if day else []
            stocked.store(connection, f"run-{day}", new, *changed, elsewhere, at=began + timedelta(days=day))
        seen = list(measures.first_seen(connection, ("news/nation",), (began + timedelta(days=2)).isoformat()))
    database.dispose()
    assert seen == [(began + timedelta(days=day)).isoformat() for day in (4, 3, 2)]


def remember(folder: Path, usual: Measures, times: int) -> None:
    """Fill a store with runs that ended well, one a day, of both kinds of day."""
    database = open_database(folder)
    with database.begin() as connection:
        for number in range(1, times + 1):
            started_at = datetime.now(UTC) - timedelta(days=number)
            run = f"{started_at:%Y%m%dT%H%M%SZ}-0000"
            stamp = started_at.isoformat(timespec="seconds")
            connection.execute(
                insert(tables.runs).values(
                    id=run, spider="nation", started_at=stamp, finished_at=stamp, published_at=stamp, exit_code=0
                )
            )
            connection.execute(insert(tables.measures).values(run=run, document=json.dumps(asdict(usual))))
    database.dispose()


def test_a_crawl_that_reads_no_byline_any_more_says_so_and_exits_with_4(crawl: Crawler, tmp_path: Path) -> None:
    remember(tmp_path / "data", USUAL, 40)
    nameless = {id_: replace(story, byline=()) for id_, story in stories_on(1).items()}
    with Edition(stories=nameless) as edition:
        done = crawl(edition, "-a", "limit=20")

    assert done.exit_code == 4
    assert "agency is filled in 0 % of the articles, usually in 55 %" in done.said
    assert len(done.articles()) == 20


def test_a_crawl_that_finds_few_articles_says_so_and_exits_with_4(
    edition: Edition, crawl: Crawler, tmp_path: Path
) -> None:
    remember(tmp_path / "data", replace(USUAL, new=400), 59)
    done = crawl(edition, "-s", "SHINENEWS_SILENCE=24h")

    assert done.exit_code == 4
    assert f"{len(done.articles())} new articles in 24 hours, usually 400; scrapy doctor" in done.said


def test_a_crawl_as_usual_exits_with_0(edition: Edition, crawl: Crawler, tmp_path: Path) -> None:
    remember(tmp_path / "data", USUAL, 40)

    assert crawl(edition, "-a", "limit=20").exit_code == 0


def test_a_limited_crawl_finds_few_articles_and_nothing_is_said(
    edition: Edition, crawl: Crawler, tmp_path: Path
) -> None:
    remember(tmp_path / "data", replace(USUAL, new=400), 59)

    assert crawl(edition, "-a", "limit=20", "-s", "SHINENEWS_SILENCE=24h").exit_code == 0


NO_MAP = Fault(headers={"Content-Type": "text/html"}, body=b"<!DOCTYPE html><title>SHINE</title><p>Sorry")


@pytest.mark.parametrize(
    ("path", "answer", "way", "usual"),
    [
        ("/news/nation/", Fault(status=404), "listing", 20),
        ("/news/nation/", Fault(status=403), "listing", 20),
        ("/sitemap-news.xml", Fault(status=404), "newsmap", 12),
        ("/sitemap-news.xml", NO_MAP, "newsmap", 12),
    ],
)
def test_a_way_in_that_is_gone_after_it_was_usual_is_exit_code_4(
    path: str, answer: Fault, way: str, usual: int, crawl: Crawler, tmp_path: Path
) -> None:
    remember(tmp_path / "data", USUAL, 40)
    with Edition(faults={path: answer}) as edition:
        done = crawl(edition, "-a", "limit=20")

    assert done.exit_code == 4
    assert f"the {way} names 0 articles, usually {usual}" in done.verdict["warnings"]
