"""What robots.txt allows."""

from urllib.parse import urljoin

from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings

from shinenews.doctor.failure import advice_on
from shinenews.doctor.finding import Finding, Outcome, Step
from shinenews.middlewares.robots import NoRules
from shinenews.spiders.failures import reason_of


def of_robots(response: Response, parser: RobotParser, listing: str, settings: BaseSettings) -> Finding:
    """Report on the rules that came, as far as they bear on the crawler of these settings and the path of a listing.

    As RFC 9309 has it, a status of 4xx stands for no rules at all, one of 5xx for a ban on everything.
    """
    agent = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
    if isinstance(parser, NoRules):
        text = f"{reason_of(parser.cause)}, which means that nothing may be read (RFC 9309)"
        return Finding(Step.ROBOTS, Outcome.FAILED, text, advice_on(parser.cause))
    if not parser.allowed(urljoin(response.url, listing), agent):
        text = f"it forbids {listing} to {agent}"
        return Finding(Step.ROBOTS, Outcome.FAILED, text, "A crawl keeps to it: ask the publisher for leave.")
    if response.status >= 400:
        return Finding(Step.ROBOTS, Outcome.READ, f"HTTP {response.status}, which means no rules (RFC 9309)")
    if response.body.lstrip().startswith(b"<"):
        return Finding(Step.ROBOTS, Outcome.READ, "a web page came in its place, which holds no rules")
    delay = parser.crawl_delay(agent)
    pace = "no Crawl-delay" if delay is None else f"Crawl-delay {delay:g} s"
    return Finding(
        Step.ROBOTS, Outcome.READ, f"allows the section; {pace} (ours: {settings.getfloat('DOWNLOAD_DELAY'):g} s)"
    )
