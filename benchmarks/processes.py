"""What a process costs: CPU and memory, as the system tells of it when it ends."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_NOT_MEANT = ("SHINENEWS_", "PYTHONDONTWRITEBYTECODE")
"""What is not handed on of the environment: settings, and to compile each module at every start."""

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """The CPU seconds that a process took, in the program and in the system, its peak memory in MB, and the time."""

    seconds: float
    megabytes: float
    elapsed: float


def run(*words: str, settings: Mapping[str, str] | None = None, python: Path | None = None) -> Cost:
    """Run a module of Python in the project's folder, `settings` in its environment, and tell what it cost.

    `python` is that of another environment. Raises CalledProcessError when it does not end with 0.
    """
    command = [str(python.absolute()) if python else sys.executable, "-m", *words]
    own = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_MEANT)}
    # By way of this module as a small process: the peak of a process begins with the memory of the one that started it.
    between = [sys.executable, "-S", __file__, *command]
    told = subprocess.run(between, cwd=_ROOT, env=own | dict(settings or {}), stdout=subprocess.PIPE, check=True)
    exit_code, *cost = json.loads(told.stdout)
    if exit_code:
        raise subprocess.CalledProcessError(exit_code, command)
    return Cost(*cost)


def spread(values: Sequence[float]) -> str:
    """Write the middle of several values, and the least and the greatest.

    >>> spread([1.0, 3.0, 2.0])
    '2.00 (1.00–3.00)'
    """
    ordered = sorted(values)
    return f"{ordered[len(ordered) // 2]:.2f} ({ordered[0]:.2f}–{ordered[-1]:.2f})"


def _start(command: Sequence[str]) -> tuple[int, float, float, float]:
    """Run a command to its end: its exit code, and what it cost."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, elapsed


if __name__ == "__main__":
    print(json.dumps(_start(sys.argv[1:])))
