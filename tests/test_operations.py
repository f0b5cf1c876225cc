"""The lines of docs/operations.md work as pasted: from `/`, with hardly any environment."""

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import IMPOLITE, ROOT, Crawl, need

from shinenews.edition.server import Edition
from shinenews.verdict.exit_codes import ExitCode

PAGE = (ROOT / "docs/operations.md").read_text("utf-8")
HOME = "/srv/shinenews"


def block(language: str, word: str) -> str:
    blocks = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    [found] = [text for text in blocks if word in text]
    return str(found)


@pytest.fixture
def project(tmp_path: Path, edition: Edition) -> Path:
    """A copy of the project's folder as far as a crawl needs it, whose scrapy points at the edition."""
    for name in ("scrapy.cfg", "shinenews"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    settings = " ".join(f"-s {setting}" for setting in (*IMPOLITE, f"SHINENEWS_SITE={edition.origin}"))
    scrapy = tmp_path / ".venv/bin/scrapy"
    real = Path(sys.executable).parent / "scrapy"
    scrapy.write_text(f'#!/bin/sh\nexec {shlex.quote(str(real))} "$@" -a limit=2 {settings}\n')
    scrapy.chmod(0o755)
    return tmp_path


def run(command: str, folder: str = "/", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "HOME": "/"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_crontab_line_crawls_and_says_nothing_when_all_is_well(project: Path, edition: Edition) -> None:
    [line] = block("crontab", "crawl nation").strip().splitlines()
    command = line.split(maxsplit=5)[5].replace(HOME, str(project))
    assert "%" not in command  # cron would take it for a newline

    done = run(command)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert "2 new" in (project / "crawl.log").read_text("utf-8")
    assert list((project / "data/feeds/nation/articles").iterdir())
    assert "you@example.org" in edition.requests[0].user_agent


def test_the_crontab_line_says_what_was_wrong(project: Path, edition: Edition) -> None:
    edition.day = 2
    command = block("crontab", "crawl nation").split(maxsplit=5)[5].strip().replace(HOME, str(project))

    done = run(command.replace("crawl nation", "crawl nation -a via=carrier-pigeon"))

    assert "carrier-pigeon is unknown" in done.stdout


def test_the_systemd_service_crawls(project: Path) -> None:
    unit = configparser.ConfigParser()
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(block("ini", "ExecStart").replace(HOME, str(project)))
    service = unit["Service"]
    name, _, value = service["Environment"].partition("=")

    done = run(service["ExecStart"], service["WorkingDirectory"], **{name: value})

    assert done.returncode == 0
    assert "2 new" in done.stderr


def test_the_timer_is_a_timer() -> None:
    unit = configparser.ConfigParser()
    unit.read_string(block("ini", "OnCalendar"))
    assert unit["Install"]["WantedBy"] == "timers.target"


def test_a_backup_is_made_as_pasted_and_can_be_crawled_on_with(project: Path, first: Crawl) -> None:
    need("sqlite3", packages="sqlite3")
    shutil.copytree(first.data, project / "data")
    commands = block("console", ".backup").replace("$ ", "")

    for _ in range(2):
        done = run(f"set -e\n{commands}", str(project))
        assert (done.returncode, done.stderr) == (0, "")
    shutil.rmtree(project / "data")
    (project / "backup").rename(project / "data")
    again = run(".venv/bin/scrapy crawl nation", str(project))

    assert again.returncode == 0
    assert Crawl(0, "", "", project / "data").articles() == first.articles()


def test_every_exit_code_is_explained() -> None:
    rows = re.findall(r"^\| ([\d, ]+) \|", PAGE, re.MULTILINE)
    assert {int(code) for row in rows for code in row.split(",")} == {int(code) for code in ExitCode}
