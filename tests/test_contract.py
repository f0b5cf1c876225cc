"""The contract of the feed: what it says, who checks it, and that nothing else is published.

After a change of what `items.py` declares, run `pytest tests/test_contract.py --refresh`, read the difference in
`docs/feed.md` and `shinenews/feeds/schema.json`, and run again without it.
"""

import hashlib
import json
from copy import deepcopy
from dataclasses import asdict
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import dictionary
import pytest
from articles import article, found
from conftest import ROOT, Crawl, snapshot
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]
from sqlalchemy import update

from shinenews.feeds import contract, schema
from shinenews.feeds.contract import ContractError
from shinenews.feeds.formats import jsonl
from shinenews.feeds.publishing.publish import publish
from shinenews.items import SCHEMA_VERSION, Article, Image
from shinenews.store import tables
from shinenews.store.database.failures import StoreError
from shinenews.store.runs.run import Run

FINGERPRINTS = {1: "561ae1cb219459e23b98f9b1d5b4d3b46e71c5d87ac42cc4f667d1a557312c6b"}
"""By version, what the contract was. Where the last one fails, see "The version" in docs/feed.md: raise the version."""

SCHEMA = ROOT / "shinenews" / "feeds" / "schema.json"
CALENDAR = FormatChecker(formats=())
CALENDAR.checks("date-time", raises=ValueError)(lambda it: not isinstance(it, str) or datetime.fromisoformat(it))
STORED: dict[str, Any] = {
    "revision": 1,
    "first_seen_at": "2024-11-11T12:40:01+00:00",
    "changed_at": "2024-11-11T12:40:01+00:00",
}
RICH = asdict(
    article(
        images=[Image("https://obj.shine.cn/1_0.jpg", "Rain.", None)],
        videos=["https://obj.shine.cn/1_0.mp4"],
        tags=["Weather"],
        comment_count=0,
        **STORED,
    )
)


@cache
def independent(definition: str) -> Draft202012Validator:
    """Give another validator than ours, for one of the schema's definitions."""
    return Draft202012Validator(contract.schema() | {"$ref": f"#/$defs/{definition}"}, format_checker=CALENDAR)


def keeps(document: dict[str, Any]) -> bool:
    try:
        contract.article(document)
    except ContractError:
        return False
    return True


def test_the_schema_is_a_json_schema() -> None:
    schema = contract.schema()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith(f":{SCHEMA_VERSION}")
    assert schema["title"]


def test_every_key_is_required_and_no_other_is_allowed() -> None:
    for definition in contract.schema()["$defs"].values():
        assert definition["required"] == list(definition["properties"])
        assert definition["additionalProperties"] is False


def test_every_example_keeps_the_contract() -> None:
    for name, definition in contract.schema()["$defs"].items():
        for key, said in definition["properties"].items():
            assert said["description"], f"{name}.{key} has no meaning"
            assert "examples" in said or "$ref" in said, f"{name}.{key} has no example"
            for example in said.get("examples", []):
                whole = {"$defs": contract.schema()["$defs"], **said}
                Draft202012Validator(whole, format_checker=CALENDAR).validate(example)


def test_who_changes_the_contract_raises_its_version() -> None:
    def bare(said: Any) -> Any:
        if isinstance(said, dict):
            return {key: bare(value) for key, value in said.items() if key not in {"description", "examples"}}
        return [bare(each) for each in said] if isinstance(said, list) else said

    definitions = contract.schema()["$defs"]
    shape = {name: list(bare(definition["properties"]).items()) for name, definition in definitions.items()}
    fingerprint = hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()
    assert max(FINGERPRINTS) == SCHEMA_VERSION
    assert fingerprint == FINGERPRINTS[SCHEMA_VERSION]


def test_every_line_of_a_crawl_keeps_the_contract(first: Crawl) -> None:
    articles, events = first.articles(), first.events()
    assert articles
    for line in articles:
        independent("Article").validate(line)
        assert contract.article(line) == line
    for line in events:
        independent("Event").validate(line)
        assert contract.event(line) == line


VALUES = st.one_of(
    st.sampled_from(
        [
            *(None, "", "x", 0, 1, 200, -1, 2**53, 1.5, True, False, [], [""], ["x"], [1], {}, {"a": 1}, {"a": "b"}),
            *("2024-11-11T12:37:00+00:00", "2024-11-11T20:37:00+08:00", "2024-02-30T00:00:00+00:00", "2024-11-11"),
            *("https://www.shine.cn/", "http://a b", "https://www.shine.cn/\u4e0a", "ftp://www.shine.cn/", "https://"),
            *("meta", "address", "0" * 64, "0" * 65, {"a": {"b": [1]}}, {"a": {"b": ""}}, {"": "b"}),
            *([{"url": "https://a/", "caption": None, "credit": "x"}], [{"url": "https://a/", "caption": None}]),
        ]
    ),
    st.text(max_size=20),
    st.integers(-9, 9),
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Give an article as it might be stored, with any values in any of its places, keys too many, or too few."""
    document = deepcopy(RICH)
    for _ in range(draw(st.integers(0, 3))):
        place: Any = draw(st.sampled_from([document, document["provenance"], *document["images"][:1]]))
        if not isinstance(place, dict):
            continue
        key = draw(st.sampled_from([*place, "another"]))
        if draw(st.booleans()) and key in place and place[key] is not document["provenance"]:
            del place[key]
            break
        if key not in {"provenance", "images"}:
            place[key] = draw(VALUES)
    return document


@given(documents())
def test_two_validators_agree(document: dict[str, Any]) -> None:
    assert keeps(document) == independent("Article").is_valid(document)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("title", "body", "byline", "editor"), st.text(min_size=1))))
def test_two_validators_agree_on_articles_with_any_text(fields: dict[str, str]) -> None:
    document = RICH | fields
    assert keeps(document)
    assert independent("Article").is_valid(document)
    assert contract.article(document) == document


def test_a_line_has_its_keys_in_the_order_of_the_feed_at_every_level() -> None:
    def reversed_(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: reversed_(value[key]) for key in reversed(value)}
        return [reversed_(each) for each in value] if isinstance(value, list) else value

    assert json.dumps(contract.article(reversed_(RICH))) == json.dumps(RICH)


@pytest.mark.parametrize("key", ["title", "url", "published_at", "published_source", "content_hash", "revision"])
def test_what_is_never_null_may_not_be_null(key: str) -> None:
    with pytest.raises(ContractError, match=f"article 2411116666: {key}: "):
        contract.article(RICH | {key: None})


@given(st.recursive(st.text() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_a_line_is_one_line_to_every_reader(value: Any) -> None:
    line = jsonl.line({"title": value})
    assert json.loads(line) == {"title": value}
    assert line.endswith(b"\n")
    assert len(line.decode("utf-8").splitlines()) == 1


def test_an_article_that_breaks_the_contract_is_not_published(tmp_path: Path) -> None:
    run = Run(tmp_path, "", "nation", [])
    run.exploration.discover([found("2411116666"), found("2411115555")], "listing")
    run.visits.save(article("2411116666"))
    publish(run.database, tmp_path)
    before = snapshot(tmp_path / "feeds")
    later = Run(tmp_path, "", "nation", [])
    later.visits.save(article("2411115555"))
    document = asdict(article("2411115555", title=7)) | STORED
    with later.database.begin() as connection:
        broken = update(tables.revisions).where(tables.revisions.c.id == "2411115555")
        connection.execute(broken.values(document=json.dumps(document)))

    with pytest.raises(StoreError, match=r"article 2411115555: title: .*; the feeds stay as they were"):
        publish(later.database, tmp_path)

    assert snapshot(tmp_path / "feeds") == before


def test_the_published_schema_is_current(refresh: bool) -> None:  # noqa: FBT001
    current = json.dumps(contract.schema(), ensure_ascii=False, indent=1).encode() + b"\n"
    if refresh:
        SCHEMA.write_bytes(current)
        pytest.fail("made the schema again: read the difference, then run again without --refresh")
    assert schema.render() == current


def test_the_dictionary_is_current(refresh: bool) -> None:  # noqa: FBT001
    page = dictionary.PAGE.read_text("utf-8")
    current = dictionary.insert(page)
    if refresh:
        dictionary.PAGE.write_text(current, "utf-8")
        pytest.fail("made the dictionary again: read the difference, then run again without --refresh")
    assert page == current
    assert f"`{Article.__slots__[0]}`" in page
