"""What a page shows, before any markup is chosen."""

from dataclasses import dataclass

from shinenews.edition.stories import Story

_AROUND = 3


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article's page: the story, and the boxes of other stories around it."""

    story: Story
    related: tuple[Story, ...]
    popular: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class ListingView:
    """One page of a listing: `page` counts from 1 to `pages`, and page 1 is at `path` itself."""

    heading: str
    path: str
    stories: tuple[Story, ...]
    page: int = 1
    pages: int = 1

    @property
    def offered(self) -> list[int]:
        """The pages that its pager leads to: the first, the last, and those around this one.

        >>> ListingView("Nation", "/news/nation/", (), 9, 40).offered
        [1, 6, 7, 8, 9, 10, 11, 12, 40]
        """
        around = range(max(1, self.page - _AROUND), min(self.pages, self.page + _AROUND) + 1)
        return sorted({1, *around, self.pages})

    def path_of(self, page: int) -> str:
        """Return the address of another page of the listing.

        >>> ListingView("Nation", "/news/nation/", ()).path_of(2)
        '/news/nation/?page=2'
        """
        return self.path if page == 1 else f"{self.path}?page={page}"
