"""What the edition answers to a path on a day without accidents."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import takewhile
from urllib.parse import parse_qs, urlsplit

from shinenews.edition import sitemaps
from shinenews.edition.answers import Answer, bare
from shinenews.edition.catalogue import Catalogue
from shinenews.edition.markups.chrome import MENU, author_path, padded
from shinenews.edition.markups.wardrobe import Markup
from shinenews.edition.stories import Story
from shinenews.edition.views import ArticleView, ListingView
from shinenews.site import Address, article_address

_FRONTS = {"/": "SHINE", "/news/": "News", "/biz/": "Biz", "/feature/": "Feature"}
_LISTINGS = {path: label for label, path in MENU.items() if path not in _FRONTS}
_CARDS_A_PAGE = 20
_READ_FOR_AN_AUTHOR = 200
_ROBOTS = b"""User-agent: *
Disallow: /admin/
Disallow: /subscribe
Sitemap: https://www.shine.cn/sitemap-news.xml
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Answers from a catalogue, in one markup.

    `gone` tells the status of each withdrawn id. No article's page is older than its template, which is of
    `settled_at`, and no other page older than `today`. Pages are padded to `page_bytes`.
    """

    catalogue: Catalogue
    markup: Markup
    settled_at: datetime
    today: datetime
    gone: Mapping[str, int] = field(default_factory=dict)
    page_bytes: int = 0

    def answer(self, target: str) -> Answer:
        """Answer a request target: a path, and a query that counts only on listings."""
        url = urlsplit(target)
        if address := article_address(url.path):
            return self._article(address, url.path)
        if url.path == "/robots.txt":
            return Answer(200, _ROBOTS, "text/plain", self.settled_at)
        if url.path.startswith("/sitemap"):
            return self._sitemap(url.path)
        if url.path in _FRONTS:
            stories = self._read(self._newest(url.path)[:_CARDS_A_PAGE])
            return self._page(
                self.markup.front(ListingView(_FRONTS[url.path], url.path, stories)), self._latest(stories)
            )
        if url.path in _LISTINGS:
            return self._listing(url.path, parse_qs(url.query).get("page", ["1"])[0])
        return self._author(url.path)

    def _article(self, address: Address, path: str) -> Answer:
        story = self.catalogue.story(address.id)
        if story is None or story.directory != address.directory:
            return bare(self.gone.get(address.id, 404))
        if path != story.path:
            return bare(301, {"Location": story.path})
        ids = self._newest(story.directory)
        older = bisect_right(ids, -_day(story.id), key=lambda other: -_day(other))
        related, popular = self._read(ids[older : older + 3]), self._read(ids[older + 5 : older + 10])
        page = self.markup.article(ArticleView(story, related, popular))
        return self._page(page, max(self.settled_at, *(shown.modified_at for shown in (story, *related, *popular))))

    def _listing(self, path: str, number: str) -> Answer:
        ids = self._newest(path)
        pages = -(-len(ids) // _CARDS_A_PAGE) or 1
        if not number.isdecimal() or not 1 <= int(number) <= pages:
            return bare(404)
        end = int(number) * _CARDS_A_PAGE
        stories = self._read(ids[end - _CARDS_A_PAGE : end])
        view = ListingView(_LISTINGS[path], path, stories, int(number), pages)
        return self._page(self.markup.listing(view), self._latest(stories))

    def _author(self, path: str) -> Answer:
        newest = self._read(self._newest("/")[:_READ_FOR_AN_AUTHOR])
        stories = tuple(story for story in newest if path in map(author_path, story.byline))
        if not stories:
            return bare(404)
        (name,) = (name for name in stories[0].byline if author_path(name) == path)
        return self._page(self.markup.listing(ListingView(name, path, stories)), self._latest(stories))

    def _sitemap(self, path: str) -> Answer:
        months = {sitemaps.path_of(month): month for month in self._months()}
        stories: tuple[Story, ...] = ()
        if path == "/sitemap-news.xml":
            stories = self._newest_two_days()
            document = sitemaps.newsmap(stories)
        elif path == "/sitemap.xml":
            document = sitemaps.index(months.values())
        elif path in months:
            stories = self._read(id_ for id_ in self._newest("/") if _month(id_) == months[path])
            document = sitemaps.month(stories)
        else:
            return bare(404)
        return Answer(200, document.encode(), "application/xml", self._latest(stories))

    def _months(self) -> list[str]:
        """List the months that have stories, the newest first."""
        return sorted({_month(id_) for id_ in self._newest("/")}, reverse=True)

    def _page(self, page: str, modified_at: datetime) -> Answer:
        return Answer(200, padded(page, self.page_bytes).encode(), modified_at=modified_at)

    def _newest(self, path: str) -> Sequence[str]:
        return self.catalogue.newest(path.strip("/"))

    def _read(self, ids: Iterable[str]) -> tuple[Story, ...]:
        return tuple(filter(None, map(self.catalogue.story, ids)))

    def _newest_two_days(self) -> tuple[Story, ...]:
        ids = self._newest("/")
        if not ids:
            return ()
        newest = self._read(ids[:1])[0].published_at
        stories = (story for story in map(self.catalogue.story, ids) if story)
        midnight = newest.replace(hour=0, minute=0) - timedelta(days=1)
        return tuple(takewhile(lambda story: story.published_at >= midnight, stories))

    def _latest(self, stories: Iterable[Story]) -> datetime:
        return max([self.today, *(story.modified_at for story in stories)])


def _month(story_id: str) -> str:
    return f"20{story_id[:2]}-{story_id[2:4]}"


def _day(story_id: str) -> int:
    return int(story_id[:6])
