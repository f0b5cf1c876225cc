"""The fields of an article beside who gave them, as a table."""

from collections.abc import Iterator, Mapping
from dataclasses import Field
from os.path import commonprefix
from typing import Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shinenews.items import FIELDS, Article, Image

_LONGEST = 110
_NARROW = 60
"""The columns of a terminal below which a value would be set a few letters wide."""

_ABSENT = "–"


def table(article: Article, width: int) -> Table:
    """Lay out every field that is read from the page; below one on which witnesses differ, what each of them says.

    Where the `width` is too small for columns beside each other, a value stands below its field.
    """
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=width >= _NARROW)
    if width < _NARROW:
        shown.add_column(overflow="fold")
        for field, value, witness in _rows(article):
            shown.add_row(Text.assemble(field, "  ", witness))
            shown.add_row(Padding(value, (0, 0, 0, 4)))
        return shown
    shown.add_column("field", no_wrap=True)
    shown.add_column("value", overflow="fold")
    shown.add_column("witness", no_wrap=True)
    for row in _rows(article):
        shown.add_row(*row)
    return shown


def _rows(article: Article) -> Iterator[tuple[Text, Text, Text]]:
    for spec in FIELDS:
        if spec.metadata.get("sources") or "derived" in spec.metadata:
            value = shorten(printed(getattr(article, spec.name)))
            yield Text(spec.name), Text(value), Text(_witness(spec, article), style="dim")
            for witness, said in differences(article.provenance.disagreements.get(spec.name, {})).items():
                yield Text("  differs", "yellow"), Text(said, "yellow"), Text(_name(witness), "dim")


def printed(value: Any) -> str:  # noqa: ANN401
    r"""Put a value in one line; a list of several begins with their number, a paragraph's end is shown as ¶.

    >>> printed(["Tesla", "Shanghai"]), printed("One.\n\nTwo."), printed(None)
    ('2: Tesla · Shanghai', 'One. ¶ Two.', '–')
    """
    if isinstance(value, list):
        items = " · ".join(map(printed, value)) or _ABSENT
        return f"{len(value)}: {items}" if len(value) > 1 else items
    if isinstance(value, Image):
        return " / ".join(filter(None, (value.caption, value.credit))) or value.url
    return _ABSENT if value is None else str(value).replace("\n\n", " ¶ ")


def shorten(line: str) -> str:
    """Cut a line that is long, between words where it has any."""
    if len(line) <= _LONGEST:
        return line
    head = line[:_LONGEST]
    return (head.rpartition(" ")[0] or head) + " …"


def differences(says: Mapping[str, Any]) -> dict[str, str]:
    """Shorten what each witness says to where it begins to differ; without the first when that is from its beginning.

    The first is the trusted one, whose beginning is the field's value.

    >>> differences({"meta": "Rain ahead", "ld": "Sun ahead"})
    {'ld': 'Sun ahead'}
    >>> differences({"meta": "word " * 20 + "ahead", "ld": "word " * 20 + "behind"})
    {'meta': '… ahead', 'ld': '… behind'}
    """
    lines = {witness: printed(value) for witness, value in says.items()}
    alike = commonprefix(list(lines.values()))  # noqa: RUF071 - by characters is what is meant
    start = alike.rfind(" ") + 1 if len(alike) > _LONGEST // 2 else 0
    if start:
        return {witness: f"… {shorten(line[start:])}" for witness, line in lines.items()}
    return {witness: shorten(line) for witness, line in list(lines.items())[1:]}


def _witness(spec: Field[Any], article: Article) -> str:
    source = article.provenance.sources.get(spec.name)
    if source:
        return _name(source)
    if "derived" in spec.metadata and getattr(article, spec.name):
        return f"from {spec.metadata['derived'][0]}"
    return ""


def _name(source: str) -> str:
    """Name a source by its kind, which no other source of the same field has; its query may be long."""
    return source.partition(":")[0]
