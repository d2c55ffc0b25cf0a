"""Real servers for measuring, where they are; each is new and ends with the measurement."""

import os
from collections.abc import Callable
from contextlib import ExitStack, closing
from importlib.util import find_spec
from pathlib import Path
from urllib.request import Request, urlopen

from harvester.graph.sparql.store import SparqlStore
from harvester.index.elasticsearch.address import read
from harvester.index.elasticsearch.client import connect
from harvester.index.elasticsearch.engine import ElasticEngine
from harvester.ledger.store import SqlLedger, open_ledger
from tests import fuseki as sparql
from tests import postgresql as database
from tests.elasticsearch.build import Missing
from tests.elasticsearch.node import Node
from tests.loopback import closed_port

Size = Callable[[], int]


def on_disk(folder: Path) -> int:
    """Bytes of the blocks: a sparse file counts for what is in it, a hard link only once."""
    found = [each.stat() for each in folder.rglob("*") if each.is_file()]
    return sum({each.st_ino: each.st_blocks * 512 for each in found}.values())


def postgresql(stack: ExitStack) -> tuple[SqlLedger, Size] | None:
    """A ledger, and the bytes of its database without the journal."""
    programs = database.programs()
    if programs is None or find_spec("psycopg") is None:
        return _absent("PostgreSQL", database.HOW_TO_GET_IT)
    import psycopg

    server = stack.enter_context(database.running(programs))
    url = stack.enter_context(server.database())
    ledger = stack.enter_context(closing(open_ledger(url)))
    asked = stack.enter_context(psycopg.connect(url, autocommit=True))

    def size() -> int:
        asked.execute("VACUUM ANALYZE")
        row = asked.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(row[0]) if row else 0

    return ledger, size


def fuseki(folder: Path, stack: ExitStack) -> tuple[SparqlStore, Path] | None:
    """A graph, and the folder of its database."""
    if not (sparql.java() and sparql.jar().is_file()):
        return _absent("Fuseki", sparql.HOW_TO_GET_IT)
    server = stack.enter_context(sparql.running(closed_port()))
    graph = stack.enter_context(closing(SparqlStore(server.url("rocks"), folder / "sparql")))
    return graph, server.folder / "rocks"


def elasticsearch(folder: Path, stack: ExitStack) -> tuple[ElasticEngine, Size] | None:
    """An index, and the bytes of its node's folder."""
    node = Node(folder / "elasticsearch", os.getpid())
    try:
        node.ensure()
    except Missing as missing:
        return _absent("Elasticsearch", str(missing))
    stack.callback(node.stop)
    cluster = connect(read(f"elasticsearch+{node.url}/bench"))
    engine = stack.enter_context(closing(ElasticEngine(cluster, folder / "search")))

    def size() -> int:
        flush = Request(f"{node.url}/_flush?wait_if_ongoing=true", method="POST")
        urlopen(flush).close()  # the journal's bytes are in the segments then, and its own let go
        return on_disk(node.folder)

    return engine, size


def _absent(name: str, how: str) -> None:
    print(f"  {name} is not here, and not measured: {how}")
