"""Healing: files of the feeds that were edited or deleted by hand are rendered anew from the store."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Engine

from shinenews.feeds import schema
from shinenews.feeds.files import atomic
from shinenews.feeds.publishing.documents import DOCUMENTS
from shinenews.site import feed_name
from shinenews.store import ledger


def heal(database: Engine, folder: Path) -> list[str]:
    """Render anew what is no more as it was published, and return its paths below `folder`, which holds the feeds.

    Each published file is looked at, but only one that was touched since is read: one that holds what it held, as
    after a copy of the folder, is left alone. What the ledger does not know of is left alone, too. The documents of
    an earlier release are brought up to date, without a word. Raises OSError and `contract.ContractError`; then the
    files stay.
    """
    with database.connect() as connection:
        feeds = ledger.feeds(connection)
        touched: dict[str, list[str]] = {name: [] for name in feeds if not _is_described(connection, name)}
        for name, path in ledger.touched(connection, folder):
            touched.setdefault(name, []).append(path)
    return [path for name in sorted(touched) for path in _heal(database, folder, name, touched[name])]


def tell(paths: Sequence[str]) -> list[str]:
    """Put in one sentence which files were rendered anew; none when there are none.

    >>> tell(["feeds/nation/manifest.json"])
    ['feeds/nation/manifest.json had been edited or deleted; rendered anew from the store']
    >>> tell([f"feeds/nation/articles/2024-{month:02}.jsonl" for month in range(1, 13)])
    ['feeds/nation/articles/2024-01.jsonl and 11 more files had been edited or deleted; rendered anew from the store']
    """
    more = {0: "", 1: f" and {paths[-1]}"}.get(len(paths) - 1, f" and {len(paths) - 1} more files") if paths else ""
    return [f"{paths[0]}{more} had been edited or deleted; rendered anew from the store"] if paths else []


def _heal(database: Engine, folder: Path, name: str, touched: list[str]) -> list[str]:
    from shinenews.feeds.publishing.feed import Feed
    from shinenews.store.queries import sections

    root = folder / name
    with database.begin() as connection:
        entries = [ledger.entry(connection, name, path) for path in touched]
        edited = [entry for entry in entries if _digest(root / entry.path) != entry.sha256]
        for entry in set(entries) - set(edited):
            ledger.stamp(connection, name, entry.path, root / entry.path)
        section = next(section for section in sections.recorded(connection) if feed_name(section) == name)
        with atomic.Changes() as changes:
            feed = Feed(connection, changes, folder, section)
            for entry in edited:
                feed.write(entry.path, entry.run)
            if edited or not _is_described(connection, name) or any(entry.size is None for entry in entries):
                feed.close(ledger.last_run(connection, name))
        feed.stamp()
    return [f"{name}/{entry.path}" for entry in edited]


def _is_described(connection: Connection, name: str) -> bool:
    """Tell whether a feed has all its documents, and they are of this release."""
    digests = dict(ledger.documents(connection, name))
    return digests.keys() >= DOCUMENTS.keys() and digests["schema.json"] == hashlib.sha256(schema.render()).hexdigest()


def _digest(file: Path) -> str | None:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None
