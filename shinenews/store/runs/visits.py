"""What became of each visit: one transaction tells of the page, of its article and of when it is due again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from shinenews.store.articles import archive
from shinenews.store.database.opening import transaction
from shinenews.store.frontier import addresses
from shinenews.store.frontier.schedule import CONFIRM_ABSENCE_AFTER, next_check, next_request, next_try
from shinenews.store.moments import stamp
from shinenews.store.tables import articles, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shinenews.items import Article
    from shinenews.site import Address
    from shinenews.store.frontier.agenda import Page


class Visits:
    """The visits of one run, as they end.

    `run` is its id; `revisits` are the intervals after publication at which a page is looked at again; `now` is the
    clock.
    """

    def __init__(
        self, connection: Connection, run: str, revisits: Sequence[timedelta], now: Callable[[], datetime]
    ) -> None:
        self._connection = connection
        self._run = run
        self._revisits = revisits
        self._now = now

    def holds(self, article: Article) -> bool:
        """Tell whether the store has an article with this content at this address already."""
        with transaction(self._connection) as connection:
            return archive.holds(connection, article)

    def save(self, article: Article) -> str:
        """Store a new, updated or restored article with its event and its page's state, and say which it is."""
        at = self._now()
        with transaction(self._connection) as connection:
            event = archive.save(connection, article, self._run, stamp(at))
            validators = (article.provenance.etag, article.provenance.last_modified)
            self._read(connection, str(article.id), event, str(article.published_at), validators, at)
        return event

    def unchanged(self, article: Article) -> None:
        """Note that a page came again and reads as it is stored."""
        validators = (article.provenance.etag, article.provenance.last_modified)
        with transaction(self._connection) as connection:
            published_at = str(article.published_at)
            self._read(connection, str(article.id), "unchanged", published_at, validators, self._now())

    def not_modified(self, page: Page) -> None:
        """Note that the site answered 304: the page is as it was; one that was not read before has failed."""
        if page.state != "fetched":
            self.fail(page.address.id, "HTTP 304, though nothing was known of it")
            return
        with transaction(self._connection) as connection:
            by_id = select(articles.c.published_at).where(articles.c.id == page.address.id)
            published_at = connection.execute(by_id).scalar_one()
            validators = (page.etag, page.last_modified)
            self._read(connection, page.address.id, "unchanged", published_at, validators, self._now())

    def absent(self, page: Page, status: int) -> str:
        """Note that a page answered 404 or 410, and give the outcome.

        The first time it is "skipped", to be looked at again; the second time the article is "withdrawn".
        """
        at = self._now()
        confirmed = page.absences > 0
        with transaction(self._connection) as connection:
            id_ = page.address.id
            withdrawn = confirmed and archive.withdraw(connection, id_, self._run, stamp(at))
            outcome = "withdrawn" if withdrawn else "skipped"
            reason = f"HTTP {status}" if confirmed else f"HTTP {status}, to be confirmed by a second visit"
            state = "gone" if confirmed else "fetched" if page.state == "fetched" else "failed"
            again = next_try(at, page.absences) if confirmed else at + CONFIRM_ABSENCE_AFTER
            row = {"state": state, "absences": page.absences + 1, "next_check_at": _stamp_or_none(again)}
            addresses.record(connection, self._run, id_, outcome, stamp(at), reason, **row)
            if confirmed:
                addresses.follow(connection, id_)
        return outcome

    def moved(self, address: Address) -> None:
        """Note that an article has this address now; it is pending there until it is read."""
        with transaction(self._connection) as connection:
            addresses.move(connection, address)

    def moved_away(self, address: Address) -> None:
        """Note that an article is in another section now, which is none of this run's: it is withdrawn from its own."""
        at = self._stamp()
        with transaction(self._connection) as connection:
            outcome = "withdrawn" if archive.withdraw(connection, address.id, self._run, at) else "skipped"
            addresses.move(connection, address)
            addresses.record(connection, self._run, address.id, outcome, at, f"moved to {address.url}")

    def quarantine(self, id_: str, reason: str, *, leads_away: bool = False) -> None:
        """Note that a page came but made no article; it is tried again, ever later.

        When that comes to an end and the page still `leads_away` to what is no article, as one may that was deleted,
        its article is withdrawn.
        """
        at = self._now()
        with transaction(self._connection) as connection:
            state, failures = _tries(connection, id_)
            again = next_try(at, failures)
            withdrawn = leads_away and again is None and archive.withdraw(connection, id_, self._run, stamp(at))
            row = {
                "state": "gone" if withdrawn else "fetched" if state == "fetched" else "failed",
                "failures": failures,
                "next_check_at": _stamp_or_none(again),
            }
            outcome = "withdrawn" if withdrawn else "quarantined"
            addresses.record(connection, self._run, id_, outcome, stamp(at), reason, **row)

    def fail(self, id_: str, reason: str) -> None:
        """Note that a page could not be had; it stays due, and one that fails again and again is due ever later."""
        at = self._now()
        with transaction(self._connection) as connection:
            state, failures = _tries(connection, id_)
            row = {
                "state": "pending" if state == "failed" else state,
                "failures": failures,
                "next_check_at": stamp(next_request(at, failures)),
            }
            addresses.record(connection, self._run, id_, "failed", stamp(at), reason, **row)

    def skip(self, id_: str, reason: str) -> None:
        """Note that a page may not be visited; it stays as it was."""
        with transaction(self._connection) as connection:
            addresses.record(connection, self._run, id_, "skipped", self._stamp(), reason)

    def _stamp(self) -> str:
        return stamp(self._now())

    def _read(
        self,
        connection: Connection,
        id_: str,
        outcome: str,
        published_at: str,
        validators: tuple[str | None, str | None],
        at: datetime,
    ) -> None:
        row: dict[str, Any] = {
            "state": "fetched",
            "etag": validators[0],
            "last_modified": validators[1],
            "failures": 0,
            "absences": 0,
            "next_check_at": _stamp_or_none(next_check(datetime.fromisoformat(published_at), at, self._revisits)),
        }
        addresses.record(connection, self._run, id_, outcome, stamp(at), None, **row)


def _tries(connection: Connection, id_: str) -> tuple[str, int]:
    """Give the state of a page, and how many visits in a row did not succeed, this one included."""
    state, failures = connection.execute(select(pages.c.state, pages.c.failures).where(pages.c.id == id_)).one()
    return state, failures + 1


def _stamp_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else stamp(moment)
