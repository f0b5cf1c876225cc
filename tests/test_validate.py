"""What is let into the store, and what is not."""

from dataclasses import replace

import pytest

from shinenews.items import Article, Image
from shinenews.pipelines.validate import fault

GOOD = Article(
    id="2411116666",
    url="https://www.shine.cn/news/nation/2411116666/",
    section="news/nation",
    section_path=["News", "Nation"],
    title="Rain ahead",
    published_at="2024-11-11T20:37:00+08:00",
    body="It will rain.",
)


def test_an_article_with_its_required_fields_is_let_in() -> None:
    assert fault(GOOD) is None
    assert fault(replace(GOOD, section_path=[])) is None


def test_a_character_that_a_page_prints_for_none_is_let_in() -> None:
    assert fault(replace(GOOD, body="It will \ufffd\ufffd.")) is None


def test_a_photo_essay_needs_no_body() -> None:
    assert fault(replace(GOOD, body=None, images=[Image("https://obj.shine.cn/files/1_0.jpg")])) is None
    assert fault(replace(GOOD, body=None, videos=["https://obj.shine.cn/files/1_0.mp4"])) is None


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (replace(GOOD, title=None), "no title"),
        (replace(GOOD, published_at=None, body=None), "no published_at, no body"),
        (replace(GOOD, section_path=["News", "Metro"]), "the page is of News / Metro, its address of news/nation"),
        (replace(GOOD, title=7), "title: Input should be a valid string"),  # type: ignore[arg-type]
        (
            replace(GOOD, images=[Image("https://obj.shine.cn/\ud800.jpg")]),
            "it holds a character that can't be written",
        ),
    ],
    ids=["no title", "no body", "another section", "wrong type", "lone surrogate"],
)
def test_what_is_kept_out_is_kept_out_for_a_reason(article: Article, reason: str) -> None:
    assert str(fault(article)).startswith(reason)
