"""What the command line prints: results to standard output, everything else to standard error."""

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def emit(value: Any) -> None:
    """One line of JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")) + "\n")


def write(data: bytes) -> None:
    """Bytes to standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def table(
    headings: Sequence[str], rows: Sequence[Sequence[Any]], *, right: Sequence[str] = ()
) -> None:
    """A plain table; a cell's text is never read as markup."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        shown.add_column(heading, justify="right" if heading in right else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(escape(_cell(value)) for value in row))
    out.print(shown, soft_wrap=False)


def line(text: str = "", style: str = "") -> None:
    out.print(escape(text), style=style or None)


def hint(text: str) -> None:
    """A word to the person at the terminal, never part of the result."""
    err.print(escape(text), style="dim")


def problem(text: str) -> None:
    err.print(f"[bold red]error[/] {escape(text)}")


def warning(text: str) -> None:
    err.print(f"[yellow]note[/]  {escape(text)}")


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def width() -> int:
    return out.width if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "100"))
