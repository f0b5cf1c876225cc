"""How findings are shown: a line each, that reads well on a terminal and in a pipe."""

import textwrap

from rich.console import Console
from rich.text import Text

from shinenews.doctor.finding import Finding, Outcome, Step

_MARKS = {
    Outcome.READ: Text("✓", style="green"),
    Outcome.CHANGED: Text("✗", style="bold red"),
    Outcome.FAILED: Text("✗", style="bold red"),
    Outcome.ABSENT: Text("–", style="dim"),
}
_NAMES = max(map(len, Step))
_INDENT = " " * (len("✓ ") + _NAMES + 2)


def show(finding: Finding, console: Console) -> None:
    """Print a finding, and below it what to do; wrapped between words, and never within one."""
    line = Text.assemble(_MARKS[finding.outcome], " ", (f"{finding.step:<{_NAMES}}", "bold"), "  ")
    line.append(_wrapped(finding.text, console))
    console.print(line, soft_wrap=True)
    if finding.advice:
        console.print(Text(f"{_INDENT}{_wrapped(f'→ {finding.advice}', console)}", style="yellow"), soft_wrap=True)


def say(text: str, console: Console, style: str = "") -> None:
    """Print a paragraph, wrapped in the same way."""
    console.print(Text("\n" + _wrapped(text, console, ""), style=style), soft_wrap=True)


def _wrapped(text: str, console: Console, indent: str = _INDENT) -> str:
    width = max(console.width - len(indent), 20)
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return f"\n{indent}".join(lines)
