"""JSON Feed 1.1: the same feed as in Atom, for those who would rather read JSON."""

import json
from typing import Any

from shinenews.feeds.formats.syndication import PUBLISHER, Channel, Entry, label


def render(channel: Channel) -> bytes:
    """Render a feed; an entry without author has the feed's, the publisher.

    Its own address isn't known, so `feed_url`, which is optional, is missing.
    """
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.home,
        "language": "en",
        "authors": [{"name": PUBLISHER}],
        "items": list(map(_item, channel.entries)),
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _item(entry: Entry) -> dict[str, Any]:
    item = {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.html,
        "image": entry.image,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": name} for name in entry.authors],
        "tags": [label(entry.section), *entry.tags],
        "language": entry.language,
    }
    return {key: value for key, value in item.items() if value or key == "content_html"}
