"""Pages in a folder, parsed once each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath

from lxml import html

ELSEWHERE = ("https://", "http://")


@dataclass(frozen=True)
class Site:
    folder: Path

    @cached_property
    def pages(self) -> dict[str, html.HtmlElement]:
        """Trees by place below the folder."""
        files = sorted(self.folder.rglob("*.html"))
        parser = html.HTMLParser(encoding="utf-8")
        return {
            file.relative_to(self.folder).as_posix(): html.document_fromstring(
                file.read_bytes(), parser=parser
            )
            for file in files
        }

    @cached_property
    def anchors(self) -> dict[str, list[str]]:
        return {place: page.xpath("//@id") for place, page in self.pages.items()}

    def has(self, target: str) -> bool:
        """Whether there is such a file, and such an anchor in it."""
        file, _, anchor = target.partition("#")
        there = file in self.pages or self.folder.joinpath(file).is_file()
        return there and (not anchor or anchor in self.anchors[file])

    def text(self, place: str) -> str:
        return " ".join(self.pages[place].text_content().split())

    def links(self, place: str) -> Iterator[str]:
        """Where the links of a page lead, from the folder; addresses of other hosts as they are."""
        for href in self.pages[place].xpath("//@href"):
            yield href if href.startswith(ELSEWHERE) else target(place, href)


def target(place: str, href: str) -> str:
    file, mark, anchor = href.partition("#")
    return (normpath(join(dirname(place), file)) if file else place) + mark + anchor
