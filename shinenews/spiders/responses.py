"""Which answers of the site are pages."""

from typing import TypeGuard

from scrapy.http import Response, TextResponse


def is_page(response: Response) -> TypeGuard[TextResponse]:
    """Tell whether an answer is markup, as which it can be read; JSON and pictures are not."""
    return isinstance(response, TextResponse) and response.selector.type in {"html", "xml"}
