"""The recipes of docs/recipes.md work as pasted, one after the other, on what a crawl leaves."""

import gzip
import os
import re
import subprocess
import sys
from collections import Counter
from contextlib import chdir, redirect_stdout
from dataclasses import asdict, replace
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
from articles import article
from conftest import ROOT, Crawl, need

from shinenews.feeds.formats import csv, jsonl, parquet

BLOCKS = re.findall(r"```(\w+)\n(.*?)```", (ROOT / "docs/recipes.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def printed(first: Crawl, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each block prints, in a copy of the project's folder as far as they need it."""
    need("jq", packages="jq")
    folder = tmp_path_factory.mktemp("recipes")
    for name in ("scrapy.cfg", "shinenews"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/activate").write_text(f"PATH={Path(sys.executable).parent}:$PATH\n")
    (folder / "data-demo").symlink_to(first.data)
    return [run(folder, language, block) for language, block in BLOCKS]


def run(folder: Path, language: str, block: str) -> str:
    if language == "python":
        said = StringIO()
        with chdir(folder), redirect_stdout(said):
            exec(block, {})  # noqa: S102 - our own
        return said.getvalue()
    assert language == "sh"
    own = {name: value for name, value in os.environ.items() if not name.startswith("SHINENEWS_")}
    words = ["/bin/sh", "-ec", BLOCKS[0][1] + block]
    done = subprocess.run(words, cwd=folder, env=own, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, ""), f"{block}\n{done.stderr}"
    return done.stdout


def of(printed: list[str], word: str) -> str:
    [number] = [number for number, (_, block) in enumerate(BLOCKS) if word in block]
    return printed[number]


def test_every_recipe_that_asks_something_gets_an_answer(printed: list[str]) -> None:
    silent = {block for (_, block), text in zip(BLOCKS, printed, strict=True) if not text}
    no_revisions_yet = {block for _, block in BLOCKS if "--revisions" in block}
    assert silent == {BLOCKS[0][1]} | {block for _, block in BLOCKS if " -o " in block} | no_revisions_yet


@pytest.mark.parametrize("reader", ["jq -rs 'group_by", "value_counts", "scan_ndjson", "coalesce(agency"])
def test_each_reader_counts_the_agencies_alike(reader: str, printed: list[str], first: Crawl) -> None:
    counts = Counter(article["agency"] or "own" for article in first.articles())
    found = dict(re.findall(r"(\w+)\W+(\d+)\W*$", of(printed, reader), re.MULTILINE))

    assert len(counts) > 1
    assert {name: int(count) for name, count in found.items() if name in counts} == counts


def test_the_week_has_its_titles(printed: list[str], first: Crawl) -> None:
    week = [
        f"{article['published_at'][:10]}\t{article['title']}"
        for article in first.articles()
        if "2024-11-04" <= article["published_at"][:10] <= "2024-11-10"
    ]
    assert week
    assert of(printed, "--until 2024-11-10").splitlines() == week


def test_what_changed_since_is_loaded(printed: list[str], first: Crawl) -> None:
    articles = first.articles()
    last = max(article["changed_at"] for article in articles)
    assert of(printed, "INSERT INTO") == f"{len(articles)} articles, the last of them changed {last}\n"


def test_the_feed_to_subscribe_to_begins_with_the_newest(printed: list[str], first: Crawl) -> None:
    newest = sorted(first.articles(), key=lambda article: (article["published_at"], article["id"]))[:-4:-1]
    assert of(printed, ".items[:3]").splitlines() == [
        f"{article['published_at']}\t{article['title']}" for article in newest
    ]


def test_pandas_keeps_ids_as_texts_and_titles_that_look_like_nothing(tmp_path: Path) -> None:
    """Run the calls themselves on articles that a reader's guesses would alter."""
    original = article("0411116666", title="NaN", agency="Xinhua", tags=["Rain"])
    copies = [original, replace(article("0411116667", title="null"), duplicate_of=original.id, revision=1)]
    documents = [asdict(one) for one in copies]
    (tmp_path / "data-demo/feeds/nation/articles").mkdir(parents=True)
    (tmp_path / "data-demo/feeds/nation/articles/2004-11.jsonl").write_bytes(b"".join(map(jsonl.line, documents)))
    (tmp_path / "articles.csv.gz").write_bytes(gzip.compress(b"".join(csv.rows(documents))))
    for word in ("value_counts", "read_csv"):
        [block] = [block for _, block in BLOCKS if word in block and "import pandas" in block]
        frame = left(tmp_path, block)["articles"]
        assert frame["duplicate_of"].isna().tolist() == [True, False]
        assert frame["duplicate_of"].dtype == frame["id"].dtype == "str"
        assert (frame["id"].tolist(), frame["duplicate_of"][1]) == (["0411116666", "0411116667"], "0411116666")
        assert frame["title"].tolist() == ["NaN", "null"]


def test_an_article_that_moved_keeps_its_line_in_the_section_that_it_left(tmp_path: Path) -> None:
    later = {"revision": 1, "first_seen_at": "2024-11-11T12:40:01+00:00", "changed_at": "2024-11-12T12:40:01+00:00"}
    there = article("2411116666", section="news/metro", **later)
    left_behind = replace(there, section="news/nation", withdrawn_at="2024-11-12T12:40:01+00:00")
    [block] = [block for _, block in BLOCKS if "INSERT INTO" in block]
    for changes in ([there, left_behind], [left_behind], [there]):
        lines = map(jsonl.line, map(asdict, changes))
        (tmp_path / "changes.parquet").write_bytes(b"".join(parquet.table(lines)))
        left(tmp_path, block)
    with duckdb.connect(tmp_path / "articles.duckdb") as mine:
        kept = mine.sql("SELECT section, withdrawn_at IS NULL FROM articles ORDER BY section").fetchall()
    assert kept == [("news/metro", True), ("news/nation", False)]


def left(folder: Path, block: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    with chdir(folder), redirect_stdout(StringIO()):
        exec(block, names)  # noqa: S102 - our own
    return names
