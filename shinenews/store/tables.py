"""The tables of the store.

Moments are ISO 8601 texts in UTC, except `published_at`, which keeps the site's +08:00; both sort by time.
"""

from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    and_,
    event,
)

VERSION = 7
"""The version of these tables; `migrations.STEPS` tells what each one changed."""

metadata = MetaData()

store = Table(
    "store",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("likeness", Text),
)
"""One row: the version of the tables in this database, and the `likeness.METHOD` by which its duplicates were found."""

runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("spider", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("finished_at", Text),
    Column("published_at", Text),
    Column("exit_code", Integer),
)
"""One row for each crawl; `published_at` is null until its feeds are on disk."""

pages = Table(
    "pages",
    metadata,
    Column("id", Text, primary_key=True),
    Column("directory", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("discovered_by", Text, nullable=False),
    Column("discovered_at", Text, nullable=False),
    Column("discovered_in", Text, nullable=False),
    Column("listed_at", Text),
    Column("state", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("checked_at", Text),
    Column("next_check_at", Text),
    Column("failures", Integer, nullable=False, default=0),
    Column("absences", Integer, nullable=False, default=0),
    Column("reason", Text),
    Index("pages_due", "section", "state", "next_check_at"),
)
"""The frontier: one row for each known address.

`state` is `pending` (not yet read), `fetched`, `failed` (came, but made no article) or `gone`. `failures` counts
the visits in a row that did not succeed and `absences` those that answered 404 or 410; `reason` says why the last
one did not succeed.
"""

# In SQL, for SQLAlchemy's own words for a partial index import every dialect that they name, whichever is used.
_PENDING = "CREATE INDEX pages_pending ON pages (section, id) WHERE state = 'pending'"
event.listen(pages, "after_create", DDL(_PENDING))  # type: ignore[no-untyped-call]

claims = Table(
    "claims",
    metadata,
    Column("section", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("directory", Text, nullable=False),
    Column("named_at", Text, nullable=False),
)
"""The articles that ways in name at another address than `pages` has: which one it is in, and when it was named last.

Whether an article has moved there is told by the address in `pages`; a claim is settled when that was visited.
"""

walks = Table(
    "walks",
    metadata,
    Column("section", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("began_at", Text),
    Column("doubted_at", Text),
)
"""The listing pages that are to be read yet: where the walks through a section's listing stand.

A walk goes on while it meets addresses that became known since `began_at`, in whichever run. `doubted_at` is when the
page was first asked for and not there, which may be the end of the listing.
"""

validators = Table(
    "validators",
    metadata,
    Column("section", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
)
"""The ways in that were read whole, by section and path: as what the site marked them then."""

visits = Table(
    "visits",
    metadata,
    Column("run", Text, ForeignKey("runs.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text),
)
"""What became of each address that a run visited: one outcome each, the last one."""


def _of_line() -> list[Column[Any]]:
    """Make the columns with which a revision makes a line of the feed."""
    return [
        Column("published_at", Text, nullable=False),
        Column("revision", Integer, nullable=False),
        Column("first_seen_at", Text, nullable=False),
        Column("changed_at", Text, nullable=False),
        Column("withdrawn_at", Text),
        Column("duplicate_of", Text),
    ]


articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("section", Text, nullable=False),
    *_of_line(),
    Column("content_hash", Text, nullable=False),
    Column("directory", Text),
    Index("articles_by_publication", "section", "published_at", "id"),
)
"""The current state of each article; its content is in the revision that `revision` names."""

departures = Table(
    "departures",
    metadata,
    Column("section", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    *_of_line(),
)
"""The last state of each article in a section that it has left for another one, as `articles` had it."""

revisions = Table(
    "revisions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("published_at", Text, nullable=False),
    Column("document", Text, nullable=False),
)
"""Each version of an article's content, as the JSON of `items.Article`."""


def content_of(table: FromClause) -> ColumnElement[bool]:
    """Join the rows of a table with `id` and `revision` to the revisions that they name."""
    return and_(revisions.c.id == table.c.id, revisions.c.revision == table.c.revision)


events = Table(
    "events",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("run", Text, ForeignKey("runs.id"), nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("changed", Text, nullable=False),
    Column("withdrawn_at", Text),
    Column("duplicate_of", Text),
    Column("section", Text),
)
"""The log of changes in the order they were found; `changed` is a JSON list of field names.

What an article has besides its revision, `withdrawn_at`, `duplicate_of` and `section`, is as it was then.
"""

bands = Table(
    "bands",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""The keys of each article's body, by which those nearly the same find each other: see `likeness.keys`."""

files = Table(
    "files",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("run", Text, nullable=False),
    Column("size", BigInteger),
    Column("changed_ns", BigInteger),
)
"""Each file of each feed as it was last published.

`size` is in bytes; `changed_ns` is when the file's status changed last (its ctime), by the clock of its disk.
"""

measures = Table(
    "measures",
    metadata,
    Column("run", Text, ForeignKey("runs.id"), primary_key=True),
    Column("document", Text, nullable=False),
)
"""What was measured of each run, as the JSON of `measures.Measures`."""
