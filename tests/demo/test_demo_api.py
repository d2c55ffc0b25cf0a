"""The demonstration's REST interfaces answer in the shapes of those that they are named after."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from harvester.demo.api import APIS, items
from harvester.demo.corpus import MARK
from harvester.demo.repositories import serving


@pytest.fixture(scope="module")
def urls() -> Iterator[dict[str, str]]:
    with serving() as urls:
        yield urls


def get(url: str, **asked: str | int) -> Any:
    with urlopen(f"{url}?{urlencode(asked)}") as answer:
        assert answer.headers.get_content_type() == "application/json"
        return json.loads(answer.read())


def test_ckan_gives_its_packages_in_parts(urls) -> None:
    url = f"{urls['demo-tay']}/package_search"
    parts = [get(url, start=start, rows=4)["result"] for start in (0, 4)]
    assert [part["count"] for part in parts] == [len(items("tay"))] * 2
    assert [p for part in parts for p in part["results"]] == list(items("tay"))


def test_ckan_gives_what_is_new_and_one_package(urls) -> None:
    url = urls["demo-tay"]
    new = get(f"{url}/package_search", fq="metadata_modified:[2023-03-12T00:00:00Z TO *]")
    assert 0 < new["result"]["count"] < len(items("tay"))
    assert get(f"{url}/package_show", id="tay-001")["result"]["id"] == "tay-001"


def test_gbif_says_when_its_records_end(urls) -> None:
    url = f"{urls['demo-orkney']}/occurrence/search"
    assert [get(url, offset=n, limit=3)["endOfRecords"] for n in (0, 3)] == [False, True]
    assert get(f"{urls['demo-orkney']}/occurrence/9001")["key"] == 9001


def test_what_is_not_there_is_not_found(urls) -> None:
    for path in ("demo-tay/package_show?id=none", "demo-orkney/occurrence/1", "demo-none/x"):
        base = urls["demo-tay"].removesuffix("demo-tay")
        with pytest.raises(HTTPError) as caught:
            urlopen(base + path)
        caught.value.close()
        assert caught.value.code == 404


@pytest.mark.parametrize("api", APIS, ids=lambda api: api.name)
def test_every_item_says_that_it_is_demonstration_data(api) -> None:
    assert all(MARK in json.dumps(item) for item in items(api.folder))
