"""The manifest of a feed: which files it has, and how to check them."""

import json
from typing import Any

from sqlalchemy import Connection, select

from shinenews.items import SCHEMA_VERSION
from shinenews.store.tables import files


def manifest(connection: Connection, feed: str, run: str) -> bytes:
    """Render a feed's `manifest.json`.

    `files` lists the files of current state, `events` those of the event log, each with its path below the feed's
    folder, its rows and its SHA-256; `run` is the run that published last.
    """
    of_feed = select(files).where(files.c.feed == feed).order_by(files.c.path)
    listed = [dict(row) for row in connection.execute(of_feed).mappings()]
    current = [_entry(row, "first_day", "last_day") for row in listed if row["path"].startswith("articles/")]
    days = [day for row in current for day in (row["first_day"], row["last_day"])]
    content = {
        "schema_version": SCHEMA_VERSION,
        "feed": feed,
        "run": run,
        "rows": sum(row["rows"] for row in current),
        "first_day": min(days, default=None),
        "last_day": max(days, default=None),
        "files": current,
        "events": [_entry(row) for row in listed if row["path"].startswith("events/")],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _entry(row: dict[str, Any], *days: str) -> dict[str, Any]:
    return {key: row[key] for key in ("path", "rows", "sha256", *days, "run")}
