"""The document of an article: its JSON as it is stored, and as it is when brought to the state that it is in."""

import json
import re
from dataclasses import fields
from operator import attrgetter
from typing import Any

from shinenews.items import Article, Image, Provenance

Document = dict[str, Any]
"""An article with the feed's keys in the feed's order."""

STATE = ("first_seen_at", "changed_at", "withdrawn_at", "duplicate_of")
"""The keys of an article's state, in their order."""

_BEGIN = ', "first_seen_at": '
_STATE = re.compile(
    rf'{_BEGIN}(?:null|"[^"\\]*"), "changed_at": (?:null|"[^"\\]*")'
    r', "withdrawn_at": (?:null|"[^"\\]*"), "duplicate_of": (?:null|"[^"\\]*"), "provenance": '
)
"""The keys of an article's state as they stand in its JSON; in a value the quotation marks would be escaped."""

_NAMES = {of: tuple(spec.name for spec in fields(of)) for of in (Article, Image, Provenance)}
_VALUES = {of: attrgetter(*names) for of, names in _NAMES.items()}

as_json = json.JSONEncoder(ensure_ascii=False).encode
"""Write the JSON of a document as it is stored."""


def document_of(article: Article) -> Document:
    """Give the document of an article, its keys in the feed's order; it shares its lists and texts with it.

    >>> document = document_of(Article(title="Rain ahead", images=[Image("https://obj.shine.cn/1_0.jpg")]))
    >>> document["title"], document["images"]
    ('Rain ahead', [{'url': 'https://obj.shine.cn/1_0.jpg', 'caption': None, 'credit': None}])
    """
    return _flat(article) | {"images": list(map(_flat, article.images)), "provenance": _flat(article.provenance)}


def _flat(one: Article | Image | Provenance) -> dict[str, Any]:
    return dict(zip(_NAMES[type(one)], _VALUES[type(one)](one), strict=True))


def in_state(
    document: str, first_seen_at: str, changed_at: str, withdrawn_at: str | None, duplicate_of: str | None
) -> str:
    r"""Give the JSON of an article with its state as it is now; the rest stays as it is, to the byte.

    Reading the JSON would take longer than all else that is done to a line of a feed. Raises ValueError for what is
    no JSON object.

    >>> stored = '{"id": "1", "first_seen_at": "a", "changed_at": "a", "withdrawn_at": null, "duplicate_of": null'
    >>> in_state(stored + ', "provenance": {}}', "a", "b", "b", None)[29:]
    '"a", "changed_at": "b", "withdrawn_at": "b", "duplicate_of": null, "provenance": {}}'
    """
    state = dict(zip(STATE, (first_seen_at, changed_at, withdrawn_at, duplicate_of), strict=True))
    found = _STATE.match(document, document.find(_BEGIN))
    if found is None:
        return as_json(dict(json.loads(document)) | state)
    written = as_json(state)[1:-1]
    return f'{document[: found.start()]}, {written}, "provenance": {document[found.end() :]}'
