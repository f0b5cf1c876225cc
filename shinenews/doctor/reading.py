"""What an article's page is read to."""

import json
from dataclasses import asdict

from parsel import Selector
from scrapy.http import Response

from shinenews.doctor.finding import Finding, Outcome, Step
from shinenews.items import Article
from shinenews.loaders import load_article
from shinenews.pipelines.validate import fault
from shinenews.site import Address, Found, article_address
from shinenews.spiders.messages import encoding_fault, page_of

_KEEP = "Look at the page (--save DIR keeps it): it is the test that a repair begins with."


def of_article(response: Response, found: Found) -> tuple[Finding, Article | None]:
    """Report on the page that came for an article, with what it is read to; None when it is another page."""
    address = found.address
    if article_address(response.url) != address:
        text = f"{address.path} leads to {response.url}"
        return Finding(Step.ARTICLE, Outcome.CHANGED, text, "Try another article by its URL."), None
    page = page_of(response)
    if page is None:
        kind = (response.headers.get("Content-Type") or b"no type").decode("latin-1")
        return Finding(Step.ARTICLE, Outcome.CHANGED, f"{address.path} is no page but {kind}", _KEEP), None
    article = load_article(page, address.url, listed_at=found.published_at)
    reason = encoding_fault(response, article) or fault(article)
    if reason is not None:
        return Finding(Step.ARTICLE, Outcome.CHANGED, f"{address.path} makes none: {reason}", _KEEP), article
    text = f"{address.path} is read; its required fields are there"
    return Finding(Step.ARTICLE, Outcome.READ, text), article


def expectation(page: Selector, address: Address) -> bytes:
    """Write down what the page alone is read to, without the sitemap's word, so that it can be read again to this."""
    article = load_article(page, address.url)
    return json.dumps(asdict(article), ensure_ascii=False, indent=1).encode() + b"\n"
