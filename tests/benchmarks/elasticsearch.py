"""What our engine costs on Elasticsearch, beside the client alone with the very same bodies."""

import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from unittest.mock import patch

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from harvester.index import Document, SearchRequest
from harvester.index.elasticsearch.address import read
from harvester.index.elasticsearch.client import connect
from harvester.index.elasticsearch.engine import ElasticEngine
from harvester.index.elasticsearch.fields import body, identity, mappings, settings
from harvester.index.synonyms import Vocabularies
from harvester.mapping import Mapper
from harvester.pool import BATCH
from harvester.record import Change
from harvester.settings import load
from tests.benchmarks import report
from tests.benchmarks.corpus import record
from tests.elasticsearch.build import Missing
from tests.elasticsearch.node import OPTIONS, Node

OAI = b'<record xmlns="http://www.openarchives.org/OAI/2.0/">'
ROUNDS, WARM_UP = 60, 20
"""Of each search, ours and the client's by turns; the first are not told."""
FACETS = ("source", "technique_groups", "material_groups", "sample_types", "access")
ASKED = (
    *("chromite", "SEM-EDX olivine", "NWA 869", "electron backscatter diffraction", "Skaergaard"),
    *("EBSD -gabbro", '"thin section"', "20 kV", "atom probe zircon", "micro-CT of pallasite"),
)


def run(records: int) -> None:
    report.heading(f"elasticsearch: {records:,} records, our engine and the client alone")
    with TemporaryDirectory() as folder:
        node = Node(Path(folder) / "node", os.getpid(), OPTIONS)
        try:
            node.ensure()
        except Missing as missing:
            print(f"  Elasticsearch is not here, and not measured: {missing}")
            return
        cluster = connect(read(f"elasticsearch+{node.url}/bench"))
        engine = ElasticEngine(cluster, Path(folder) / "index", Vocabularies())
        with closing(engine):
            _filled(engine, cluster.client, _documents(records))
            _searched(engine, cluster.client)
        node.stop()


def _documents(records: int) -> list[Document]:
    mapper = Mapper(load(Path("/nonexistent")))
    raw = (record(number).replace(b"<record>", OAI, 1) for number in range(records))
    changes = [
        Change(n + 1, "bench", f"oai:{n}", "oai_dc", "2026-01-01", False, each, b"")
        for n, each in enumerate(raw)
    ]
    return [each.document for each in mapper.batch(changes) if each.document]


def _filled(engine: ElasticEngine, client: Elasticsearch, documents: list[Document]) -> None:
    """A first round warms the server up and is not told."""
    sent = [json.loads(body(each)) for each in documents]
    rounds = [(_ours(engine, documents), _raw(client, documents, sent)) for _ in range(3)]
    ours, raw = (len(documents) / min(times) for times in zip(*rounds[1:], strict=True))
    report.figure("documents a second, the client alone", f"{raw:,.0f}")
    report.figure("documents a second, our engine", f"{ours:,.0f}")
    report.figure("share of the client's rate", f"{ours / raw:.0%}", "at least 80 %")


def _ours(engine: ElasticEngine, documents: list[Document]) -> float:
    began = perf_counter()
    with engine.writer(anew=True) as writer:
        for start in range(0, len(documents), BATCH):
            batch = documents[start : start + BATCH]
            writer.put([(each["iri"], each) for each in batch], start + len(batch))
    return perf_counter() - began


def _raw(client: Elasticsearch, documents: list[Document], sent: list[Document]) -> float:
    """What is sent is made already."""
    client.indices.delete(index="raw", ignore_unavailable=True)
    began = perf_counter()
    client.indices.create(index="raw", mappings=mappings(), settings=settings())
    actions = (
        {"_index": "raw", "_id": identity(each["iri"]), "_source": ready}
        for each, ready in zip(documents, sent, strict=True)
    )
    bulk(client, actions)
    client.indices.refresh(index="raw")
    return perf_counter() - began


def _searched(engine: ElasticEngine, client: Elasticsearch) -> None:
    ratios = []
    for words in ASKED:
        request = SearchRequest(words, limit=20, facets=FACETS)
        sent = _sent(engine, client, request)
        ours, raw = _both(lambda: engine.search(request), lambda: client.search(**sent))  # noqa: B023
        ratios.append(ours / raw)
        report.figure(f"ours, the client's: {words}", f"{ours * 1e3:.1f}, {raw * 1e3:.1f} ms")
    report.figure("our time by the client's, median", f"{median(ratios):.2f}", "at most 1.25")


def _sent(engine: ElasticEngine, client: Elasticsearch, request: SearchRequest) -> dict[str, Any]:
    """The one search that the engine sends for a request."""
    sent: list[dict[str, Any]] = []

    def noted(**how: Any) -> Any:
        sent.append(how)
        return search(**how)

    search = client.search
    with patch.object(client, "search", noted):
        engine.search(request)
    [only] = sent
    return only


def _both(ours: Callable[[], object], raw: Callable[[], object]) -> tuple[float, float]:
    """Seconds of each, by turns."""
    times = [(_seconds(ours), _seconds(raw)) for _ in range(ROUNDS)][WARM_UP:]
    first, second = zip(*times, strict=True)
    return median(first), median(second)


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
