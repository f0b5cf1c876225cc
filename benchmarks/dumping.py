"""Reading the rows of a store's articles and writing them as JSON, no more: what an export is measured against.

`python -m benchmarks.dumping FOLDER FILE`
"""

import json
import sqlite3
import sys
from pathlib import Path

_ROWS = """SELECT articles.*, revisions.document FROM articles JOIN revisions USING (id, revision)
ORDER BY articles.section, articles.published_at, articles.id"""

if __name__ == "__main__":
    connection = sqlite3.connect(Path(sys.argv[1]) / "shinenews.db")
    rows = connection.execute(_ROWS)
    names = [column[0] for column in rows.description]
    with Path(sys.argv[2]).open("w", encoding="utf-8") as file:
        for row in rows:
            known = dict(zip(names, row, strict=True))
            file.write(json.dumps(known | json.loads(known.pop("document"))) + "\n")
