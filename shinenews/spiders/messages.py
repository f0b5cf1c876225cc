"""What requests and responses say."""

from typing import TypeGuard

from parsel import Selector
from scrapy import Request
from scrapy.http import Response, TextResponse

from shinenews.site import on_host
from shinenews.store.frontier import Page
from shinenews.store.validators import Copy


def is_page(response: Response) -> TypeGuard[TextResponse]:
    """Tell whether an answer is markup, as which it can be read; JSON and pictures are not."""
    return isinstance(response, TextResponse) and response.selector.type in {"html", "xml"}


def selector_of(page: TextResponse) -> Selector:
    """Give a page to read: as UTF-8 where its bytes are that, whatever they are declared to be."""
    if page.encoding == "utf-8":
        return page.selector
    try:
        return Selector(page.body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return page.selector


def header(response: Response, name: str) -> str | None:
    """Give a header of an answer as text."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def asked(request: Request | None) -> str:
    """Give the path and query that were asked for, before any redirect."""
    assert request is not None  # noqa: S101 - an answer in a crawl has one
    first: str = request.meta.get("redirect_urls", [request.url])[0]
    return on_host(first)


def make_conditional(request: Request, known: Page | Copy) -> None:
    """Let the site answer 304 when a page is as it is known."""
    if known.etag:
        request.headers["If-None-Match"] = known.etag
    if known.last_modified:
        request.headers["If-Modified-Since"] = known.last_modified
