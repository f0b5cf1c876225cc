"""An answer of the site, before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body; `modified_at` is None for what can't be asked for conditionally."""

    status: int
    body: bytes
    content_type: str = HTML
    modified_at: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """The strong validator of the body."""
        return f'"{sha256(self.body).hexdigest()[:24]}"'


def bare(status: int, headers: Mapping[str, str] | None = None) -> Answer:
    """Return the site's short page for a status that is not a success."""
    title = f"{status} {HTTPStatus(status).phrase}"
    page = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"
    return Answer(status, page.encode(), headers=headers or {})
