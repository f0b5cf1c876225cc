"""The schema: every field of an article, declared once.

A declaration names the field's type, its cleaner, its sources in order of trust and, in the text under it, its
meaning. Loader, validation, store and feeds derive from it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Self

from itemloaders.processors import Compose, Identity, MapCompose, TakeFirst

from shinenews.normalise import dates, names, text
from shinenews.page import Picture
from shinenews.site import article_address

SCHEMA_VERSION = 1
"""Raised when a key of the feed goes or changes its meaning."""

EXTRACTOR = "1"
"""Raised when the same page may be read to other values; kept in an article's provenance."""

_PUBLISHED_SOURCES = {"meta": "meta", "ld": "meta", "landmark": "time-line", "hour": "time-line"}


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a field is stated.

    `kind` says how it is read: `meta` (a meta element by property or name), `ld` (a key of the page's JSON-LD),
    `markup` (a selector in `evidence.MARKUP`) and `landmark` (an attribute of `page.Page`) let the page itself
    speak. Where the page is silent answer `hour` (a landmark without its date, on the address's day), `newsmap` and
    `address` (an attribute of `site.Address`).
    """

    kind: str
    query: str

    @property
    def is_witness(self) -> bool:
        """Whether the page itself speaks here, so that it can disagree with another part of the page."""
        return self.kind in {"meta", "ld", "markup", "landmark"}

    @property
    def only_testifies(self) -> bool:
        """Whether what it says is held against the value, but never taken for it.

        A selector of the known markup may hit a caption's box or a sidebar's time as well.
        """
        return self.kind == "markup"

    def __str__(self) -> str:
        return f"{self.kind}:{self.query}"


def scraped(
    clean: Callable[[Any], Any] = text.clean,
    *,
    together: bool = False,
    content: bool = False,
    agree: Callable[[Any, Any], bool] = text.same,
    **sources: str,
) -> Any:  # noqa: ANN401
    """Declare a field with one value, made by `clean` of what a source says.

    `sources` are given by kind, the most trusted first; one that says several different things counts as silent.
    With `together`, `clean` takes all that a source says as one list. A change of a `content` field is a new
    revision. `agree` tells whether two witnesses say the same.
    """
    into = Compose(clean) if together else Compose(MapCompose(clean), _unanimous)
    return field(default=None, metadata=_metadata(into, TakeFirst(), content, agree, sources))


def _unanimous(values: list[Any]) -> Any:  # noqa: ANN401
    return values[0] if values and values.count(values[0]) == len(values) else None


def scraped_list(
    clean: Callable[[Any], Any] = text.clean,
    *,
    content: bool = False,
    agree: Callable[[Any, Any], bool] = text.same,
    **sources: str,
) -> Any:  # noqa: ANN401
    """Declare a field with any number of values, each of them cleaned; as `scraped`."""
    return field(default_factory=list, metadata=_metadata(MapCompose(clean), Identity(), content, agree, sources))


def _metadata(
    into: Callable[..., Any],
    out: Callable[..., Any],
    content: bool,  # noqa: FBT001
    agree: Callable[[Any, Any], bool],
    sources: dict[str, str],
) -> dict[str, Any]:
    return {
        "sources": tuple(Source(kind, query) for kind, query in sources.items()),
        "clean": into,
        "output_processor": out,
        "content": content,
        "agree": agree,
    }


def derived(source: str, make: Callable[[Any], Any], *, content: bool = False) -> Any:  # noqa: ANN401
    """Declare a field that `make` computes from another one; None when that one is None."""
    return field(default=None, metadata={"derived": (source, make), "content": content})


def derived_list(source: str, make: Callable[[Any], list[Any]], *, content: bool = False) -> Any:  # noqa: ANN401
    """Declare a field of any number of values, computed as by `derived`."""
    return field(default_factory=list, metadata={"derived": (source, make), "content": content})


def _canonical(url: str) -> str | None:
    address = article_address(url)
    return address.url if address else None


@dataclass(slots=True)
class Image:
    """A picture that belongs to the article."""

    url: str
    """Absolute address of the picture itself, never of a placeholder."""
    caption: str | None = None
    """The line printed with it that says what it shows."""
    credit: str | None = None
    """Who took or supplied it, as printed: "Xinhua", "Dong Jun / SHINE"."""

    @classmethod
    def of(cls, picture: Picture) -> Self:
        """Take over what the page shows."""
        return cls(picture.url, picture.caption, picture.credit)


@dataclass(slots=True)
class Provenance:
    """How a revision came to be known."""

    fetched_url: str | None = None
    """The address that the page was read from, after redirects."""
    fetched_at: str | None = None
    """When, as ISO 8601 in UTC."""
    status: int | None = None
    """The HTTP status it came with."""
    etag: str | None = None
    """Its entity tag."""
    last_modified: str | None = None
    """Its Last-Modified, as sent."""
    discovered_by: str | None = None
    """The way in that named the address first: "newsmap", "listing" or "sitemap"."""
    run: str | None = None
    """The run that fetched it."""
    extractor: str = EXTRACTOR
    """The version of the reading."""
    sources: dict[str, str] = field(default_factory=dict)
    """For each field with a value, the source that gave it: {"title": "meta:og:title"}."""
    disagreements: dict[str, dict[str, Any]] = field(default_factory=dict)
    """For each field on which witnesses differ, what each source says."""

    @property
    def published_source(self) -> str | None:
        """Which kind of evidence gave the time of publication."""
        kind = self.sources.get("published_at", "").partition(":")[0]
        return _PUBLISHED_SOURCES.get(kind, kind) or None


@dataclass(slots=True)
class Article:
    """One article of the site, in the order of the feed's keys."""

    schema_version: int = SCHEMA_VERSION
    """The version of this contract."""
    id: str | None = scraped(address="id")
    """The ten digits that end the address, of which six are the day of publication (YYMMDD); the title's slug in
    the print archive."""
    url: str | None = scraped(_canonical, address="url", meta="og:url")
    """The canonical address on www.shine.cn."""
    section: str | None = scraped(address="section")
    """The path of the section: "news/nation"."""
    section_path: list[str] = scraped_list(landmark="crumb")
    """The section as the page prints it: ["News", "Nation"]."""
    title: str | None = scraped(text.headline, content=True, meta="og:title", ld="headline", landmark="headline")
    """The headline."""
    summary: str | None = scraped(content=True, landmark="summary", markup="div.caption p")
    """The editor's one sentence under the headline; not part of the body."""
    byline: str | None = scraped(landmark="byline")
    """Who wrote it, as printed; null when the page does not say."""
    authors: list[str] = derived_list("byline", names.people, content=True)
    """The people in the byline, each once, in printed order."""
    agency: str | None = derived("byline", names.agency, content=True)
    """The agency in the byline."""
    published_at: str | None = scraped(
        dates.moment,
        content=True,
        meta="article:published_time",
        ld="datePublished",
        markup="span.glyphicon-time",
        landmark="time_line",
        hour="time_line",
        newsmap="publication_date",
        address="day",
    )
    """The moment of publication, ISO 8601 with +08:00; the first moment of its day when no time is known."""
    published_source: str | None = derived("provenance", lambda provenance: provenance.published_source)
    """Where that was read: "meta", "time-line", "newsmap" or "address" (of which only the day is known)."""
    body: str | None = scraped(
        text.paragraphs,
        together=True,
        content=True,
        agree=text.share_paragraphs,
        landmark="paragraphs",
        markup="div.content p",
    )
    """The text: paragraphs, subheadings, list items and quotations, joined with a blank line."""
    images: list[Image] = scraped_list(Image.of, content=True, landmark="images")
    """The article's pictures, in page order."""
    videos: list[str] = scraped_list(content=True, landmark="videos")
    """Absolute addresses of the article's videos."""
    source: str | None = scraped(content=True, landmark="source")
    """The house that the text is from: "Xinhua", "SHINE"."""
    editor: str | None = scraped(content=True, landmark="editor")
    """The editor named at the foot."""
    tags: list[str] = scraped_list(content=True, landmark="tags")
    """The tags under the text."""
    comment_count: int | None = scraped(int, landmark="comment_count")
    """How many comments the page counts."""
    word_count: int | None = derived("body", text.word_count)
    """Words in the body; each Chinese character counts."""
    language: str | None = derived("body", text.language)
    """Language of the body as a BCP 47 tag: "en" or "zh"."""
    content_hash: str | None = None
    """SHA-256 of the content fields, in hex: equal as long as the article reads the same."""
    revision: int | None = None
    """1 for the first version that was stored, one more for each change of content."""
    first_seen_at: str | None = None
    """When the article was first stored, ISO 8601 in UTC."""
    changed_at: str | None = None
    """When this record last changed: stored, revised, withdrawn or restored."""
    withdrawn_at: str | None = None
    """When the article was found to be gone from the site; null while it is there."""
    duplicate_of: str | None = None
    """The id of the earliest article with nearly the same body."""
    provenance: Provenance = field(default_factory=Provenance)
    """How this revision came to be known."""


FIELDS = fields(Article)
CONTENT = tuple(spec.name for spec in FIELDS if spec.metadata.get("content"))
"""The fields whose change makes a revision."""


def sources_of(name: str) -> list[str]:
    """List the witnesses of a field, the most trusted first; of a derived field those of the field it comes from.

    >>> sources_of("authors")
    ['landmark:byline']
    """
    spec = next(spec for spec in FIELDS if spec.name == name)
    if "derived" in spec.metadata:
        return sources_of(spec.metadata["derived"][0])
    return [str(source) for source in spec.metadata.get("sources", ()) if source.is_witness]
