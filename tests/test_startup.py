"""A start pays for what it does: real processes say what they imported."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import IMPOLITE, ROOT, Crawl, crawl_into
from scrapy.settings import Settings

from shinenews.edition.server import Edition
from shinenews.extensions.frugality import Frugality

CONFESSING = """
import atexit, gc, sys
from pathlib import Path
from scrapy.cmdline import execute
_, told, *words = sys.argv
atexit.register(lambda: Path(told).write_text(f"{len(gc.get_objects())} {' '.join(sys.modules)}", "utf-8"))
execute(["scrapy", *words])
"""
SWITCHED_OFF = ("aiohttp", "requests", "scrapy.extensions.telnet", "tldextract")
OF_OTHER_COMMANDS = ("apprise", "duckdb", "jinja2", "rich", *(f"shinenews.{room}" for room in ("dashboard", "doctor")))
OF_ARTICLES = ("shinenews.evidence", "shinenews.feeds.contract", "shinenews.loaders", "shinenews.page")


def imported_by(tmp_path: Path, *words: str, **environment: str) -> set[str]:
    """Run a command of the project, which has to end well and at once, and give the modules that it imported."""
    told = tmp_path / "modules"
    own = {name: value for name, value in os.environ.items() if not name.startswith("SHINENEWS_")}
    command = [sys.executable, "-c", CONFESSING, str(told), *words]
    subprocess.run(command, cwd=ROOT, env=own | environment, stdout=subprocess.DEVNULL, timeout=60, check=True)
    to_look_through, *modules = told.read_text("utf-8").split()
    assert int(to_look_through) < 10_000, "the collector looks through all that was imported before the process may end"
    return set(modules)


def test_a_command_that_does_nothing_imports_nothing_of_what_others_do(tmp_path: Path) -> None:
    modules = imported_by(tmp_path, "version")
    assert "shinenews.commands.status" in modules
    rooms = {name for name in modules if name.startswith("shinenews.")}
    assert {name for name in rooms if not name.startswith("shinenews.commands")} == {"shinenews.settings"}
    assert not modules.intersection(("sqlalchemy", *OF_OTHER_COMMANDS))


def test_the_spiders_are_listed_without_what_reads_articles(tmp_path: Path) -> None:
    modules = imported_by(tmp_path, "list")
    assert "shinenews.spiders.sections" in modules
    assert not modules.intersection((*OF_OTHER_COMMANDS, *OF_ARTICLES, "shinenews.edition"))


def test_a_run_with_nothing_new_imports_nothing_that_reads_checks_or_renders_articles(
    tmp_path: Path, first: Crawl, edition: Edition
) -> None:
    shutil.copytree(first.data, data := tmp_path / "data")
    crawl_into(data, edition, "-a", "revisit=none")  # a copy's files are looked at more closely, once
    settings = [word for setting in IMPOLITE for word in ("-s", setting)]
    site = {"SHINENEWS_SITE": edition.origin, "SHINENEWS_DATA": str(data)}

    modules = imported_by(tmp_path, "crawl", "nation", "-a", "revisit=none", *settings, **site)

    assert "shinenews.spiders.sections" in modules
    assert not Crawl(0, "", "", data).outcomes()
    assert not modules.intersection(
        (*SWITCHED_OFF, *OF_OTHER_COMMANDS, *OF_ARTICLES, "shinenews.feeds.formats.exports")
    )


@pytest.mark.parametrize("command", ["status", "explain", "export"])
def test_what_reads_the_store_imports_nothing_that_makes_or_checks_articles(
    tmp_path: Path, first: Crawl, command: str
) -> None:
    words = [first.articles()[0]["id"]] if command == "explain" else []
    modules = imported_by(tmp_path, command, *words, SHINENEWS_DATA=str(first.data))
    assert "shinenews.store.tables" in modules
    assert not modules.intersection((*OF_ARTICLES, "itemloaders", "sqlalchemy.dialects.postgresql"))


@pytest.mark.parametrize(
    ("switch", "base", "component"),
    [
        ("COOKIES_ENABLED", "DOWNLOADER_MIDDLEWARES", "CookiesMiddleware"),
        ("REMOTE_CONTROL_ENABLED", "EXTENSIONS", "RemoteControl"),
        ("TELNETCONSOLE_ENABLED", "EXTENSIONS", "TelnetConsole"),
    ],
)
@pytest.mark.parametrize("is_on", [True, False])
def test_what_is_switched_off_is_left_out_and_what_is_on_is_there(
    switch: str, base: str, component: str, *, is_on: bool
) -> None:
    settings = Settings({switch: is_on})
    Frugality().update_settings(settings)
    names = {path.rpartition(".")[2] for path in settings.get_component_priority_dict_with_base(base)}
    assert (component in names) == is_on
