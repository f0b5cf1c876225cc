"""The sitemaps: the news sitemap, and the index of the months; their addresses are those of the live site."""

from collections.abc import Iterable
from html import escape

from shinenews.edition.stories import Story
from shinenews.site import ORIGIN

_PROTOCOL = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def newsmap(stories: Iterable[Story]) -> str:
    """Render a Google-News sitemap."""
    return _document("urlset", f"{_PROTOCOL} {_NEWS}", map(_news, stories))


def month(stories: Iterable[Story]) -> str:
    """Render the sitemap of a month."""
    rows = (f"<url><loc>{story.url}</loc><lastmod>{story.modified_at:%Y-%m-%d}</lastmod></url>\n" for story in stories)
    return _document("urlset", _PROTOCOL, rows)


def index(months: Iterable[str]) -> str:
    """Render the index of the months' sitemaps ("2024-11")."""
    rows = (f"<sitemap><loc>{ORIGIN}{path_of(month)}</loc></sitemap>\n" for month in months)
    return _document("sitemapindex", _PROTOCOL, rows)


def path_of(month: str) -> str:
    """Return the address of a month's sitemap.

    >>> path_of("2024-11")
    '/sitemap-2024-11.xml'
    """
    return f"/sitemap-{month}.xml"


def _document(name: str, namespaces: str, rows: Iterable[str]) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} {namespaces}>\n' + "".join(rows) + f"</{name}>\n"


def _news(story: Story) -> str:
    return f"""<url><loc>{story.url}</loc><news:news>
<news:publication><news:name>SHINE</news:name><news:language>en</news:language></news:publication>
<news:publication_date>{story.published_at:%Y-%m-%dT%H:%M:%S%z}</news:publication_date>
<news:title>{escape(story.title, quote=False)}</news:title>
</news:news></url>
"""
