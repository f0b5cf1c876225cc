"""The volume benchmark measures real stores, and writes its table where it belongs."""

from pathlib import Path

import pytest
from conftest import ROOT

from benchmarks import volume


def test_a_quick_look_measures_every_row_and_writes_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "benchmarks.md"
    before = (ROOT / "docs/benchmarks.md").read_text("utf-8")
    document.write_text(before, "utf-8")

    assert volume.main(["--articles", "120", "--rounds", "1", "--into", str(document)]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("120 articles, the small store 60; 1 round(s).")
    rows = dict(line.strip("| ").split(" | ", 1) for line in printed.splitlines()[4:])
    assert rows.keys() == volume.GOALS.keys()
    assert rows["requests of that crawl"].startswith("3.00 ")
    assert rows["files that this writes, beside the small store"].startswith("1.00 ")
    assert float(rows["addresses that wait at once in a backfill since 2017"].split()[0]) > 0
    after = document.read_text("utf-8")
    assert printed.strip() in after
    assert after.partition("<!-- volume -->")[0] == before.partition("<!-- volume -->")[0]
