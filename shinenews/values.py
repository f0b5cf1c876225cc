"""The kinds of values in a line of the feed, where a type alone says too little."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import CoreSchema, core_schema

_TO_THE_SECOND = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of some values and no other, to annotate a type with."""

    values: tuple[str | int, ...]

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Let pydantic check it."""
        return core_schema.literal_schema(list(self.values))


def _in_the_calendar(moment: str) -> str:
    datetime.fromisoformat(moment)
    return moment


def _moment(offset: str) -> Any:  # noqa: ANN401
    pattern = f"^{_TO_THE_SECOND}{offset}$"
    return Field(pattern=pattern, max_length=25, json_schema_extra={"format": "date-time"})


Moment = Annotated[str, _moment(r"\+00:00"), AfterValidator(_in_the_calendar)]
"""ISO 8601 in UTC, to the second: `2024-11-11T12:37:00+00:00`."""

SiteMoment = Annotated[str, _moment(r"\+08:00"), AfterValidator(_in_the_calendar)]
"""ISO 8601 on the site's clock, to the second: `2024-11-11T20:37:00+08:00`."""

Uri = Annotated[str, Field(pattern=r"^https?://[!-~]+$", json_schema_extra={"format": "uri"})]
"""An absolute address of the web, in ASCII."""

WebAddress = Annotated[str, Field(pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://\S")]
"""An absolute address of the web as a page gives it, which may hold what a URI would escape."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", max_length=64)]
"""A SHA-256 in hex."""

Count = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""A number of things, small enough for every reader of JSON."""

Ordinal = Annotated[int, Field(ge=1, le=2**53 - 1)]
"""A place in a row that begins with 1."""
