"""CSV: an article is a row, which a spreadsheet can open without running what a page says."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, get_type_hints

from shinenews.items import FIELDS, Article
from shinenews.store.articles.documents import as_json

COLUMNS = tuple(spec.name for spec in FIELDS)
"""The header: the fields of an article, in the order of the feed's keys."""

_PLAIN_LISTS = {name for name, hint in get_type_hints(Article).items() if hint == list[str]}
_SPECIAL = re.compile('[",;\r\n]')  # some spreadsheets part cells at semicolons
_PLAIN = re.compile('[^"\',;=+\\-@\t\r\n＝＋－＠\0\ud800-\udfff][^",;\r\n\0\ud800-\udfff]*')
"""A text that is a cell as it stands; most are."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def rows(documents: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield the header, then a row for each article."""
    yield header()
    yield from map(row, documents)


def header(columns: Iterable[str] = COLUMNS) -> bytes:
    """Write the first row."""
    return _line(map(_quoted, columns))


def row(document: Mapping[str, Any], columns: Collection[str] = COLUMNS) -> bytes:
    r"""Write an article by RFC 4180, as UTF-8: CRLF at its end, quotation marks where needed and about semicolons.

    What is absent is an empty cell. A list of texts is a cell with a text on each line (a text that came with lines
    of its own is made one); what is nested is JSON. Texts are `guarded`; NUL and lone surrogates are left out.

    >>> row({"id": "2411116666", "title": "Rain, then sun", "tags": ["Rain", "Sun"], "revision": 1})[:35]
    b',2411116666,,,,"Rain, then sun",,,,'
    >>> row({"id": "2411116666", "title": "Rain; sun"})[:27]
    b',2411116666,,,,"Rain; sun",'
    """
    is_plain = _PLAIN.fullmatch
    return _line(
        "" if value is None else value if type(value) is str and is_plain(value) else _quoted(cell(name, value))
        for name, value in zip(columns, map(document.get, columns), strict=True)
    )


def cell(name: str, value: object) -> str:
    r"""Give the text of a field's cell.

    >>> cell("tags", ["Rain", "Sun"]), cell("images", []), cell("comment_count", 3), cell("editor", None)
    ('Rain\nSun', '[]', '3', '')
    """
    if value is None:
        return ""
    if isinstance(value, list) and name in _PLAIN_LISTS:
        value = "\n".join(text.replace("\n", " ") for text in value)
    if isinstance(value, str):
        return guarded(_writable(value))
    return str(value) if type(value) is int else _writable(as_json(value))


def guarded(text: str) -> str:
    r"""Put an apostrophe before what a spreadsheet takes for a formula, as OWASP advises; `unguarded` takes it off.

    So that it can be taken off again, a text that already has apostrophes before such a character gets one more.

    >>> guarded("=HYPERLINK(1)"), guarded("'-1"), guarded("'Tis so"), guarded("5 = 5")
    ("'=HYPERLINK(1)", "''-1", "'Tis so", '5 = 5')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Give the text that was guarded.

    >>> unguarded("'=HYPERLINK(1)"), unguarded("'Tis so")
    ('=HYPERLINK(1)', "'Tis so")
    """
    return text[1:] if _GUARDED.match(text) else text


def _writable(text: str) -> str:
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "").encode(errors="ignore").decode()


def _line(cells: Iterable[str]) -> bytes:
    return (",".join(cells) + "\r\n").encode()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text
