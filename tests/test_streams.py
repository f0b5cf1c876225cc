"""Standard streams that are closed, full or without a reader change nothing of a crawl but what is seen of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import IMPOLITE, ROOT, Crawl

from shinenews.edition.press import Press
from shinenews.edition.server import Edition

OWN = {name: value for name, value in os.environ.items() if not name.startswith("SHINENEWS_")}
OPTIONS = " ".join(f"-s {setting}" for setting in IMPOLITE)
PRESS = Press(8, 3)


def run(words: str, streams: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the streams as a shell has them; the exit code is that of the command itself."""
    with Edition(stories=PRESS) as site:
        command = f"{sys.executable} -m scrapy {words} {OPTIONS} {streams}; exit ${{PIPESTATUS[0]}}"
        return subprocess.run(
            ["/bin/bash", "-c", command],
            cwd=ROOT,
            env=OWN | environment | {"SHINENEWS_SITE": site.origin},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def crawl_with(streams: str, data: Path, words: str = "") -> Crawl:
    """Crawl into a data folder with the streams as a shell has them."""
    done = run(f"crawl nation {words}", streams, SHINENEWS_DATA=str(data))
    return Crawl(done.returncode, done.stderr, done.stdout, data)


@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full", "2>&1 | true", ">&- 2>&- <&-", ">/dev/full"])
def test_what_cannot_be_said_changes_nothing(streams: str, tmp_path: Path) -> None:
    done = crawl_with(streams, tmp_path)

    assert done.exit_code == done.verdict["exit_code"] == 0
    assert {article["id"] for article in done.articles()} == set(PRESS.newest("news/nation"))
    assert done.printed == ""


@pytest.mark.parametrize("streams", ["2>&-", "2>/dev/full"])
def test_a_wrong_usage_that_cannot_be_said_is_one_all_the_same(streams: str, tmp_path: Path) -> None:
    assert crawl_with(streams, tmp_path, "-a limit=many").exit_code == 2


@pytest.mark.parametrize("streams", [">&-", ">/dev/full"])
def test_an_export_to_standard_output_that_fails_is_told(streams: str, tmp_path: Path) -> None:
    done = crawl_with(streams, tmp_path, "-a limit=1 -o -:jsonl -s FEED_EXPORT_FIELDS=id")

    assert done.exit_code == done.verdict["exit_code"] == 7
    assert "stdout: can't be written" in done.said
    assert "Traceback" not in done.said


def test_the_doctor_ends_as_a_crawl_would_though_nothing_can_be_said() -> None:
    assert run("doctor", "2>/dev/full >&-").returncode == 0


@pytest.mark.parametrize(
    ("command", "streams"),
    [("status", "2>&-"), ("explain 2411116666", "2>/dev/full"), ("export", "2>&-"), ("report", "2>/dev/full")],
)
def test_that_there_is_no_store_is_told_by_the_exit_code_though_it_cannot_be_said(
    command: str, streams: str, tmp_path: Path
) -> None:
    assert run(command, streams, SHINENEWS_DATA=str(tmp_path)).returncode == 7
