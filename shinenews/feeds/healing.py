"""Healing: files of the feeds that were edited or deleted by hand are rendered anew from the store."""

import hashlib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from sqlalchemy import Engine

from shinenews.feeds import atomic, schema
from shinenews.feeds.documents import DOCUMENTS
from shinenews.site import feed_name
from shinenews.store import ledger
from shinenews.store.ledger import Entry


def heal(database: Engine, folder: Path) -> list[str]:
    """Render anew what is no more as it was published, and return its paths below `folder`, which holds the feeds.

    Each published file is looked at, but only one that was touched since is read: one that holds what it held, as
    after a copy of the folder, is left alone. What the ledger does not know of is left alone, too. The documents of
    an earlier release are brought up to date, without a word. Raises OSError and `contract.ContractError`; then the
    files stay.
    """
    with database.connect() as connection:
        by_feed = groupby(ledger.entries(connection), lambda entry: entry.feed)
        ailing = [name for name, entries in by_feed if not _is_well(folder / name, list(entries))]
    return [path for name in ailing for path in _heal(database, folder, name)]


def tell(paths: Sequence[str]) -> list[str]:
    """Put in one sentence which files were rendered anew; none when there are none.

    >>> tell(["feeds/nation/manifest.json"])
    ['feeds/nation/manifest.json had been edited or deleted; rendered anew from the store']
    >>> tell([f"feeds/nation/articles/2024-{month:02}.jsonl" for month in range(1, 13)])
    ['feeds/nation/articles/2024-01.jsonl and 11 more files had been edited or deleted; rendered anew from the store']
    """
    more = {0: "", 1: f" and {paths[-1]}"}.get(len(paths) - 1, f" and {len(paths) - 1} more files") if paths else ""
    return [f"{paths[0]}{more} had been edited or deleted; rendered anew from the store"] if paths else []


def _is_well(root: Path, entries: list[Entry]) -> bool:
    return _is_described(entries) and all(entry.lies_as_published(root / entry.path) for entry in entries)


def _heal(database: Engine, folder: Path, name: str) -> list[str]:
    from shinenews.feeds.feed import Feed
    from shinenews.store import history

    root = folder / name
    with database.begin() as connection:
        entries = list(ledger.entries(connection, name))
        touched = [entry for entry in entries if not entry.lies_as_published(root / entry.path)]
        edited = [entry for entry in touched if _digest(root / entry.path) != entry.sha256]
        for entry in set(touched) - set(edited):
            ledger.stamp(connection, name, entry.path, root / entry.path)
        section = next(section for section in history.sections(connection) if feed_name(section) == name)
        with atomic.Changes() as changes:
            feed = Feed(connection, changes, folder, section)
            for entry in edited:
                feed.write(entry.path, entry.run)
            if edited or not _is_described(entries):
                feed.close(max(entry.run for entry in entries))
        feed.stamp()
    return [f"{name}/{entry.path}" for entry in edited]


def _is_described(entries: list[Entry]) -> bool:
    """Tell whether a feed has all its documents, and they are of this release."""
    digests = {entry.path: entry.sha256 for entry in entries}
    is_complete = digests.keys() >= DOCUMENTS.keys() and all(entry.size is not None for entry in entries)
    return is_complete and digests["schema.json"] == hashlib.sha256(schema.render()).hexdigest()


def _digest(file: Path) -> str | None:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return None
