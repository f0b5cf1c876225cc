"""`scrapy demo`, in a folder of its own, as one sees it on a terminal that is far too narrow."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, snapshot


def demo(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "demo", *words],
        cwd=folder,
        env=os.environ | {"COLUMNS": "40", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    for name in ("scrapy.cfg", "shinenews"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.fixture(scope="module")
def shown(folder: Path) -> str:
    done = demo(folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_no_figure_is_lost_on_a_narrow_terminal(folder: Path, shown: str) -> None:
    verdicts = [json.loads(file.read_bytes()) for file in sorted((folder / "data-demo/runs").iterdir())]
    rows = dict(line.split(maxsplit=1) for line in shown.splitlines() if re.match(r" [a-z]+ .*\d", line))
    for outcome in ("new", "updated", "unchanged", "withdrawn", "skipped", "failed"):
        assert rows[outcome].split() == [str(verdict["outcomes"][outcome] or "·") for verdict in verdicts]
    assert rows["seconds"].split() == [str(verdict["seconds"]) for verdict in verdicts]
    assert rows["exit"].split() == ["0", "5", "0"]


def test_every_path_is_whole_and_says_what_it_holds(folder: Path, shown: str) -> None:
    paths = [line for line in shown.splitlines() if line.startswith("data-demo/")]
    feed = "data-demo/feeds/nation"
    manifest = json.loads((folder / feed / "manifest.json").read_bytes())
    named = [f"{feed}/{entry['path']}" for entry in manifest["files"] + manifest["events"]]
    assert paths[: len(named)] == named
    assert all((folder / path).exists() for path in paths)
    for entry in manifest["files"]:
        assert f"{entry['path']}\n    {entry['rows']} articles\n" in shown


@pytest.mark.usefixtures("shown")
def test_a_word_that_it_does_not_take_is_wrong_usage_and_leaves_the_last_demo(folder: Path) -> None:
    before = snapshot(folder / "data-demo")
    done = demo(folder, "extra")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith("unexpected: extra")
    assert snapshot(folder / "data-demo") == before
