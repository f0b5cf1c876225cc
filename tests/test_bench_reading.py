"""The reading benchmark: that it can fail, and what it writes."""

import doctest
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from benchmarks import document, exactness, likeness, marks, reading, runs, table
from benchmarks.exactness import FORMS
from benchmarks.pages import Printed, printed
from benchmarks.readings import Reading, truth
from benchmarks.runs import Run, run_ours, run_peer
from shinenews.edition.markups.wardrobe import MARKUPS
from shinenews.edition.timeline import stories_on
from shinenews.loaders import load_article

ROOT = Path(__file__).parent.parent
WRONG = {
    "byline": ["Nobody"],
    "published_at": "2024-11-11",
    "images": ["https://obj.shine.cn/other.jpg"],
    "captions": [("A caption", None)],
    "tags": ["Elsewhere"],
}
STAND_IN = """
import socket
from types import SimpleNamespace

def bare_extraction(html, url, with_metadata):
    print("a reader that talks")
    try:
        socket.create_connection(("127.0.0.1", 9))
    except OSError as error:
        closed = str(error)
    return SimpleNamespace(
        title=closed, author="Gu Yilan; Ren Shuhan", date="2024-11-11",
        description=url, text=html[:15], image=None, tags=[],
    )
"""


@pytest.fixture(scope="module")
def pages() -> list[Printed]:
    return printed(list(stories_on(1).values())[-6:])


def perfect(pages: list[Printed], name: str = "perfect") -> Run:
    return Run(name, "1", [truth(page.story) for page in pages], [0.5] * len(pages))


def spoiled(run: Run, number: int, field: str, value: object) -> Run:
    changed = [*run.readings]
    changed[number] = {**changed[number], field: value}
    return replace(run, readings=changed)


def exact(run: Run, pages: list[Printed]) -> float:
    return marks.share(mark.exact for mark in marks.marks(run, pages)) or 0


@pytest.mark.parametrize("module", [document, exactness, likeness, marks, table])
def test_the_examples_hold(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted
    assert not tried.failed


def test_every_story_is_printed_in_every_markup(pages: list[Printed]) -> None:
    assert len(pages) == 6 * len(MARKUPS)
    assert len({page.html for page in pages}) == len(pages)
    assert {page.markup for page in pages} == set(MARKUPS)


def test_the_truth_is_exact(pages: list[Printed]) -> None:
    assert exact(perfect(pages), pages) == 1


@pytest.mark.parametrize("field", FORMS)
def test_one_wrong_field_is_one_wrong_mark(pages: list[Printed], field: str) -> None:
    run = spoiled(perfect(pages), 3, field, WRONG.get(field, "Wrong"))
    wrong = [mark for mark in marks.marks(run, pages) if not mark.exact]
    assert [(mark.story_id, mark.markup, mark.field) for mark in wrong] == [(pages[3].story.id, pages[3].markup, field)]
    assert exact(run, pages) == 1 - 1 / (len(pages) * len(FORMS))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda body: body.replace("\n\n", " "),
        lambda body: "\n\n".join(reversed(body.split("\n\n"))),
        lambda body: f"{body}\n\nAdvertisement",
        lambda body: body.replace("a", "b", 1),
        lambda body: body.rpartition("\n\n")[0],
        lambda _: None,
    ],
)
def test_a_body_is_exact_only_as_a_whole(pages: list[Printed], spoil: Callable[[str], Any]) -> None:
    body = pages[0].story.body
    assert exactness.is_exact("body", body.replace("\n\n", "\r\n").replace(" ", "\xa0"), body)
    assert not exactness.is_exact("body", spoil(body), body)


def test_a_picture_too_many_or_out_of_order_is_wrong() -> None:
    assert not exactness.is_exact("images", ["a", "b"], ["b", "a"])
    assert not exactness.is_exact("images", ["a", "a"], ["a"])
    assert not exactness.is_exact("captions", [("c", "d")], [("d", "c")])


def test_an_unknown_field_counts_among_all_fields_only(pages: list[Printed]) -> None:
    run = replace(perfect(pages), readings=[{"title": page.story.title} for page in pages])
    given = marks.marks(run, pages)
    assert {mark.field for mark in given if mark.known} == {"title"}
    assert marks.share(mark.exact for mark in given if mark.known) == 1
    assert all(mark.exact != mark.present for mark in given if not mark.known)


def test_our_reader_is_marked_by_what_it_reads(pages: list[Printed]) -> None:
    run = run_ours(pages)
    assert set(run.readings[0]) == set(FORMS)
    assert exact(run, pages) > 0.8
    assert len(run.seconds) == len(pages)


def test_the_tables_hold_every_field_markup_and_reader(pages: list[Printed]) -> None:
    slow = replace(spoiled(perfect(pages, "peer"), 0, "title", None), seconds=[1.0] * len(pages))
    without_tags = [{name: said for name, said in each.items() if name != "tags"} for each in slow.readings]
    text = table.tables([perfect(pages, "ours"), replace(slow, readings=without_tags)], pages)
    rows = {cells[1]: cells[2:-1] for line in text.splitlines() if (cells := [c.strip() for c in line.split("|")])[1:]}
    assert [*FORMS] == [name for name in rows if name in FORMS]
    assert rows["title"] == ["100.0", "100.0", table.percent(1 - 1 / len(pages))]
    assert rows["tags"][1:] == ["100.0", "–"]
    assert all(rows[markup][0] == "100.0" for markup in MARKUPS)
    assert rows["CPU time of a page, times ours"] == ["1.0", "2.0"]
    assert "ours 1, peer 1" in text


def test_kinder_measures_forgive_what_exactness_does_not(pages: list[Printed]) -> None:
    true = truth(pages[0].story)
    said: Reading = {"body": f"{true['body']} more", "published_at": true["published_at"][:10]}
    assert not exactness.is_exact("body", said["body"], true["body"])
    assert 0.9 < likeness.body_words(said, true) < 1
    assert likeness.day(said, true) == 1
    assert likeness.day({"published_at": "2024-01-01"}, true) == 0
    assert likeness.main_image({"images": ["x"]}, {"images": ["y"]}) == 0


def test_a_part_of_the_document_is_replaced_and_replaced_again() -> None:
    before = (ROOT / "docs/benchmarks.md").read_text("utf-8")
    once = document.replaced(before, "reading", "| new |")
    assert document.replaced(once, "reading", "| new |") == once
    assert "| new |" in once
    head, tail = before.partition("<!-- reading -->")[0], before.partition("<!-- /reading -->")[2]
    assert once.startswith(head)
    assert once.endswith(tail)


@pytest.mark.parametrize("text", ["", "<!-- a -->\n", "<!-- /a -->\n<!-- a -->\n", "<!-- a -->\n<!-- /a -->\n" * 2])
def test_a_document_that_is_not_marked_is_left_alone(text: str) -> None:
    with pytest.raises(ValueError, match="each once"):
        document.replaced(text, "a", "new")


def test_a_peer_reads_in_its_own_process_without_network(
    pages: list[Printed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trafilatura.py").write_text(STAND_IN)
    metadata = tmp_path / "trafilatura-0.0.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: trafilatura\nVersion: 0.0\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    run = run_peer("trafilatura", Path(sys.executable), pages[:2])
    assert (run.reader, run.version, len(run.seconds)) == ("trafilatura", "0.0", 2)
    assert run.readings[1]["title"] == "the network is closed while pages are read"
    assert run.readings[1]["body"] == "<!DOCTYPE html>"
    assert run.readings[1]["summary"] == pages[1].story.url
    assert exactness.is_exact("byline", run.readings[1]["byline"], ["Ren Shuhan", "Gu Yilan"])


def test_a_peer_that_is_not_there_is_an_error(pages: list[Printed]) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_peer("news-please", Path(sys.executable), pages[:1])


def test_a_reader_below_the_floor_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert reading.main(["--stories", "3", "--floor", "50"]) == 0
    monkeypatch.setattr(runs, "load_article", lambda *args, **kw: replace(load_article(*args, **kw), title="Wrong"))
    assert reading.main(["--stories", "3", "--floor", "95"]) == 1
    said = capsys.readouterr()
    assert "missed: title of " in said.out
    assert "are asked" in said.err


def test_the_tables_go_into_the_document(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text("# Ours\n<!-- reading -->\n<!-- /reading -->\n<!-- other -->\nkept\n<!-- /other -->\n")
    assert reading.main(["--stories", "2", "--into", str(page)]) == 0
    assert "| title |" in page.read_text("utf-8")
    assert page.read_text("utf-8").endswith("<!-- /reading -->\n<!-- other -->\nkept\n<!-- /other -->\n")
