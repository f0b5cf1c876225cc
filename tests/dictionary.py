"""The data dictionary in `docs/feed.md`, made from what `items.py` declares."""

import json
from collections.abc import Iterable, Iterator, Mapping
from textwrap import fill
from typing import Any

from conftest import ROOT

from shinenews.feeds import contract
from shinenews.feeds.declared import Declared, declared
from shinenews.items import CONTENT, FIELDS, Article, Event, Image, Provenance

PAGE = ROOT / "docs" / "feed.md"
BEGIN, END = "<!-- dictionary: begin -->\n", "<!-- dictionary: end -->\n"
DECLARED = {"An article": Article, "An image": Image, "A provenance": Provenance, "An event": Event}


def render() -> str:
    """Render a table for each declared class."""
    properties = contract.schema()["$defs"]
    tables = (_table(heading, declared(of), properties[of.__name__]["properties"]) for heading, of in DECLARED.items())
    return "\n".join([*tables, _on_content()])


def insert(page: str) -> str:
    """Put the dictionary between its markers in a page."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{render()}\n{END}{after}"


def _on_content() -> str:
    others = [field for field in FIELDS if field.name not in CONTENT]
    sources = {field.name: {source.kind for source in field.metadata.get("sources", ())} for field in others}
    read = [name for name, kinds in sources.items() if "landmark" in kinds]
    derived = [field.name for field in others if "derived" in field.metadata]
    told = (
        f"The fields of content are {_listed(CONTENT)}. "
        "A change of any of them is a new revision, as another address is. "
        f"What else is read from the page ({_listed(read)}) or follows from it ({_listed(derived)}) "
        "is as it was when the revision was stored: "
        "where that alone changes, there is no revision and no event, and the line stays."
    )
    return f"### Content\n\n{fill(told, 118, break_long_words=False, break_on_hyphens=False)}\n"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(heading: str, fields: tuple[Declared, ...], properties: Mapping[str, Any]) -> str:
    rows = (_row(field, properties[field.name]) for field in fields)
    head = "| key | meaning | type | null when | example | schema.org |\n|---|---|---|---|---|---|"
    return "\n".join([f"### {heading}", "", head, *rows, ""])


def _row(field: Declared, said: Mapping[str, Any]) -> str:
    example = f"`{json.dumps(field.examples[0], ensure_ascii=False)}`" if field.examples else ""
    schema_org = f"`{field.schema_org}`" if field.schema_org else ""
    cells = (f"`{field.name}`", field.meaning, " ".join(_kind(said)), field.null or "never", example, schema_org)
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |".replace("|  |", "| |").replace(
        "|  |", "| |"
    )


def _kind(said: Mapping[str, Any]) -> Iterator[str]:
    [stated] = [option for option in said.get("anyOf", [said]) if option.get("type") != "null"]
    if "enum" in stated:
        yield "one of " + ", ".join(f"`{value}`" for value in stated["enum"])
    elif "format" in stated:
        yield {"date-time": "date and time", "uri": "URI"}[stated["format"]]
    elif "$ref" in stated:
        yield stated["$ref"].rpartition("/")[2].lower()
    elif stated["type"] == "array":
        items = stated["items"]
        yield f"list of {items['$ref'].rpartition('/')[2].lower() if '$ref' in items else items['type']}s"
    else:
        yield stated["type"]
