"""Addresses from the ways in, in whatever form a site may name them."""

import pytest
from lxml import etree

from shinenews.discovery.listing import Listing, read_listing
from shinenews.discovery.sitemap import NotASitemapError, Sitemap

SITE = "https://www.shine.cn"
HERE = f"{SITE}/news/nation/"


def listing(html: str, url: str = HERE, origin: str = SITE) -> Listing:
    return read_listing(etree.HTML(html), url, origin, "news/nation")


@pytest.mark.parametrize(
    "links",
    [
        "<a href='?page=2'>2</a><a href='?page=3'>3</a>",
        "<a href='?page=1'>1</a><a href='?page=2'>2</a>",
        "<a href='/news/nation/?page=2'>Next</a>",
        "<a href='?p=9'>9</a><a href='?p=2'>2</a>",
        "<a href='/news/nation/2/'>2</a>",
        "<a href='/news/nation/page/2/'>Older</a>",
        "<a href='index_2.html'>2</a>",
        "<link rel='next' href='/news/nation/p2/'>",
        "<a rel='next' href='/news/nation/?page=2'>»</a><a href='?page=7'>7</a>",
        "<button data-url='/news/nation/?page=2'>Load more</button>",
        "<a href='http://www.shine.cn/news/nation/?page=2#list'>2</a>",
        "<a href='?start=20'>2</a><a href='?start=40'>3</a>",
        "<a rel='nofollow NEXT' href='/news/nation/?page=2'>»</a><a href='?page=7'>7</a>",
        "<a href='?id=7&amp;page=2'>2</a><a href='?id=7&amp;page=3'>3</a>",
        "<base href='/news/nation/all/'><a href='../page/2'>2</a>",
    ],
)
def test_the_next_page_is_found(links: str) -> None:
    onward = listing(f"<a href='/news/nation/2411116666/'>Rain</a>{links}").next_url
    assert onward is not None
    assert onward.startswith(("https://www.shine.cn/news/nation/", "http://www.shine.cn/news/nation/"))
    assert "2" in onward.removeprefix(SITE)


@pytest.mark.parametrize(
    ("url", "links", "expected"),
    [
        (f"{HERE}?page=2", "<a href='?page=1'>1</a><a href='?page=3'>3</a><a href='?page=4'>4</a>", f"{HERE}?page=3"),
        (f"{HERE}?page=3", "<a href='?page=1'>1</a><a href='?page=2'>2</a>", None),
        (f"{HERE}2/", "<a href='/news/nation/'>1</a><a href='/news/nation/3/'>3</a>", f"{HERE}3/"),
        (HERE, "<p>Nothing here.</p>", None),
        (HERE, "<a href='/news/metro/?page=2'>2</a>", None),
        (HERE, "<a href='https://elsewhere.example/news/nation/?page=2'>2</a>", None),
        (HERE, "<a href='/news/nation/2411116666/'>More</a>", None),
        (HERE, "<a href='/news/'>More news</a>", None),
        (HERE, f"<a href='?page={'9' * 5000}'>2</a>", None),
    ],
)
def test_the_walk_goes_forward_and_ends(url: str, links: str, expected: str | None) -> None:
    assert listing(links, url).next_url == expected


@pytest.mark.parametrize("first", [True, False])
def test_of_an_article_at_several_addresses_that_in_the_listings_section_counts(*, first: bool) -> None:
    links = ["<a href='/news/nation/2411116666/'>Rain</a>", "<a href='/amp/news/nation/2411116666/'>Rain</a>"]
    found = listing("".join(links if first else reversed(links))).found
    assert [one.address.path for one in found] == ["/news/nation/2411116666/"]


def test_an_article_is_found_when_its_link_names_the_port() -> None:
    links = "<a href='https://www.shine.cn:443/news/nation/2411116666/'>Rain</a>"
    assert [found.address.id for found in listing(links).found] == ["2411116666"]


def test_an_article_that_is_linked_often_counts_once() -> None:
    links = "".join(
        f"<a href='{href}'>Rain</a>"
        for href in (
            "/news/nation/2411116666/",
            "/news/nation/2411116666",
            "https://www.shine.cn/news/nation/2411116666/?from=list#top",
            "http://127.0.0.1:8000/news/nation/2411116666/",
        )
    )
    assert [found.address.id for found in listing(links, origin="http://127.0.0.1:8000").found] == ["2411116666"]


@pytest.mark.parametrize(
    "href",
    [
        "/wanlixin/",
        "https://elsewhere.example/news/nation/2411116666/",
        "file:///news/nation/2411116666/",
        "javascript:void(0)",
        "/news/nation/24111166/",
        "/news/nation/../../2411116666/",
        "http://[::1/news/nation/2411116666/",
        "/news/nation/2411116666/comments/",
        "/news/nation/２４１１１１６６６６/",
        "",
    ],
)
def test_what_is_no_article_of_the_site_is_passed_over(href: str) -> None:
    assert listing(f"<a href='{href}'>Rain</a>").found == []


def sitemap(*rows: str) -> bytes:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>" + "".join(rows) + "</urlset>"
    ).encode()


def row(loc: str, date: str = "2024-11-11T20:37:00+08:00") -> str:
    return f"<url><loc>{loc}</loc><news:news><news:publication_date>{date}</news:publication_date></news:news></url>"


@pytest.mark.parametrize("date", ["2024-11-11T20:37:00+08:00", "2024-11-11T20:37:00+0800", "2024-11-11T12:37:00Z"])
def test_the_news_sitemaps_date_is_read_in_each_of_its_forms(date: str) -> None:
    [found] = Sitemap(sitemap(row(f"{HERE}2411116666/", date)), SITE)
    assert found.published_at == "2024-11-11T20:37:00+08:00"


def test_rows_that_are_no_article_of_the_site_are_passed_over() -> None:
    body = sitemap(row(f"{SITE}/wanlixin/"), row("https://elsewhere.example/news/nation/2411116666/"), "<url/>")
    assert list(Sitemap(body, SITE)) == []


def test_a_sitemap_that_breaks_off_gives_what_came() -> None:
    body = sitemap(row(f"{HERE}2411116666/"), row(f"{HERE}2411117777/"))
    ids = [found.address.id for found in Sitemap(body[: body.rindex(b"2411117777")], SITE)]
    assert ids == ["2411116666"]


def test_an_entity_bomb_does_not_go_off() -> None:
    bomb = (
        b"<!DOCTYPE u [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>" + sitemap(row("&b;")).partition(b"?>")[2]
    )
    assert list(Sitemap(bomb, SITE)) == []


@pytest.mark.parametrize("body", [b"", b"Not found", b"<html><body>Not found</body></html>", b"\x00\xff", b"{}"])
def test_what_is_no_sitemap_is_refused(body: bytes) -> None:
    with pytest.raises(NotASitemapError):
        list(Sitemap(body, SITE))


ROWS = b"<urlset><url><loc>https://www.shine.cn/news/nation/2411116666/</loc></url></urlset>"


@pytest.mark.parametrize(
    ("body", "is_whole"),
    [
        (ROWS, True),
        (ROWS + b"<!-- " + b"served from a cache " * 99 + b"-->", True),
        (
            b'<?xml version="1.0" encoding="utf-16"?>'.decode().encode("utf-16") + ROWS.decode().encode("utf-16-le"),
            True,
        ),
        (b"<urlset/>", True),
        (ROWS.replace(b"</loc>", b"&nbsp;\x01</loc>"), True),
        (ROWS[:-9], False),
        (ROWS[:20], False),
    ],
)
def test_a_sitemap_knows_whether_it_was_whole(body: bytes, *, is_whole: bool) -> None:
    sitemap = Sitemap(body, SITE)
    list(sitemap)
    assert sitemap.is_whole == is_whole
