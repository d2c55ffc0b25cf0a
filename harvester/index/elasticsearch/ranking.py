"""The order of hits."""

from typing import Any

from harvester.errors import UsageError
from harvester.index import SearchRequest
from harvester.index.elasticsearch.fields import ORDER
from harvester.index.elasticsearch.pages import WINDOW, Found

DIGITS = 4
"""Of scores that are told."""
BY_IRI: list[Any] = [ORDER]
BEST: list[Any] = [{"_score": "desc"}, *BY_IRI]
BEHIND = "behind "
"""How a page begins; then comes the last IRI of the one before."""


def order(request: SearchRequest, *, scored: bool) -> list[Any]:
    """By which values to sort; equal ones by IRI."""
    if request.page is not None:
        return BY_IRI
    if request.order == "best":
        return BEST if scored else BY_IRI
    direction = "asc" if request.order == "oldest" else "desc"
    return [{"date": {"order": direction, "missing": "_last"}}, *BY_IRI]


def score(found: Found) -> float:
    return round(found.get("_score") or 0.0, DIGITS)


def place(request: SearchRequest) -> dict[str, Any]:
    """Behind which hit a page of a walk begins.

    Raises:
        UsageError: nobody gave this page.
    """
    if not request.page:
        return {}
    if not request.page.startswith(BEHIND):
        raise UsageError(f"There is no page {request.page[:100]}; the first is empty.")
    return {"search_after": [request.page.removeprefix(BEHIND)]}


def size(request: SearchRequest) -> int:
    """How many hits to ask for; of a walk one more, to know whether it goes on."""
    if request.page is None:
        return max(request.limit, 0)
    return min(max(request.limit, 1), WINDOW - 1) + 1


def shown(request: SearchRequest, found: list[Found]) -> tuple[list[Found], str | None]:
    """The hits of the page, and what to ask for the next one."""
    if request.page is None:
        return found, None
    page = found[: size(request) - 1]
    return page, f"{BEHIND}{page[-1]['sort'][0]}" if len(found) > len(page) else None
