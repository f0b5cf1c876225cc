"""The manifest of a feed: which files it has, and how to check them."""

import json
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from shinenews.items import SCHEMA_VERSION
from shinenews.site import feed_name
from shinenews.store import ledger
from shinenews.store.ledger import Entry

PATH = "manifest.json"

_text = json.JSONEncoder(ensure_ascii=False, separators=(",\n   ", ": ")).encode
"""Write a record of a list with each key on a line of its own; `json` itself takes five times as long to indent."""


def render(connection: Connection, section: str, run: str) -> bytes:
    """Render the `manifest.json` of a section's feed.

    `files` lists the files of current state, `events` those of the event log, each with its path below the feed's
    folder, its rows and its SHA-256; `documents` lists what describes them, except for the manifest. `run` is the run
    that published last.
    """
    feed = feed_name(section)
    current = list(ledger.entries(connection, feed, "articles"))
    days = [day for entry in current for day in (entry.first_day, entry.last_day) if day]
    content = {
        "schema_version": _text(SCHEMA_VERSION),
        "feed": _text(feed),
        "run": _text(run),
        "rows": _text(sum(entry.rows for entry in current)),
        "first_day": _text(min(days, default=None)),
        "last_day": _text(max(days, default=None)),
        "files": _list(_told(entry, "first_day", "last_day", "run") for entry in current),
        "events": _list(_told(entry, "run") for entry in ledger.entries(connection, feed, "events")),
        "documents": _list(
            {"path": path, "sha256": sha256} for path, sha256 in ledger.documents(connection, feed) if path != PATH
        ),
    }
    return ("{\n " + ",\n ".join(f'"{key}": {text}' for key, text in content.items()) + "\n}\n").encode()


def _told(entry: Entry, *more: str) -> dict[str, object]:
    return {key: getattr(entry, key) for key in ("path", "rows", "sha256", *more)}


def _list(records: Iterable[Mapping[str, object]]) -> str:
    """Write a list as `json` would with an indent of one blank, in a document's first level.

    >>> print(_list([{"path": "articles/2024-11.jsonl", "rows": 3}]))
    [
      {
       "path": "articles/2024-11.jsonl",
       "rows": 3
      }
     ]
    """
    texts = ["  {\n   " + _text(record)[1:-1] + "\n  }" for record in records]
    return "[\n" + ",\n".join(texts) + "\n ]" if texts else "[]"
