"""The pocket edition as a web server on loopback."""

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from types import TracebackType
from typing import Self

from shinenews.edition.answers import Answer
from shinenews.edition.catalogue import Catalogue, Shelf
from shinenews.edition.connection import Connection, Listener
from shinenews.edition.desk import Desk
from shinenews.edition.markups.wardrobe import MARKUPS
from shinenews.edition.stories import Story
from shinenews.edition.timeline import (
    DAYS,
    OPENING,
    Fault,
    days_until,
    stories_on,
    template_on,
    withdrawn_on,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One request: `at` when it came in monotonic seconds, `path` with its query, `status` 0 for none."""

    at: float
    method: str
    path: str
    status: int
    conditional: bool
    user_agent: str


class Edition:
    """The stand-in site, served while the context lasts.

    `day` is a day of the script and can be set while the server runs. `markup` is a name in `MARKUPS`, and
    holds until the script's first redesign. `port` 0 takes a free one. `faults` go before the day's own: by
    path, or by a pattern as in `fnmatch`, matched with the query; setting the day starts their counts anew.
    `stories`, a mapping by id or a catalogue, are served in place of the script's, and then the days bring
    nothing. Pages are padded to `page_bytes`. Raises ValueError for an unknown day or markup, OSError on
    entry for a taken port.
    """

    requests: list[Hit]
    """Every request so far, in the order in which they were answered."""

    def __init__(
        self,
        day: int = 1,
        *,
        markup: str = "attested",
        port: int = 0,
        faults: Mapping[str, Fault] | None = None,
        stories: Mapping[str, Story] | Catalogue | None = None,
        page_bytes: int = 0,
    ) -> None:
        if markup not in MARKUPS:
            message = f"no markup {markup!r}: there are {', '.join(MARKUPS)}"
            raise ValueError(message)
        self.requests = []
        self._markup, self._port, self._page_bytes = markup, port, page_bytes
        self._extra_faults = dict(faults or {})
        self._own = Shelf(stories.values()) if isinstance(stories, Mapping) else stories
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self.day = day

    def __enter__(self) -> Self:
        self._listener = Listener(self._port, self)
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._listener.shutdown()
        self._listener.server_close()
        self._thread.join()

    @property
    def origin(self) -> str:
        """Where it is served: "http://127.0.0.1:PORT"."""
        return f"http://127.0.0.1:{self._listener.server_port}"

    @property
    def day(self) -> int:
        """The day of the script that is served."""
        return self._day

    @day.setter
    def day(self, day: int) -> None:
        desk = self._scripted_desk(day) if self._own is None else self._own_desk(day, self._own)
        with self._lock:
            self._day, self._answering = day, desk
            self._faults = self._extra_faults | ({} if self._own is not None else dict(DAYS[day - 1].faults))
            self._played: Counter[str] = Counter()

    def _scripted_desk(self, day: int) -> Desk:
        markup, settled_at = template_on(day, self._markup)
        return Desk(
            catalogue=Shelf(stories_on(day).values()),
            markup=MARKUPS[markup],
            settled_at=settled_at,
            today=days_until(day)[-1].morning,
            gone=withdrawn_on(day),
            page_bytes=self._page_bytes,
        )

    def _own_desk(self, day: int, stories: Catalogue) -> Desk:
        return Desk(
            catalogue=stories,
            markup=MARKUPS[self._markup],
            settled_at=OPENING,
            today=days_until(day)[-1].morning,
            page_bytes=self._page_bytes,
        )

    def serve_forever(self) -> None:
        """Wait until KeyboardInterrupt, or until another thread ends the context."""
        self._closing.wait()

    def fault_at(self, target: str) -> Fault | None:
        """Return the fault that is due for a request target, and count it as played."""
        with self._lock:
            for pattern, fault in self._faults.items():
                if fnmatchcase(target, pattern) and (fault.times is None or self._played[pattern] < fault.times):
                    self._played[pattern] += 1
                    return fault
        return None

    def answer(self, target: str) -> Answer:
        """Return the right answer to a request target."""
        return self._answering.answer(target)

    def note(self, request: Connection, status: int) -> None:
        """Record a request and the status it gets; 0 when the connection is closed without one."""
        agent = request.headers.get("User-Agent", "")
        self.requests.append(
            Hit(request.arrived_at, request.command, request.path, status, request.is_conditional, agent)
        )

    def pause(self, seconds: float) -> None:
        """Wait so long, or until the site closes."""
        self._closing.wait(seconds)
