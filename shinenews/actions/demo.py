"""Crawling three days of the pocket edition, and showing what comes of it."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from scrapy.exceptions import UsageError

from shinenews.actions.terminal import open_console
from shinenews.actions.usage import refuse_words
from shinenews.edition.server import Edition
from shinenews.store.runs.account import OUTCOMES
from shinenews.verdict.exit_codes import ExitCode

_DOCUMENTS = {"schema.json": "contract", "manifest.json": "rows, SHA-256", "atom.xml": "the newest 50"}
_FOLDER = Path("data-demo")
_MARK = _FOLDER / ".demo"
_DAYS = (1, 2, 3)
_ALWAYS_SHOWN = ("new", "updated", "withdrawn", "unchanged", "failed")
_SETTINGS = {
    # The edition is on this machine, and is owed no politeness.
    "DOWNLOAD_DELAY": "0",
    "AUTOTHROTTLE_ENABLED": "0",
    "CONCURRENT_REQUESTS": "8",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "8",
}


def run(args: list[str]) -> int:
    """Crawl, show, and give the exit code.

    Raises UsageError for words that it does not take, and when `data-demo` holds something else than a demo.
    """
    refuse_words(args)
    if _FOLDER.exists() and not _MARK.exists():
        message = f"{_FOLDER} was not made by a demo; move it away, or run the demo in another folder"
        raise UsageError(message, print_help=False)
    shutil.rmtree(_FOLDER, ignore_errors=True)
    _FOLDER.mkdir()
    _MARK.touch()
    console = open_console()
    with Edition() as edition:
        console.print(f"A small stand-in for www.shine.cn is at {edition.origin}.\nIts Nation section is crawled:\n")
        verdicts = []
        for day in _DAYS:
            edition.day = day
            verdict = _crawl(edition, console)
            if verdict is None:
                return ExitCode.NOT_STARTED
            verdicts.append(verdict)
    console.print(_timetable(verdicts))
    for note in _notes(verdicts):
        console.print(note, markup=False)
    console.print()
    console.print(Panel(_article(), title="One of the articles", title_align="left", padding=(1, 2)))
    _show_whereabouts(console)
    return ExitCode.FINISHED


def _crawl(edition: Edition, console: Console) -> dict[str, Any] | None:
    settings = [word for name, value in _SETTINGS.items() for word in ("-s", f"{name}={value}")]
    before = len(edition.requests)
    with TemporaryFile("w+", encoding="utf-8") as log, console.status("") as status:
        crawl = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "scrapy", "crawl", "nation", "-a", "revisit=all", *settings],
            env=os.environ | {"SHINENEWS_SITE": edition.origin, "SHINENEWS_DATA": str(_FOLDER), "SHINENEWS_STORE": ""},
            stderr=log,  # as no pipe is, however much is said, it is never full
        )
        while crawl.poll() is None:
            asked = edition.requests[before:]
            status.update(f"day {edition.day}: {len(asked)} requests  [dim]{asked[-1].path if asked else ''}[/]")
            time.sleep(0.05)
        log.seek(0)
        said = log.read()
    if crawl.returncode not in {ExitCode.FINISHED, ExitCode.PARTIAL}:
        console.print(f"The crawl of day {edition.day} ended with exit code {crawl.returncode}:\n{said}", markup=False)
        return None
    newest = max((_FOLDER / "runs").glob("*.json"))
    verdict: dict[str, Any] = json.loads(newest.read_text("utf-8"))
    return verdict


def _timetable(verdicts: list[dict[str, Any]]) -> Table:
    table = Table(
        title="What each day brought", title_justify="left", box=SIMPLE_HEAD, padding=0, collapse_padding=False
    )
    table.add_column(no_wrap=True)
    for day in _DAYS:
        table.add_column(f" day {day}", justify="right", no_wrap=True)
    shown = [name for name in OUTCOMES if name in _ALWAYS_SHOWN or any(day["outcomes"][name] for day in verdicts)]
    for name in shown:
        table.add_row(name, *(str(verdict["outcomes"][name] or "·") for verdict in verdicts))
    for name, key in (("seconds", "seconds"), ("exit", "exit_code")):
        table.add_row(name, *(str(verdict[key]) for verdict in verdicts))
    return table


def _notes(verdicts: list[dict[str, Any]]) -> Iterator[str]:
    for day, verdict in zip(_DAYS, verdicts, strict=True):
        for outcome, reasons in verdict["reasons"].items():
            for reason, count in reasons.items():
                yield f"Day {day}, {count} {outcome}: {reason}."
        if verdict["exit_code"] != ExitCode.FINISHED:
            yield f"Day {day}, exit {verdict['exit_code']}: {verdict['meaning']}."


def _article() -> Group:
    articles = [event["article"] for event in _lines("events", newest_first=True)]
    article = next((one for one in articles if one["images"] and one["summary"]), articles[0])
    paragraphs = article["body"].split("\n\n")
    facts = (article["byline"], article["published_at"], " / ".join(article["section_path"]), article["url"])
    return Group(
        Text(article["title"], style="bold"),
        Text(" · ".join(filter(None, facts)), style="dim"),
        Text(""),
        Text(article["summary"] or "", style="italic"),
        Text(""),
        Text("\n\n".join(paragraphs[:3])),
        Text(f"\n… {article['word_count']} words in all", style="dim"),
        *(Text(f"{image['url']}\n{image['caption'] or ''} ({image['credit']})", "dim") for image in article["images"]),
    )


def _lines(kind: str, *, newest_first: bool = False) -> Iterator[dict[str, Any]]:
    for file in sorted((_FOLDER / "feeds" / "nation" / kind).glob("*.jsonl"), reverse=newest_first):
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _show_whereabouts(console: Console) -> None:
    """Print each path on a line of its own, whole: on a narrow terminal what is in the file stands below it."""
    files = dict(_whereabouts())
    longest = max(map(len, files))
    is_wide = longest + max(map(len, files.values())) + 2 <= console.width
    console.print("Where the files are", style="italic")
    for path, holds in files.items():
        line = f"{path:<{longest}}  {holds}" if is_wide else f"{path}\n    {holds}"
        console.print(line, soft_wrap=True, markup=False)


def _whereabouts() -> Iterator[tuple[str, str]]:
    feed = f"{_FOLDER}/feeds/nation"
    manifest = json.loads(Path(feed, "manifest.json").read_text("utf-8"))
    for entry in manifest["files"]:
        yield f"{feed}/{entry['path']}", f"{entry['rows']} articles"
    for entry in manifest["events"]:
        yield f"{feed}/{entry['path']}", f"{entry['rows']} events"
    for name, purpose in _DOCUMENTS.items():
        yield f"{feed}/{name}", purpose
    yield f"{_FOLDER}/runs/", "verdicts"
