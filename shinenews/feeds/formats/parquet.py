"""Parquet with true types, written by DuckDB (the extra `parquet`)."""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from shinenews.items import Article

_ROWS = 2048
"""Rows of a row group, which is held in memory while it is written."""

_ENOUGH_MEMORY = "56MB"
"""What DuckDB may take for any number of ordinary articles; left to itself, it takes more than it needs."""

_ERRNO = re.compile(r'"errno":"(\d+)"')
_CHUNK = 1 << 20
_LONGEST = 1 << 18
_PLAIN: dict[Any, str] = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN", Any: "JSON"}


def table(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a Parquet file with the articles whose lines of JSON are given.

    The lines pass through temporary files, for DuckDB finishes a table only when it has them all. Raises OSError,
    and ValueError for a line that is no article.
    """
    with tempfile.TemporaryDirectory(prefix="shinenews-") as folder:
        longest = _LONGEST
        for number, batch in enumerate(_batches(lines)):
            (Path(folder) / f"{number:08}.jsonl").write_bytes(b"".join(batch))
            longest = max(longest, *(len(line) + 1 for line in batch), 0)
        result = Path(folder) / "articles.parquet"
        _convert(Path(folder) / "*.jsonl", result, longest)
        with result.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield lines by the megabyte: DuckDB's reader holds up to 32 MB of a file. The last batch may be empty."""
    batch, size = list[bytes](), 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if size >= _CHUNK:
            yield batch
            batch, size = [], 0
    yield batch


def sql_type(hint: Any, name: str = "") -> str:  # noqa: ANN401
    """Give DuckDB's type for an annotation; a text whose name ends in `_at` is a moment.

    Raises TypeError for an annotation that no article has had so far.

    >>> sql_type(int | None), sql_type(str | None, "published_at"), sql_type(dict[str, list[str]])
    ('BIGINT', 'TIMESTAMP WITH TIME ZONE', 'MAP(VARCHAR, VARCHAR[])')
    """
    if get_origin(hint) in {Union, UnionType}:
        [hint] = [part for part in get_args(hint) if part is not NoneType]
    if hint is str and name.endswith("_at"):
        return "TIMESTAMP WITH TIME ZONE"
    if hint in _PLAIN:
        return _PLAIN[hint]
    if is_dataclass(hint):
        inner = ", ".join(f'"{key}" {sql_type(part, key)}' for key, part in get_type_hints(hint).items())
        return f"STRUCT({inner})"
    parts = [sql_type(part) for part in get_args(hint)]
    if get_origin(hint) is list:
        return f"{parts[0]}[]"
    if get_origin(hint) is dict:
        return f"MAP({', '.join(parts)})"
    message = f"no type of DuckDB is known for {hint}"
    raise TypeError(message)


def _convert(lines: Path, result: Path, longest: int) -> None:
    import duckdb

    columns = ", ".join(f"'{name}': '{sql_type(hint, name)}'" for name, hint in get_type_hints(Article).items())
    copy = (
        f"COPY (SELECT * FROM read_json($lines, format='newline_delimited', columns={{{columns}}}, "  # noqa: S608
        f"maximum_object_size={longest})) TO '{_quoted(result)}' "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROWS})"
    )
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,  # which would ask the network
        "temp_directory": str(lines.parent),
        "threads": 1,  # each has buffers of its own
    }
    try:
        try:
            _run(copy, lines, config | {"memory_limit": _ENOUGH_MEMORY})
        except duckdb.OutOfMemoryException:  # for articles of many megabytes
            _run(copy, lines, config)
    except duckdb.IOException as error:
        found = _ERRNO.search(str(error))
        number = int(found[1]) if found else 0
        raise OSError(number, os.strerror(number) if found else _sentence(error)) from error
    except duckdb.Error as error:
        raise ValueError(_sentence(error)) from error


def _run(copy: str, lines: Path, config: dict[str, str | bool | int | float | list[str]]) -> None:
    import duckdb

    with duckdb.connect(config=config) as connection:
        connection.execute(copy, {"lines": str(lines)})


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _sentence(error: Exception) -> str:
    return str(error).splitlines()[0]
