"""What `items.py` declares of each field, read for the contract of the feed and its dictionary."""

import ast
import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise
from types import ModuleType
from typing import Any, get_type_hints

_ABOUT = re.compile(r"^:(?P<name>[\w.]+): (?P<text>.+)$", re.MULTILINE)
_KNOWN = {"null", "schema.org", "example"}


@dataclass(frozen=True, slots=True)
class Declared:
    """One field of a declared class.

    `hint` is its type as annotated, `null` says when the feed has null there, `schema_org` what NewsArticle calls it;
    None where nothing is said. `examples` holds the example, if there is one.
    """

    name: str
    hint: Any
    meaning: str
    null: str | None
    schema_org: str | None
    examples: list[Any]


@cache
def declared(of: type) -> tuple[Declared, ...]:
    """List the fields that a class of `items` declares, in order; raises ValueError where one is not described.

    >>> from shinenews.items import Image
    >>> [(field.name, field.null) for field in declared(Image)][:2]
    [('url', None), ('caption', 'nothing is printed with the picture')]
    """
    hints = get_type_hints(of, include_extras=True)
    texts = dict(_texts(_classes(inspect.getmodule(of))[of.__name__]))
    return tuple(_read(spec.name, hints[spec.name], texts.get(spec.name, "")) for spec in fields(of))


@cache
def _classes(module: ModuleType) -> dict[str, ast.ClassDef]:
    tree = ast.parse(inspect.getsource(module))
    return {statement.name: statement for statement in tree.body if isinstance(statement, ast.ClassDef)}


def _texts(of: ast.ClassDef) -> Iterator[tuple[str, str]]:
    """Yield the name of each field, and the text under it."""
    for declaration, text in pairwise(of.body):
        match declaration, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                yield name, inspect.cleandoc(said)


def _read(name: str, hint: Any, text: str) -> Declared:  # noqa: ANN401
    about = {match["name"]: match["text"] for match in _ABOUT.finditer(text)}
    meaning = " ".join(_ABOUT.sub("", text).split())
    if not meaning or about.keys() - _KNOWN:
        message = f"the text under {name} must give its meaning, and of its fields only {', '.join(sorted(_KNOWN))}"
        raise ValueError(message)
    examples = [json.loads(about["example"])] if "example" in about else []
    return Declared(name, hint, meaning, about.get("null"), about.get("schema.org"), examples)
