"""The manifest of a feed: which files it has, and how to check them."""

import json
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection

from shinenews.items import SCHEMA_VERSION
from shinenews.site import feed_name
from shinenews.store import ledger
from shinenews.store.ledger import Entry

PATH = "manifest.json"


def render(connection: Connection, section: str, run: str) -> bytes:
    """Render the `manifest.json` of a section's feed.

    `files` lists the files of current state, `events` those of the event log, each with its path below the feed's
    folder, its rows and its SHA-256; `documents` lists what describes them, except for the manifest. `run` is the run
    that published last.
    """
    feed = feed_name(section)
    listed = list(ledger.entries(connection, feed))
    current = [_tell(entry, "first_day", "last_day", "run") for entry in listed if entry.path.startswith("articles/")]
    days = [day for entry in current for day in (entry["first_day"], entry["last_day"])]
    content = {
        "schema_version": SCHEMA_VERSION,
        "feed": feed,
        "run": run,
        "rows": sum(entry["rows"] for entry in current),
        "first_day": min(days, default=None),
        "last_day": max(days, default=None),
        "files": current,
        "events": [_tell(entry, "run") for entry in listed if entry.path.startswith("events/")],
        "documents": [
            {"path": entry.path, "sha256": entry.sha256}
            for entry in listed
            if "/" not in entry.path and entry.path != PATH
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _tell(entry: Entry, *more: str) -> dict[str, Any]:
    known = asdict(entry)
    return {key: known[key] for key in ("path", "rows", "sha256", *more)}
