"""The sitemap as a way in, kind and hostile: all that it names is crawled, and nothing it does keeps the crawl."""

import gzip
from collections.abc import Callable

import pytest
from conftest import Crawl
from sqlalchemy import func, select

from shinenews.edition.press import Press
from shinenews.edition.scenarios import robots
from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault, stories_on
from shinenews.store.database.reading import read_database
from shinenews.store.tables import pages

Crawler = Callable[..., Crawl]
NATION = {id_ for id_, story in stories_on(1).items() if story.directory == "news/nation"}
XML = {"Content-Type": "application/xml"}
SITEMAP = ("-a", "via=sitemap")


def urlset(*paths: str) -> bytes:
    rows = "".join(f"<url><loc>https://www.shine.cn{path}</loc></url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def index(*children: str, lastmod: str = "") -> bytes:
    rows = "".join(f"<sitemap><loc>{child}</loc>{lastmod}</sitemap>" for child in children)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()


def asked(edition: Edition) -> list[str]:
    """List the paths that were asked for, but for the articles'."""
    return [hit.path for hit in edition.requests if not hit.path.startswith("/news/")]


def test_every_article_is_found_by_the_months_and_months_that_did_not_change_are_not_read_again(
    edition: Edition, crawl: Crawler
) -> None:
    done = crawl(edition, *SITEMAP)
    assert (done.exit_code, done.outcomes()) == (0, {"new": len(NATION)})
    assert done.verdict["ways_in"] == {"sitemap": "read"}
    assert {article["provenance"]["discovered_by"] for article in done.articles()} == {"sitemap"}

    before = len(edition.requests)
    again = crawl(edition, *SITEMAP)
    assert (again.exit_code, again.outcomes()) == (0, {})
    months = [hit for hit in edition.requests[before:] if hit.path.startswith("/sitemap-")]
    assert [hit.status for hit in months] == [304] * len(months)
    assert len(months) == 3


@pytest.mark.parametrize("usual", [Fault(status=404), Fault(headers=XML, body=urlset("/news/nation/2411110000/"))])
def test_the_sitemaps_that_robots_txt_names_are_read_too(usual: Fault, crawl: Crawler) -> None:
    lines = ("/sitemap-all.xml", "https://www.shine.cn/sitemap.xml", "https://elsewhere.example/a.xml")
    faults = {
        "/robots.txt": robots("User-agent: *\nDisallow:\n" + "".join(f"Sitemap: {line}\n" for line in lines)),
        "/sitemap.xml": usual,
        "/sitemap-all.xml": Fault(headers=XML, body=urlset(f"/news/nation/{max(NATION)}/")),
    }
    with Edition(faults=faults) as edition:
        done = crawl(edition, *SITEMAP)
        assert asked(edition) == ["/robots.txt", "/sitemap.xml", "/sitemap-all.xml"]

    assert (done.exit_code, done.outcomes()["new"]) == (0, 1)
    assert done.verdict["ways_in"] == {"sitemap": "read"}


def test_a_month_older_than_is_asked_for_is_not_read(crawl: Crawler) -> None:
    old = "<lastmod>2024-10-31T23:59:59+08:00</lastmod>"
    body = index("/sitemap-2024-11.xml").replace(b"</sitemapindex>", index("/sitemap-2024-10.xml", lastmod=old)[62:])
    with Edition(
        faults={"/sitemap.xml": Fault(headers=XML, body=body.replace(b"<loc>", b"<loc>https://www.shine.cn"))}
    ) as edition:
        done = crawl(edition, *SITEMAP, "-a", "since=2024-11-10")
        assert asked(edition) == ["/robots.txt", "/sitemap.xml", "/sitemap-2024-11.xml"]

    assert done.exit_code == 0
    assert {article["id"] for article in done.articles()} == {id_ for id_ in NATION if id_ >= "241110"}


def test_a_packed_sitemap_is_read(crawl: Crawler) -> None:
    packed = Fault(headers={"Content-Type": "application/gzip"}, body=gzip.compress(urlset("/news/nation/2411116666/")))
    child = index("https://www.shine.cn/sitemap-1.xml.gz")
    faults = {"/sitemap.xml": Fault(headers=XML, body=child), "/sitemap-1.xml.gz": packed}
    with Edition(faults=faults) as edition:
        assert crawl(edition, *SITEMAP).verdict["ways_in"] == {"sitemap": "read"}
        assert "/news/nation/2411116666/" in {hit.path for hit in edition.requests}


def test_an_index_that_contains_itself_is_read_once(crawl: Crawler) -> None:
    loop = index("https://www.shine.cn/sitemap.xml", "https://www.shine.cn/a.xml", "https://www.shine.cn/b.xml?c=1")
    other = index("https://www.shine.cn/a.xml", "https://www.shine.cn/sitemap.xml", "https://www.shine.cn/b.xml?c=1")
    faults = {
        "/sitemap.xml": Fault(headers=XML, body=loop),
        "/a.xml": Fault(headers=XML, body=other),
        "/b.xml*": Fault(headers=XML, body=urlset(f"/news/nation/{max(NATION)}/")),
    }
    with Edition(faults=faults) as edition:
        done = crawl(edition, *SITEMAP)
        assert asked(edition) == ["/robots.txt", "/sitemap.xml", "/a.xml", "/b.xml?c=1"]

    assert (done.exit_code, done.outcomes()) == (0, {"new": 1})


def test_sitemaps_without_end_are_left_with_a_word(crawl: Crawler) -> None:
    faults = {
        "/sitemap.xml": Fault(headers=XML, body=index("https://www.shine.cn/1.xml")),
        **{
            f"/{number}.xml": Fault(headers=XML, body=index(f"https://www.shine.cn/{number + 1}.xml"))
            for number in range(1, 20)
        },
    }
    with Edition(faults=faults) as edition:
        done = crawl(edition, *SITEMAP, "-s", "SHINENEWS_LISTING_PAGES=6")
        assert len(asked(edition)) < 10

    assert done.exit_code == 5
    [warning] = done.verdict["warnings"]
    assert warning.startswith("the sitemap broke off at /5.xml: 6 sitemaps are the most")


@pytest.mark.parametrize("way", ["newsmap", "sitemap"])
def test_an_entity_bomb_is_not_set_off(way: str, crawl: Crawler) -> None:
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 12))
    document = f"<!DOCTYPE urlset [<!ENTITY e0 'aaaaaaaaaa'>{entities}]>".encode() + urlset("/news/&e11;/")
    path = {"newsmap": "/sitemap-news.xml", "sitemap": "/sitemap.xml"}[way]
    with Edition(faults={path: Fault(headers=XML, body=document)}) as edition:
        done = crawl(edition, "-a", f"via={way}")

    assert done.exit_code == 4
    assert done.verdict["ways_in"] == {way: "changed: it names no article"}
    assert "Traceback" not in done.said


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/sitemap.xml", "file:///etc/passwd", "https://elsewhere.example/a.xml"]
)
def test_a_sitemap_elsewhere_is_not_asked_for(target: str, crawl: Crawler) -> None:
    body = index(target, "https://www.shine.cn/sitemap-2024-11.xml")
    with Edition(faults={"/sitemap.xml": Fault(headers=XML, body=body)}) as edition:
        assert crawl(edition, *SITEMAP, "-a", "limit=1").exit_code == 0
        assert asked(edition) == ["/robots.txt", "/sitemap.xml", "/sitemap-2024-11.xml"]


def padded(size: int) -> bytes:
    """Make a sitemap of so many bytes, which names one article in its last row."""
    start, row = urlset(f"/news/nation/{max(NATION)}/").split(b"<url>")
    blank = b"<url>" + b" " * 999_989 + b"</url>"
    number, rest = divmod(size - len(start) - len(b"<url>") - len(row), len(blank))
    return start + blank * number + b" " * rest + b"<url>" + row


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_sitemap_may_be_as_large_as_the_protocol_allows(pack: Callable[[bytes], bytes], crawl: Crawler) -> None:
    largest = padded(50 * 1024 * 1024)
    assert len(largest) == 50 * 1024 * 1024
    with Edition(faults={"/sitemap.xml": Fault(headers=XML, body=pack(largest))}) as edition:
        done = crawl(edition, *SITEMAP)

    assert (done.exit_code, done.outcomes()) == (0, {"new": 1})


def test_a_sitemap_that_can_not_be_read_to_its_end_is_told(crawl: Crawler) -> None:
    first, second = sorted(NATION)[:2]
    too_long_for_the_parser = b"</url>" + b" " * 11_000_000
    rows = urlset(f"/news/nation/{first}/", f"/news/nation/{second}/").replace(b"</url>", too_long_for_the_parser, 1)
    with Edition(faults={"/sitemap.xml": Fault(headers=XML, body=rows)}) as edition:
        done = crawl(edition, *SITEMAP)

    assert (done.exit_code, done.outcomes()) == (5, {"new": 1})
    assert done.verdict["warnings"] == ["the sitemap broke off at /sitemap.xml: the document ends before its end"]


def test_a_larger_sitemap_is_refused(crawl: Crawler) -> None:
    with Edition(faults={"/sitemap-news.xml": Fault(headers=XML, body=padded(50 * 1024 * 1024 + 1))}) as edition:
        done = crawl(edition, "-a", "limit=1")

    assert done.exit_code == 0
    assert done.verdict["ways_in"] == {"newsmap": "failed: the page is too large", "listing": "read"}


def test_as_many_rows_as_fit_become_known_and_wait_in_the_store(crawl: Crawler) -> None:
    with Edition(stories=Press(9000, 5, days=2)) as edition:
        done = crawl(edition, "-a", "via=newsmap", "-a", "limit=3")

    assert (done.exit_code, done.outcomes()) == (0, {"new": 3})
    with read_database(done.data) as connection:
        known = connection.execute(select(func.count()).select_from(pages)).scalar_one()
    assert known == 5625


def test_a_sitemap_that_breaks_off_is_told(crawl: Crawler) -> None:
    rows = urlset(*(f"/news/nation/{id_}/" for id_ in sorted(NATION)[:3]))
    with Edition(faults={"/sitemap.xml": Fault(headers=XML, body=rows[:-40])}) as edition:
        done = crawl(edition, *SITEMAP)

    assert (done.exit_code, done.outcomes()) == (5, {"new": 2})
    assert done.verdict["warnings"] == ["the sitemap broke off at /sitemap.xml: the document ends before its end"]


def test_each_reason_for_which_sitemaps_broke_off_is_told(crawl: Crawler) -> None:
    children = [f"https://www.shine.cn/{name}.xml" for name in "abc"]
    faults = {
        "/sitemap.xml": Fault(headers=XML, body=index(*children)),
        "/a.xml": Fault(status=500),
        "/b.xml": Fault(headers=XML, body=urlset(f"/news/nation/{max(NATION)}/")[:-9]),
        "/c.xml": Fault(status=500),
    }
    with Edition(faults=faults) as edition:
        done = crawl(edition, *SITEMAP)

    assert (done.exit_code, done.outcomes()) == (5, {"new": 1})
    assert set(done.verdict["warnings"]) == {
        "the sitemap broke off at /a.xml and 1 more: HTTP 500",
        "the sitemap broke off at /b.xml: the document ends before its end",
    }
