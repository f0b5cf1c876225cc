"""How a field of an article is declared: what cleans it, where it is stated, what it is derived from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shinenews.normalise import text


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a field is stated.

    `kind` says how it is read: `meta` (a meta element by property or name), `ld` (a key of the page's JSON-LD),
    `markup` (a selector in `evidence.MARKUP`) and `landmark` (an attribute of `page.Page`) let the page itself
    speak, and its `element` of another name, which is heard as a third only. Where the page is silent answer `hour`
    (a landmark without its date, on the address's day), `newsmap` and `address` (an attribute of `site.Address`).
    """

    kind: str
    query: str

    @property
    def is_witness(self) -> bool:
        """Whether the page itself speaks here, so that it can disagree with another part of the page."""
        return self.kind in {"meta", "ld", "markup", "landmark"}

    @property
    def is_for_machines(self) -> bool:
        """Whether it is told to machines, and no reader sees when it is wrong."""
        return self.kind in {"meta", "ld"}

    @property
    def only_testifies(self) -> bool:
        """Whether what it says is held against the value, but never taken for it.

        A selector of the known markup may hit a caption's box or a sidebar's time as well.
        """
        return self.kind == "markup"

    def __str__(self) -> str:
        return f"{self.kind}:{self.query}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """When what machines are told is not believed: `is_wrong` of it, of what readers see, and of what a `third` says.

    What readers see or the third says may be None. Where the first is doubted, a source that comes after gives the
    value.
    """

    is_wrong: Callable[[str, str | None, str | None], bool]
    third: Source


def scraped(
    clean: Callable[[Any], Any] = text.clean,
    *,
    together: bool = False,
    content: bool = False,
    agree: Callable[[Any, Any], bool] = text.same,
    doubt: Doubt | None = None,
    **sources: str,
) -> Any:  # noqa: ANN401
    """Declare a field with one value, made by `clean` of what a source says.

    `sources` are given by kind, the most trusted first; one that says several different things counts as silent.
    With `together`, `clean` takes all that a source says as one list. A change of a `content` field is a new
    revision. `agree` tells whether two witnesses say the same, `doubt` which of the first are not believed.
    """
    each = _each(clean)

    def unanimous(raw: list[Any]) -> Any:  # noqa: ANN401
        values = each(raw)
        return values[0] if values and values.count(values[0]) == len(values) else None

    into = clean if together else unanimous
    return field(default=None, metadata=_metadata(into, content, agree, sources) | {"doubt": doubt})


def scraped_list(
    clean: Callable[[Any], Any] = text.clean,
    *,
    content: bool = False,
    agree: Callable[[Any, Any], bool] = text.same,
    **sources: str,
) -> Any:  # noqa: ANN401
    """Declare a field with any number of values, each of them cleaned; as `scraped`."""
    return field(default_factory=list, metadata=_metadata(_each(clean), content, agree, sources))


def _each(clean: Callable[[Any], Any]) -> Callable[[list[Any]], list[Any]]:
    """Make of a cleaner of values one of lists, which leaves out what comes to nothing."""
    return lambda raw: [value for each in raw if (value := clean(each)) is not None]


def _metadata(
    into: Callable[[list[Any]], Any],
    content: bool,  # noqa: FBT001
    agree: Callable[[Any, Any], bool],
    sources: dict[str, str],
) -> dict[str, Any]:
    return {
        "sources": tuple(Source(kind, query) for kind, query in sources.items()),
        "clean": into,
        "content": content,
        "agree": agree,
    }


def derived(source: str, make: Callable[[Any], Any], *, content: bool = False) -> Any:  # noqa: ANN401
    """Declare a field that `make` computes from another one; None when that one is None."""
    return field(default=None, metadata={"derived": (source, make), "content": content})


def derived_list(source: str, make: Callable[[Any], list[Any]], *, content: bool = False) -> Any:  # noqa: ANN401
    """Declare a field of any number of values, computed as by `derived`."""
    return field(default_factory=list, metadata={"derived": (source, make), "content": content})
