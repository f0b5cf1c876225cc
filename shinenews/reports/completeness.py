"""The status of a section: how it stands, when it was last looked at, and what is missing of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from rich.console import Console
from rich.text import Text
from sqlalchemy import Connection

from shinenews.reports import calendar
from shinenews.reports.lines import heading, printable, put
from shinenews.reports.moments import distance, told
from shinenews.site import feed_name
from shinenews.store.frontier import walk
from shinenews.store.queries import runs, sections
from shinenews.store.queries.runs import RunFacts
from shinenews.store.queries.sections import DayTally, Tally
from shinenews.store.queries.standing import PageFacts, Standing
from shinenews.verdict.exit_codes import MEANINGS

WHOLE_SITE = "shine"
"""The spider that crawls every section."""

FEW = 20
"""How many missing addresses, and how many reasons, are shown when not all are asked for."""

_NO_EARLIER = date(2000, 1, 1)
"""The first day that an address can name."""

_MISSING = (
    (Standing.PENDING, "yellow"),
    (Standing.QUARANTINED, "red"),
    (Standing.FAILED, "red"),
    (Standing.GONE, "yellow"),
)


@dataclass(frozen=True, slots=True)
class Status:
    """What the store tells of a section; `missing` are the newest ones, or all."""

    section: str
    tallies: list[Tally]
    run: RunFacts | None
    due: int
    next_check_at: str | None
    listing: list[str]
    first: date
    last: date
    days: list[DayTally]
    missing: list[PageFacts]

    @property
    def counts(self) -> Counter[Standing]:
        """How many addresses there are of each standing."""
        counted = Counter[Standing]()
        for tally in self.tallies:
            counted[tally.standing] += tally.count
        return counted


def read(
    connection: Connection, section: str, span: tuple[date, date], now: datetime, limit: int | None = FEW
) -> Status:
    """Ask the store for all that is shown of a section, with a calendar of the days of `span`."""
    at = now.isoformat(timespec="seconds")
    due, next_check_at = sections.due(connection, section, at)
    return Status(
        section=section,
        tallies=sections.tallies(connection, section),
        run=runs.last(connection, (feed_name(section), WHOLE_SITE)),
        due=due,
        next_check_at=next_check_at,
        listing=[path for _, path in walk.standing(connection, [section])],
        first=span[0],
        last=span[1],
        days=sections.days(connection, section, *span),
        missing=sections.missing(connection, section, limit),
    )


def window(newest: date | None, days: int, today: date) -> tuple[date, date]:
    """Give the first and the last day of a calendar of so many days, up to the newest that has an article.

    >>> window(date(2024, 11, 13), 60, date(2024, 11, 15))
    (datetime.date(2024, 9, 15), datetime.date(2024, 11, 13))
    """
    last = newest or today
    return last - timedelta(days=min(days, (last - _NO_EARLIER).days + 1) - 1), last


def show(console: Console, status: Status, now: datetime, *, everything: bool) -> None:
    """Print the status of a section; `everything` lists every missing address."""
    _show_heading(console, status)
    put(console, _on_the_run(status.run, now), "  last run    ")
    put(console, _on_checks(status, now), "  next check  ")
    if status.listing:
        put(console, f"to be read on from {', '.join(status.listing)}", "  listing     ")
    console.print()
    calendar.show(console, status.days, status.first, status.last)
    _show_rest(console, status)
    _show_missing(console, status, now, everything=everything)


def _show_heading(console: Console, status: Status) -> None:
    counts = status.counts
    withdrawn = f" ({counts[Standing.WITHDRAWN]} withdrawn)" if counts[Standing.WITHDRAWN] else ""
    stored = (f"{_stored(counts)} stored", "green")
    put(console, Text.assemble((status.section, "bold"), f"  {counts.total()} known, ", stored, withdrawn))
    absent = [(f"{counts[standing]} {standing}", style if counts[standing] else "dim") for standing, style in _MISSING]
    put(console, Text(", ").join(Text(*part) for part in absent), "  missing     ")


def _stored(counts: Counter[Standing]) -> int:
    return sum(count for standing, count in counts.items() if standing.has_article)


def _on_the_run(run: RunFacts | None, now: datetime) -> str:
    if run is None:
        return "none of this section's spider"
    begun = f"{told(run.started_at)} ({distance(run.started_at, now)}), scrapy crawl {run.spider}"
    if run.exit_code is None:
        return f"{begun}: it goes on, or was killed; the next run finishes what it left"
    meaning = {int(code): meaning for code, meaning in MEANINGS.items()}.get(run.exit_code, "no known meaning")
    return f"{begun}: exit {run.exit_code}, {meaning}"


def _on_checks(status: Status, now: datetime) -> str:
    later = status.next_check_at and f"{told(status.next_check_at)} ({distance(status.next_check_at, now)})"
    if status.due:
        return f"{status.due} due now" + (f", the next {later}" if later else "")
    return str(later or "none is due any more")


def _show_rest(console: Console, status: Status) -> None:
    console.print()
    if any(tally.known > tally.stored for tally in status.days):
        put(console, "22/25! is a day on which 22 articles are stored of 25 known addresses.", "  ", style="dim")
    ways = Counter[str](), Counter[str]()
    for tally in status.days:
        ways[0][tally.way] += tally.known
        ways[1][tally.way] += tally.stored
    for way, known in ways[0].most_common():
        put(console, f"{known} addresses of these days, {ways[1][way]} stored", f"  {f'by {way}':<12}")
    counts, shown = status.counts, ways[0].total()
    if counts.total() > shown:
        stored = _stored(counts) - ways[1].total()
        put(console, f"{counts.total() - shown} addresses, {stored} stored", f"  {'other days':<12}")


def _show_missing(console: Console, status: Status, now: datetime, *, everything: bool) -> None:
    groups = [tally for tally in status.tallies if not tally.standing.has_article]
    total = sum(tally.count for tally in groups)
    if not total:
        return
    heading(console, f"Missing of {status.section}: {total}")
    listed = _by_reason(status.missing)
    shown = groups if everything else groups[:FEW]
    for tally in shown:
        reason = tally.reason or ("not visited yet" if tally.standing is Standing.PENDING else "no reason is known")
        put(console, f"{tally.standing}: {reason}", f"{tally.count:>7} ", style=dict(_MISSING)[tally.standing])
        of_kind = listed.get((tally.standing, tally.reason), ())
        lines = [f"{'':10}{printable(page.address.path)}  {_on_the_next_try(page, now)}" for page in of_kind]
        if lines:
            console.out("\n".join(lines), highlight=False)
    if len(shown) < len(groups):
        put(console, f"… and {len(groups) - len(shown)} more reasons", " " * 8, style="dim")
    if len(status.missing) < total:
        put(console, f"The newest {len(status.missing)} are listed; --all lists all {total}.", "  ", style="dim")


def _by_reason(missing: Iterable[PageFacts]) -> dict[tuple[Standing, str | None], list[PageFacts]]:
    in_order = sorted(missing, key=_kind)
    return {(page[0], page[1] or None): list(group) for page, group in groupby(in_order, key=_kind)}


def _kind(page: PageFacts) -> tuple[Standing, str]:
    return page.standing, page.reason or ""


def _on_the_next_try(page: PageFacts, now: datetime) -> str:
    tries = page.failures or page.absences
    words = [f"{tries} {'failure' if tries == 1 else 'failures'}"] if tries else []
    if page.next_check_at and page.next_check_at > now.isoformat(timespec="seconds"):
        words.append(f"next {distance(page.next_check_at, now)}")
    elif page.state == "pending" or page.next_check_at:
        words.append("due now")
    else:
        words.append("not tried again")
    return ", ".join(words)
