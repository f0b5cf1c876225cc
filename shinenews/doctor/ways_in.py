"""What the ways in name: the news sitemap, the listing, the listing's next page."""

from collections.abc import Sequence

from scrapy.http import Response

from shinenews.discovery.listing import Listing, read_listing
from shinenews.discovery.sitemap import NotASitemapError, Sitemap
from shinenews.doctor.finding import Finding, Outcome, Step
from shinenews.site import Found, on_host
from shinenews.spiders.messages import page_of

_LOOK = "Look at it (--save DIR keeps it)"


def of_newsmap(response: Response, origin: str, section: str) -> tuple[Finding, list[Found]]:
    """Report on the news sitemap, with the articles of the section that it names."""
    try:
        found = list(Sitemap(response.body, origin))
    except NotASitemapError as error:
        return Finding(Step.NEWSMAP, Outcome.CHANGED, str(error), f"{_LOOK}: the format has changed."), []
    if not found:
        advice = f"{_LOOK}: its addresses may be written in a new way."
        return Finding(Step.NEWSMAP, Outcome.CHANGED, "it names no article", advice), []
    named = _of_section(found, section)
    newest = max(map(moment, found))[: len("2024-11-11T20:37")].replace("T", " ")
    text = f"{_articles(found)}, {len(named) or 'none'} of {section}; the newest of {newest}"
    return Finding(Step.NEWSMAP, Outcome.READ if named else Outcome.ABSENT, text), named


def of_listing(response: Response, origin: str, section: str) -> tuple[Finding, Listing]:
    """Report on the first page of the listing, with the articles of the section that it links to."""
    listing = _read(response, origin, section)
    if not listing.found:
        advice = f"{_LOOK}: its links may be made by a script, or the section may have moved."
        text = "it links to no article of the section"
        return Finding(Step.LISTING, Outcome.CHANGED, text, advice), listing
    return Finding(Step.LISTING, Outcome.READ, f"links to {_articles(listing.found)} of {section}"), listing


def of_next_page(response: Response, origin: str, section: str, before: Listing) -> Finding:
    """Report on the page that the listing names as its next."""
    path = on_host(before.next_url or response.url)
    known = {found.address for found in before.found}
    others = [found for found in _read(response, origin, section).found if found.address not in known]
    if not others:
        text = f"{path} brings no other article"
        advice = f"{_LOOK}: without pages of the listing, a crawl gets no further back than its first."
        return Finding(Step.PAGINATION, Outcome.CHANGED, text, advice)
    return Finding(Step.PAGINATION, Outcome.READ, f"{path} brings {_articles(others, 'other ')}")


def moment(found: Found) -> str:
    """Give when an article was published as far as its address and the sitemap tell; ISO 8601, empty if they don't.

    >>> from shinenews.site import Address
    >>> moment(Found(Address("2411116666", "news/nation")))
    '2024-11-11'
    """
    return found.published_at or (found.address.day.isoformat() if found.address.day else "")


def _read(response: Response, origin: str, section: str) -> Listing:
    page = page_of(response)
    if page is None:
        return Listing([], None)
    listing = read_listing(page.root, response.url, origin, section)
    return Listing(_of_section(listing.found, section), listing.next_url)


def _of_section(found: Sequence[Found], section: str) -> list[Found]:
    return [one for one in found if one.address.section == section]


def _articles(found: Sequence[Found], kind: str = "") -> str:
    return f"{len(found)} {kind}article{'' if len(found) == 1 else 's'}"
