"""A REST interface on loopback whose records come, change and go between two questions.

    rum = Listing(by="offset", size=5)
    rum.fill(12)
    with rum.serve() as server:
        ...

It pages in every way that a style knows; `before` is called before each page, `trouble` may
answer in place of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from loopback import Asked, Reply, Server, serving

from harvester.styles import Style

BEGAN = datetime(2020, 1, 1, tzinfo=UTC)
PAGING: dict[str, dict[str, Any]] = {
    "next": {"by": "next", "next": "next", "size": "limit"},
    "Link": {"by": "next", "next": "Link", "size": "limit"},
    "offset": {"by": "offset", "parameter": "offset", "size": "limit"},
    "page": {"by": "page", "parameter": "page", "size": "limit"},
    "cursor": {"by": "cursor", "parameter": "after", "next": "cursor", "size": "limit"},
}


@dataclass
class Listing:
    """Records by name in a stable order, each with the second in which it was made."""

    by: str = "offset"
    size: int = 5
    cap: int | None = None
    announces: bool = True
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    before: Callable[[int], None] | None = None
    trouble: Callable[[Asked, dict[str, Any]], Reply | bytes | None] | None = None
    pages: int = 0

    def put(self, name: str, *, first: bool = False, **more: Any) -> None:
        made = (BEGAN + timedelta(seconds=len(self.items))).isoformat()
        item = {"id": name, "title": f"EBSD map {name}", "made": made, **more}
        self.items = {name: item, **self.items} if first else {**self.items, name: item}

    def fill(self, count: int) -> None:
        for number in range(count):
            self.put(f"{number:03d}")

    def style(self, **more: Any) -> Style:
        """How this interface is asked."""
        sliced = {"params": {"from": "{from}", "until": "{until}"}, "first": "2020-01-01"}
        said = {
            "list": "records",
            "items": "hits",
            "id": "id",
            "date": "made",
            "paging": PAGING[self.by] | {"at_once": self.size},
            "record": {"path": "records/{id}"},
            "set": {"kind": "{set}"},
            "since": {"params": {"since": "{since}"}},
        }
        if self.announces:
            said["total"] = {"path": "total"}
        if self.cap:
            said |= {"cap": self.cap, "slices": sliced}
        return Style.model_validate({"name": "rum"} | said | more)

    @contextmanager
    def serve(self) -> Iterator[Server]:
        with serving(self.answer) as server:
            server.url = server.url.removesuffix("/oai")
            yield server

    def answer(self, asked: Asked) -> Reply | bytes:
        if asked.path != "/records":
            item = self.items.get(asked.path.rpartition("/")[2])
            return json.dumps(item).encode() if item else Reply(b"{}", 404)
        self.pages += 1
        if self.before:
            self.before(self.pages)
        answer = self._list(asked.params)
        said = self.trouble(asked, answer) if self.trouble else None
        return said if said is not None else as_reply(answer)

    def _list(self, asked: dict[str, str]) -> dict[str, Any]:
        chosen = [item for item in self.items.values() if _is_asked(item, asked)]
        if self.by == "cursor":  # a cursor is a place in an order that nothing changes
            chosen.sort(key=lambda item: str(item["id"]))
        size = min(int(asked.get("limit", self.size)), self.size)
        start = self._start(asked, size, chosen)
        listed = chosen[start : start + size]
        if self.cap:
            listed = listed[: max(0, self.cap - start)]
        answer: dict[str, Any] = {"hits": listed}
        if self.announces:
            answer["total"] = len(chosen)
        more = start + len(listed) < len(chosen) and bool(listed)
        if more and self.by == "cursor":
            answer["cursor"] = listed[-1]["id"]
        if more and self.by in ("next", "Link"):
            answer["next"] = f"/records?{urlencode(asked | {'at': str(start + len(listed))})}"
        return answer

    def _start(self, asked: dict[str, str], size: int, chosen: list[dict[str, Any]]) -> int:
        if self.by == "page":
            return (int(asked["page"]) - 1) * size
        if self.by == "cursor":
            return sum(item["id"] <= asked.get("after", "") for item in chosen)
        return int(asked.get("offset" if self.by == "offset" else "at", 0))


def as_reply(answer: dict[str, Any]) -> Reply:
    link = answer.get("next")
    headers = {"Link": f'<{link}>; rel="next"'} if link else {}
    return Reply(json.dumps(answer).encode(), headers=headers)


def _is_asked(item: dict[str, Any], asked: dict[str, str]) -> bool:
    made = datetime.fromisoformat(item["made"])
    start, until = asked.get("from"), asked.get("until")
    if start and made < datetime.fromisoformat(start):
        return False
    if until and made >= datetime.fromisoformat(until):
        return False
    return asked.get("kind") in (None, item.get("kind"))
