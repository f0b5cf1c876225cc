"""What requests and responses say."""

import re
from codecs import BOM_UTF8

from lxml import etree
from parsel import Selector
from parsel.selector import create_root_node
from scrapy import Request
from scrapy.http import HtmlResponse, JsonResponse, Response, TextResponse, XmlResponse

from shinenews.items import Article
from shinenews.site import on_host
from shinenews.store.articles.documents import as_json, document_of
from shinenews.store.frontier.agenda import Page
from shinenews.store.frontier.validators import Copy

_UNDECODED = "\N{REPLACEMENT CHARACTER}"
_END = re.compile(rb"</(?:html|body|(?:\w+:)?(?:urlset|sitemapindex))\s*>", re.IGNORECASE)
_LONGEST_END = 1000


def page_of(response: Response) -> Selector | None:
    """Give a page to read, as UTF-8 where its bytes are that, whatever they are declared to be.

    None for an answer that is no markup, such as JSON and pictures. `response.selector` would not do: it and the
    response hold each other, so that trees pile up until Python looks for such circles.
    """
    if not isinstance(response, TextResponse) or isinstance(response, JsonResponse):
        return None
    kind = "xml" if isinstance(response, XmlResponse) else "html" if isinstance(response, HtmlResponse) else None
    if not _is_utf8(response.body):
        page = Selector(response.text, type=kind)
    elif kind == "html":
        page = Selector(root=_root_of(response.body), type=kind)
    else:
        page = Selector(response.body.decode("utf-8-sig"), type=kind)
    return page if page.type in {"html", "xml"} else None


def _root_of(body: bytes) -> etree._Element:
    """Parse bytes as they are, and with lxml's plain elements; `Selector` has those of `lxml.html` made one by one."""
    return create_root_node("", etree.HTMLParser, body=body.removeprefix(BOM_UTF8))


def encoding_fault(response: Response, article: Article) -> str | None:
    """Say what is wrong when an article holds what could not be decoded; None when all of it is as printed.

    U+FFFD by itself is no fault: a page may print it, and browsers show it for references such as `&#0;`.
    """
    if is_decodable(response) or _UNDECODED not in as_json(document_of(article)):
        return None
    return "its encoding is not the one that it declares"


def is_decodable(response: Response) -> bool:
    r"""Tell whether an answer's bytes are text, as UTF-8 or else in the encoding that it declares.

    >>> declared = {"Content-Type": "text/html; charset=utf-8"}
    >>> printed, broken = "\N{REPLACEMENT CHARACTER} &#0;".encode(), "Caf\xe9".encode("latin-1")
    >>> [is_decodable(HtmlResponse("https://www.shine.cn/", headers=declared, body=body)) for body in (printed, broken)]
    [True, False]
    """
    if not isinstance(response, TextResponse):
        return False
    return _is_utf8(response.body) or _UNDECODED not in response.text


def is_cut(response: Response) -> bool:
    """Tell a part of a page from the whole: it was sent as one, or the connection's end was all that ended it."""
    is_ended = "partial" not in response.flags or _END.search(response.body[-_LONGEST_END:]) is not None
    return response.status == 206 or not is_ended


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


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
