"""`scrapy export`: what it writes, where, and what it says when it can't."""

import gzip
import json
import os
import re
import resource
import shlex
import subprocess
import sys
import tempfile
import tracemalloc
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import ROOT, scrapy, snapshot
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from sqlalchemy import update
from stocked import BEGAN, CHANGED, EARLY, HOSTILE, WITHDRAWN, article, stock, store

from shinenews.actions import export_options
from shinenews.commands.export import Command
from shinenews.feeds.files.compress import COMPRESSORS, compressed
from shinenews.feeds.formats import jsonl, parquet
from shinenews.feeds.formats.exports import FORMATS, export
from shinenews.store.database.opening import open_database
from shinenews.store.database.reading import read_database
from shinenews.store.queries.selection import Selection, texts
from shinenews.store.tables import revisions

Export = Callable[..., bytes]


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store and its feeds, to look at and not to touch."""
    return stock(tmp_path_factory.mktemp("stocked") / "data")


def run(data: Path, *words: str) -> int:
    """Run the command in this process, and give its exit code."""
    command = Command()
    command.settings = Settings(
        {"SHINENEWS_DATA": str(data), "SHINENEWS_STORE": "", "SPIDER_MODULES": ["shinenews.spiders"]}
    )
    parser = ArgumentParser(conflict_handler="resolve")
    command.add_options(parser)
    opts, args = parser.parse_known_args(words)
    command.run(args, opts)
    return int(command.exitcode)


@pytest.fixture
def exported(stocked: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Export:
    def export_(*words: str) -> bytes:
        assert run(stocked, *words) == 0
        said = capfdbinary.readouterr()
        assert said.err == b""
        return said.out

    return export_


def months(data: Path, feed: str) -> bytes:
    return b"".join(file.read_bytes() for file in sorted((data / "feeds" / feed / "articles").iterdir()))


def ids(lines: bytes) -> list[str]:
    return [json.loads(line)["id"] for line in lines.split(b"\n") if line]


@pytest.mark.parametrize("section", ["nation", "news/nation"])
def test_the_lines_are_those_of_the_feed(section: str, exported: Export, stocked: Path) -> None:
    lines = exported("--section", section)

    assert lines == months(stocked, "nation")
    assert ids(lines) == sorted(HOSTILE)


def test_sections_come_one_after_the_other_by_path(exported: Export, stocked: Path) -> None:
    everything = months(stocked, "economy") + months(stocked, "nation")

    assert exported() == exported("--section", "nation", "--section", "economy") == everything


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        (("--since", "2024-11-01"), [*sorted(HOSTILE)[2:]]),
        (("--until", "2024-10-31"), [EARLY, *sorted(HOSTILE)[:2]]),
        (("--since", "2024-11-01", "--until", "2024-11-01"), sorted(HOSTILE)[2:4]),
        (("--since", "2025-01-01"), []),
        (("--changed-since", "2026-11-02T08:00:00Z"), [CHANGED, WITHDRAWN]),
        (("--changed-since", "2026-11-02T16:00"), [CHANGED, WITHDRAWN]),  # in Shanghai
        (("--changed-since", "2026-11-02T08:00:01+00:00"), []),
        (("--changed-since", "2026-11-02"), [CHANGED, WITHDRAWN]),
        (("--changed-since", "2026-11-01"), [EARLY, *sorted(HOSTILE)]),
        (("--changed-since", "2026-11-02", "--until", "2024-11-02"), [CHANGED]),
    ],
    ids=" ".join,
)
def test_days_and_moments_choose_articles(words: tuple[str, ...], chosen: list[str], exported: Export) -> None:
    assert ids(exported(*words)) == chosen


def test_a_day_begins_at_midnight_in_shanghai(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with open_database(tmp_path).begin() as connection:
        store(connection, "run", article("2411010001"), at=BEGAN.replace(hour=15, minute=59, second=59))
        store(connection, "run-2", article("2411010002"), at=BEGAN.replace(hour=16))

    assert run(tmp_path, "--changed-since", "2026-11-02") == 0

    assert ids(capfdbinary.readouterr().out) == ["2411010002"]


def test_every_revision_is_there_in_order(exported: Export) -> None:
    lines = [json.loads(line) for line in exported("--revisions", "--section", "nation").split(b"\n") if line]
    newest = [json.loads(line) for line in exported("--section", "nation").split(b"\n") if line]

    assert len(lines) == len(newest) + 1
    older, newer = [line for line in lines if line["id"] == CHANGED]
    assert [line for line in lines if line != older] == newest
    assert (older["revision"], older["title"], older["changed_at"]) == (1, HOSTILE[CHANGED], BEGAN.isoformat())
    assert (newer["revision"], newer["title"]) == (2, "Sun ahead")


README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\$ scrapy export (.*-o (\S+))$", README, re.MULTILINE)


@pytest.mark.parametrize(("words", "name"), EXAMPLES)
def test_the_examples_of_the_readme_work(words: str, name: str, tmp_path: Path) -> None:
    with open_database(tmp_path / "data").begin() as connection:
        store(connection, "run", article("2411010001"), article("2411010002", directory="news/metro"))
    with chdir(tmp_path):
        assert run(tmp_path / "data", *shlex.split(words)) == 0
    assert (tmp_path / name).stat().st_size


def test_a_file_is_compressed_by_its_suffix_to_the_same_bytes_each_time(stocked: Path, tmp_path: Path) -> None:
    for suffix in (".gz", ".zst"):
        one, two = tmp_path / f"one.jsonl{suffix}", tmp_path / f"two.jsonl{suffix}"
        for path in (one, two):
            assert run(stocked, "--section", "nation", "-o", str(path)) == 0
        assert one.read_bytes() == two.read_bytes()

    assert gzip.decompress((tmp_path / "one.jsonl.gz").read_bytes()) == months(stocked, "nation")
    assert (tmp_path / "one.jsonl.gz").read_bytes()[4:8] == bytes(4)  # no time
    assert (tmp_path / "one.jsonl.zst").read_bytes() == b"".join(
        compressed([line + b"\n" for line in months(stocked, "nation").split(b"\n")[:-1]], COMPRESSORS[".zst"]())
    )


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.jsonl", b"{"),
        ("a.csv", b"schema_version,"),
        ("a.CSV", b"schema_version,"),
        ("a.parquet", b"PAR1"),
        ("a.atom", b"<?xml"),
        ("a.csv.zst", b"\x28\xb5\x2f\xfd"),
        ("articles", b"{"),
    ],
)
def test_the_suffix_names_the_format(name: str, begins: bytes, stocked: Path, tmp_path: Path) -> None:
    assert run(stocked, "-o", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--format", "xlsx"), "--format xlsx is unknown: use jsonl, csv, parquet, atom, jsonfeed"),
        (("-o", "a.json"), "-o a.json: .json may be several formats; name one with --format: jsonl,"),
        (("-o", "."), "-o . is a folder: name a file"),
        (("-o", "a.parquet.gz"), "Parquet is compressed within"),
        (("--section", "nowhere"), "--section nowhere: neither the site nor the store has such a section;"),
        (("--since", "yesterday"), "--since yesterday is no day: write it as 2024-11-30"),
        (("--until", "2024-11-31"), "--until 2024-11-31 is no day"),
        (("--since", "2024-12-01", "--until", "2024-11-30"), "--since 2024-12-01 is after --until 2024-11-30"),
        (("--changed-since", "now"), "--changed-since now is no moment: write it as 2024-11-30T20:37:00+08:00"),
        (("--changed-since", ""), "--changed-since  is no moment"),
        (("--changed-since", "0001-01-01"), "--changed-since 0001-01-01 is no moment"),
        (("--format", "atom", "--revisions"), "--revisions: atom holds the newest articles, each once"),
        (("nation",), "unexpected: nation"),
        (("--no-such-option",), "unexpected: --no-such-option"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_usage_is_one_clear_sentence(words: tuple[str, ...], complaint: str, stocked: Path) -> None:
    with pytest.raises(UsageError) as raised:
        run(stocked, *words)
    assert str(raised.value).startswith(complaint)
    assert raised.value.print_help is False


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("section", ["metro", "news/metro"])
def test_a_section_of_the_site_without_an_article_is_an_empty_export(
    name: str, section: str, stocked: Path, tmp_path: Path
) -> None:
    assert run(stocked, "--section", section, "--format", name, "-o", str(tmp_path / "out")) == 0
    written = (tmp_path / "out").read_bytes()
    if name == "jsonl":
        assert written == b""
    elif name == "parquet":
        assert duckdb.read_parquet(str(tmp_path / "out")).fetchall() == []
    else:
        assert b"2411" not in written


def test_a_dash_is_standard_output(exported: Export, tmp_path: Path) -> None:
    with chdir(tmp_path):
        assert exported("-o", "-") == exported()
    assert list(tmp_path.iterdir()) == []


def test_the_data_folder_is_no_place_for_an_export(stocked: Path) -> None:
    before = snapshot(stocked)
    with pytest.raises(UsageError, match="is in the data folder, which crawls keep"):
        run(stocked, "--format", "jsonl", "-o", str(stocked / "shinenews.db"))
    assert snapshot(stocked) == before


def test_without_duckdb_it_says_what_to_install(stocked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_options, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install -e '\.\[parquet\]'"):
        run(stocked, "-o", "a.parquet")


def test_the_command_line_exits_with_2_for_wrong_usage() -> None:
    done = scrapy("export", "--format", "xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1].endswith("error: --format xlsx is unknown: use " + ", ".join(FORMATS))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_written_in_the_data_folder(name: str, stocked: Path, tmp_path: Path) -> None:
    before = snapshot(stocked)
    assert run(stocked, "--format", name, "-o", str(tmp_path / "out")) == 0
    assert snapshot(stocked) == before


def test_without_a_store_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "data") == 7
    assert capsys.readouterr().err.startswith(f"shinenews: There is no store at {tmp_path / 'data/shinenews.db'}: ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["jsonl", "csv", "parquet", "atom"])
def test_a_damaged_article_is_told_and_leaves_the_old_file(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, output = tmp_path / "data", tmp_path / "out"
    database = open_database(data)
    with database.begin() as connection:
        store(connection, "run", article("2411010001"))
        connection.execute(update(revisions).values(document='{"id": "2411010001", "ti'))
    output.write_text("old")

    assert run(data, "--format", name, "-o", str(output)) == 7

    assert capsys.readouterr().err.startswith("shinenews: The store holds what is no article (")
    assert [output.read_text(), *(path.name for path in tmp_path.iterdir() if path.is_file())] == ["old", "out"]


def test_what_a_crawl_has_not_committed_is_not_there(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    database = open_database(tmp_path)
    with database.begin() as connection:
        store(connection, "run", article("2411010001"))
    with database.begin() as connection:
        store(connection, "run-2", article("2411010002"))
        assert run(tmp_path) == 0
        assert ids(capfdbinary.readouterr().out) == ["2411010001"]
    assert run(tmp_path) == 0
    assert ids(capfdbinary.readouterr().out) == ["2411010001", "2411010002"]


def test_a_link_goes_on_leading_to_the_file(stocked: Path, tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "articles.jsonl")
    assert run(stocked, "-o", str(tmp_path / "link.jsonl"), "--section", "nation") == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "articles.jsonl").read_bytes() == months(stocked, "nation")


def test_a_named_pipe_is_written_to_and_stays_one(stocked: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_bytes)
        assert run(stocked, "-o", str(pipe), "--section", "nation") == 0
        assert read.result(30) == months(stocked, "nation")
    assert pipe.is_fifo()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with 18 MB of articles."""
    data = tmp_path_factory.mktemp("large")
    database = open_database(data)
    items = (article(f"241101{number:04}", body="Rain. " * 2500) for number in range(1200))
    with database.begin() as connection:
        store(connection, "run", *items)
    database.dispose()
    return data


def test_a_pipe_that_is_closed_ends_it_quietly(large: Path) -> None:
    environment = os.environ | {"SHINENEWS_DATA": str(large)}
    with subprocess.Popen(
        [sys.executable, "-m", "scrapy", "export"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr  # noqa: PT018
        assert process.stdout.read(1) == b"{"
        process.stdout.close()
        said = process.stderr.read()
        assert (process.wait(30), said) == (0, b"")


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, which fails as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", ["articles.jsonl", "articles.csv.gz", "articles.parquet"])
def test_a_full_disk_leaves_the_old_file(
    name: str, large: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / name
    output.write_text("old")
    with full_disk(20_000):
        assert run(large, "-o", str(output)) == 7

    assert capsys.readouterr().err == f"shinenews: {output} can't be written, and stays as it was (File too large).\n"
    assert output.read_text() == "old"
    assert list(tmp_path.iterdir()) == [output]


def test_a_full_disk_is_told_when_duckdb_meets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    line = jsonl.line(asdict(article("2411010001")))  # shorter than what a table says of its columns
    with full_disk(2000), pytest.raises(OSError, match="File too large"):
        list(parquet.table([line]))
    assert not list(tmp_path.iterdir())


def test_a_full_disk_behind_standard_output_is_told(stocked: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "export"],
            cwd=ROOT,
            env=os.environ | {"SHINENEWS_DATA": str(stocked)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 7
    assert done.stderr == "shinenews: Standard output can't be written (No space left on device).\n"


def test_articles_pass_through_memory_a_few_at_a_time(large: Path) -> None:
    with read_database(large) as connection:
        tracemalloc.start()
        size = sum(map(len, export(connection, Selection(("news/nation",)), "jsonl")))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert size > 18_000_000
    assert peak < 12_000_000


def test_a_document_that_was_written_in_another_way_is_read(tmp_path: Path) -> None:
    def rewritten(document: str) -> str:
        return json.dumps(json.loads(document), indent=1)

    database = open_database(tmp_path)
    with database.begin() as connection:
        store(connection, "run", article("2411010001", "Rain 上海"))
        [before] = texts(connection, Selection(("news/nation",)))
        connection.execute(update(revisions).values(document=rewritten(before)))
        assert list(texts(connection, Selection(("news/nation",)))) == [before]


def test_a_title_that_speaks_like_a_state_is_only_a_title(tmp_path: Path) -> None:
    title = ', "first_seen_at": null, "changed_at": null, "withdrawn_at": null, "duplicate_of": null, "provenance": '
    with open_database(tmp_path).begin() as connection:
        store(connection, "run", article("2411010001", title))
        [text] = texts(connection, Selection(("news/nation",)))
    read: dict[str, Any] = json.loads(text)
    assert (read["title"], read["first_seen_at"]) == (title, BEGAN.isoformat())
