"""The news sitemap: the stories of the newest two days, all sections mixed."""

from collections.abc import Iterable
from html import escape

from shinenews.edition.stories import Story

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
"""


def render(stories: Iterable[Story]) -> str:
    """Render a Google-News sitemap; its addresses are those of the live site."""
    return _HEAD + "".join(map(_entry, stories)) + "</urlset>\n"


def _entry(story: Story) -> str:
    return f"""<url><loc>{story.url}</loc><news:news>
<news:publication><news:name>SHINE</news:name><news:language>en</news:language></news:publication>
<news:publication_date>{story.published_at:%Y-%m-%dT%H:%M:%S%z}</news:publication_date>
<news:title>{escape(story.title, quote=False)}</news:title>
</news:news></url>
"""
