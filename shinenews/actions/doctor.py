"""Looking whether a crawl would work, before there is one."""

import argparse
import logging
from pathlib import Path

from rich.console import Console
from scrapy.crawler import CrawlerProcessBase
from scrapy.exceptions import UsageError

from shinenews.actions.site_sections import site_sections
from shinenews.actions.terminal import open_console
from shinenews.actions.usage import fault_of_site
from shinenews.doctor.fields import table
from shinenews.doctor.finding import Step, conclude
from shinenews.doctor.report import say, show
from shinenews.doctor.spider import DoctorSpider
from shinenews.doctor.subject import Subject
from shinenews.site import feed_name
from shinenews.verdict.exit_codes import MEANINGS, ExitCode

_SECTION = "nation"
_TOLD_BY_THE_FINDINGS = ("scrapy.downloadermiddlewares.robotstxt", "scrapy.downloadermiddlewares.retry")


def run(process: CrawlerProcessBase, args: list[str], opts: argparse.Namespace) -> int:
    """Look, tell, and give the exit code that a crawl would. Raises UsageError for what can't be looked at."""
    site = process.settings["SHINENEWS_SITE"].rstrip("/")
    subject = _subject(process, site, args, opts)
    if opts.save:
        _make(opts.save)
    for name in _TOLD_BY_THE_FINDINGS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    console = open_console()
    console.print(f"The section {subject.section} of {site}\n", soft_wrap=True, markup=False)
    crawler = process.create_crawler(DoctorSpider)
    process.crawl(crawler, subject=subject, tell=lambda finding: show(finding, console))
    with console.status("asking, a page at a time"):
        process.start()
    spider = crawler.spider
    if not isinstance(spider, DoctorSpider):
        return ExitCode.NOT_STARTED
    if spider.article:
        console.print("", table(spider.article, console.width), sep="\n")
    code = _conclude(spider, console)
    if opts.save and not _save(spider.files, opts.save, console):
        return ExitCode.STORE
    return code


def _subject(process: CrawlerProcessBase, site: str, args: list[str], opts: argparse.Namespace) -> Subject:
    sections = site_sections(process.spider_loader)
    try:
        if fault := fault_of_site(site):
            raise ValueError(fault)  # noqa: TRY301
        if not args:
            return Subject.of_name(opts.section or _SECTION, sections)
        if len(args) > 1 or opts.section:
            message = "give one URL, or a section, not both"
            raise ValueError(message)  # noqa: TRY301
        return Subject.of_url(args[0], site, sections)
    except ValueError as error:
        raise UsageError(str(error), print_help=False) from error


def _conclude(spider: DoctorSpider, console: Console) -> ExitCode:
    if spider.closed_by != "finished" or set(Step) - spider.outcomes.keys():
        say("It ended before all was looked at.", console, "bold red")
        return ExitCode.INTERRUPTED if spider.closed_by == "shutdown" else ExitCode.NOT_STARTED
    code = conclude(spider.outcomes)
    if code is ExitCode.FINISHED:
        say(f"A crawl would work: scrapy crawl {feed_name(spider.subject.section)}", console, "bold green")
    else:
        say(f"A crawl would not work (exit {code}): {MEANINGS[code]}", console, "bold red")
    return code


def _save(files: dict[str, bytes], folder: Path, console: Console) -> bool:
    """Tell whether the files could be kept."""
    try:
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        say(f"--save {folder}: {error}", console, "bold red")
        return False
    say(f"Kept in {folder}: {', '.join(files) or 'nothing, for nothing came'}", console)
    return True


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"--save {folder}: {error.strerror}"
        raise UsageError(message, print_help=False) from error
