"""What is asked of a crawl on the command line, and set for it; what can't be done is a usage error."""

import argparse
from collections.abc import Callable

from scrapy.crawler import CrawlerProcessBase
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from shinenews.actions.usage import fault_of_site, shown
from shinenews.extensions import notify
from shinenews.spiders.arguments import ArgumentError, Arguments
from shinenews.store.database import location
from shinenews.store.frontier.schedule import interval, intervals

_PREFIX = "SHINENEWS_"


def _number(kind: Callable[[str], float], least: float, most: float, expected: str) -> Callable[[str], float]:
    def read(setting: str) -> float:
        try:
            number = kind(setting)
        except ValueError:
            raise ValueError(expected) from None
        if not least <= number <= most:
            raise ValueError(expected)
        return number

    return read


_READERS: dict[str, Callable[[str], object]] = {
    "SHINENEWS_LISTING_PAGES": _number(int, 1, 1e9, "write a whole number from 1 to 1000000000, like 10000"),
    "SHINENEWS_LONGEST_PAUSE": _number(float, 0, 1e6, "write seconds from 0 to 1000000, like 300"),
    "SHINENEWS_QUARANTINE_TOLERANCE": _number(float, 0, 1, "write a share from 0 to 1, like 0.2"),
    "SHINENEWS_REVISIT": intervals,
    "SHINENEWS_SILENCE": interval,
    "SHINENEWS_STORE": lambda setting: location.read(setting) if setting else None,
}


def check(process: CrawlerProcessBase, args: list[str], opts: argparse.Namespace) -> None:
    """Raise UsageError for what can't be crawled, or was set to what can't be read."""
    complaint = _unknown(opts.set) or _complaint(args, process.spider_loader.list(), opts.spargs, process.settings)
    if complaint:
        raise UsageError(complaint, print_help=False)


def _unknown(assignments: list[str]) -> str | None:
    """Say which of the settings given by `-s` the project does not have; None when it has all of its own."""
    from shinenews import settings

    known = [name for name in dir(settings) if name.startswith(_PREFIX)]
    given = [assignment.partition("=")[0] for assignment in assignments]
    unknown = next((name for name in given if name.startswith(_PREFIX) and name not in known), None)
    if unknown is None:
        return None
    from difflib import get_close_matches

    [nearest] = get_close_matches(unknown, known, n=1, cutoff=0)
    return f"there is no setting {shown(unknown)}: did you mean {nearest}?"


def _complaint(args: list[str], spiders: list[str], spargs: dict[str, str], settings: BaseSettings) -> str | None:
    """Say what is wrong with what was typed or set; None when nothing is."""
    if len(args) != 1 or args[0] not in spiders:
        return f"name one spider: {', '.join(sorted(spiders))}"
    if fault := fault_of_site(settings["SHINENEWS_SITE"]) or _fault_of_job(settings["JOBDIR"]):
        return fault
    for name, read in _READERS.items():
        try:
            read(settings[name])
        except ValueError as error:
            return f"{name}={shown(settings[name])} can't be read: {error}"
    try:
        if addresses := settings["SHINENEWS_NOTIFY"]:
            notify.check(addresses)
    except ValueError as error:
        return f"SHINENEWS_NOTIFY can't be used: {error}"
    try:
        Arguments.parse(**spargs)
    except ArgumentError as error:
        return str(error)
    return None


def _fault_of_job(folder: str | None) -> str | None:
    """Refuse Scrapy's own way to go on, which loses requests when a process is killed."""
    return "JOBDIR can't be used, and need not: each crawl goes on where the last one stopped" if folder else None
