"""What to do about a page that could not be had."""

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from shinenews.doctor.finding import Finding, Outcome, Step
from shinenews.middlewares.offsite import OffsiteError
from shinenews.spiders.failures import reason_of

_MOVED = "The site may have moved: look at it in a browser, and set SHINENEWS_SITE to its host."
_FORBIDDEN = "A crawl keeps to robots.txt: ask the publisher for leave."
_TURNED_AWAY = "The site turns this client away: say who you are in SHINENEWS_CONTACT, raise DOWNLOAD_DELAY, or ask."
_NOT_THERE = "Look in a browser whether it has another address by now; robots.txt may name it."
_IN_TROUBLE = "The site is in trouble: try again later."
_OUT_OF_REACH = "Look whether this machine reaches the site: its network, its proxy, SHINENEWS_SITE."


def failed(step: Step, error: BaseException) -> Finding:
    """Report that the page of a step could not be had."""
    return Finding(step, Outcome.FAILED, reason_of(error), advice_on(error))


def advice_on(error: BaseException) -> str:
    """Say what to do about it.

    >>> advice_on(IgnoreRequest("Forbidden by robots.txt"))
    'A crawl keeps to robots.txt: ask the publisher for leave.'
    """
    match error:
        case OffsiteError():
            return _MOVED
        case HttpError(response=response) if response.status in {401, 403, 429}:
            return _TURNED_AWAY
        case HttpError(response=response):
            return _IN_TROUBLE if response.status >= 500 else _NOT_THERE
        case IgnoreRequest() if "robots.txt" in str(error):
            return _FORBIDDEN
    return _OUT_OF_REACH
