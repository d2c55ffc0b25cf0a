"""A repository on loopback with as many pages as a test wants, and faults where it wants them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from tests.fetch.answers import FORMATS, SETS, error, identify, record, records, token
from tests.loopback import Asked, Reply, Server, serving

Answer: TypeAlias = Reply | bytes
Before: TypeAlias = Callable[[int], Answer | None]
"""Asked before page so-and-so is given: another answer in its place, or None."""

OTHERS = {"Identify": identify(), "ListMetadataFormats": FORMATS, "ListSets": SETS}


def nothing_before(_: int) -> None:
    """Every page is given."""


@contextmanager
def repository(
    pages: int = 1,
    each: int = 2,
    before: Before = nothing_before,
    announced: bool = True,
    title: str = "EBSD map",
) -> Iterator[Server]:
    """Records `oai:rum.example:1`, `…:2` and so on, `each` of them on a page."""

    def script(asked: Asked) -> Answer:
        verb = asked.params["verb"]
        if verb == "ListRecords":
            number = int(asked.params.get("resumptionToken", "page 1").removeprefix("page "))
            return before(number) or page(number)
        if verb == "GetRecord":
            return error("idDoesNotExist", "no such record")
        return OTHERS[verb]

    def page(number: int) -> bytes:
        first = (number - 1) * each + 1
        items = [record(str(n), title=f"{title} {n}") for n in range(first, first + each)]
        if number < pages:
            items.append(token(f"page {number + 1}", pages * each if announced else None))
        elif number > 1:
            items.append(token("", pages * each if announced else None))
        return records(*items)

    with serving(script) as server:
        yield server
