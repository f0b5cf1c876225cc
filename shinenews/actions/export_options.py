"""What is asked of an export on the command line; what can't be done is a ValueError of one sentence for the user."""

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from sqlalchemy import Connection

from shinenews.actions.site_sections import site_sections
from shinenews.feeds.files.compress import COMPRESSORS
from shinenews.feeds.formats.exports import FORMATS
from shinenews.site import TIME_ZONE, feed_name
from shinenews.store.queries.sections import recorded
from shinenews.store.queries.selection import Selection

_BY_SUFFIX = {".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet", ".atom": "atom", "": "jsonl"}
_NAMES = ", ".join(FORMATS)


def form(name: str | None, path: Path | None, *, revisions: bool) -> tuple[str, str]:
    """Give the name of the format, and the suffix of the compression or nothing.

    >>> form(None, Path("articles.csv.zst"), revisions=False), form("atom", None, revisions=False)
    (('csv', '.zst'), ('atom', ''))
    """
    plain = path or Path()
    compression = plain.suffix.lower() if plain.suffix.lower() in COMPRESSORS else ""
    suffix = (plain.with_suffix("") if compression else plain).suffix.lower()
    if name is None and suffix not in _BY_SUFFIX:
        message = f"-o {path}: {suffix} may be several formats; name one with --format: {_NAMES}"
        raise ValueError(message)
    chosen = name or _BY_SUFFIX[suffix]
    if chosen not in FORMATS:
        message = f"--format {name} is unknown: use {_NAMES}"
        raise ValueError(message)
    if chosen == "parquet":
        if find_spec("duckdb") is None:
            message = "--format parquet needs the extra parquet: pip install -e '.[parquet]'"
            raise ValueError(message)
        if compression or (path is None and sys.stdout.isatty()):
            message = "Parquet is compressed within, and not for the eye: name a file, as in -o articles.parquet"
            raise ValueError(message)
    if chosen in {"atom", "jsonfeed"} and revisions:
        message = f"--revisions: {chosen} holds the newest articles, each once"
        raise ValueError(message)
    return chosen, compression


def check(path: Path | None, data: Path) -> None:
    """Refuse a folder, and a file in the data folder."""
    if path and path.is_dir():
        message = f"-o {path} is a folder: name a file"
        raise ValueError(message)
    if path and path.resolve().is_relative_to(data.resolve()):
        message = f"-o {path} is in the data folder, which crawls keep: name a file elsewhere"
        raise ValueError(message)


def destination(path: Path | None) -> Path | None:
    """Give the file to write to; None is standard output, which `-` names too."""
    return None if path == Path("-") else path


def selection(connection: Connection, opts: argparse.Namespace, settings: BaseSettings) -> Selection:
    """Read which articles are wanted; a section that neither the store nor the site has is refused."""
    since, until = _day("--since", opts.since), _day("--until", opts.until)
    if since and until and since > until:
        message = f"--since {since} is after --until {until}"
        raise ValueError(message)
    changed_since = _moment("--changed-since", opts.changed_since)
    known = recorded(connection)
    chosen = (path for name in opts.section or known for path in _named(name, known, settings))
    return Selection(tuple(chosen), since, until, changed_since, opts.revisions)


def _named(name: str, known: Iterable[str], settings: BaseSettings) -> list[str]:
    """List the paths that a name may mean: of what is stored, or else of the site, which has nothing there yet."""
    paths = [path for path in known if name in {path, feed_name(path)}]
    if paths:
        return paths
    paths = [path for path in site_sections(get_spider_loader(settings)) if name in {path, feed_name(path)}]
    if not paths:
        message = f"--section {name}: neither the site nor the store has such a section; scrapy list names the site's"
        raise ValueError(message)
    return paths


def _day(option: str, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        message = f"{option} {value} is no day: write it as 2024-11-30"
        raise ValueError(message) from None


def _moment(option: str, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=TIME_ZONE)).astimezone(UTC)
    except (ValueError, OverflowError):
        message = f"{option} {value} is no moment: write it as 2024-11-30T20:37:00+08:00, or a day as 2024-11-30"
        raise ValueError(message) from None
