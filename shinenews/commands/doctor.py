"""The command `scrapy doctor`: look whether a crawl would work, before there is one."""

import argparse
import logging
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from shinenews.doctor.fields import table
from shinenews.doctor.finding import Step, conclude
from shinenews.doctor.report import say, show
from shinenews.doctor.spider import DoctorSpider
from shinenews.doctor.subject import Subject
from shinenews.extensions.judgement import MEANINGS, ExitCode
from shinenews.site import feed_name, is_origin

_SECTION = "nation"
_TOLD_BY_THE_FINDINGS = ("scrapy.downloadermiddlewares.robotstxt", "scrapy.downloadermiddlewares.retry")


class Command(ScrapyCommand):
    """Asks the site for a page of each kind and tells what was found; exits with 0 only if a crawl would work."""

    requires_project = True

    def syntax(self) -> str:
        """Return what follows the command's name."""
        return "[options] [URL]"

    def short_desc(self) -> str:
        """Return the line that `scrapy` lists."""
        return "Look whether the site can be crawled, and what an article is read to"

    def long_desc(self) -> str:
        """Return what `--help` says."""
        return (
            "Look whether the site can be crawled: robots.txt, news sitemap, listing, its next page, and an article, "
            "field by field. URL is that of an article or of a section's listing; without it, the newest article of "
            "the section is read."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add section and folder."""
        super().add_options(parser)
        doctor = parser.add_argument_group(title="Doctor")
        doctor.add_argument("--section", metavar="NAME", help=f"section to look at (default: {_SECTION})")
        doctor.add_argument("--save", metavar="DIR", type=Path, help="keep the pages that came in this folder")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Look, tell, and exit as a crawl would. Raises UsageError for what can't be looked at."""
        assert self.crawler_process is not None
        subject = self._subject(args, opts)
        if opts.save:
            _make(opts.save)
        for name in _TOLD_BY_THE_FINDINGS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        console = Console(highlight=False)
        console.print(f"The section {subject.section} of {self._site}\n", soft_wrap=True, markup=False)
        crawler = self.crawler_process.create_crawler(DoctorSpider)
        self.crawler_process.crawl(crawler, subject=subject, tell=lambda finding: show(finding, console))
        with console.status("asking, a page at a time"):
            self.crawler_process.start()
        spider = crawler.spider
        if not isinstance(spider, DoctorSpider):
            self.exitcode = ExitCode.NOT_STARTED
            return
        if spider.article:
            console.print("", table(spider.article), sep="\n")
        self.exitcode = self._conclude(spider, console)
        if opts.save:
            self._save(spider.files, opts.save, console)

    def _subject(self, args: list[str], opts: argparse.Namespace) -> Subject:
        assert self.crawler_process is not None
        loader = self.crawler_process.spider_loader
        paths = {getattr(loader.load(name), "path", None): name for name in sorted(loader.list())}
        sections = {path: name for path, name in paths.items() if path}
        try:
            if not is_origin(self._site):
                message = f"SHINENEWS_SITE={self._site} is no site: write scheme and host, like https://www.shine.cn"
                raise ValueError(message)  # noqa: TRY301
            if not args:
                return Subject.of_name(opts.section or _SECTION, sections)
            if len(args) > 1 or opts.section:
                message = "give one URL, or a section, not both"
                raise ValueError(message)  # noqa: TRY301
            return Subject.of_url(args[0], self._site, sections)
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from error

    @property
    def _site(self) -> str:
        assert self.settings is not None
        site: str = self.settings["SHINENEWS_SITE"]
        return site.rstrip("/")

    def _conclude(self, spider: DoctorSpider, console: Console) -> ExitCode:
        if spider.closed_by != "finished" or set(Step) - spider.outcomes.keys():
            say("It ended before all was looked at.", console, "bold red")
            return ExitCode.INTERRUPTED if spider.closed_by == "shutdown" else ExitCode.NOT_STARTED
        code = conclude(spider.outcomes)
        if code is ExitCode.FINISHED:
            say(f"A crawl would work: scrapy crawl {feed_name(spider.subject.section)}", console, "bold green")
        else:
            say(f"A crawl would not work (exit {code}): {MEANINGS[code]}", console, "bold red")
        return code

    def _save(self, files: dict[str, bytes], folder: Path, console: Console) -> None:
        try:
            for name, content in files.items():
                (folder / name).write_bytes(content)
        except OSError as error:
            say(f"--save {folder}: {error}", console, "bold red")
            self.exitcode = ExitCode.STORE
        else:
            say(f"Kept in {folder}: {', '.join(files) or 'nothing, for nothing came'}", console)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"--save {folder}: {error.strerror}"
        raise UsageError(message, print_help=False) from error
