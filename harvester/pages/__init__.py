"""The ontology as static HTML pages, made from its files.

They work from a disk as they do from a server, without scripts and without any other host.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from harvester.pages import addresses, downloads, site


class Written(NamedTuple):
    """How many files, and the one to open."""

    pages: int
    downloads: int
    overview: Path


def write(folder: Path) -> Written:
    """Write all pages into a folder; files of the same names are replaced, others stay.

    Raises:
        OSError: it cannot be written.
    """
    counts = [_save(folder, files) for files in (_pages(), _downloads(), _aids())]
    return Written(counts[0], counts[1], folder / addresses.OVERVIEW)


def _save(folder: Path, files: Iterator[tuple[str, bytes]]) -> int:
    count = 0
    for count, (place, content) in enumerate(files, 1):  # noqa: B007
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return count


def _pages() -> Iterator[tuple[str, bytes]]:
    yield from ((place, html.encode()) for place, html in site.pages())


def _downloads() -> Iterator[tuple[str, bytes]]:
    yield from ((each.place, each.source.read_bytes()) for each in downloads.files())


def _aids() -> Iterator[tuple[str, bytes]]:
    """The stylesheet, and for a server which part of which page every address is."""
    style = Path(__file__).with_name("templates") / "style.css"
    yield addresses.STYLE, style.read_bytes()
    yield addresses.PLACES, json.dumps(site.places(), indent=1).encode() + b"\n"
