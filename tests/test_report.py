"""The page of `scrapy report`: what it shows of a record that crawls have made, counted again from the feeds."""

import fcntl
import json
import os
from collections import Counter
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT, Crawl, crawl_into, scrapy, snapshot
from lxml import html
from lxml.html import HtmlElement
from sqlalchemy import insert, update

from shinenews.dashboard import figures
from shinenews.dashboard.page import render
from shinenews.edition.server import Edition
from shinenews.store.database.failures import StoreError
from shinenews.store.database.opening import open_database
from shinenews.store.database.reading import read_database
from shinenews.store.tables import articles, revisions

WITHDRAWN = "2411108899"


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """Four days of the edition: articles appear, are edited, withdrawn and restored, and one can't be had.

    The first of the workers that asks makes it, and the others look at the same.
    """
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "lived"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data = folder / "data"
        if not (data / "report.html").exists():
            with Edition() as site:
                for site.day in (1, 2, 3, 4):
                    crawl_into(data, site, "-a", "since=2024-11-07", "-a", "revisit=all")
            code, said, _ = report(data)
            assert (code, said.startswith(f"{data / 'report.html'}, ")) == (0, True)
    return Crawl(0, "", "", data)


@pytest.fixture
def page(lived: Crawl) -> HtmlElement:
    return html.parse(lived.data / "report.html").getroot()


def report(data: Path, *words: str) -> tuple[int, str, str]:
    """Run the command, and give its exit code, what it printed and what it complained of."""
    done = scrapy("report", *words, environment={"SHINENEWS_DATA": str(data)})
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def rows(page: HtmlElement, table: str) -> dict[str, list[str]]:
    """Give the cells of each row of a table, or of a region with one, by the text of its first."""
    path = f"//*[self::table[caption='{table}'] or @aria-label='{table}']//tbody/tr"
    found = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath(path)]
    return {cells[0]: cells[1:] for cells in found}


def counts(page: HtmlElement, table: str) -> dict[str, int]:
    return {name: int(cells[-1]) for name, cells in rows(page, table).items()}


def store_documents(data: Path, *documents: str) -> None:
    """Fill a store with documents as they are, whatever they say."""
    database = open_database(data)
    with database.begin() as connection:
        for number, document in enumerate(documents):
            key = {"id": str(number), "revision": 1, "published_at": "2024-11-11T20:37:00+08:00"}
            connection.execute(insert(revisions).values(document=document, **key))
            state = {"section": "news/nation", "content_hash": "", "first_seen_at": "", "changed_at": ""}
            connection.execute(insert(articles).values(**key, **state))
    database.dispose()


def filled(article: dict[str, object], field: str) -> bool:
    return article[field] not in (None, [])


def test_articles_are_counted_by_day_and_the_days_without_are_marked(lived: Crawl, page: HtmlElement) -> None:
    by_day = Counter(article["published_at"][:10] for article in lived.articles())
    shown = rows(page, "Articles by day")
    assert [int(cells[0]) for cells in reversed(shown.values()) if cells[0] != "0"] == [
        by_day[day] for day in sorted(by_day)
    ]
    assert next(iter(shown)) == "14 Nov 2024"
    without = [day for day, cells in shown.items() if cells == ["0", "1"]]
    assert len(without) == len(shown) - len(by_day) > 0
    assert [item.text for item in page.xpath("//*[@aria-label='Days without an article']//li")] == without


def test_names_are_ranked_as_the_feed_has_them(lived: Crawl, page: HtmlElement) -> None:
    articles = lived.articles()
    assert counts(page, "Articles by each of the sections") == {"news/nation": len(articles)}
    sources = Counter(article["source"] for article in articles if article["source"])
    assert counts(page, "Articles by each of the sources") == sources
    agencies = Counter(article["agency"] for article in articles if article["agency"])
    assert counts(page, "Articles by each of the agencies") == agencies
    authors = Counter(name for article in articles for name in article["authors"])
    shown = counts(page, "Articles by each of the authors")
    assert shown == authors
    assert list(shown.values()) == sorted(authors.values(), reverse=True)


def test_the_hours_of_the_week_are_those_of_the_feed(lived: Crawl, page: HtmlElement) -> None:
    moments = [datetime.fromisoformat(article["published_at"]) for article in lived.articles()]
    hours = Counter((moment.hour, moment.weekday()) for moment in moments)
    shown = page.xpath("//*[@role='region'][@aria-label='Articles by weekday and hour']//tbody/tr")
    assert [[cell.text for cell in row[1:]] for row in shown] == [
        [str(hours[hour, weekday] or "·") for weekday in range(7)] for hour in range(24)
    ]
    cells = page.xpath("//table[caption='Articles by weekday and hour']//rect[@class='mark']/title")
    assert sum(int(cell.text.rpartition(" ")[2]) for cell in cells) == len(moments)


def test_the_share_of_each_optional_field_is_that_of_the_feed(lived: Crawl, page: HtmlElement) -> None:
    articles = lived.articles()
    shown = {name: cells[-1] for name, cells in rows(page, "Share of articles with each field").items()}
    assert {"summary", "byline", "images", "editor", "comment count"} <= shown.keys()
    for name, words in shown.items():
        count = sum(filled(article, name.replace(" ", "_")) for article in articles)
        assert words == f"{100 * count / len(articles):.0f} %"


def test_changes_are_those_of_the_event_log(lived: Crawl, page: HtmlElement) -> None:
    events = lived.events()
    changed = Counter(field for event in events for field in event["changed"] if field != "duplicate_of")
    assert counts(page, "Revisions by changed field") == changed
    assert sum(changed.values()) > 0
    kinds = Counter(event["event"] for event in events)
    revisions = sum(1 for event in events if event["changed"] not in ([], ["duplicate_of"]))
    lede = page.xpath("string(//*[@id='changes']/p[@class='lede'])")
    assert (
        lede
        == f"{revisions} revisions after publication, {kinds['withdrawn']} withdrawn, {kinds['restored']} restored."
    )
    assert (kinds["withdrawn"], kinds["restored"]) == (1, 1)


def test_each_run_is_shown_with_its_verdict(lived: Crawl, page: HtmlElement) -> None:
    verdicts = [json.loads(file.read_bytes()) for file in sorted((lived.data / "runs").glob("*.json"), reverse=True)]
    shown = page.xpath("//*[@id='runs']//tbody/tr")
    assert len(shown) == len(verdicts) == 4
    for row, verdict in zip(shown, verdicts, strict=True):
        outcomes = ", ".join(f"{count} {outcome}" for outcome, count in verdict["outcomes"].items() if count)
        words = f"{verdict['exit_code']} {verdict['meaning']}"
        assert [" ".join(cell.text_content().split()) for cell in row[1:4]] == ["nation", words, outcomes]
    assert {verdict["exit_code"] for verdict in verdicts} == {0, 5}


def test_an_article_opens_with_its_text_and_its_history(lived: Crawl, page: HtmlElement) -> None:
    by_id = {article["id"]: article for article in lived.articles()}
    assert page.xpath("//table[@class='articles']/tbody/tr/@id") == [
        f"a{article['id']}" for article in reversed(lived.articles())
    ]
    for row in page.xpath("//table[@class='articles']/tbody/tr"):
        article = by_id[row.get("id")[1:]]
        assert row.xpath("string(.//summary/bdi)") == article["title"]
        text = row.xpath(".//div[@class='text']/p[not(@class)]")
        assert "\n\n".join(paragraph.text for paragraph in text) == (article["body"] or "")
        assert row.xpath(".//h3[.='Pictures']/following-sibling::ul[1]/li/a/@href") == [
            *(image["url"] for image in article["images"]),
            *article["videos"],
        ]
    assert page.xpath(f"//*[@id='a{WITHDRAWN}']//ol/li/p/text()[1]") == ["Withdrawn, found ", "Restored, found "]
    assert page.xpath("string(//*[@id='a2411123340']//dd/ins)") == "; Ren Shuhan"


def test_the_same_store_gives_the_same_page(lived: Crawl) -> None:
    before = snapshot(lived.data)
    with read_database(lived.data) as connection:
        again = render(figures.read(connection, 300))
    assert again == (lived.data / "report.html").read_bytes()
    assert snapshot(lived.data) == before


def test_the_page_goes_where_it_is_wanted_with_as_many_articles_as_are_wanted(lived: Crawl, tmp_path: Path) -> None:
    before, file = snapshot(lived.data), tmp_path / "new" / "page.html"
    code, said, complaint = report(lived.data, "-o", str(file), "--articles", "3")
    assert (code, said, complaint) == (0, f"{file}, {file.stat().st_size / 1000:.0f} kB", "")
    assert [path.name for path in file.parent.iterdir()] == ["page.html"]
    assert snapshot(lived.data) == before
    page = html.parse(file).getroot()
    newest = [f"a{article['id']}" for article in reversed(lived.articles())][:3]
    assert page.xpath("//table[@class='articles']/tbody/tr/@id") == newest
    assert f"The newest 3 of {len(lived.articles())}." in page.xpath("string(//*[@id='hits'])")


def test_the_page_can_be_read_by_those_who_do_not_see_it(page: HtmlElement) -> None:
    assert page.get("lang") == "en"
    assert [len(page.xpath(f"//{landmark}")) for landmark in ("header", "nav", "main", "footer", "h1")] == [1] * 5
    assert not page.xpath("//svg[not(@aria-hidden='true') and not(@role='img' and string-length(@aria-label) > 10)]")
    assert not page.xpath("//table[not(caption) and not(ancestor::*[@role='region'][@aria-label])]")
    assert not page.xpath("//th[not(@scope)] | //section[not(@aria-labelledby)] | //input[not(@id = //label/@for)]")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in page.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(level <= before + 1 for before, level in pairwise(levels))


def test_an_empty_store_gives_a_page_that_says_so(tmp_path: Path) -> None:
    open_database(tmp_path).dispose()
    with read_database(tmp_path) as connection:
        page = html.fromstring(render(figures.read(connection, 300)))
    assert page.xpath("string(//main//h2)") == "Nothing is stored yet"


def test_a_page_of_no_articles_is_wrong_usage(tmp_path: Path) -> None:
    code, said, complaint = report(tmp_path, "--articles", "0")
    assert (code, said) == (2, "")
    assert "--articles 0: the page shows one article or more" in complaint


def test_a_page_on_standard_output_is_wrong_usage(tmp_path: Path) -> None:
    open_database(tmp_path).dispose()
    code, _, said = report(tmp_path, "-o", "-")
    assert code == 2
    assert "-o -: the page is for a browser; name a file, as in -o report.html" in said
    assert not (ROOT / "-").exists()


def test_a_store_that_is_not_there_or_holds_something_else_is_said(tmp_path: Path) -> None:
    code, _, complaint = report(tmp_path / "nowhere")
    assert (code, complaint.startswith("shinenews: There is no store at ")) == (7, True)
    store_documents(tmp_path, '{"published_at": "yesterday"}')
    with (
        pytest.raises(StoreError, match=r"holds what is no article .*'yesterday'"),
        read_database(tmp_path) as connection,
    ):
        figures.read(connection, 300)


def test_the_page_is_made_while_a_crawl_is_writing_and_of_articles_stored_by_older_versions(tmp_path: Path) -> None:
    old = {"title": "Rain ahead", "url": "https://www.shine.cn/x/", "published_at": "2024-11-11T20:37:00+08:00"}
    store_documents(tmp_path, json.dumps(old))
    database = open_database(tmp_path)
    with database.begin() as crawl:
        crawl.execute(update(articles).values(section="news/metro"))
        with read_database(tmp_path) as connection:
            page = html.fromstring(render(figures.read(connection, 300)))
    database.dispose()
    assert page.xpath("//td[@class='where']/text()") == ["news/nation"]
    assert page.xpath("//td[@class='what']//summary/bdi/text()") == ["Rain ahead"]


def test_a_page_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    open_database(tmp_path).dispose()
    (tmp_path / "report.html").mkdir()
    code, _, complaint = report(tmp_path)
    assert (code, complaint) == (7, f"shinenews: {tmp_path / 'report.html'} can't be written (Is a directory).")
    assert not list(tmp_path.glob("*.unfinished"))
