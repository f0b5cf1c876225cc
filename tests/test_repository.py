"""What the repository promises about itself."""

import re
from dataclasses import fields
from importlib.metadata import entry_points, requires
from pathlib import Path

from conftest import ROOT, scrapy
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.misc import load_object

from shinenews import settings as overrides
from shinenews.site import feed_name
from shinenews.spiders.arguments import Arguments
from shinenews.verdict.exit_codes import ExitCode


def project_settings() -> Settings:
    settings = Settings()
    settings.setmodule(overrides, priority="project")
    return settings


def test_a_crawl_is_polite_by_default() -> None:
    settings = project_settings()
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getint("CONCURRENT_REQUESTS") == settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert settings.getfloat("DOWNLOAD_DELAY") == 2
    assert settings.getfloat("DOWNLOAD_DELAY_JITTER") == 0.5
    assert settings.getbool("AUTOTHROTTLE_ENABLED")
    assert settings.getfloat("SHINENEWS_LONGEST_PAUSE") == 300
    assert settings.getint("RETRY_TIMES") <= 2
    for switch in ("REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED", "COOKIES_ENABLED"):
        assert not settings.getbool(switch)


def test_scrapys_own_middlewares_are_off_where_the_project_has_its_own() -> None:
    order = project_settings().get_component_priority_dict_with_base("DOWNLOADER_MIDDLEWARES")
    names = [(path if isinstance(path, str) else path.__name__).rpartition(".")[2] for path in order]
    assert names.count("OffsiteMiddleware") == names.count("RobotsMiddleware") == 1
    assert "RobotsTxtMiddleware" not in names


def test_what_a_page_may_cost_is_bounded() -> None:
    settings = project_settings()
    assert settings.getint("DOWNLOAD_TIMEOUT") == 60
    assert settings.getint("DOWNLOAD_MAXSIZE") == 16 * 1024 * 1024
    assert settings.getint("REDIRECT_MAX_TIMES") == 5
    assert settings.getint("SHINENEWS_LISTING_PAGES") * 20 >= 80_000


def test_every_component_that_the_settings_name_is_there() -> None:
    settings = project_settings()
    for name in ("ITEM_PIPELINES", "EXTENSIONS", "DOWNLOADER_MIDDLEWARES"):
        for path in settings.getdict(name):
            assert load_object(path)


def test_a_spider_is_named_like_its_feed() -> None:
    loader = SpiderLoader.from_settings(project_settings())
    for name in loader.list():
        path = getattr(loader.load(name), "path", None)
        assert path is None or feed_name(path) == name


def test_the_spiders_are_listed() -> None:
    listed = scrapy("list").stdout.split()
    assert {"nation", "metro", "tech"} <= set(listed)


def test_the_constraints_pin_every_dependency_and_name_no_index() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in text.splitlines() if "==" in line}
    wanted = {
        re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower()
        for requirement in requires("shinenews") or []
        if "extra ==" not in requirement or "'dev'" in requirement or '"dev"' in requirement
    }
    assert wanted <= pinned


def test_the_commands_are_there() -> None:
    listed = scrapy().stdout
    for command in ("crawl", "demo", "edition"):
        assert re.search(rf"^  {command} ", listed, re.MULTILINE)
    assert not [point for point in entry_points(group="scrapy.commands") if "shinenews" in point.value]


def test_the_help_names_arguments_and_exit_codes() -> None:
    crawl, doctor = (" ".join(scrapy(name, "-h").stdout.split()) for name in ("crawl", "doctor"))
    assert [spec.name for spec in fields(Arguments) if f"-a {spec.name}=" not in crawl] == []
    assert [code for code in ExitCode if not re.search(rf"Exit codes: .*\b{code}\b", crawl)] == []
    assert re.search(r"Exit codes: 0 .* 1 .* 2 .* 3 .* 4 .* 7 .* 130 ", doctor)


def test_nothing_names_this_machine() -> None:
    home = str(Path.home())
    for file in ROOT.rglob("*"):
        parts = file.relative_to(ROOT).parts
        if (
            file.is_file()
            and not parts[0].startswith((".venv", ".git", "data"))
            and file.suffix in {".py", ".md", ".toml"}
        ):
            assert f"{home}/" not in file.read_text("utf-8")
