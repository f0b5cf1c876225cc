"""How the ways in are asked, whichever they are: sitemaps and listings."""

from collections.abc import Iterable, Iterator

from scrapy import Request
from scrapy.http import Response

from shinenews.site import Found
from shinenews.spiders.messages import asked, header, is_cut, make_conditional
from shinenews.spiders.visiting import VisitingSpider
from shinenews.store.frontier.validators import Copy


class AskingSpider(VisitingSpider):
    """Asks ways in for articles of its sections, and notes how they answered."""

    @property
    def asks_for_any_day(self) -> bool:
        """Whether articles of all days are asked for, or only of some."""
        return self.arguments.since is None and self.arguments.until is None

    def _wanted(self, found: Iterable[Found]) -> Iterator[Found]:
        for one in found:
            if one.address.section in self.sections and self.arguments.ask_for(one.address.day):
                yield one

    def _if_changed(self, request: Request, sections: tuple[str, ...]) -> Request:
        """Let the site answer that a way in names what it named, unless more than what is new is asked for."""
        copy = self._run.exploration.copy_of(sections, asked(request))
        if copy and self.asks_for_any_day and self.arguments.revisit != "all":
            request.meta["handle_httpstatus_list"] = [304]
            make_conditional(request, copy)
        return request

    def _keep(self, response: Response, sections: tuple[str, ...]) -> None:
        """Keep how the site marks a way in that was read, unless not all that it names is known now."""
        if self.asks_for_any_day and not is_cut(response):
            etag, last_modified = header(response, "ETag"), header(response, "Last-Modified")
            self._run.exploration.keep(Copy(sections, asked(response.request), etag, last_modified))

    def _note_way_in(self, way: str, state: str, links: int | None = None) -> None:
        if links is not None:
            self._run.notes.links[way] = links
        self._run.notes.ways_in[way] = state

    def _note_breaking_off(self, way: str, path: str, reason: str) -> None:
        self._run.notes.note_break(way, path, reason)
