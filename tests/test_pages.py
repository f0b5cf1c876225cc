"""Golden pages: the whole article, in many markups.

After a change that is meant to read otherwise, run
`pytest tests/test_pages.py --refresh`, read the difference, and run again without it.
"""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from golden import PAGES, SAVED, url_of
from parsel import Selector

from shinenews.items import Article
from shinenews.loaders import load_article
from shinenews.pipelines.validate import fault


def read(page: Path) -> Article:
    return load_article(Selector(page.read_text("utf-8")), url_of(page))


@pytest.mark.parametrize("page", SAVED, ids=lambda page: str(page.relative_to(PAGES)))
def test_page(page: Path, refresh: bool) -> None:  # noqa: FBT001
    article = asdict(read(page))
    expectation = page.with_suffix(".json")
    if refresh:
        expectation.write_text(json.dumps(article, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail("rewrote the expectation: read the difference, then run again without --refresh")
    assert article == json.loads(expectation.read_text("utf-8"))


@pytest.mark.parametrize("page", SAVED, ids=lambda page: str(page.relative_to(PAGES)))
def test_every_golden_page_makes_an_article(page: Path) -> None:
    assert fault(read(page)) is None


def test_there_are_golden_pages_in_many_markups() -> None:
    assert len(SAVED) >= 25
    assert len({page.relative_to(PAGES).parts[0] for page in SAVED}) >= 6
