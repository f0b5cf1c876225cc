"""The first look at a site, as its user has it: a process, a site, lines on standard output and an exit code."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, scrapy
from parsel import Selector
from rich.console import Console
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from shinenews.doctor.fields import printed, shorten, table
from shinenews.doctor.finding import Finding, Outcome, Step, conclude
from shinenews.doctor.report import show
from shinenews.doctor.subject import Subject
from shinenews.edition import scenarios
from shinenews.edition.server import Edition
from shinenews.edition.timeline import Fault, stories_on
from shinenews.items import FIELDS
from shinenews.loaders import load_article

NEWEST = "2411110412"
LIBRARY = f"/news/nation/{NEWEST}/"
SECTIONS = {"news/nation": "nation", "news/metro": "metro"}
IMPOLITE = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0")


@dataclass(frozen=True)
class Visit:
    """A visit of the doctor that is over: exit code, lines, and the requests that it made."""

    exit_code: int
    printed: str
    said: str
    asked: list[str]

    @property
    def marks(self) -> str:
        """The mark of each step, in order."""
        return "".join(line[0] for line in self.printed.splitlines() if line[:2] in {"✓ ", "✗ ", "– "})


Doctor = Callable[..., Visit]


@pytest.fixture
def doctor(tmp_path: Path) -> Doctor:
    """Look at an edition with these faults, or these stories; nothing may be written into the data folder."""

    def visit(*words: str, faults: Mapping[str, Fault] | None = None, stories: Any = None) -> Visit:
        with Edition(faults=faults, stories=stories) as edition:
            return look(edition.origin, tmp_path, *words, edition=edition)

    return visit


def look(origin: str, folder: Path, *words: str, edition: Edition | None = None) -> Visit:
    data = folder / "data"
    environment = {"SHINENEWS_SITE": origin, "SHINENEWS_DATA": str(data), "COLUMNS": "80"}
    done = scrapy("doctor", *words, *IMPOLITE, environment=environment)
    assert not data.exists()
    return Visit(done.returncode, done.stdout, done.stderr, [hit.path for hit in edition.requests] if edition else [])


def page(edition_path: str) -> bytes:
    with Edition() as edition:
        return edition.answer(edition_path).body


def test_all_is_well_and_every_page_is_asked_for_once(doctor: Doctor, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    visit = doctor("--save", str(kept))

    assert visit.exit_code == 0, visit.printed + visit.said
    assert visit.said == ""
    pages = ["/robots.txt", "/sitemap-news.xml", "/news/nation/", "/news/nation/?page=2", LIBRARY]
    assert visit.asked == pages
    assert visit.marks == "✓✓✓✓✓"
    assert "allows the section; no Crawl-delay (ours: 0 s)" in visit.printed
    assert "19 articles, 13 of news/nation; the newest of 2024-11-11 20:37" in visit.printed
    assert "links to 20 articles of news/nation" in visit.printed
    assert "/news/nation/?page=2 brings 20 other articles" in visit.printed
    assert "\n\nA crawl would work: scrapy crawl nation\n" in visit.printed

    rows = {line.split()[0]: line for line in visit.printed.splitlines() if line[:1].isalpha()}
    assert rows["title"].split()[1:4] == ["Floating", "library", "sets"]
    assert rows["title"].rstrip().endswith("  meta")
    assert rows["editor"].split() == ["editor", "Lin", "Peiwen", "landmark"]
    assert rows["id"].split() == ["id", NEWEST, "address"]
    assert rows["agency"].split() == ["agency", "Xinhua", "from", "byline"]
    assert "\x1b" not in visit.printed
    checks = visit.printed.partition("\nfield ")[0]
    assert all(len(line) <= 80 for line in checks.splitlines())

    files = ["robots.txt", "sitemap-news.xml", "listing.html", "listing-2.html", f"{NEWEST}.html"]
    with Edition() as edition:
        assert {name: (kept / name).read_bytes() for name in files} == {
            name: edition.answer(path).body for name, path in zip(files, pages, strict=True)
        }
    assert {file.name for file in kept.iterdir()} == {*files, f"{NEWEST}.json"}
    expected = json.loads((kept / f"{NEWEST}.json").read_text("utf-8"))
    html = (kept / f"{NEWEST}.html").read_text("utf-8")
    assert expected == asdict(load_article(Selector(html), f"https://www.shine.cn{LIBRARY}"))
    assert expected["title"].startswith("Floating library")


def test_without_a_news_sitemap_and_further_pages_the_listing_will_do(doctor: Doctor) -> None:
    again = Fault(body=page("/news/nation/"))
    visit = doctor(faults={"/sitemap-news.xml": Fault(status=404), "/news/nation/[?]page=2": again})
    assert (visit.exit_code, visit.marks) == (0, "✓✗✓✗✓")
    assert "✗ news sitemap  HTTP 404\n                → Look in a browser" in visit.printed
    assert "✗ pagination    /news/nation/?page=2 brings no other article\n                → " in visit.printed


def test_a_listing_of_one_page_is_no_error(doctor: Doctor) -> None:
    few = {id_: stories_on(1)[id_] for id_ in (NEWEST, "2411106018")}
    visit = doctor(stories=few)
    assert (visit.exit_code, visit.marks) == (0, "✓✓✓–✓")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (scenarios.robots("User-agent: *\nDisallow: /news/nation/\n"), "it forbids /news/nation/ to shinenews"),
        (scenarios.UNAVAILABLE, "HTTP 503, which means that nothing may be read"),
        (scenarios.MOVED_AWAY, "it leads to another host, https://successor.example"),
    ],
)
def test_what_robots_txt_does_not_allow_is_not_asked_for(doctor: Doctor, answer: Fault, reason: str) -> None:
    visit = doctor(faults={"/robots.txt": answer})
    assert (visit.exit_code, visit.marks) == (3, "✗––––")
    assert reason in visit.printed
    assert set(visit.asked) == {"/robots.txt"}


def test_the_crawl_delay_is_told_and_each_page_is_held_to_the_rules(doctor: Doctor) -> None:
    visit = doctor(faults={"/robots.txt": scenarios.robots("User-agent: *\nCrawl-delay: 5\nDisallow: /news/nation/2")})
    assert (visit.exit_code, visit.marks) == (3, "✓✓✓✓✗")
    assert "Crawl-delay 5 s" in visit.printed
    assert "forbidden by robots.txt" in visit.printed
    assert LIBRARY not in visit.asked


def test_a_site_out_of_reach_is_told(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        visit = look(f"http://127.0.0.1:{closed.getsockname()[1]}", tmp_path)
    assert (visit.exit_code, visit.marks) == (3, "✗––––")
    assert "the connection was refused" in visit.printed
    assert visit.said == ""


def test_pages_that_lead_off_the_host_are_not_followed(doctor: Doctor) -> None:
    visit = doctor(faults={"/[sn]*": scenarios.MOVED_AWAY})
    assert (visit.exit_code, visit.marks) == (3, "✓✗✗––")
    assert visit.printed.count("it leads to another host, https://successor.example") == 2
    assert "SHINENEWS_SITE" in visit.printed


def test_a_page_that_makes_no_article_is_told(doctor: Doctor) -> None:
    visit = doctor(faults={LIBRARY: scenarios.LOGIN_WALL})
    assert (visit.exit_code, visit.marks) == (4, "✓✓✓✓✗")
    assert f"{LIBRARY} makes none: no body" in visit.printed
    assert "A crawl would not work (exit 4)" in visit.printed


def test_answers_of_another_kind_are_told(doctor: Doctor) -> None:
    json_ = Fault(headers={"Content-Type": "application/json"}, body=b'{"rows": []}')
    visit = doctor(f"https://www.shine.cn{LIBRARY}", faults={"/[sn]*": json_})
    assert (visit.exit_code, visit.marks) == (4, "✓✗✗–✗")
    assert "is no page but application/json" in visit.printed


def test_an_article_asked_for_is_read_and_each_of_its_witnesses_heard(doctor: Doctor) -> None:
    older = "/news/nation/2411106018/"
    altered = page(older).replace(b'property="og:title" content="', b'property="og:title" content="Sunken ')
    altered = altered.replace(b"<title>", b"<title>Rusty ")
    visit = doctor(f"http://www.shine.cn{older}?from=home", faults={older: Fault(body=altered)})
    assert (visit.exit_code, visit.asked[-1]) == (0, older)
    lines = [" ".join(line.split()) for line in visit.printed.splitlines()]
    assert any(line.startswith("title Sunken Yichang tests ferry") and line.endswith("meta") for line in lines)
    assert any(line.startswith("differs Yichang tests ferry") and line.endswith("landmark") for line in lines)


def test_a_listing_asked_for_is_looked_at(doctor: Doctor) -> None:
    visit = doctor("https://www.shine.cn/news/metro/")
    assert visit.exit_code == 0
    assert visit.asked[2] == "/news/metro/"
    assert visit.asked[-1].startswith("/news/metro/2411")
    assert "scrapy crawl metro" in visit.printed


def test_an_address_elsewhere_is_wrong_usage(doctor: Doctor) -> None:
    visit = doctor("https://successor.example/news/nation/")
    assert (visit.exit_code, visit.asked) == (2, [])
    assert "https://successor.example/news/nation/ is not on the site: write an address that begins" in visit.said


@pytest.mark.parametrize(
    "url", ["https://www.shine.cn/", "https://www.shine.cn/wanlixin/", "/news/nation/", "https://[", "nation"]
)
def test_what_is_neither_article_nor_listing_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"neither an article nor the listing|not on the site"):
        Subject.of_url(url, "https://www.shine.cn", SECTIONS)


def test_a_section_without_a_spider_is_refused() -> None:
    with pytest.raises(ValueError, match="is of news/sport, which has no spider"):
        Subject.of_url("https://www.shine.cn/news/sport/2411116666/", "https://www.shine.cn", SECTIONS)
    with pytest.raises(ValueError, match="there is no section sport: there are nation, metro"):
        Subject.of_name("sport", SECTIONS)


@pytest.mark.parametrize(
    ("robots", "newsmap", "listing", "article", "code"),
    [
        ("absent", "absent", "read", "read", 0),
        ("read", "absent", "failed", "absent", 3),
        ("read", "failed", "failed", "read", 3),
        ("read", "changed", "failed", "read", 4),
        ("read", "read", "read", "failed", 3),
    ],
)
def test_a_crawl_needs_leave_and_a_way_in_and_an_article(
    robots: str, newsmap: str, listing: str, article: str, code: int
) -> None:
    outcomes = map(Outcome, (robots, newsmap, listing, "absent", article))
    assert conclude(dict(zip(Step, outcomes, strict=True))) == code


def test_no_word_of_a_finding_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    address = "/news/nation/a-next-page-with-an-address-that-is-wider-than-the-line/"
    text, advice = f"the page {address} brings nothing", "Look at it, and think about what it says"
    show(Finding(Step.PAGINATION, Outcome.CHANGED, text, advice), Console(width=40))
    assert capsys.readouterr().out.split() == ["✗", "pagination", *text.split(), "→", *advice.split()]


def test_every_field_of_the_page_has_its_row() -> None:
    article = load_article(Selector(page(LIBRARY).decode()), f"https://www.shine.cn{LIBRARY}")
    read = [spec.name for spec in FIELDS if spec.metadata.get("sources") or "derived" in spec.metadata]
    assert [str(cell) for cell in table(article, 80).columns[0].cells] == read


def test_values_have_room_on_a_narrow_terminal() -> None:
    article = load_article(Selector(page(LIBRARY).decode()), f"https://www.shine.cn{LIBRARY}")
    shown = Console(width=40, file=io.StringIO(), highlight=False)
    shown.print(table(article, shown.width))
    assert isinstance(shown.file, io.StringIO)
    lines = shown.file.getvalue().splitlines()
    assert len(lines) < 60
    read = "".join("".join(lines).split())
    for spec in FIELDS:
        if spec.metadata.get("sources") or "derived" in spec.metadata:
            assert spec.name + "".join(article.provenance.sources.get(spec.name, "").partition(":")[0]) in read
            assert "".join(shorten(printed(getattr(article, spec.name))).split()) in read


def test_what_standard_output_can_t_encode_is_a_question_mark(tmp_path: Path) -> None:
    with Edition() as edition:
        own = {"SHINENEWS_SITE": edition.origin, "SHINENEWS_DATA": str(tmp_path), "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-m", "scrapy", "doctor", *IMPOLITE],
            cwd=ROOT,
            env=os.environ | own | {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            capture_output=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"? robots.txt    allows the section" in done.stdout


def test_the_doctor_is_no_section() -> None:
    assert "doctor" not in SpiderLoader.from_settings(get_project_settings()).list()


def test_stopped_by_the_user_it_says_so(tmp_path: Path) -> None:
    with Edition(faults={"/sitemap-news.xml": scenarios.slow(30)}) as edition:
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "doctor", *IMPOLITE],
            cwd=ROOT,
            env=os.environ | {"SHINENEWS_SITE": edition.origin, "SHINENEWS_DATA": str(tmp_path / "data")},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        deadline = time.monotonic() + 30
        while not edition.requests and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "It ended before all was looked at." in printed
