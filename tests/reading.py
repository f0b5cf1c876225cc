"""Small pages of one article, for the tests of reading."""

from lxml import html

from shinenews.page import Page, read_page

URL = "https://www.shine.cn/news/nation/2411116666/"


def read(markup: str, url: str = URL) -> Page:
    """Read what a body holds as the page of an article."""
    return read_page(html.document_fromstring(f"<html><body>{markup}</body></html>"), url)
