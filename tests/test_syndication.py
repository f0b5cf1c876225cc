"""Atom and JSON Feed: valid, harmless, and the same whichever way they are made."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from lxml import etree, html
from sqlalchemy import update
from stocked import BEGAN, CHANGED, EARLY, HOSTILE, WITHDRAWN, article, stock, store

from shinenews.feeds.formats import atom, jsonfeed
from shinenews.feeds.formats.exports import export
from shinenews.feeds.formats.syndication import Channel, Entry, channel
from shinenews.feeds.publishing.publish import publish
from shinenews.store.database.opening import open_database
from shinenews.store.database.reading import read_database
from shinenews.store.queries.selection import Selection
from shinenews.store.tables import articles, runs

ATOM = "{http://www.w3.org/2005/Atom}"
NATION = Selection(("news/nation",))
LATER = BEGAN.replace(day=2).isoformat()

# Written from https://www.jsonfeed.org/version/1.1/; a property that this project doesn't use is not allowed.
TEXT = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": '^https?://[^\\s<>"]+$'}
DATE = {"type": "string", "format": "date-time", "pattern": "[Tt].*([Zz]|[+-][0-9]{2}:[0-9]{2})$"}
AUTHORS = {"type": "array", "items": {"type": "object", "properties": {"name": TEXT}, "minProperties": 1}}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": URL,
        "language": TEXT,
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "additionalProperties": False,
                "properties": {
                    "id": TEXT,
                    "url": URL,
                    "title": TEXT,
                    "summary": TEXT,
                    "content_html": {"type": "string"},
                    "image": URL,
                    "date_published": DATE,
                    "date_modified": DATE,
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": TEXT},
                    "language": {"type": "string", "pattern": "^[a-z]{2}$"},
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stock(tmp_path_factory.mktemp("syndication") / "data")


def exported(data: Path, name: str, selection: Selection = NATION) -> bytes:
    with read_database(data) as connection:
        return b"".join(export(connection, selection, name))


def assert_valid_atom(written: bytes) -> etree._Element:
    """Hold a feed to what RFC 4287 says must and should be."""
    feed = etree.fromstring(written)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        for once in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{once}")) == 1
        for at_most_once in ("published", "summary", "content", "subtitle", "generator", "logo", "icon", "rights"):
            assert len(element.findall(f"{ATOM}{at_most_once}")) <= 1
        assert text(element, "id").partition(":")[0] in {"urn", "https"}
        for name in ("updated", "published"):
            for moment in element.findall(f"{ATOM}{name}"):
                assert datetime.fromisoformat(moment.text or "").tzinfo
                assert (moment.text or "")[10] == "T"
                assert len(moment.text or "") == len("2024-11-01T00:00:00+08:00")
        assert len([link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) == 1
        assert all(text(author, "name") for author in element.findall(f"{ATOM}author"))
        assert all(category.get("term") for category in element.findall(f"{ATOM}category"))
        assert all(link.get("href") for link in element.findall(f"{ATOM}link"))
    assert len(feed.findall(f"{ATOM}author")) == 1  # whose are the entries without one
    ids = [text(entry, "id") for entry in (feed, *entries)]
    assert len(ids) == len(set(ids))
    known = {"id", "title", "updated", "author", "link", "generator", "entry"}
    assert {etree.QName(child).localname for child in feed} <= known
    assert not feedparser.parse(written).bozo
    return feed


def text(element: etree._Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None
    return found.text or ""


def assert_valid_json_feed(written: bytes) -> dict[str, Any]:
    """Hold a feed to the specification of JSON Feed 1.1."""
    feed: dict[str, Any] = json.loads(written)
    Draft202012Validator(JSON_FEED, format_checker=FormatChecker()).validate(feed)
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))
    return feed


def test_the_newest_come_first_and_the_withdrawn_are_left_out(data: Path) -> None:
    feed = assert_valid_atom(exported(data, "atom"))
    same = assert_valid_json_feed(exported(data, "jsonfeed"))

    urls = [f"https://www.shine.cn/news/nation/{id_}/" for id_ in sorted(HOSTILE, reverse=True) if id_ != WITHDRAWN]
    assert [text(entry, "id") for entry in feed.findall(f"{ATOM}entry")] == urls
    assert [item["id"] for item in same["items"]] == urls
    assert text(feed, "updated") == LATER  # when the withdrawn one went
    assert text(feed, "title") == same["title"] == "Shanghai Daily: News / Nation"
    assert same["home_page_url"] == "https://www.shine.cn/news/nation/"


def test_an_entry_says_all_that_is_known(data: Path) -> None:
    parsed = feedparser.parse(exported(data, "atom"))
    [entry] = [one for one in parsed.entries if one.id.endswith(f"/{CHANGED}/")]
    [item] = [one for one in json.loads(exported(data, "jsonfeed"))["items"] if one["id"] == entry.id]

    assert entry.title == item["title"] == "Sun ahead"
    assert entry.published == item["date_published"] == "2024-11-02T00:00:00+08:00"
    assert entry.updated == item["date_modified"] == LATER
    assert [author["name"] for author in entry.authors] == ["Sun ahead", "Zhu Ying"]
    assert item["authors"] == [{"name": "Sun ahead"}, {"name": "Zhu Ying"}]
    assert [(tag["term"], tag["label"]) for tag in entry.tags] == [
        ("news/nation", "News / Nation"),
        ("=1", None),
        ("Sun ahead", None),
    ]
    assert item["tags"] == ["News / Nation", "=1", "Sun ahead"]
    assert entry.summary == item["summary"] == "Sun ahead"
    assert item["image"] == "https://obj.shine.cn/a.jpg?b=1&c=2"
    assert item["content_html"] == (
        "<p>It will rain.</p>\n<p>Sun ahead</p>\n"
        '<figure><img src="https://obj.shine.cn/a.jpg?b=1&amp;c=2" alt="Sun ahead">'
        "<figcaption>Sun ahead</figcaption></figure>\n"
        '<p><a href="https://obj.shine.cn/a.mp4">Video</a></p>\n'
    )


def test_the_agency_or_else_the_publisher_stands_for_an_author(data: Path) -> None:
    [economy] = json.loads(exported(data, "jsonfeed", Selection(("biz/economy",))))["items"]
    feed = assert_valid_atom(exported(data, "atom", Selection(("biz/economy",))))

    assert economy["authors"] == [{"name": "Xinhua"}]
    assert economy["content_html"] == ""
    assert [author.findtext(f"{ATOM}name") for author in feed.findall(f"{ATOM}entry/{ATOM}author")] == ["Xinhua"]


def plain(title: str) -> str:
    return "".join(character for character in title if character not in "\0\x0b\x1b\ufffe")


@pytest.mark.parametrize("id_", [id_ for id_ in HOSTILE if id_ not in {CHANGED, WITHDRAWN}])
def test_a_hostile_title_is_text_and_nothing_else(id_: str, data: Path) -> None:
    url = f"https://www.shine.cn/news/nation/{id_}/"
    feed = etree.fromstring(exported(data, "atom"))
    [entry] = [one for one in feed.findall(f"{ATOM}entry") if text(one, "id") == url]
    [item] = [one for one in json.loads(exported(data, "jsonfeed"))["items"] if one["id"] == url]

    assert text(entry, "title") == item["title"] == plain(HOSTILE[id_])
    assert text(entry, "content") == item["content_html"]
    shown = html.fromstring(f"<div>{item['content_html']}</div>")
    assert {element.tag for element in shown.iter()} == {"div", "p", "figure", "img", "figcaption", "a"}
    assert [image.get("src") for image in shown.iter("img")] == ["https://obj.shine.cn/a.jpg?b=1&c=2"]
    read = " ".join("".join(map(str, shown.itertext())).split())
    assert " ".join(plain(HOSTILE[id_]).split()) in read


TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=30)


@given(TEXTS, st.lists(TEXTS), st.none() | TEXTS)
def test_any_text_at_all_makes_a_valid_feed(title: str, names: list[str], summary: str | None) -> None:
    document = {
        "url": "https://www.shine.cn/news/nation/2411010001/",
        "section": "news/nation",
        "title": title,
        "summary": summary,
        "authors": names,
        "agency": None,
        "published_at": "2024-11-01T00:00:00+08:00",
        "changed_at": "2026-11-01T08:00:00+00:00",
        "tags": names,
        "images": [{"url": f"https://{title}", "caption": title, "credit": title}],
        "videos": [],
        "body": title,
        "language": "en",
    }
    made = Channel("urn:x", "Title", "https://www.shine.cn/", LATER, (Entry.of(document),))
    assert_valid_atom(atom.render(made))
    [item] = assert_valid_json_feed(jsonfeed.render(made))["items"]
    shown = html.fromstring(f"<div>{item['content_html']}</div>")
    assert {element.tag for element in shown.iter()} <= {"div", "p", "figure", "img", "figcaption"}


@pytest.mark.parametrize(("feed", "section"), [("nation", "news/nation"), ("economy", "biz/economy")])
def test_an_export_of_a_section_is_the_published_file(feed: str, section: str, data: Path) -> None:
    published = data / "feeds" / feed
    assert exported(data, "jsonfeed", Selection((section,))) == (published / "feed.json").read_bytes()
    # Only the published file has a name to link to itself by: an export is put where its user likes.
    link = b'  <link rel="self" type="application/atom+xml" href="atom.xml"/>\n'
    assert exported(data, "atom", Selection((section,))) == (published / "atom.xml").read_bytes().replace(link, b"")
    assert_valid_atom((published / "atom.xml").read_bytes())
    assert (published / "atom.xml").read_bytes().count(link) == 1
    assert b'rel="self"' not in exported(data, "atom", Selection((section,)))


def test_a_feed_of_no_section_has_the_publisher_s_name(tmp_path: Path) -> None:
    open_database(tmp_path).dispose()
    nothing = Selection(())
    assert text(assert_valid_atom(exported(tmp_path, "atom", nothing)), "title") == "Shanghai Daily"
    assert assert_valid_json_feed(exported(tmp_path, "jsonfeed", nothing))["title"] == "Shanghai Daily"


def test_publishing_again_gives_the_same_feeds(tmp_path: Path) -> None:
    data = stock(tmp_path / "data")
    before = {path: path.read_bytes() for path in (data / "feeds").glob("*/*.*")}
    database = open_database(data)
    with database.begin() as connection:
        connection.execute(update(runs).values(published_at=None))
    publish(database, data)

    assert {path: path.read_bytes() for path in (data / "feeds").glob("*/*.*")} == before
    assert {"atom.xml", "feed.json", "manifest.json"} < {path.name for path in before}


def test_a_feed_of_several_sections_is_another_feed(data: Path) -> None:
    both = Selection(("news/nation", "biz/economy"))
    feed = assert_valid_atom(exported(data, "atom", both))
    assert_valid_json_feed(exported(data, "jsonfeed", both))

    assert text(feed, "title") == "Shanghai Daily: Biz / Economy, News / Nation"
    assert text(feed, "id") != text(etree.fromstring(exported(data, "atom")), "id")
    assert text(feed.findall(f"{ATOM}entry")[-1], "id").endswith(f"/{EARLY}/")


def test_no_more_than_fifty_are_in_a_feed(tmp_path: Path) -> None:
    with open_database(tmp_path).begin() as connection:
        store(connection, "run", *(article(f"241101{number:04}") for number in range(60)))
    entries = assert_valid_atom(exported(tmp_path, "atom")).findall(f"{ATOM}entry")

    assert [text(entry, "id")[-5:-1] for entry in entries] == [f"{number:04}" for number in range(59, 9, -1)]


@pytest.mark.parametrize("empty", [lambda: articles.update().values(withdrawn_at=LATER), articles.delete])
def test_a_feed_may_be_empty(empty: Callable[[], Any], tmp_path: Path) -> None:
    with open_database(tmp_path).begin() as connection:
        store(connection, "run", article("2411010001"))
        connection.execute(empty())
        made = channel(connection, NATION)

    assert made.entries == ()
    assert_valid_atom(atom.render(made))
    assert_valid_json_feed(jsonfeed.render(made))
