"""The crawl as its users have it: a process, a site, and what is left in the data folder."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from conftest import Crawl, scrapy, snapshot

from shinenews import __version__
from shinenews.edition.press import Press
from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault, stories_on
from shinenews.items import Article

Crawler = Callable[..., Crawl]
NATION = {id_: story for id_, story in stories_on(1).items() if story.directory == "news/nation"}


def test_every_article_of_the_section_is_found_once_and_read_exactly(first: Crawl) -> None:
    assert first.exit_code == 0, first.said
    articles = {article["id"]: article for article in first.articles()}
    assert len(first.articles()) == len(articles)
    assert articles.keys() == NATION.keys()
    for id_, story in NATION.items():
        article = articles[id_]
        assert article["url"] == story.url
        assert article["section"] == "news/nation"
        assert article["section_path"] == list(story.section_path)
        assert article["title"] == story.title
        assert article["summary"] == story.summary
        assert article["published_at"] == story.published_at.isoformat()
        assert article["body"] == (story.body or None)
        assert [(image["url"], image["caption"], image["credit"]) for image in article["images"]] == [
            (picture.url, picture.caption, picture.credit) for picture in story.images
        ]
        assert (article["source"], article["editor"]) == (story.source, story.editor)
        assert article["tags"] == list(story.tags)
        assert article["comment_count"] == story.comment_count
        assert [*article["authors"], *filter(None, [article["agency"]])] == list(story.byline)


def test_the_feed_keeps_its_form(first: Crawl) -> None:
    files = sorted((first.data / "feeds/nation/articles").iterdir())
    assert [file.name for file in files] == ["2024-09.jsonl", "2024-10.jsonl", "2024-11.jsonl"]
    for file in files:
        text = file.read_bytes().decode("utf-8")
        rows = [json.loads(line) for line in text.splitlines()]
        assert text.endswith("}\n")
        assert "\\u" not in text
        assert all(list(row) == [spec.name for spec in fields(Article)] for row in rows)
        assert all(row["published_at"].startswith(file.stem) for row in rows)
        assert rows == sorted(rows, key=lambda row: (row["published_at"], row["id"]))

    events = first.events()
    assert {event["event"] for event in events} == {"new"}
    marks = {event["id"]: event["article"]["duplicate_of"] for event in events if event["article"]["duplicate_of"]}
    assert marks == {"2411013111": "2410301642"}
    assert {event["id"] for event in events} == NATION.keys()
    assert all(list(event) == ["event", "at", "run", "id", "revision", "changed", "article"] for event in events)
    by_id = {article["id"]: article for article in first.articles()}
    assert all(event["article"] == by_id[event["id"]] for event in events)


def test_the_manifest_tells_rows_days_and_digests(first: Crawl) -> None:
    feed = first.data / "feeds/nation"

    manifest = json.loads((feed / "manifest.json").read_text("utf-8"))
    assert manifest["rows"] == len(NATION) == sum(entry["rows"] for entry in manifest["files"])
    assert {entry["path"] for entry in manifest["files"]} == {
        f"articles/{path.name}" for path in (feed / "articles").iterdir()
    }
    for entry in manifest["files"] + manifest["events"]:
        content = (feed / entry["path"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["rows"] == content.count(b"\n")
    for entry in manifest["files"]:
        days = [json.loads(line)["published_at"][:10] for line in (feed / entry["path"]).read_bytes().splitlines()]
        assert (entry["first_day"], entry["last_day"]) == (min(days), max(days))


def test_a_second_run_over_an_unchanged_site_changes_no_byte(edition: Edition, crawl: Crawler) -> None:
    before = snapshot(crawl(edition).data / "feeds")
    asked = len(edition.requests)

    done = crawl(edition)

    assert done.exit_code == 0
    assert done.outcomes() == {}
    assert snapshot(done.data / "feeds") == before
    assert len(edition.requests) - asked == 3  # robots.txt, news sitemap, listing


def test_revisiting_an_unchanged_site_changes_no_byte_either(edition: Edition, crawl: Crawler) -> None:
    before = snapshot(crawl(edition).data / "feeds")

    done = crawl(edition, "-a", "revisit=all")

    assert done.outcomes() == {"unchanged": len(NATION)}
    assert snapshot(done.data / "feeds") == before
    revisits = [hit for hit in edition.requests if hit.conditional and "/news/nation/24" in hit.path]
    assert {hit.status for hit in revisits} == {304}


def test_four_days_of_edits_withdrawals_and_returns(edition: Edition, crawl: Crawler) -> None:
    days = []
    for day in (1, 2, 3, 4):
        edition.day = day
        days.append(crawl(edition, "-a", "revisit=all"))

    assert [done.exit_code for done in days] == [0, 5, 0, 0]
    events = days[-1].events()
    changes = [(event["event"], event["id"], event["changed"]) for event in events if event["event"] != "new"]
    assert sorted(changes) == [
        ("restored", "2411108899", []),
        ("updated", "2411106018", ["body"]),
        ("updated", "2411112088", ["body"]),
        ("updated", "2411119043", ["title"]),
        ("updated", "2411123340", ["authors"]),
        ("withdrawn", "2411108899", []),
    ]
    current = {article["id"]: article for article in days[-1].articles()}
    truth = {id_: story for id_, story in stories_on(4).items() if story.directory == "news/nation"}
    assert current.keys() == truth.keys()
    assert current["2411119043"]["title"] == truth["2411119043"].title
    assert current["2411119043"]["revision"] == 2
    assert current["2411108899"]["withdrawn_at"] is None
    replayed = {event["id"]: event["article"] for event in events}
    assert replayed == current


def test_an_article_counts_as_withdrawn_when_two_visits_found_it_gone(edition: Edition, crawl: Crawler) -> None:
    crawl(edition)
    edition.day = 2
    once = crawl(edition, "-a", "revisit=all")
    assert once.verdict["reasons"]["skipped"] == {"HTTP 404, to be confirmed by a second visit": 1}
    assert not [event for event in once.events() if event["event"] == "withdrawn"]

    twice = crawl(edition, "-a", "revisit=all")

    assert twice.outcomes()["withdrawn"] == 1
    gone = next(article for article in twice.articles() if article["id"] == "2411108899")
    assert gone["withdrawn_at"] == gone["changed_at"]


def test_a_page_that_fails_is_the_first_work_of_the_next_run(edition: Edition, crawl: Crawler) -> None:
    edition.day = 2
    done = crawl(edition)
    assert done.exit_code == 5
    assert done.verdict["reasons"]["failed"] == {"HTTP 503": 1}

    edition.day = 3
    asked = len(edition.requests)
    done = crawl(edition, "-s", "CONCURRENT_REQUESTS=1")

    assert edition.requests[asked + 1].path == "/news/nation/2411127012/"  # after robots.txt
    assert "2411127012" in {article["id"] for article in done.articles()}


def test_a_run_with_a_limit_leaves_the_rest_to_the_next(edition: Edition, crawl: Crawler) -> None:
    few = crawl(edition, "-a", "limit=5")
    assert few.outcomes() == {"new": 5}
    assert few.exit_code == 0

    rest = crawl(edition)

    assert {article["id"] for article in rest.articles()} == NATION.keys()
    assert len(rest.events()) == len(NATION)


@pytest.mark.parametrize(
    ("missing", "way"), [("/sitemap-news.xml", "newsmap"), ("/news/nation/", "listing")], ids=["newsmap", "listing"]
)
def test_one_way_in_missing_is_a_warning(missing: str, way: str, crawl: Crawler) -> None:
    with Edition(faults={missing: Fault(status=404)}) as edition:
        done = crawl(edition)

    assert done.exit_code == 0
    assert done.verdict["ways_in"][way] == "failed: HTTP 404"
    assert done.verdict["warnings"] == [f"{way}: failed: HTTP 404"]
    assert "HTTP 404" in done.said
    newest = max(story.published_at for story in NATION.values()).date()
    expected = (
        NATION if way == "newsmap" else {i: s for i, s in NATION.items() if (newest - s.published_at.date()).days < 2}
    )
    assert {article["id"] for article in done.articles()} == expected.keys()


@pytest.mark.parametrize(
    ("fault", "reason"), [(Fault(status=500), "HTTP 500"), (Fault(kind="drop"), "the connection broke off")]
)
@pytest.mark.parametrize(
    ("path", "way"), [("/sitemap-news.xml", "newsmap"), ("/news/nation/", "listing")], ids=["newsmap", "listing"]
)
def test_a_way_in_that_can_t_be_had_for_now_makes_the_run_partial(
    path: str, way: str, fault: Fault, reason: str, crawl: Crawler
) -> None:
    with Edition(faults={path: fault}) as edition:
        done = crawl(edition, "-a", "since=2024-11-11")

    assert done.exit_code == 5
    assert done.verdict["warnings"] == [f"{way}: failed: {reason}", f"the {way} broke off at {path}: {reason}"]


def test_a_changed_site_is_no_better_as_long_as_nothing_was_read(crawl: Crawler) -> None:
    shell = Fault(headers={"Content-Type": "text/html"}, body=b"<html><body><div id=app></div></body></html>")
    with Edition(faults={"/news/nation/24*": shell}) as edition:
        codes = [crawl(edition, "-a", "since=2024-11-11").exit_code for _ in range(3)]
        assert codes == [4, 4, 4]
    with Edition() as edition:
        assert crawl(edition, "-a", "since=2024-11-10").exit_code == 0


def test_both_ways_in_missing_is_a_failure(crawl: Crawler) -> None:
    with Edition(faults={"/sitemap-news.xml": Fault(status=404), "/news/nation/*": Fault(status=404)}) as edition:
        done = crawl(edition)

    assert done.exit_code == 3
    assert not (done.data / "feeds").exists()


def test_a_way_in_that_names_no_article_is_a_changed_site(crawl: Crawler) -> None:
    empty = Fault(headers={"Content-Type": "text/html"}, body=b"<p>We have moved on.</p>")
    with Edition(faults={"/sitemap-news.xml": empty, "/news/nation/": empty}) as edition:
        done = crawl(edition)

    assert done.exit_code == 4
    assert set(done.verdict["ways_in"]) == {"newsmap", "listing"}


def test_a_site_that_is_not_there_is_a_failure(crawl: Crawler) -> None:
    with Edition() as edition:
        closed = edition.origin
    done = crawl(closed)

    assert done.exit_code == 3
    assert "the connection was refused" in done.said


def test_a_site_that_moved_to_another_host_is_a_failure_and_is_not_followed(crawl: Crawler) -> None:
    with Edition() as elsewhere:
        moved = Fault(status=301, headers={"Location": f"{elsewhere.origin}/news/nation/"})
        with Edition(faults={"*": moved}) as edition:
            done = crawl(edition)
        assert elsewhere.requests == []

    assert done.exit_code == 3
    assert "it leads to another host" in done.said


def test_a_site_that_forbids_crawling_is_left_alone(crawl: Crawler) -> None:
    rules = Fault(headers={"Content-Type": "text/plain"}, body=b"User-agent: *\nDisallow: /\n")
    with Edition(faults={"/robots.txt": rules}) as edition:
        done = crawl(edition)
        assert {hit.path for hit in edition.requests} == {"/robots.txt"}

    assert done.exit_code == 3
    assert "forbidden by robots.txt" in done.said


FOREIGN = {
    "an error page with status 200": (
        Fault(headers={"Content-Type": "text/html"}, body=b"<h1>Page not found</h1>"),
        "no body",
    ),
    "a login wall": (
        Fault(headers={"Content-Type": "text/html"}, body=b"<h1>Rain</h1><form>Log in to read on. <input></form>"),
        "no title, no body",
    ),
    "binary under text/html": (
        Fault(headers={"Content-Type": "text/html"}, body=bytes(range(256)) * 40),
        "no title, no body",
    ),
    "an image": (
        Fault(headers={"Content-Type": "image/png"}, body=b"\x89PNG\r\n\x1a\n" + bytes(99)),
        "no page but image/png",
    ),
    "JSON": (
        Fault(headers={"Content-Type": "application/json"}, body=b'{"title": "Rain"}'),
        "no page but application/json",
    ),
    "nothing at all": (Fault(headers={"Content-Type": "text/html"}, body=b" "), "no title, no body"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_page_goes_to_the_quarantine_and_the_crawl_goes_on(name: str, crawl: Crawler) -> None:
    fault, reason = FOREIGN[name]
    foreign = max(NATION)
    with Edition(faults={f"/news/nation/{foreign}/": fault}) as edition:
        done = crawl(edition)

    assert done.exit_code == 5
    assert {article["id"] for article in done.articles()} == NATION.keys() - {foreign}
    [row] = done.quarantine()
    assert (row["id"], row["reason"]) == (foreign, reason)
    assert row["url"] == NATION[foreign].url


def test_a_page_whose_charset_is_declared_wrongly_is_read_all_the_same(crawl: Crawler) -> None:
    story = next(story for story in NATION.values() if "\u201c" in story.body)
    path = f"/{story.directory}/{story.id}/"
    with Edition() as edition:
        page = edition.answer(path).body
    wrong = Fault(headers={"Content-Type": "text/html; charset=iso-8859-1"}, body=page)
    with Edition(faults={path: wrong}) as edition:
        done = crawl(
            edition, "-a", f"since={story.published_at:%Y-%m-%d}", "-a", f"until={story.published_at:%Y-%m-%d}"
        )

    assert {article["id"]: article["body"] for article in done.articles()}[story.id] == story.body


def test_another_sections_page_at_a_nation_address_goes_to_the_quarantine(crawl: Crawler) -> None:
    with Edition() as edition:
        metro = next(story for story in stories_on(1).values() if story.directory == "news/metro")
        page = edition.answer(f"/{metro.directory}/{metro.id}/").body
    foreign = max(NATION)
    fault = Fault(headers={"Content-Type": "text/html; charset=utf-8"}, body=page)
    with Edition(faults={f"/news/nation/{foreign}/": fault}) as edition:
        done = crawl(edition)

    [row] = done.quarantine()
    assert row["reason"] == f"the page says that it is {metro.url}"


def test_only_the_days_asked_for_are_visited(edition: Edition, crawl: Crawler) -> None:
    done = crawl(edition, "-a", "since=2024-10-01", "-a", "until=2024-10-10")

    asked = {i for i, story in NATION.items() if "2024-10-01" <= f"{story.published_at:%Y-%m-%d}" <= "2024-10-10"}
    assert {article["id"] for article in done.articles()} == asked
    assert asked


def test_pages_that_wait_from_an_earlier_run_are_left_alone_unless_their_days_are_asked_for(
    edition: Edition, crawl: Crawler
) -> None:
    crawl(edition, "-a", "limit=1")
    done = crawl(edition, "-a", "since=2024-11-12")

    asked = {i for i, story in NATION.items() if f"{story.published_at:%Y-%m-%d}" >= "2024-11-12"}
    assert {article["id"] for article in done.articles()} == asked | {max(NATION)}
    assert set(crawl(edition).outcomes()) == {"new"}


def test_older_days_asked_for_are_found_behind_known_pages(edition: Edition, crawl: Crawler) -> None:
    crawl(edition, "-a", "since=2024-11-01")
    done = crawl(edition, "-a", "since=2024-09-20", "-a", "via=listing")

    asked = {i for i, story in NATION.items() if f"{story.published_at:%Y-%m-%d}" >= "2024-09-20"}
    assert {article["id"] for article in done.articles()} == asked


def test_each_section_has_a_feed_of_its_own(edition: Edition, crawl: Crawler) -> None:
    crawl(edition, "-a", "limit=2")
    done = crawl(edition, "-a", "limit=3", spider="metro")

    assert {article["section"] for article in done.articles("metro")} == {"news/metro"}
    assert len(done.articles("metro")) == 3
    assert len(done.articles("nation")) == 2


def test_the_whole_site_is_crawled_in_one_run_into_a_feed_for_each_section(edition: Edition, crawl: Crawler) -> None:
    done = crawl(edition, spider="shine")

    assert done.exit_code == 0
    stories = stories_on(1).values()
    for directory in {story.directory for story in stories}:
        feed = directory.rpartition("/")[2]
        expected = {story.id for story in stories if story.directory == directory}
        assert {article["id"] for article in done.articles(feed)} == expected
        assert {event["id"] for event in done.events(feed)} == expected
    assert done.outcomes() == {"new": len(stories)}
    ways = done.verdict["ways_in"]
    assert ways["listing of news/metro"] == "read"
    empty = [way for way, state in ways.items() if state == "changed: it links to no article of the section"]
    assert "listing of news/in-focus" in empty
    assert done.verdict["warnings"] == [
        f"{empty[0]} and {len(empty) - 1} more: changed: it links to no article of the section"
    ]


def test_scrapys_own_feeds_get_the_same_lines(edition: Edition, crawl: Crawler, tmp_path: Path) -> None:
    done = crawl(edition, "-O", str(tmp_path / "out.jsonl"))

    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    published = [
        line for file in (done.data / "feeds/nation/articles").iterdir() for line in file.read_bytes().splitlines()
    ]
    assert sorted(lines) == sorted(published)


def test_a_run_that_brings_nothing_leaves_no_old_articles_in_the_export(
    edition: Edition, crawl: Crawler, tmp_path: Path
) -> None:
    lines, rows = tmp_path / "out.jsonl", tmp_path / "out.csv"
    exports = ("-O", str(lines), "-O", str(rows), "-a", "since=2024-11-10")
    crawl(edition, *exports)
    assert lines.read_bytes()
    assert rows.read_bytes()

    again = crawl(edition, *exports)

    assert (again.exit_code, again.outcomes().keys() & {"new", "updated"}) == (0, set())
    assert lines.read_bytes() == rows.read_bytes() == b""


def test_every_other_markup_reads_the_same(crawl: Crawler) -> None:
    with Edition(stories=dict(NATION), markup="redesign") as edition:
        done = crawl(edition)

    assert {article["id"]: article["body"] for article in done.articles()} == {
        id_: story.body or None for id_, story in NATION.items()
    }


def test_a_long_listing_is_walked_to_its_end(crawl: Crawler) -> None:
    with Edition(stories=Press(330, 5)) as edition:
        done = crawl(edition, "-a", "via=listing")
        pages = [hit.path for hit in edition.requests if hit.path.startswith("/news/nation/") and len(hit.path) < 25]

    assert len(done.articles()) > 150
    assert len(pages) == len(set(pages)) > 8
    assert done.verdict["outcomes"]["new"] == len(done.articles())


@pytest.mark.parametrize(
    ("argument", "complaint"),
    [
        ("since=yesterday", "since=yesterday is no day: write it as 2024-11-30"),
        ("via=carrier-pigeon", "via=carrier-pigeon is unknown: use newsmap, listing, sitemap"),
        ("limit=many", "limit=many is no number of articles: write it as 10"),
        (f"limit={'1' * 5000}", f"limit={'1' * 40}… is no number of articles: write it as 10"),
        ("revisit=maybe", "revisit=maybe is unknown: use due, all, none"),
        ("sicne=2024-11-01", "there is no argument sicne: use since, until, via, limit, revisit"),
    ],
)
def test_a_bad_argument_stops_before_the_first_request(
    argument: str, complaint: str, edition: Edition, crawl: Crawler
) -> None:
    done = crawl(edition, "-a", argument)

    assert done.exit_code == 2
    assert done.said.splitlines()[-1].endswith(complaint)
    assert "Traceback" not in done.said
    assert edition.requests == []


def test_a_data_folder_that_cannot_be_written_stops_before_the_first_request(edition: Edition, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    data = tmp_path / "file" / "data"
    done = scrapy("crawl", "nation", environment={"SHINENEWS_SITE": edition.origin, "SHINENEWS_DATA": str(data)})

    assert done.returncode == 7
    assert len(done.stderr.splitlines()) == 1
    assert str(data) in done.stderr
    assert "SHINENEWS_DATA" in done.stderr
    assert edition.requests == []


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("SHINENEWS_REVISIT=hourly", "like 6h"),
        ("SHINENEWS_REVISIT=99999999999d", "up to ten years"),
        ("SHINENEWS_REVISIT=3000000d", "up to ten years"),
        ("SHINENEWS_SILENCE=1h 2h", "like 6h"),
        ("SHINENEWS_SILENCE=99999999999d", "up to ten years"),
        ("SHINENEWS_LISTING_PAGES=many", "write a whole number from 1 to 1000000000, like 10000"),
        ("SHINENEWS_LISTING_PAGES=0", "write a whole number from 1 to 1000000000, like 10000"),
        ("SHINENEWS_LONGEST_PAUSE=long", "write seconds from 0 to 1000000, like 300"),
        ("SHINENEWS_LONGEST_PAUSE=nan", "write seconds from 0 to 1000000, like 300"),
        ("SHINENEWS_QUARANTINE_TOLERANCE=some", "write a share from 0 to 1, like 0.2"),
        ("SHINENEWS_QUARANTINE_TOLERANCE=7", "write a share from 0 to 1, like 0.2"),
        ("SHINENEWS_STORE=postgresql://me:***@host:port/x", "like postgresql+psycopg://user@host:5432/database"),
        ("SHINENEWS_STORE=sqlite://", "lost with the run"),
    ],
)
def test_a_setting_that_cannot_be_read_is_refused(
    setting: str, expected: str, edition: Edition, crawl: Crawler
) -> None:
    done = crawl(edition, "-s", setting.replace("***", "secret"))

    assert done.exit_code == 2
    [sentence] = [line for line in done.said.splitlines() if f"{setting} can't be read: " in line]
    assert expected in sentence
    assert "Traceback" not in done.said
    assert "secret" not in done.said
    assert edition.requests == []


def test_a_folder_for_the_requests_of_a_job_is_refused(edition: Edition, crawl: Crawler, tmp_path: Path) -> None:
    done = crawl(edition, "-s", f"JOBDIR={tmp_path / 'job'}")

    assert done.exit_code == 2
    assert "JOBDIR can't be used, and need not: each crawl goes on where the last one stopped" in done.said
    assert edition.requests == []


def test_a_setting_that_is_unknown_is_refused_with_the_nearest(edition: Edition, crawl: Crawler) -> None:
    done = crawl(edition, "-s", "SHINENEWS_CONTCAT=x")

    assert done.exit_code == 2
    assert "there is no setting SHINENEWS_CONTCAT: did you mean SHINENEWS_CONTACT?" in done.said
    assert edition.requests == []


@pytest.mark.parametrize("command", ["crawl", "doctor"])
@pytest.mark.parametrize(
    "site",
    [
        "www.shine.cn",
        "https://www.shine.cn:99999",
        "https://www.shine.cn:abc",
        "https://www.shine.cn ",
        "https://www.shine.cn#x",
        "https://www.shine.cn?",
        "https://me:***@www.shine.cn",
    ],
)
def test_what_is_no_site_is_refused(site: str, command: str, tmp_path: Path) -> None:
    environment = {"SHINENEWS_SITE": site.replace("***", "secret"), "SHINENEWS_DATA": str(tmp_path / "data")}
    done = scrapy(command, *["nation"] * (command == "crawl"), environment=environment)

    assert done.returncode == 2
    assert f"SHINENEWS_SITE={site} is no site" in done.stderr
    assert "secret" not in done.stderr


def test_an_unknown_spider_is_refused_with_the_known_ones(edition: Edition, crawl: Crawler) -> None:
    done = crawl(edition, spider="nations")

    assert done.exit_code == 2
    assert "metro" in done.said
    assert "nation" in done.said


def test_the_user_agent_names_the_program_and_the_contact(edition: Edition, crawl: Crawler) -> None:
    crawl(edition, "-a", "limit=1", "-s", "SHINENEWS_CONTACT=crawls@example.org")

    assert {hit.user_agent for hit in edition.requests} == {f"shinenews/{__version__} (+crawls@example.org)"}


@pytest.mark.parametrize("command", ["fetch", "shell -c response.status"])
def test_scrapys_own_commands_leave_the_record_alone(command: str, tmp_path: Path) -> None:
    with Edition() as site:
        environment = {"SHINENEWS_SITE": site.origin, "SHINENEWS_DATA": str(tmp_path / "data")}
        done = scrapy(*command.split(), f"{site.origin}/news/nation/", environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    assert not (tmp_path / "data").exists()


def test_a_quiet_run_says_one_line(edition: Edition, crawl: Crawler) -> None:
    done = crawl(edition, "-a", "limit=1")

    assert len(done.said.splitlines()) == 1
    assert "1 new" in done.said
    assert "exit 0" in done.said
    assert done.printed == ""
