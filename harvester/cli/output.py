"""What the command line prints: results to standard output, everything else to standard error.

In a terminal, tables and paragraphs fit its width; elsewhere nothing is wrapped or cut. What is
printed comes from foreign repositories, so it is never read as markup or as terminal commands.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

out = Console(highlight=False, markup=False, emoji=False)
endless = Console(highlight=False, markup=False, emoji=False, width=100_000)
err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

ROOMY = 110
"""Columns from which on a terminal has room for more than what is needed most."""
CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\N{REPLACEMENT CHARACTER}")
HARMLESS = CONTROLS | {ord("\n"): "\n", ord("\t"): "    ", ord("\r"): ""}


def emit(value: Any) -> None:
    """One line of JSON on standard output."""
    write(json.dumps(value, ensure_ascii=False).encode() + b"\n")


def write(data: bytes) -> None:
    """Bytes to standard output as they are."""
    write_all([data])


def write_all(pieces: Iterable[bytes]) -> None:
    """Many of them, which need not arrive one by one."""
    sys.stdout.flush()  # what was printed as text comes first
    sys.stdout.buffer.writelines(pieces)
    sys.stdout.buffer.flush()


def roomy() -> bool:
    return not out.is_terminal or out.width >= ROOMY


def line(text: str = "", style: str = "") -> None:
    """A line, however long."""
    out.print(Text(_harmless(text), style), soft_wrap=True)


def paragraph(text: str, style: str = "", lead: str = "") -> None:
    """Running text, in a terminal wrapped beside its lead: blanks, a number."""
    cells = [Text(_harmless(text), style)]
    shown = Table.grid()
    if lead:
        cells.insert(0, Text(lead))
        shown.add_column(no_wrap=True)
    shown.add_column(overflow="fold")
    shown.add_row(*cells)
    _print(shown)


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    right: Sequence[str] = (),
    wrap: Sequence[str] = (),
) -> None:
    """A plain table; of too wide ones, only the columns `wrap` get narrower."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        shown.add_column(
            heading,
            justify="right" if heading in right else "left",
            overflow="fold",
            no_wrap=heading not in wrap,
        )
    for row in rows:
        shown.add_row(*(Text(_cell(value)) for value in row))
    _print(shown)


def fields(rows: Sequence[tuple[str, str]], indent: int = 2) -> None:
    """Names and what is said of each, one under the other."""
    shown = Table.grid(padding=(0, 2, 0, 0))
    shown.add_column(no_wrap=True)
    shown.add_column(overflow="fold")
    for name, said in rows:
        shown.add_row(Text(" " * indent + name), Text(_harmless(said)))
    _print(shown)


def hint(text: str) -> None:
    """A word to the person at the terminal, never part of the result."""
    err.print(Text(_harmless(text), "dim"))


def warning(text: str) -> None:
    err.print(Text.assemble(("note", "yellow"), "  ", _harmless(text)))


def problem(text: str) -> None:
    err.print(Text.assemble(("error", "bold red"), " ", _harmless(text)))


def _print(shown: RenderableType) -> None:
    """Without the blanks that rich puts at the end of each line."""
    console = out if out.is_terminal else endless
    with console.capture() as captured:
        console.print(shown, crop=False)
    for each in captured.get().splitlines():
        sys.stdout.write(each.rstrip() + "\n")


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else _harmless(str(value))


def _harmless(text: str) -> str:
    return text.translate(HARMLESS)
