"""The two ways to write a tantivy index: in atomic batches, and once into a new one."""

from collections.abc import Sequence
from pathlib import Path

from tantivy import Index

from harvester.index import Document
from harvester.index.faults import index_errors
from harvester.index.schema import CURSOR, cursor_document, schema, stored, term

HEAP = 60_000_000
"""Bytes that tantivy gathers before it writes a segment."""


class LiveWriter:
    """Replaces documents in an index that is in use; a batch and its cursor are one commit."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with index_errors(folder):
            self._writer = Index.open(str(folder)).writer(HEAP, num_threads=1)

    def put(self, changes: Sequence[tuple[str, Document | None]], cursor: int) -> None:
        with index_errors(self._folder):
            for iri, document in changes:
                self._writer.delete_documents_by_term("iri", term(iri))
                if document is not None:
                    self._writer.add_document(stored(document))
            self._writer.delete_documents_by_term("mark", CURSOR)
            self._writer.add_document(cursor_document(cursor))
            self._writer.commit()

    def close(self) -> None:
        with index_errors(self._folder):
            self._writer.rollback()
            self._writer.wait_merging_threads()


class BulkWriter:
    """Fills a new index; it is empty before `finish`, and no document may be put twice."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with index_errors(folder):
            folder.mkdir()
            self._writer = Index(schema(), path=str(folder)).writer(HEAP, num_threads=1)
        self._cursor = 0

    def put(self, changes: Sequence[tuple[str, Document | None]], cursor: int) -> None:
        with index_errors(self._folder):
            for _, document in changes:
                if document is not None:
                    self._writer.add_document(stored(document))
        self._cursor = cursor

    def finish(self) -> None:
        with index_errors(self._folder):
            self._writer.add_document(cursor_document(self._cursor))
            self._writer.commit()
            self._writer.wait_merging_threads()
