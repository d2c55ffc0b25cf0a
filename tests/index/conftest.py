"""A fresh index for each test, once for every engine in `BACKENDS`: the contract is one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import uuid4

import pytest

from harvester.index import SearchEngine
from harvester.index.embedded import TantivyEngine
from harvester.index.synonyms import Synonyms, Vocabularies

if TYPE_CHECKING:
    from harvester.index.elasticsearch.address import Address

BACKENDS = ("tantivy", pytest.param("elasticsearch", marks=pytest.mark.server))


class Opener(Protocol):
    def __call__(self) -> SearchEngine:
        """Open the same index once more, as another process would."""
        ...


@pytest.fixture(scope="session")
def synonyms() -> Synonyms:
    return Vocabularies()


@pytest.fixture(params=BACKENDS)
def opened(request: pytest.FixtureRequest) -> Opener:
    opener: Opener = request.getfixturevalue(f"{request.param}_engine")
    return opener


@pytest.fixture
def tantivy_engine(tmp_path: Path, synonyms: Synonyms) -> Iterator[Opener]:
    with ExitStack() as stack:
        yield lambda: stack.enter_context(closing(TantivyEngine(tmp_path / "index", synonyms)))


@pytest.fixture
def address(elasticsearch: str) -> Iterator[Address]:
    """Of a server, with names of indexes that no other test has."""
    from harvester.index.elasticsearch.address import read
    from harvester.index.elasticsearch.client import connect

    here = read(f"elasticsearch+{elasticsearch}/test-{uuid4().hex}")
    yield here
    with closing(connect(here).client) as client:
        if names := list(client.indices.get(index=f"{here.prefix}-*", expand_wildcards="all")):
            client.indices.delete(index=names)


@pytest.fixture
def elasticsearch_engine(address: Address, tmp_path: Path, synonyms: Synonyms) -> Iterator[Opener]:
    from harvester.index.elasticsearch.client import connect
    from harvester.index.elasticsearch.engine import ElasticEngine

    def another() -> SearchEngine:
        engine = ElasticEngine(connect(address, pause=0), tmp_path / "index", synonyms)
        return stack.enter_context(closing(engine))

    with ExitStack() as stack:
        yield another


@pytest.fixture
def engine(opened: Callable[[], SearchEngine]) -> SearchEngine:
    return opened()


@pytest.fixture
def indexer() -> Callable[..., subprocess.Popen[str]]:
    """Start `indexer.py` with these words, as another process; spoken with over its pipes."""

    def start(*words: object) -> subprocess.Popen[str]:
        script = Path(__file__).with_name("indexer.py")
        command = [sys.executable, "-W", "error", str(script), *map(str, words)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    return start
