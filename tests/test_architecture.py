"""The house: imports point down, and every room keeps to itself what it should."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "shinenews"
MAY_USE: dict[str, set[str]] = {
    "site": set(),
    "normalise": {"site"},
    "metadata": set(),
    "values": set(),
    "page": {"site", "normalise", "metadata"},
    "fields": {"normalise"},
    "items": {"site", "normalise", "page", "values", "fields"},
    "evidence": {"site", "normalise", "metadata", "page", "fields"},
    "loaders": {"evidence", "fields", "items"},
    "store": {"site", "normalise", "items"},
    "feeds": {"site", "items", "store"},
    "discovery": {"site", "normalise"},
    "middlewares": {"site"},
    "spiders": {"site", "items", "loaders", "discovery", "store", "middlewares"},
    "pipelines": {"site", "items", "store", "feeds"},
    "verdict": {"site", "items", "store", "feeds"},
    "extensions": {"items", "store", "verdict"},
    "doctor": {"site", "items", "loaders", "discovery", "spiders", "pipelines", "verdict", "middlewares"},
    "reports": {"site", "items", "store", "verdict"},
    "dashboard": {"site", "items", "store", "verdict", "reports"},
    "edition": {"site"},
    "settings": set(),
}
"""What each room imports from those above it; actions may use all, commands import them when they are run."""

IN_PAGE: dict[str, set[str]] = {
    "wording": set(),
    "sight": {"wording"},
    "cards": {"wording", "sight"},
    "titles": {"sight"},
    "scene": {"sight", "cards", "titles"},
    "foot": {"wording", "sight", "scene"},
    "head": {"wording", "sight", "titles", "scene", "foot"},
    "pictures": {"wording", "sight", "cards", "scene", "head"},
    "body": {"wording", "sight", "scene"},
}
"""The same within `page`, the rooms of which read a page in this order."""

IN_STORE: dict[str, set[str]] = {
    "tables": set(),
    "moments": set(),
    "prepared": set(),
    "run_ids": {"tables"},
    "articles": {"tables", "prepared", "run_ids"},
    "database": {"tables", "articles"},
    "frontier": {"tables", "moments", "prepared", "database"},
    "runs": {"tables", "moments", "run_ids", "articles", "database", "frontier"},
    "queries": {"tables", "moments", "articles"},
    "ledger": {"tables"},
}
"""The same within `store`: what is kept, how it is changed, and what is asked of it."""

IN_FEEDS: dict[str, set[str]] = {
    "files": set(),
    "declared": set(),
    "contract": {"declared"},
    "schema": set(),
    "formats": set(),
    "publishing": {"files", "contract", "schema", "formats"},
    "exporters": {"contract", "formats"},
}
"""The same within `feeds`: from what a line is to the files that are published."""

RUNS_WITHOUT_SCRAPY = (
    "site",
    "normalise",
    "metadata",
    "values",
    "page",
    "fields",
    "items",
    "evidence",
    "loaders",
    "discovery",
    "edition",
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(module: Path, within: Path = PACKAGE) -> str:
    first = module.relative_to(within).parts[0]
    return first.removesuffix(".py")


def imports_of(module: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def rooms_used(module: Path, within: Path = PACKAGE) -> set[str]:
    house = ".".join(within.relative_to(PACKAGE.parent).parts) + "."
    used = {name.removeprefix(house).split(".")[0] for name in imports_of(module) if name.startswith(house)}
    return used - {room_of(module, within), "__version__"}


def test_what_runs_without_scrapy_is_in_the_table() -> None:
    assert MAY_USE.keys() >= set(RUNS_WITHOUT_SCRAPY)


@pytest.mark.parametrize(
    ("table", "within"),
    [
        (MAY_USE, PACKAGE),
        (IN_PAGE, PACKAGE / "page"),
        (IN_STORE, PACKAGE / "store"),
        (IN_FEEDS, PACKAGE / "feeds"),
    ],
    ids=["house", "page", "store", "feeds"],
)
def test_the_table_points_up_and_allows_no_more_than_is_used(table: dict[str, set[str]], within: Path) -> None:
    rooms, modules = list(table), sorted(within.rglob("*.py"))
    assert {room_of(module, within) for module in modules} - {"__init__", "actions", "commands"} == table.keys()
    for room, above in table.items():
        assert above <= set(rooms[: rooms.index(room)])
        used = (rooms_used(module, within) for module in modules if room_of(module, within) == room)
        assert above == set().union(*used), room


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_imports_point_up_the_table(module: Path) -> None:
    room = room_of(module)
    if room not in {"actions", "commands", "__init__"}:
        assert rooms_used(module) <= MAY_USE[room]


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if room_of(module) in RUNS_WITHOUT_SCRAPY],
    ids=lambda module: str(module.relative_to(PACKAGE)),
)
def test_reading_runs_without_scrapy(module: Path) -> None:
    assert not {name for name in imports_of(module) if name.split(".")[0] == "scrapy"}


@pytest.mark.parametrize("room", ["pipelines", "middlewares"])
def test_components_never_use_each_other(room: str) -> None:
    modules = list((PACKAGE / room).rglob("*.py"))
    assert len(modules) > 1
    for module in modules:
        assert not {name for name in imports_of(module) if name.startswith(f"shinenews.{room}.")}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_every_module_opens_with_a_sentence(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text("utf-8")))
