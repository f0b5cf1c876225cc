"""Articles made from pages: each declared field from the first of its sources that gives a value."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import Field, asdict
from typing import TYPE_CHECKING, Any, ClassVar

from itemloaders import ItemLoader
from itemloaders.processors import Identity, TakeFirst
from parsel import Selector

from shinenews.evidence import Evidence
from shinenews.items import CONTENT, FIELDS, Article

if TYPE_CHECKING:
    from shinenews.fields import Source


class ArticleLoader(ItemLoader):
    """Loads an article from the evidence of a page, and notes who said what."""

    default_item_class = Article
    _output_processors: ClassVar[dict[str, Callable[..., Any]]] = {
        spec.name: Identity() if spec.default_factory is list else TakeFirst() for spec in FIELDS
    }

    def __init__(self, evidence: Evidence) -> None:
        super().__init__()
        self.evidence = evidence

    def add_sources(self, spec: Field[Any]) -> None:
        """Take a field's value from the most trusted source that gives one.

        The source goes to the article's provenance; so does what the other witnesses say, where they differ.
        """
        said: list[tuple[Source, Any]] = []
        trusted, value = None, None
        for source in spec.metadata.get("sources", ()):
            if trusted and not source.is_witness:
                break
            says = self._says(spec, source)
            if says is None or says == []:
                continue
            said.append((source, says))
            if trusted is None and not source.only_testifies and not self._is_doubted(spec, source, says):
                trusted, value = source, says
        if trusted is None:
            return
        self.add_value(spec.name, value)
        self.item.provenance.sources[spec.name] = str(trusted)
        if not all(says == value or spec.metadata["agree"](value, says) for _, says in said):
            self.item.provenance.disagreements[spec.name] = {str(source): says for source, says in said}

    def _says(self, spec: Field[Any], source: "Source") -> Any:  # noqa: ANN401
        return spec.metadata["clean"](self.evidence.read(source))

    def _is_doubted(self, spec: Field[Any], source: "Source", told: Any) -> bool:  # noqa: ANN401
        """Tell what only machines are told, and what readers see or a third says speaks against."""
        doubt = spec.metadata.get("doubt") if source.is_for_machines else None
        if doubt is None:
            return False
        shown = next(each for each in spec.metadata["sources"] if each.kind == "landmark")
        return bool(doubt.is_wrong(told, self._says(spec, shown), self._says(spec, doubt.third)))

    def get_input_processor(self, field_name: str) -> Callable[..., Any]:  # noqa: ARG002
        """Take a value as it is, for `add_sources` has cleaned it; sparing the look at the item's declarations."""
        return self.default_input_processor

    def get_output_processor(self, field_name: str) -> Callable[..., Any]:
        """Keep a list whole, and take a single value out of the one that the loader gathers in."""
        return self._output_processors[field_name]

    def load_item(self) -> Article:
        """Populate the article, derived fields included."""
        article: Article = super().load_item()
        for spec in FIELDS:
            if "derived" in spec.metadata:
                source, make = spec.metadata["derived"]
                value = getattr(article, source)
                if value is not None:
                    setattr(article, spec.name, make(value))
        article.content_hash = content_hash(article)
        return article


def load_article(selector: Selector, url: str, *, listed_at: str | None = None) -> Article:
    """Read an article from its page; what the page does not say stays None.

    `url` is the address that was asked for, `listed_at` the publication date that the news sitemap gave with it
    (W3C datetime). Never raises on any page: one that is no article gives an article without title or body.
    """
    loader = ArticleLoader(Evidence(selector, url, listed_at))
    for spec in FIELDS:
        loader.add_sources(spec)
    return loader.load_item()


def content_hash(article: Article) -> str:
    """Digest the content fields: SHA-256 of their canonical JSON, in hex."""
    values = [getattr(article, name) for name in CONTENT]
    content = json.dumps(values, default=asdict, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()
