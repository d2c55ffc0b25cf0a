"""Documents as they were put: one by its name, or all of one moment."""

from collections.abc import Iterator

from elasticsearch import Elasticsearch, NotFoundError

from harvester.index import Document
from harvester.index.elasticsearch.fields import EVERYTHING, identity
from harvester.index.elasticsearch.pages import Found, following, moment


def get(client: Elasticsearch, alias: str, iri: str) -> Document | None:
    """As searches see it."""
    try:
        return document(client.get(index=alias, id=identity(iri), realtime=False).body)
    except NotFoundError:
        return None


def walk(client: Elasticsearch, alias: str) -> Iterator[Document]:
    """All documents, by IRI, whatever is written meanwhile."""
    try:
        with moment(client, alias) as at:
            for hit in following(client, at, {"query": EVERYTHING, "sort": ["order"]}):
                yield document(hit)
    except NotFoundError:
        return


def document(found: Found) -> Document:
    """What was put."""
    given: Document = found["_source"]
    return given
