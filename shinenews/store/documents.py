"""The stored document of an article, brought to the state that the article is in."""

import json
import re

_BEGIN = ', "first_seen_at": '
_STATE = re.compile(
    rf'{_BEGIN}(?:null|"[^"\\]*"), "changed_at": (?:null|"[^"\\]*")'
    r', "withdrawn_at": (?:null|"[^"\\]*"), "duplicate_of": (?:null|"[^"\\]*"), "provenance": '
)
"""The keys of an article's state as they stand in its JSON; in a value the quotation marks would be escaped."""


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
    state = {
        "first_seen_at": first_seen_at,
        "changed_at": changed_at,
        "withdrawn_at": withdrawn_at,
        "duplicate_of": duplicate_of,
    }
    found = _STATE.match(document, document.find(_BEGIN))
    if found is None:
        return json.dumps(dict(json.loads(document)) | state, ensure_ascii=False)
    written = json.dumps(state, ensure_ascii=False)[1:-1]
    return f'{document[: found.start()]}, {written}, "provenance": {document[found.end() :]}'
