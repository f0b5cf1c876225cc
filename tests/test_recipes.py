"""The recipes of docs/recipes.md work as pasted, one after the other, on what a crawl leaves."""

import os
import re
import subprocess
import sys
from collections import Counter
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from conftest import ROOT, Crawl, need

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
