"""The schema: every field of an article, declared once.

A declaration names the field's type, its cleaner, its sources in order of trust and, in the text under it, its
meaning. Loader, validation, store and feeds derive from it.

The fields of that text are for the feed's contract and its dictionary: `:null:` says when the feed has null there (a
field without it never has), `:schema.org:` what NewsArticle calls it, and `:example:` is a value, in JSON.
"""

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Annotated, Any, Final, Self

from shinenews.fields import Doubt, Source, derived, derived_list, scraped, scraped_list
from shinenews.normalise import dates, names, text
from shinenews.site import article_address
from shinenews.values import Count, Digest, Moment, OneOf, Ordinal, SiteMoment, Uri, WebAddress

if TYPE_CHECKING:
    from shinenews.page import Picture

SCHEMA_VERSION: Final = 1
"""Raised when the contract of the feed changes: `docs/feed.md` says what counts as a change."""

EXTRACTOR = "4"
"""Raised when the same page may be read to other values; kept in an article's provenance."""

_PUBLISHED_SOURCES = {"meta": "meta", "ld": "meta", "landmark": "time-line", "hour": "time-line"}

PublishedSource = Annotated[str, OneOf(("meta", "time-line", "newsmap", "address"))]
"""Which kind of evidence gave the time of publication."""


def _canonical(url: str) -> str | None:
    address = article_address(url)
    return address.url if address else None


@dataclass(slots=True)
class Image:
    """A picture that belongs to the article."""

    url: WebAddress
    """Absolute address of the picture itself, never of a placeholder.

    :schema.org: contentUrl
    :example: "https://obj.shine.cn/files/2024/11/12/340da71f-5e21-552d-a17c-96da0ea5aac2_0.jpg"
    """
    caption: str | None = None
    """The line printed with it that says what it shows.

    :null: nothing is printed with the picture
    :schema.org: caption
    :example: "The bell is back on its hook."
    """
    credit: str | None = None
    """Who took or supplied it, as printed: "Xinhua", "Dong Jun / SHINE".

    :null: nobody is named
    :schema.org: creditText
    :example: "Ti Gong"
    """

    @classmethod
    def of(cls, picture: "Picture") -> Self:
        """Take over what the page shows."""
        return cls(picture.url, picture.caption, picture.credit)


@dataclass(slots=True)
class Provenance:
    """How a revision came to be known."""

    fetched_url: Uri | None = None
    """The address that the page was read from, after redirects.

    :example: "https://www.shine.cn/news/nation/2411123340/"
    """
    fetched_at: Moment | None = None
    """When.

    :example: "2024-11-12T05:07:31+00:00"
    """
    status: Count | None = None
    """The HTTP status it came with.

    :example: 200
    """
    etag: str | None = None
    """Its entity tag.

    :null: the site sent none
    :example: "\\"5f3c-1a\\""
    """
    last_modified: str | None = None
    """Its Last-Modified, as sent.

    :null: the site sent none
    :example: "Tue, 12 Nov 2024 04:30:00 GMT"
    """
    discovered_by: str | None = None
    """The way in that named the address first: "newsmap", "listing" or "sitemap".

    :example: "newsmap"
    """
    run: str | None = None
    """The run that fetched it.

    :example: "20241112T050700Z-3eb24"
    """
    extractor: str = EXTRACTOR
    """The version of the reading.

    :example: "2"
    """
    sources: dict[str, str] = field(default_factory=dict)
    """For each field that is read from the page, or else from its address or the news sitemap, the source that gave it:
    {"title": "meta:og:title"}. Fields that are derived from others, such as `authors`, have none.

    :example: {"title": "meta:og:title", "published_at": "landmark:time_line"}
    """
    disagreements: dict[str, dict[str, Any]] = field(default_factory=dict)
    """For each field on which witnesses differ, what each source says.

    :example: {"title": {"meta:og:title": "Rain ahead", "landmark:headline": "Rain today"}}
    """

    @property
    def published_source(self) -> str | None:
        """Which kind of evidence gave the time of publication."""
        kind = self.sources.get("published_at", "").partition(":")[0]
        return _PUBLISHED_SOURCES.get(kind, kind) or None


@dataclass(slots=True)
class Article:
    """One article of the site, in the order of the feed's keys."""

    schema_version: Annotated[int, OneOf((SCHEMA_VERSION,))] = SCHEMA_VERSION
    """The version of this contract.

    :example: 1
    """
    id: str | None = scraped(address="id")
    """The ten digits that end the address, of which six are the day of publication (YYMMDD); the title's slug in
    the print archive.

    :schema.org: identifier
    :example: "2411123340"
    """
    url: Uri | None = scraped(_canonical, address="url", meta="og:url")
    """The canonical address on www.shine.cn.

    :schema.org: url
    :example: "https://www.shine.cn/news/nation/2411123340/"
    """
    section: str | None = scraped(address="section")
    """The path of the section.

    :example: "news/nation"
    """
    section_path: list[str] = scraped_list(landmark="crumb")
    """The section as the page prints it; empty when it prints none.

    :schema.org: articleSection
    :example: ["News", "Nation"]
    """
    title: str | None = scraped(
        text.headline,
        content=True,
        doubt=Doubt(text.is_other_title, third=Source("element", "title")),
        meta="og:title",
        ld="headline",
        landmark="headline",
    )
    """The headline.

    :schema.org: headline
    :example: "School bell, stolen in 1987, comes back by parcel post"
    """
    summary: str | None = scraped(content=True, landmark="summary", markup="div.caption p")
    """The editor's one sentence under the headline; not part of the body.

    :null: the editor wrote none
    :schema.org: abstract
    :example: "It came with a note, and with the postage underpaid."
    """
    byline: str | None = scraped(landmark="byline")
    """Who wrote it, as printed.

    :null: the page does not say
    :example: "Gu Yilan, Ren Shuhan"
    """
    authors: list[str] = derived_list("byline", names.people, content=True)
    """The people in the byline, each once, in printed order.

    :schema.org: author
    :example: ["Gu Yilan", "Ren Shuhan"]
    """
    agency: str | None = derived("byline", names.agency, content=True)
    """The agency in the byline.

    :null: the byline names none
    :schema.org: author
    :example: "Xinhua"
    """
    published_at: SiteMoment | None = scraped(
        dates.moment,
        content=True,
        doubt=Doubt(dates.is_other_moment, third=Source("address", "day")),
        meta="article:published_time",
        ld="datePublished",
        markup="span.glyphicon-time",
        landmark="time_line",
        hour="time_line",
        newsmap="publication_date",
        address="day",
    )
    """The moment of publication, ISO 8601 with +08:00; the first moment of its day when no time is known.

    :schema.org: datePublished
    :example: "2024-11-12T12:30:00+08:00"
    """
    published_source: PublishedSource | None = derived("provenance", lambda provenance: provenance.published_source)
    """Where that was read: the page's metadata, its time line, the news sitemap, or the address, of which only the
    day is known.

    :example: "time-line"
    """
    body: str | None = scraped(
        text.paragraphs,
        together=True,
        content=True,
        agree=text.share_paragraphs,
        landmark="paragraphs",
        markup="div.content p",
    )
    """The text: paragraphs, subheadings, list items and quotations, joined with a blank line.

    :null: the article is pictures or videos alone
    :schema.org: articleBody
    :example: "A primary school in Shanxi Province got its bell back.\\n\\nThe parcel bore no sender."
    """
    images: list[Image] = scraped_list(Image.of, content=True, landmark="images")
    """The article's pictures, in page order.

    :schema.org: image
    :example: [{"url": "https://obj.shine.cn/files/2024/11/12/1_0.jpg", "caption": null, "credit": "Xinhua"}]
    """
    videos: list[WebAddress] = scraped_list(content=True, landmark="videos")
    """Absolute addresses of the article's videos.

    :schema.org: video
    :example: ["https://obj.shine.cn/files/2024/11/12/1_0.mp4"]
    """
    source: str | None = scraped(content=True, landmark="source")
    """The house that the text is from.

    :null: the page names none
    :schema.org: sourceOrganization
    :example: "SHINE"
    """
    editor: str | None = scraped(content=True, landmark="editor")
    """The editor named at the foot.

    :null: nobody is named
    :schema.org: editor
    :example: "Cui Zhaoyu"
    """
    tags: list[str] = scraped_list(content=True, landmark="tags")
    """The tags under the text.

    :schema.org: keywords
    :example: ["Shanxi", "Schools"]
    """
    comment_count: Count | None = scraped(int, landmark="comment_count")
    """How many comments the page counts.

    :null: the page shows no count
    :schema.org: commentCount
    :example: 31
    """
    word_count: Count | None = derived("body", text.word_count)
    """Words in the body; each Chinese character counts.

    :null: there is no body
    :schema.org: wordCount
    :example: 98
    """
    language: str | None = derived("body", text.language)
    """Language of the body as a BCP 47 tag: "en" or "zh".

    :null: there is no body
    :schema.org: inLanguage
    :example: "en"
    """
    content_hash: Digest | None = None
    """SHA-256 of the content fields, in hex: equal as long as the article reads the same.

    :example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    """
    revision: Ordinal | None = None
    """1 for the first version that was stored, one more for each change of content.

    :schema.org: version
    :example: 2
    """
    first_seen_at: Moment | None = None
    """When the article was first stored.

    :example: "2024-11-12T05:07:31+00:00"
    """
    changed_at: Moment | None = None
    """When this record last changed: stored, revised, withdrawn, restored or marked as a duplicate or none.

    :example: "2024-11-13T05:07:12+00:00"
    """
    withdrawn_at: Moment | None = None
    """When the article was found to be gone from the site, or to be in another section.

    :null: it is there
    :example: "2024-11-14T06:07:44+00:00"
    """
    duplicate_of: str | None = None
    """The id of the earliest article, of any section, with nearly the same body.

    Nearly the same are bodies of 40 words or more that differ like a reprint from its original: cut or added to by
    some paragraph, with a name or a number corrected, see `likeness.alike`. By `published_at`, then id; withdrawn
    articles count. A mark is neither content nor a revision, and changes when an earlier article is found. Articles
    are found by what their bodies share; what more than eight share finds none of them, so those of a form that is
    filled in daily, or of a text that is printed nine times, are not marked.

    :null: there is none, or it is this one
    :example: "2411116666"
    """
    provenance: Provenance = field(default_factory=Provenance)
    """How this revision came to be known."""


@dataclass(slots=True)
class Event:
    """One line of the log: what became of one article in one run."""

    event: Annotated[str, OneOf(("new", "updated", "withdrawn", "restored"))]
    """What happened.

    :example: "updated"
    """
    at: Moment
    """When that was stored; the article's `changed_at` from then on.

    :example: "2024-11-13T05:07:12+00:00"
    """
    run: str
    """The run that found it.

    :example: "20241113T050700Z-1a292"
    """
    id: str
    """The article's.

    :example: "2411123340"
    """
    revision: Ordinal
    """The article's from then on.

    :example: 2
    """
    changed: list[str]
    """The fields of content that are not as they were, and `duplicate_of`, in the order of the article's keys; not what
    follows from them, such as `word_count`. Empty where only the article's standing changed.

    :example: ["authors"]
    """
    article: Article
    """The article as it then was: a line of the feed."""


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
