"""The markups by name, and what each of them must be able to render."""

from collections.abc import Mapping
from typing import Protocol

from shinenews.edition.markups import attested, figures, redesign
from shinenews.edition.views import ArticleView, ListingView


class Markup(Protocol):
    """A template: turns each kind of view into a page."""

    def article(self, view: ArticleView, /) -> str:
        """Render the page of an article."""

    def listing(self, view: ListingView, /) -> str:
        """Render one page of a listing."""

    def front(self, view: ListingView, /) -> str:
        """Render a section front."""


MARKUPS: Mapping[str, Markup] = {"attested": attested, "figures": figures, "redesign": redesign}
