"""Why a request brought no page, in words for the verdict."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from shinenews.middlewares.politeness import PauseError
from shinenews.middlewares.robots import RobotsUnreadableError

_TOO_LARGE = "the page is too large"
_PASSING = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    PauseError,
    ResponseDataLossError,
)
_WORDS: dict[type[Exception], str] = {
    CannotResolveHostError: "the host's name can't be resolved",
    DownloadCancelledError: _TOO_LARGE,
    DownloadConnectionRefusedError: "the connection was refused",
    DownloadFailedError: "the connection broke off",
    DownloadTimeoutError: "no answer in time",
    ResponseDataLossError: "the page broke off",
}


def may_pass(error: BaseException | None) -> bool:
    """Tell a failure that the next run may not meet: the site is in trouble, or the way to it is.

    >>> may_pass(DownloadTimeoutError("took longer than 60 s")), may_pass(IgnoreRequest("Forbidden by robots.txt"))
    (True, False)
    """
    if isinstance(error, HttpError):
        return error.response.status >= 500 or error.response.status == 429
    return isinstance(error, _PASSING)


def reason_of(error: BaseException | None) -> str:
    """Say why a request brought no page.

    >>> reason_of(DownloadTimeoutError("took longer than 60 s"))
    'no answer in time'
    >>> reason_of(IgnoreRequest("Forbidden by robots.txt"))
    'forbidden by robots.txt'
    """
    if isinstance(error, HttpError):
        return f"HTTP {error.response.status}"
    if isinstance(error, RobotsUnreadableError):
        return f"robots.txt could not be read ({reason_of(error.cause)}), so nothing may be asked for"
    words = next((words for kind, words in _WORDS.items() if isinstance(error, kind)), None)
    if words is None and isinstance(error, IgnoreRequest):
        sentence = str(error) or "the request was stopped"
        words = _TOO_LARGE if "DOWNLOAD_MAXSIZE" in sentence else sentence[0].lower() + sentence[1:]
    return words or f"{type(error).__name__}: {error}"
