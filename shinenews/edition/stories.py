"""The stories of the pocket edition: all that is true of an article, however a page prints it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from shinenews.site import Address

AGENCIES = frozenset({"AFP", "Reuters", "Xinhua"})
"""Bylines that name no person."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside the body."""

    text: str


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list; items in a row make the list."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage set off as somebody's words."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the body: its address, and what is printed under it."""

    url: str
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Video:
    """A video in the body."""

    url: str


Block: TypeAlias = Paragraph | Subheading | ListItem | Quotation | Picture | Video


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article.

    `id` is its ten digits, `directory` the path before them ("news/nation"). `byline` holds the names of its
    authors, or one agency, or nothing. `published_at` is aware and in whole minutes, as the site prints it;
    `modified_at` is the moment of the last edit, which no page prints. What a page lacks is None, or empty.
    """

    id: str
    directory: str
    title: str
    byline: tuple[str, ...]
    published_at: datetime
    modified_at: datetime
    summary: str | None
    blocks: tuple[Block, ...]
    source: str | None
    editor: str | None
    tags: tuple[str, ...] = ()
    comment_count: int = 0

    @property
    def path(self) -> str:
        """The path it is served at."""
        return Address(self.id, self.directory).path

    @property
    def url(self) -> str:
        """The canonical address, on the live site's host."""
        return Address(self.id, self.directory).url

    @property
    def section_path(self) -> tuple[str, ...]:
        """The crumb over the headline: ("News", "Nation")."""
        return tuple(part.title() for part in self.directory.split("/"))

    @property
    def is_by_staff(self) -> bool:
        """Whether the byline names people."""
        return bool(self.byline) and not AGENCIES.issuperset(self.byline)

    @property
    def body(self) -> str:
        """The text, its pieces joined by a blank line; no summary, caption, credit or source."""
        return "\n\n".join(block.text for block in self.blocks if not isinstance(block, Picture | Video))

    @property
    def images(self) -> tuple[Picture, ...]:
        """The pictures, in page order."""
        return tuple(block for block in self.blocks if isinstance(block, Picture))

    @property
    def videos(self) -> tuple[Video, ...]:
        """The videos, in page order."""
        return tuple(block for block in self.blocks if isinstance(block, Video))
