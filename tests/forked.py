"""Runs `scrapy`, again and again, each time in a process of its own that finds everything imported already.

Reads orders from standard input, a JSON line each: `words` of the command, `folder` to run in, `environment`, the
files `printed` and `said` for what it writes, and after how many `seconds` it is ended; `program` is a script, with its
words, that runs the command, where it is not to be run as it is. Answers each with a line: the exit code.
"""

import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from runpy import run_path
from typing import Any

from scrapy.cmdline import execute
from scrapy.settings import default_settings

PACKAGE = Path(__file__).parent.parent / "shinenews"
READS_ITS_ENVIRONMENT = "shinenews.settings"


def warm_up() -> None:
    """Import what a command will import, but for what reads the environment or starts an event loop."""
    components = (
        *default_settings.DOWNLOADER_MIDDLEWARES_BASE,
        *default_settings.SPIDER_MIDDLEWARES_BASE,
        *default_settings.EXTENSIONS_BASE,
        *default_settings.DOWNLOAD_HANDLERS_BASE.values(),
        default_settings.DOWNLOADER,
        default_settings.SCHEDULER,
    )
    modules = [".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in PACKAGE.rglob("*.py")]
    for name in [*(component.rpartition(".")[0] for component in components), *modules]:
        if name != READS_ITS_ENVIRONMENT:
            import_module(name.removesuffix(".__init__"))
    assert "twisted.internet.reactor" not in sys.modules


def become(order: dict[str, Any]) -> None:
    """Take on the folder, the environment and the files of an order."""
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    for descriptor, name, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, order["printed"], os.O_WRONLY | os.O_CREAT),
        (2, order["said"], os.O_WRONLY | os.O_CREAT),
    ):
        os.dup2(os.open(name, flags), descriptor)
    signal.alarm(order["seconds"])


def main() -> None:
    """Carry out orders until there are no more."""
    warm_up()
    while line := sys.stdin.readline():
        order = json.loads(line)
        process = os.fork()
        if not process:
            become(order)
            sys.argv = [*(order["program"] or ["scrapy"]), *order["words"]]
            run_path(sys.argv[0], run_name="__main__") if order["program"] else execute()
        _, status = os.waitpid(process, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
