"""What there is to read on a page, in one form for every reader.

A reading maps the names of fields to values: `title`, `summary`, `body`, `source` and `editor` are text or None,
`published_at` is ISO 8601 or None, `byline` is a list of names of people or agencies, `images` a list of addresses
in page order, `captions` a pair of caption and credit for each of them, `tags` a list. A field that the reader has
no notion of is not in it.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from shinenews.edition.stories import Story
from shinenews.items import Article

Reading: TypeAlias = Mapping[str, Any]


def truth(story: Story) -> Reading:
    """Tell what is to be read on a story's page."""
    return {
        "title": story.title,
        "byline": story.byline,
        "published_at": story.published_at.isoformat(),
        "summary": story.summary,
        "body": story.body,
        "images": [picture.url for picture in story.images],
        "captions": [(picture.caption, picture.credit) for picture in story.images],
        "source": story.source,
        "editor": story.editor,
        "tags": story.tags,
    }


def ours(article: Article) -> Reading:
    """Tell what our reader got from a page."""
    return {
        "title": article.title,
        "byline": [*article.authors, *filter(None, [article.agency])],
        "published_at": article.published_at,
        "summary": article.summary,
        "body": article.body,
        "images": [image.url for image in article.images],
        "captions": [(image.caption, image.credit) for image in article.images],
        "source": article.source,
        "editor": article.editor,
        "tags": article.tags,
    }
