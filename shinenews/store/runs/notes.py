"""What a run has to tell that is not in the store; its verdict is made from both."""

from dataclasses import dataclass, field

from shinenews.store.database.failures import StoreError


@dataclass(slots=True)
class Notes:
    """What the parts of a run noted.

    `ways_in` tells for each way whether it was "read" or how it was "changed: …" or "failed: …", `links` how many
    articles it named. `doubts` are sentences on what may be as it should, `faults` on faults of the program's own,
    `trouble` is the first one on the store or the disk. `rendered_anew` are files of the feeds that were edited or
    deleted, `stopped_by` is the number of the signal that came first, if one did.
    """

    ways_in: dict[str, str] = field(default_factory=dict)
    links: dict[str, int] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    trouble: str | None = None
    rendered_anew: list[str] = field(default_factory=list)
    stopped_by: int | None = None
    _broken_off: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)

    def note_break(self, way: str, path: str, reason: str) -> None:
        """Note that one way in could not be followed beyond a path, and why."""
        self._broken_off.setdefault((way, reason), {})[path] = None

    def breaks(self) -> list[str]:
        """Say where ways in broke off, in a sentence for each reason.

        >>> notes = Notes()
        >>> for path in ("/a.xml", "/b.xml", "/c.xml"):
        ...     notes.note_break("sitemap", path, "HTTP 503")
        >>> notes.breaks()
        ['the sitemap broke off at /a.xml and 2 more: HTTP 503']
        """
        return [
            f"the {way} broke off at {next(iter(paths))}{f' and {len(paths) - 1} more' * (len(paths) > 1)}: {reason}"
            for (way, reason), paths in self._broken_off.items()
        ]

    def note_trouble(self, error: OSError | StoreError, unharmed: str = "") -> None:
        """Note that the store or the disk failed; `unharmed` says what stays as it was."""
        sentence = str(error)
        if isinstance(error, OSError):
            sentence = f"{error.filename} can't be written ({error.strerror}){unharmed and f'; {unharmed}'}."
        self.trouble = self.trouble or sentence

    def note_fault(self, error: BaseException | None) -> bool:
        """Note that the program itself failed; tell whether that is news."""
        sentence = fault(error)
        is_news = sentence not in self.faults
        self.faults += [sentence] * is_news
        return is_news


def fault(error: BaseException | None) -> str:
    """Say that the program itself failed."""
    return f"fault in the program: {type(error).__name__}: {error}"
