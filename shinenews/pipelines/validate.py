"""Keeps out of the store what is no article: it goes to the quarantine, with the reason."""

from collections.abc import Iterator
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.statscollectors import StatsCollector

from shinenews.feeds.formats import jsonl
from shinenews.items import Article
from shinenews.site import feed_name
from shinenews.store.articles.documents import document_of
from shinenews.store.runs.run import Run


class ValidatePipeline:
    """Drops what fails the schema, lacks a required field, or is another article or section than its address says."""

    def __init__(self, run: Run, stats: StatsCollector) -> None:
        self.run = run
        self.stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Quarantine in the crawler's run."""
        return cls(Run.of(crawler), crawler.stats)

    def process_item(self, item: Article) -> Article:
        """Return an article as it is; quarantine and drop anything else."""
        reason = fault(item)
        if reason is not None:
            self.stats.inc_value("shinenews/validate/quarantined")
            self.run.visits.quarantine(str(item.id), reason)
            message = f"quarantined, {reason}: {item.url}"
            raise DropItem(message, log_level="INFO")
        for name in item.provenance.disagreements:
            self.stats.inc_value(f"shinenews/validate/disagreement/{name}")
        return item


def fault(article: Article) -> str | None:
    """Say what keeps an article out of the store; None when nothing does."""
    return next(_faults(article), None)


def _faults(article: Article) -> Iterator[str]:
    from shinenews.feeds import contract

    missing = [name for name in ("title", "published_at") if getattr(article, name) is None]
    if article.body is None and not article.images and not article.videos:
        missing.append("body")
    if missing:
        yield f"no {', no '.join(missing)}"
    elsewhere = article.provenance.disagreements.get("url", {}).get("meta:og:url")
    if elsewhere is not None:
        yield f"the page says that it is {elsewhere}"
    if article.section_path and not _names(article.section_path, str(article.section)):
        yield f"the page is of {' / '.join(article.section_path)}, its address of {article.section}"
    document = document_of(article)
    try:
        jsonl.line(document)
    except UnicodeEncodeError as error:
        yield f"it holds a character that can't be written: {error}"
        return
    # What is null and may not be is named above, or comes with the store.
    yield from (f"{key}: {complaint}" for key, complaint, found in contract.faults(document) if found is not None)


def _names(printed: list[str], section: str) -> bool:
    """Tell whether the section as printed is the one of the path, of which it may be a longer or a shorter name.

    What is printed in another script tells nothing against it.

    >>> _names(["Feature", "Art & Culture"], "feature/art-culture"), _names(["Special Reports"], "special")
    (True, True)
    >>> _names(["News", "Metro"], "news/nation"), _names(["新闻", "国内"], "news/nation")
    (False, True)
    """
    name, parts = _letters(feed_name(section)), list(filter(None, map(_letters, printed)))
    return not parts or any(part in name or name in part for part in parts)


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isascii() and letter.isalnum())
