"""What can't be decoded is told from what a page prints, whatever it declares."""

from codecs import BOM_UTF8
from collections.abc import Callable

import pytest
from conftest import Crawl
from parsel import Selector
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from shinenews.doctor.reading import of_article
from shinenews.edition.server import Edition
from shinenews.edition.stories import Story
from shinenews.edition.timeline import Fault, stories_on
from shinenews.site import Found, article_address
from shinenews.spiders.messages import page_of

WRONG = "its encoding is not the one that it declares"
HTML = {"Content-Type": "text/html; charset=utf-8"}
NATION = {id_: story for id_, story in stories_on(1).items() if story.directory == "news/nation"}
OTHER, NEWEST = (NATION[id_] for id_ in sorted(NATION)[-2:])
SAID = "It said &#0;, &#55357;&#56832; and \N{REPLACEMENT CHARACTER}, then no more. "


def pages() -> tuple[bytes, bytes]:
    """Give a page that prints U+FFFD in each of its ways, and one with a letter in Latin-1, both in the last words."""
    with Edition() as edition:
        one, other = (edition.answer(f"/news/nation/{story.id}/").body for story in (NEWEST, OTHER))
    return prefixed(one, NEWEST, SAID.encode()), prefixed(other, OTHER, b"The caf\xe9 is closed. ")


def prefixed(page: bytes, story: Story, words: bytes) -> bytes:
    last = story.body.rpartition("\n\n")[2][:12].encode()
    assert page.count(last) == 1
    return page.replace(last, words + last)


def test_only_what_cannot_be_decoded_goes_to_the_quarantine_for_it(crawl: Callable[..., Crawl]) -> None:
    printed, broken = pages()
    faults = {
        f"/news/nation/{NEWEST.id}/": Fault(headers=HTML, body=printed),
        f"/news/nation/{OTHER.id}/": Fault(headers=HTML, body=broken),
    }
    with Edition(faults=faults) as edition:
        done = crawl(edition)

    bodies = {article["id"]: article["body"] for article in done.articles()}
    assert "It said \ufffd, \ufffd\ufffd and \ufffd, then" in bodies[NEWEST.id]
    assert [(row["id"], row["reason"]) for row in done.quarantine()] == [(OTHER.id, WRONG)]


def test_the_doctor_tells_them_apart_too() -> None:
    texts = []
    for story, body in zip((NEWEST, OTHER), pages(), strict=True):
        address = article_address(story.url)
        assert address is not None
        finding, _ = of_article(HtmlResponse(story.url, headers=HTML, body=body), Found(address))
        texts.append(finding.text)
    assert texts[0].endswith("is read; its required fields are there")
    assert texts[1].endswith(f"makes none: {WRONG}")


@pytest.mark.parametrize("body", [b"", b" \n", BOM_UTF8, BOM_UTF8 + b"<p>Caf\xc3\xa9</p>", b"<p>Caf\xe9</p>"])
@pytest.mark.parametrize("kind", [HtmlResponse, XmlResponse, TextResponse])
def test_a_page_reads_as_its_text_does(kind: type[TextResponse], body: bytes) -> None:
    answer = kind("https://www.shine.cn/", body=body, encoding="latin-1")
    text = body.removeprefix(BOM_UTF8).decode("latin-1" if b"\xe9" in body else "utf-8")
    page = page_of(answer)
    assert page is not None
    assert page.get() == Selector(text, type="xml" if kind is XmlResponse else "html").get()
