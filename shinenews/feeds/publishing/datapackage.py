"""`datapackage.json`: the month files as a Data Package, for readers that know the standard."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from shinenews.feeds import schema
from shinenews.site import feed_name
from shinenews.store import ledger
from shinenews.store.ledger import Entry

TABLE_SCHEMA = "tableschema.json"

_CONSTRAINTS = {"enum", "pattern", "minimum", "maximum", "minLength", "maxLength"}
"""What Table Schema has in common with JSON Schema."""


def render(connection: Connection, section: str) -> bytes:
    """Render the `datapackage.json` of a section's feed: a resource for each month, with its size and SHA-256."""
    feed = feed_name(section)
    package = {
        "profile": "data-package",
        "name": feed,
        "title": f"Articles of {section}",
        "resources": list(map(_resource, ledger.entries(connection, feed, "articles"))),
    }
    return _json(package)


def table_schema() -> bytes:
    """Render the `tableschema.json` that all months share."""
    article = json.loads(schema.render())["$defs"]["Article"]
    return _json({"fields": [_field(name, said) for name, said in article["properties"].items()], "primaryKey": "id"})


def _resource(entry: Entry) -> dict[str, Any]:
    month = entry.path.removeprefix("articles/").removesuffix(".jsonl")
    return {
        "profile": "tabular-data-resource",
        "name": f"articles-{month}",
        "path": entry.path,
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "bytes": entry.size,
        "hash": f"sha256:{entry.sha256}",
        "schema": TABLE_SCHEMA,
    }


def _field(name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    [stated] = [option for option in said.get("anyOf", [said]) if option.get("type") != "null"]
    is_moment = stated.get("format") == "date-time"
    constraints = {"required": True} if stated is said else {}
    if not is_moment:
        constraints |= {key: value for key, value in stated.items() if key in _CONSTRAINTS}
    kind = "datetime" if is_moment else stated.get("type", "object")
    return {"name": name, "type": kind, "description": said["description"], "constraints": constraints}


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
