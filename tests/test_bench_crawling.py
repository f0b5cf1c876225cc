"""The crawling benchmark measures real crawls, and writes its table where it belongs."""

import re
from pathlib import Path

import pytest
from conftest import ROOT

from benchmarks import crawling


def test_a_quick_look_measures_every_row_and_writes_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "benchmarks.md"
    before = (ROOT / "docs/benchmarks.md").read_text("utf-8")
    document.write_text(before, "utf-8")

    assert crawling.main(["--pages", "10", "--rounds", "1", "--into", str(document)]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("10 pages of 79 KB, 1 round(s).")
    ratios = [float(ratio) for ratio in re.findall(r"\| (-?\d+\.\d\d) \(", printed)]
    assert len(ratios) == 5
    assert all(ratio > 0 for ratio in ratios[1:])  # of so few pages the first is noise
    after = document.read_text("utf-8")
    assert printed.strip() in after
    assert after.partition("<!-- crawling -->")[0] == before.partition("<!-- crawling -->")[0]
