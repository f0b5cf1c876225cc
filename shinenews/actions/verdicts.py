"""How a verdict is shown: a table to a person, a line to a log."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from shinenews.site import feed_name
from shinenews.verdict.exit_codes import ExitCode
from shinenews.verdict.wording import line, notes_on

if TYPE_CHECKING:
    from pathlib import Path

    from rich.table import Table

    from shinenews.verdict.page import Verdict


def show(verdict: Verdict, folder: Path) -> None:
    """Show a verdict on standard error, where it does not mix with a feed that is written to standard output."""
    if sys.stderr.isatty():
        from rich.console import Console

        Console(stderr=True, highlight=False).print(table(verdict, folder))
    else:
        print(line(verdict, folder), file=sys.stderr)


def table(verdict: Verdict, folder: Path) -> Table:
    """Lay a verdict out for a person."""
    from rich.table import Table

    colour = "green" if verdict.exit_code == ExitCode.FINISHED else "red"
    title = f"[bold]{verdict.spider}[/]: [{colour}]{verdict.meaning}[/] (exit {verdict.exit_code})"
    shown = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
    shown.add_column(no_wrap=True)
    shown.add_column(overflow="fold")
    for outcome, count in verdict.outcomes.items():
        if count:
            shown.add_row(outcome, str(count))
    for note in notes_on(verdict):
        shown.add_row("note", note)
    shown.add_row("took", f"{verdict.requests} requests, {verdict.seconds} s")
    feeds = [feed_name(section) for section in verdict.sections]
    shown.add_row("feed", str(folder / "feeds" / feeds[0] if len(feeds) == 1 else folder / "feeds"))
    shown.add_row("verdict", str(folder / "runs" / f"{verdict.run}.json"))
    return shown
