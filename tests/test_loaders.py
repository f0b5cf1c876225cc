"""Fields from their witnesses."""

from dataclasses import asdict

import pytest
from parsel import Selector

from shinenews.items import CONTENT, Article
from shinenews.loaders import content_hash, load_article
from shinenews.normalise.agencies import AGENCIES
from shinenews.normalise.dates import timestamp

URL = "https://www.shine.cn/news/nation/2411116666/"
PAGE = """
<html><head><title>Rain ahead - SHINE News</title>
{head}
</head><body>
<div>News&nbsp;/&nbsp;Nation</div>
<h1>Rain ahead</h1>
<p>Zhu Ying</p><p>&nbsp;&nbsp;20:37 UTC+8, 2024-11-11&nbsp;&nbsp;&nbsp; 3</p>
<div class="caption"><p>It will rain.</p></div>
<p>Zhu Ying</p><p>&nbsp;&nbsp;20:37 UTC+8, 2024-11-11&nbsp;&nbsp;&nbsp; 3</p>
<div class="content"><p>It will rain in Hangzhou from Tuesday on, the weather office said.</p>
<p>Umbrellas are advised.</p></div>
<p>Source: SHINE&nbsp;&nbsp; Editor: Zhang Long</p>
<p>Special Reports</p><p>Copyright 2020 © Shanghai Daily.</p>
</body></html>
"""

LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", %s}</script>'


def load(head: str = "", url: str = URL, *, listed_at: str | None = None, page: str = PAGE) -> Article:
    return load_article(Selector(page.format(head=head)), url, listed_at=listed_at)


def test_a_page_is_read_whole() -> None:
    article = load()
    assert article.id == "2411116666"
    assert article.url == URL
    assert article.section == "news/nation"
    assert article.section_path == ["News", "Nation"]
    assert article.title == "Rain ahead"
    assert article.summary == "It will rain."
    assert (article.byline, article.authors, article.agency) == ("Zhu Ying", ["Zhu Ying"], None)
    assert article.published_at == "2024-11-11T20:37:00+08:00"
    assert article.body == (
        "It will rain in Hangzhou from Tuesday on, the weather office said.\n\nUmbrellas are advised."
    )
    assert (article.source, article.editor, article.comment_count) == ("SHINE", "Zhang Long", 3)
    assert (article.word_count, article.language) == (15, "en")
    assert article.provenance.disagreements == {}


def test_the_source_of_every_field_is_kept() -> None:
    article = load("<meta property='og:title' content='Rain ahead'>")
    assert article.provenance.sources["title"] == "meta:og:title"
    assert article.provenance.sources["byline"] == "landmark:byline"
    assert article.provenance.sources["section"] == "address:section"


def test_witnesses_that_differ_leave_the_more_trusted_value_and_a_note() -> None:
    article = load("<meta property='og:title' content='Sun ahead'>", page=PAGE.replace("<h1>Rain", "<h1>No rain"))
    assert article.title == "Sun ahead"
    assert article.provenance.disagreements == {
        "title": {"meta:og:title": "Sun ahead", "landmark:headline": "No rain ahead"}
    }


@pytest.mark.parametrize("told", ["SHINE", "Rain...", "Snow closes a road", "Rain is ahead: what to do", "Nation"])
@pytest.mark.parametrize("window", ["Rain is ahead", "Rain is ahead - SHINE News", "Rain is ahead | Nation | SHINE"])
@pytest.mark.parametrize("head", ["<meta property='og:title' content='{}'>", LINKED % '"headline": "{}"'])
def test_a_title_for_machines_gives_way_to_the_one_in_headline_and_window(head: str, window: str, told: str) -> None:
    page = PAGE.replace("Rain ahead - SHINE News", window).replace("<h1>Rain ahead", "<h1>Rain is ahead")
    article = load(head.replace("{}", told), page=page)
    assert (article.title, article.provenance.sources["title"]) == ("Rain is ahead", "landmark:headline")


@pytest.mark.parametrize(
    ("window", "headline"),
    [("Sun ahead - SHINE News", "Rain"), ("SHINE News", "Rain"), ("Sunny", "Rain"), ("Rain", "SHINE"), ("", "Rain")],
)
def test_a_title_for_machines_is_kept_where_headline_and_window_differ(window: str, headline: str) -> None:
    page = PAGE.replace("Rain ahead - SHINE News", window).replace("<h1>Rain ahead", f"<h1>{headline}")
    assert load("<meta property='og:title' content='Sun ahead'>", page=page).title == "Sun ahead"


@pytest.mark.parametrize("told", ["2026-11-23T09:00:00+08:00", "2024-11-12T00:10:00+08:00", "2024-11-11T20:37:00Z"])
@pytest.mark.parametrize(
    "head", ["<meta property='article:published_time' content='{}'>", LINKED % '"datePublished": "{}"']
)
def test_a_moment_for_machines_gives_way_when_it_is_of_another_day_or_zone(head: str, told: str) -> None:
    article = load(head.replace("{}", told))
    assert (article.published_at, article.published_source) == ("2024-11-11T20:37:00+08:00", "time-line")
    assert "published_at" in article.provenance.disagreements


def test_a_moment_of_another_day_is_not_taken_for_want_of_a_better_one() -> None:
    head = "<meta property='article:published_time' content='2026-11-23T09:00:00+08:00'>"
    article = load(head, page=PAGE.replace("20:37 UTC+8, 2024-11-11", ""))
    assert (article.published_at, article.published_source) == ("2024-11-11T00:00:00+08:00", "address")


@pytest.mark.parametrize("told", ["2024-11-11T20:37:09+08:00", "2024-11-11T12:37:00Z", "2024-11-11T20:30:00+08:00"])
def test_a_moment_for_machines_may_differ_from_the_time_line_on_its_day(told: str) -> None:
    article = load(f"<meta property='article:published_time' content='{told}'>")
    assert (article.published_at, article.published_source) == (timestamp(told), "meta")


def test_witnesses_that_differ_in_white_space_agree() -> None:
    assert load("<meta property='og:title' content='Rain  ahead'>").provenance.disagreements == {}


def test_a_source_that_says_two_things_counts_as_silent() -> None:
    head = "<meta property='article:published_time' content='2024-11-11T01:00:00Z'>" * 2
    assert load(head).published_at == "2024-11-11T09:00:00+08:00"
    head += "<meta property='article:published_time' content='2020-01-01T01:00:00Z'>"
    assert load(head).published_at == "2024-11-11T20:37:00+08:00"


def test_the_moment_of_publication_falls_back_step_by_step() -> None:
    silent = PAGE.replace("20:37 UTC+8, 2024-11-11", "")
    stated = "<meta property='article:published_time' content='2024-11-11T12:00:00Z'>"
    assert load(stated).published_source == "meta"
    assert load().published_source == "time-line"
    listed = load(page=silent, listed_at="2024-11-11T20:30:00+08:00")
    assert (listed.published_at, listed.published_source) == ("2024-11-11T20:30:00+08:00", "newsmap")
    undated = load(page=PAGE.replace(", 2024-11-11", ""))
    assert (undated.published_at, undated.published_source) == ("2024-11-11T20:37:00+08:00", "time-line")
    bare = load(page=silent)
    assert (bare.published_at, bare.published_source) == ("2024-11-11T00:00:00+08:00", "address")


def test_the_canonical_address_does_not_depend_on_where_the_page_was_fetched() -> None:
    assert load(url="http://127.0.0.1:8000/news/nation/2411116666?from=list#top").url == URL


def test_the_content_hash_changes_with_the_content_only() -> None:
    article = load()
    same = load(url="http://127.0.0.1:8000/news/nation/2411116666/")
    assert article.content_hash == same.content_hash == content_hash(article)
    counted = load(page=PAGE.replace("&nbsp; 3", "&nbsp; 8"))
    assert counted.comment_count == 8
    assert counted.content_hash == article.content_hash
    assert load(page=PAGE.replace("Umbrellas", "Raincoats")).content_hash != article.content_hash


def test_a_page_that_is_no_article_makes_none() -> None:
    for page in ("", "<html></html>", "<h1>Page not found</h1>", "\x00\x01\x02"):
        article = load_article(Selector(page or " "), URL)
        assert article.body is None
        assert article.images == []


def test_an_agency_is_spelled_in_one_way() -> None:
    assert len({name.casefold() for name in AGENCIES}) == len(AGENCIES)


def test_every_content_field_is_a_field_of_the_article() -> None:
    assert set(CONTENT) <= asdict(Article()).keys()
    assert "provenance" not in CONTENT
