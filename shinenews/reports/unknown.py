"""Why an address might not be in the store."""

from collections.abc import Iterator

from sqlalchemy import Connection

from shinenews.reports.subject import Subject
from shinenews.site import Address, feed_name
from shinenews.store.queries import sections


def why(connection: Connection, subject: Subject) -> Iterator[str]:
    """Yield sentences on what may be the cause, and what would help."""
    if subject.objection or subject.id is None:
        yield f"The store can't know it: {subject.objection}."
        return
    known = sections.known(connection)
    if not known:
        yield "The store knows no address yet: scrapy crawl nation brings the first."
    elif subject.address is None:
        yield from _of_an_id(subject.id, known)
    elif subject.address.section not in known:
        section = subject.address.section
        yield f"It is of the section {section}, and no address of that one is known, only of {', '.join(known)}."
        yield f"If the site has such a section, scrapy crawl {feed_name(section)} looks there."
    else:
        yield from _of_a_section(connection, subject.address)


def _of_an_id(id_: str, known: list[str]) -> Iterator[str]:
    if Address(id_, "").day is None:
        yield f"It may be misspelt: its first six digits, {id_[:6]}, name no day as YYMMDD."
    yield f"No way in has named it in a section that was crawled: {', '.join(known)}."
    yield "If it is of another section, crawl that one; asked with its whole address, this command tells more."


def _of_a_section(connection: Connection, address: Address) -> Iterator[str]:
    feed, day = feed_name(address.section), address.day
    first, last = sections.span(connection, address.section)
    if day is None:
        yield "No way in has named it. Its address names no day of publication, so it may be misspelt."
    elif first and day < first:
        yield f"It would be of {day}, and the store knows {address.section} since {first} only."
        yield f"To look further back: scrapy crawl {feed} -a since={day}"
    elif last and day > last:
        yield f"It would be of {day}, and the newest address that is known of {address.section} is of {last}."
        yield f"To look for newer ones: scrapy crawl {feed}"
    else:
        yield "No way in has named it: the news sitemap holds the newest days only, and a listing may leave some out."
        yield f"To walk the listing of those days again: scrapy crawl {feed} -a since={day}"
