"""The kinds of values in a line of the feed, where a type alone says too little.

Each annotates a type, and tells pydantic what it means when that first checks a line: pydantic's own words for it would
cost a start more than all the rest of the schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import CoreSchema

_TO_THE_SECOND = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of some values and no other."""

    values: tuple[str | int, ...]

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Let pydantic check it."""
        return core_schema.literal_schema(list(self.values))


@dataclass(frozen=True, slots=True)
class Within:
    """A number from `least` to `most`."""

    least: int
    most: int = 2**53 - 1

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Let pydantic check it."""
        return core_schema.int_schema(ge=self.least, le=self.most)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text that a regular expression describes, of `longest` characters at the most.

    `format` is what JSON Schema calls it; `read` raises ValueError for what the expression lets pass and is none.
    """

    pattern: str
    longest: int | None = None
    format: str | None = None
    read: Callable[[str], object] | None = None

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Let pydantic check it."""
        shaped = core_schema.str_schema(pattern=self.pattern, max_length=self.longest)
        return core_schema.no_info_after_validator_function(self._check, shaped) if self.read else shaped

    def __get_pydantic_json_schema__(self, schema: CoreSchema, describe: Callable[[CoreSchema], Any]) -> dict[str, Any]:
        """Let pydantic describe it."""
        described: dict[str, Any] = describe(schema)
        return described | {"format": self.format} if self.format else described

    def _check(self, text: str) -> str:
        if self.read:
            self.read(text)
        return text


Moment = Annotated[str, Shaped(rf"^{_TO_THE_SECOND}\+00:00$", 25, "date-time", datetime.fromisoformat)]
"""ISO 8601 in UTC, to the second: `2024-11-11T12:37:00+00:00`."""

SiteMoment = Annotated[str, Shaped(rf"^{_TO_THE_SECOND}\+08:00$", 25, "date-time", datetime.fromisoformat)]
"""ISO 8601 on the site's clock, to the second: `2024-11-11T20:37:00+08:00`."""

Uri = Annotated[str, Shaped(r"^https?://[!-~]+$", format="uri")]
"""An absolute address of the web, in ASCII."""

WebAddress = Annotated[str, Shaped(r"^[Hh][Tt][Tt][Pp][Ss]?://\S")]
"""An absolute address of the web as a page gives it, which may hold what a URI would escape."""

Digest = Annotated[str, Shaped(r"^[0-9a-f]{64}$", 64)]
"""A SHA-256 in hex."""

Count = Annotated[int, Within(0)]
"""A number of things, small enough for every reader of JSON."""

Ordinal = Annotated[int, Within(1)]
"""A place in a row that begins with 1."""
