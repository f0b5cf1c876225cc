"""The contract of the feed: what each of its lines is, made from `items.py`, and a quick check that it is so."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from shinenews.feeds.declared import Declared, declared
from shinenews.items import SCHEMA_VERSION, Article, Event

Document = dict[str, Any]
"""A line of the feed before it is written."""

_STRICT = ConfigDict(strict=True, extra="forbid")


class ContractError(ValueError):
    """A document breaks the contract; the message says which article, which key and how."""


def article(document: Mapping[str, Any]) -> Document:
    """Return an article with its keys in the feed's order, at every level. Raises ContractError when it is none."""
    return _checked(Article, document, document.get("id"))


def event(document: Mapping[str, Any]) -> Document:
    """Return a line of the event log with its keys in order. Raises ContractError when it is none."""
    return _checked(Event, document, document.get("id"))


def faults(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield where an article breaks the contract: the key, the complaint, and what stands there."""
    try:
        model_of(Article).model_validate(document)
    except ValidationError as error:
        for fault in error.errors():
            yield ".".join(map(str, fault["loc"])), fault["msg"], fault["input"]


def schema() -> dict[str, Any]:
    """Give the contract as JSON Schema 2020-12: of an article, and in `$defs` of an event, too."""
    models = [(model_of(each), "validation") for each in (Article, Event)]
    _, definitions = models_json_schema(models, schema_generator=_JsonSchema)  # type: ignore[arg-type]
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": f"urn:shinenews:feed:{SCHEMA_VERSION}",
        "title": "A line of a feed of shinenews",
        "description": "A line of articles/ is this; one of events/ is #/$defs/Event.",
        "$ref": "#/$defs/Article",
        **definitions,
    }


@cache
def model_of(of: type) -> type[BaseModel]:
    """Make the strict model of a class of `items`: every key required, null only where the declaration says when."""
    described: dict[str, Any] = {field.name: (_type_of(field), _describe(field)) for field in declared(of)}
    return create_model(of.__name__, __config__=_STRICT, __doc__=of.__doc__, **described)


def _checked(of: type, document: Mapping[str, Any], id_: object) -> Document:
    try:
        return model_of(of).model_validate(document).model_dump()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        message = f"article {id_}: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise ContractError(message) from error


def _type_of(field: Declared) -> Any:  # noqa: ANN401
    stated = _closed(field.hint)
    return stated | None if field.null else stated


def _closed(hint: Any) -> Any:  # noqa: ANN401
    """Close a type: no null, no empty text, and the declared classes by their strict models."""
    arguments = get_args(hint)
    if hint is str:
        return Annotated[str, Field(min_length=1)]
    if is_dataclass(hint) and isinstance(hint, type):
        return model_of(hint)
    if get_origin(hint) in {Union, UnionType}:
        return Union[tuple(_closed(each) for each in arguments if each is not type(None))]  # noqa: UP007 - of a tuple
    if get_origin(hint) in {list, dict}:
        return get_origin(hint)[tuple(map(_closed, arguments))]
    return hint


def _describe(field: Declared) -> Any:  # noqa: ANN401
    meaning = field.meaning + (f" Null when {field.null}." if field.null else "")
    extra: Any = {"schema.org": field.schema_org} if field.schema_org else {}
    return Field(description=meaning, examples=field.examples or None, json_schema_extra=extra)


class _JsonSchema(GenerateJsonSchema):
    """Leaves out the titles that repeat the keys."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        return False
