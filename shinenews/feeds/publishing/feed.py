"""The feed of one section: its files, written from the store and entered in the ledger."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection

from shinenews.feeds import contract
from shinenews.feeds.files.atomic import Changes, Written
from shinenews.feeds.formats import jsonl
from shinenews.feeds.publishing.documents import DOCUMENTS
from shinenews.site import feed_name
from shinenews.store import ledger
from shinenews.store.articles.documents import Document
from shinenews.store.ledger import Entry
from shinenews.store.queries import publication


class Feed:
    """Writes files of a section's feed, among other `changes`; each line is checked against the contract first.

    `folder` holds the feeds. When the changes are made, `stamp` notes how the files lie on the disk. Raises OSError,
    and `contract.ContractError` when the store holds what is no article.
    """

    def __init__(self, connection: Connection, changes: Changes, folder: Path, section: str) -> None:
        self.name = feed_name(section)
        self._connection = connection
        self._changes = changes
        self._root = folder / self.name
        self._section = section
        self._written: dict[str, None] = {}
        self._emptied: list[str] = []

    def write(self, path: str, run: str) -> None:
        """Write the lines of a file that the ledger knows by `path`, put down to `run`; of a document, none."""
        kind, _, name = path.partition("/")
        stem = name.removesuffix(".jsonl")
        if kind == "articles":
            self.write_month(stem, run)
        elif kind == "events":
            self.write_events(stem)

    def write_month(self, month: str, run: str) -> None:
        """Write the current state of a month's articles; with none left, the file goes when the changes are made."""
        path = f"articles/{month}.jsonl"
        days = _Days(publication.in_month(self._connection, self._section, month))
        written = self._changes.write(self._root / path, (jsonl.line(contract.article(each)) for each in days))
        if written.rows:
            self._enter(path, run, written, days.first, days.last)
        else:
            ledger.forget(self._connection, self.name, path)
            self._emptied.append(path)

    def write_events(self, run: str) -> None:
        """Write what a run changed."""
        path = f"events/{run}.jsonl"
        lines = map(contract.event, publication.events_of(self._connection, self._section, run))
        self._enter(path, run, self._changes.write(self._root / path, map(jsonl.line, lines)))

    def close(self, run: str) -> None:
        """Write the documents that describe the feed, the manifest last; `run` is the one that published last."""
        for path, render in DOCUMENTS.items():
            written = self._changes.write(self._root / path, [render(self._connection, self._section, run)])
            self._enter(path, run, written)
        for path in self._emptied:
            self._changes.remove(self._root / path)

    def stamp(self) -> None:
        """Note how the files that were written lie on the disk, so that an edit will be noticed."""
        for path in self._written:
            ledger.stamp(self._connection, self.name, path, self._root / path)

    def _enter(
        self, path: str, run: str, written: Written, first_day: str | None = None, last_day: str | None = None
    ) -> None:
        entry = Entry(
            self.name, path, written.rows, written.sha256, first_day, last_day, run, written.size, changed_ns=None
        )
        ledger.enter(self._connection, entry)
        self._written[path] = None


class _Days:
    """The documents that pass, and the first and the last of their days of publication."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = documents
        self.first: str | None = None
        self.last: str | None = None

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            self.last = document["published_at"][:10]
            self.first = self.first or self.last
            yield document
