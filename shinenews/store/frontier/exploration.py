"""What a run finds, and what it has to read: the frontier as the run changes it, a transaction at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, select

from shinenews.site import Found
from shinenews.store.database.opening import transaction
from shinenews.store.frontier import addresses, agenda, validators, walk
from shinenews.store.frontier.agenda import ANY_DAY, Days, Page
from shinenews.store.frontier.schedule import CONFIRM_ABSENCE_AFTER
from shinenews.store.frontier.validators import Copy
from shinenews.store.moments import stamp
from shinenews.store.tables import pages

_DISCOVERED_TOGETHER = 1000
"""How many addresses become known in one transaction."""


class Exploration:
    """The way of one run through the addresses; `run` is its id, `now` the clock."""

    def __init__(self, connection: Connection, run: str, began: datetime, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._run = run
        self._now = now
        self._began = stamp(began)
        self._walking: set[str] = set()
        self._own: set[tuple[str, str]] = set()
        """Where walks have come to that began in this run; a date alone can't tell, for runs may share a second."""

    def copy_of(self, sections: Sequence[str], path: str) -> Copy | None:
        """Give the copy of a way in that the sections have; None when a walk has yet to begin there."""
        with transaction(self._connection) as connection:
            is_open = any(walk.began_at(connection, section, path) for section in sections)
            return None if is_open else validators.held(connection, sections, path)

    def discover(self, found: Iterable[Found], by: str) -> int:
        """Make addresses known, and tell how many were not known before this run; see `addresses.discover`.

        They may hide others from a walk through the listing that has not begun: it will go on past them. So many
        become known in one transaction that memory stays flat.
        """
        named, unknown = iter(found), 0
        while batch := list(islice(named, _DISCOVERED_TOGETHER)):
            with transaction(self._connection) as connection:
                for section in {one.address.section for one in batch} - self._walking:
                    walk.begin(connection, section, f"/{section}/", self._began)
                unknown += addresses.discover(connection, batch, by, self._run, stamp(self._now()))
        return unknown

    def keep(self, copy: Copy) -> None:
        """Note how the site marks a way in of which everything that it named is known."""
        with transaction(self._connection) as connection:
            validators.keep(connection, copy)

    def due(self, sections: Iterable[str], revisit: str, days: Days = ANY_DAY) -> Iterator[Page]:
        """Yield the pages of sections that were to be visited before this run began; see `agenda.due`."""
        for section in sections:
            yield from agenda.due(self._connection.engine, section, revisit, days, self._began)

    def pending(self, sections: Sequence[str], most: int, days: Days = ANY_DAY) -> list[Page]:
        """List the newest pages that are not read yet, and were not visited in this run; see `agenda.pending`."""
        with transaction(self._connection) as connection:
            return agenda.pending(connection, sections, days, self._run, self._began, most)

    def claimed(self, sections: Sequence[str], most: int, days: Days = ANY_DAY) -> list[Page]:
        """List pages of which it is to be seen whether they have moved to the sections; see `agenda.claimed`."""
        with transaction(self._connection) as connection:
            return agenda.claimed(connection, sections, days, self._run, self._began, most)

    def left(self, sections: Sequence[str], revisit: str, days: Days = ANY_DAY) -> int:
        """Estimate how many of the pages that are known are to be visited yet; see `agenda.left`."""
        with transaction(self._connection) as connection:
            return agenda.left(connection, sections, revisit, days, self._began)

    def begin_walk(self, section: str, path: str) -> None:
        """Note that a walk through a section's listing begins."""
        with transaction(self._connection) as connection:
            self._walk_on(connection, section, path, self._began, is_own=True)
        self._walking.add(section)

    def walks(self, sections: Sequence[str]) -> list[tuple[str, str]]:
        """List the listing pages that are to be read yet, each with its section; see `walk.standing`."""
        with transaction(self._connection) as connection:
            return walk.standing(connection, sections)

    def turn_page(self, section: str, path: str, found: Iterable[Found], next_path: str | None) -> None:
        """Note what the listing page at `path` named, and which one is to be read next.

        The walk goes on while a page brings addresses not known before it began. Where it began in the future, for the
        clock was set back, nobody can tell, and any address will do.
        """
        named = list(found)
        with transaction(self._connection) as connection:
            unknown = addresses.discover(connection, named, "listing", self._run, stamp(self._now()))
            began, is_own = walk.began_at(connection, section, path), (section, path) in self._own
            if began and not is_own:
                unknown = walk.known_since(connection, named, began) if began <= self._began else len(named)
            walk.leave(connection, section, path)
            if next_path and unknown:
                self._walk_on(connection, section, next_path, began or self._began, is_own=is_own)

    def put_off_walk(self, section: str, path: str) -> None:
        """Note that a listing begins as it did when it was last walked: there is nothing to walk past.

        The walk stays open when the run found something elsewhere, which may hide others when the listing names it.
        """
        # What it found is not visited before the ways in have answered, and few pages are pending.
        is_found = pages.c.discovered_in == self._run
        found = select(pages.c.id).where(pages.c.section == section, pages.c.state == "pending", is_found).limit(1)
        with transaction(self._connection) as connection:
            if connection.execute(found).first() is None:
                walk.leave(connection, section, path)
        self._walking.discard(section)

    def _walk_on(self, connection: Connection, section: str, path: str, began: str, *, is_own: bool) -> None:
        if is_own and walk.began_at(connection, section, path) is None:
            self._own.add((section, path))
        walk.begin(connection, section, path, began)

    def doubt(self, section: str, path: str) -> bool:
        """Note that a listing page which another led to is not there; tell whether the listing surely ends before it.

        It does when the page was not there an hour ago, either. Then the walk has come to its end; else it goes on
        there in the next run.
        """
        now = self._now()
        with transaction(self._connection) as connection:
            since = datetime.fromisoformat(walk.doubt(connection, section, path, stamp(now)))
            is_sure = now - since >= CONFIRM_ABSENCE_AFTER
            if is_sure:
                walk.leave(connection, section, path)
        return is_sure

    def end_walk(self, section: str, path: str) -> None:
        """Note that a listing page is not there any more."""
        with transaction(self._connection) as connection:
            walk.leave(connection, section, path)
