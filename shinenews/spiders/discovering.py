"""How articles are found: the ways in, and what they lead to."""

from scrapy import Request

from shinenews.discovery import sitemap
from shinenews.spiders.listed import ListedSpider
from shinenews.spiders.mapped import MappedSpider


class DiscoveringSpider(MappedSpider, ListedSpider):
    """Finds articles of its sections, and makes them known to the store."""

    def _ways_in(self) -> list[Request]:
        """Ask for the first page of each way in, and for the listing's pages where an earlier run broke off."""
        requests = [self._sitemap(way, path) for way, path in sitemap.PATHS.items() if way in self.arguments.via]
        return requests + (self._listings() if "listing" in self.arguments.via else [])

    def _further_ways_in(self) -> list[Request]:
        """Ask for the next page of each listing, or else for the next sitemap, as long as more is wanted."""
        if not self._left(1):
            return []
        pages = self._next_pages()
        if not pages and self._sitemaps:
            return [self._sitemap("sitemap", self._sitemaps.popleft())]
        return pages

    def _is_led_on(self) -> bool:
        """Whether the ways in that were read lead to more of them."""
        return bool(self._onward() or self._sitemaps)
