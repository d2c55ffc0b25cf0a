"""REST interfaces on loopback, in the shapes of two that exist: CKAN's actions, GBIF's search."""

from __future__ import annotations

import json
import re
from functools import cache
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from harvester.demo.corpus import FOLDER
from harvester.demo.running import Handler


class Shape(NamedTuple):
    """How an interface names things: its list, how far and how much, what is new, one item."""

    list: str
    start: str
    size: str
    since: str
    date: str
    one: str
    id: str


class DemoApi(NamedTuple):
    """`requests` is the style by which it is asked; its items are in `folder`, as they are sent."""

    name: str
    title: str
    folder: str
    format: str
    requests: str
    protocol: str = "rest"


SHAPES = {
    "ckan": Shape(
        list="package_search",
        start="start",
        size="rows",
        since="fq",
        date="metadata_modified",
        one="package_show",
        id="id",
    ),
    "gbif": Shape(
        list="occurrence/search",
        start="offset",
        size="limit",
        since="lastInterpreted",
        date="lastInterpreted",
        one="occurrence/",
        id="key",
    ),
}
APIS = (
    DemoApi("demo-tay", "Tay Data Catalogue", "tay", "ckan_json", "ckan"),
    DemoApi("demo-orkney", "Orkney Specimen Register", "orkney", "dwc_json", "gbif"),
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d[T:\d]*")


@cache
def items(folder: str) -> tuple[dict[str, Any], ...]:
    files = sorted((FOLDER / folder).glob("*.json"))
    return tuple(item for file in files for item in json.loads(file.read_text("utf-8")))


def answer(api: DemoApi, path: str, asked: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Status and JSON for a path below the interface's address."""
    shape = SHAPES[api.requests]
    if path == shape.list:
        since = _DAY.search(asked.get(shape.since, ""))
        new = [i for i in items(api.folder) if not since or i[shape.date] >= since[0]]
        start, size = int(asked.get(shape.start, "0")), int(asked.get(shape.size, "20"))
        return HTTPStatus.OK, _list(api, len(new), start, new[start : start + size])
    if path.startswith(shape.one):
        wanted = asked.get(shape.id) or path.rpartition("/")[2]
        for item in items(api.folder):
            if str(item.get(shape.id)) == wanted:
                return HTTPStatus.OK, _one(api, item)
    return HTTPStatus.NOT_FOUND, {"success": False, "error": {"message": "Not found"}}


def _list(api: DemoApi, count: int, start: int, part: list[dict[str, Any]]) -> dict[str, Any]:
    if api.requests == "ckan":
        return {"success": True, "result": {"count": count, "results": part}}
    ended = start + len(part) >= count
    return {"offset": start, "count": count, "endOfRecords": ended, "results": part}


def _one(api: DemoApi, item: dict[str, Any]) -> dict[str, Any]:
    return {"success": True, "result": item} if api.requests == "ckan" else item


class ApiServer(ThreadingHTTPServer):
    """Each interface below a path of its own."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)

    def url(self, api: DemoApi) -> str:
        return f"http://127.0.0.1:{self.server_port}/{api.name}"


class _Handler(Handler):
    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        name, _, path = parts.path.lstrip("/").partition("/")
        api = next((each for each in APIS if each.name == name), None)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        status, said = answer(api, path, asked) if api else (404, {"success": False})
        self.send(json.dumps(said, ensure_ascii=False).encode(), "application/json", status)
