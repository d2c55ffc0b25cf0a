"""What the engine finds out only while its solutions are read is one true sentence too."""

import pyoxigraph as ox
import pytest

from harvester.errors import UsageError
from harvester.graph.answers import Solutions
from harvester.graph.snapshots import Snapshot


@pytest.mark.parametrize(
    ("form", "read"), [("SELECT *", "json"), ("CONSTRUCT { ?s a ?x }", "ntriples")]
)
def test_an_error_that_comes_late_is_told(form: str, read: str) -> None:
    store = ox.Store()
    # the only query known to fail late is one that the guard refuses, so it goes round the guard
    late = store.query(f"{form} WHERE {{ BIND(?no AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}")

    with pytest.raises(UsageError, match=r"^The query cannot be answered: .* is unbound\."):
        getattr(Solutions(late, Snapshot(None)), read)()
