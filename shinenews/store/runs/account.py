"""What came of a run, as the store has it: its verdict is made from this."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, func, select

from shinenews.store.frontier import agenda
from shinenews.store.moments import stamp
from shinenews.store.tables import pages, runs, visits

OUTCOMES = ("new", "updated", "unchanged", "withdrawn", "restored", "skipped", "quarantined", "failed")
"""What can become of an address in a run; each has exactly one."""


class Account:
    """The account of one run of a spider, and of the sections that it crawled, as it is when it is asked for."""

    def __init__(self, database: Engine, run: str, spider: str, began: datetime) -> None:
        self._database = database
        self._run = run
        self._spider = spider
        self._began = stamp(began)

    def outcomes(self) -> dict[str, int]:
        """Count the visits by outcome, in the order of `OUTCOMES`."""
        query = select(visits.c.outcome, func.count()).where(visits.c.run == self._run).group_by(visits.c.outcome)
        with self._database.connect() as connection:
            counted: dict[str, int] = dict(connection.execute(query).all())
        return {outcome: counted.get(outcome, 0) for outcome in OUTCOMES}

    def reasons(self) -> dict[str, dict[str, int]]:
        """Count the reasons given for each outcome that has any."""
        query = (
            select(visits.c.outcome, visits.c.reason, func.count())
            .where(visits.c.run == self._run, visits.c.reason.is_not(None))
            .group_by(visits.c.outcome, visits.c.reason)
            .order_by(visits.c.outcome, visits.c.reason)
        )
        counted: dict[str, dict[str, int]] = {}
        with self._database.connect() as connection:
            for outcome, reason, count in connection.execute(query):
                counted.setdefault(outcome, {})[str(reason)] = count
        return counted

    def exit_code_before(self) -> int | None:
        """Give the exit code of the last run of this spider before this one; None when there was none."""
        query = select(runs.c.exit_code).where(runs.c.spider == self._spider, runs.c.id != self._run)
        newest = query.where(runs.c.exit_code.is_not(None)).order_by(runs.c.id.desc()).limit(1)
        with self._database.connect() as connection:
            return connection.execute(newest).scalar()

    def unreadable(self, sections: Sequence[str]) -> int:
        """Count the pages of sections that came, made no article, and wait to be tried again or are given up."""
        of_failed = select(func.count()).where(
            pages.c.section.in_(sections), pages.c.state == "failed", pages.c.absences == 0
        )
        with self._database.connect() as connection:
            return connection.execute(of_failed).scalar_one()

    def knows_any(self, sections: Sequence[str]) -> bool:
        """Tell whether any address of sections is known."""
        any_of_them = select(pages.c.id).where(pages.c.section.in_(sections)).limit(1)
        with self._database.connect() as connection:
            return connection.execute(any_of_them).first() is not None

    def put_off(self, sections: Sequence[str]) -> int:
        """Count the pages of sections that failed so often that they are not asked for for now."""
        with self._database.connect() as connection:
            return agenda.put_off(connection, sections, self._began)
