"""The tables of mappings to other vocabularies (SSSOM), read for all tests."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from harvester.resources import packaged

TABLES = sorted((packaged("mappings") / "vocabularies").glob("*.sssom.tsv"))


@dataclass(frozen=True)
class Table:
    """`head` is the metadata of the set, `columns` the names of the columns in their order."""

    name: str
    head: dict[str, Any]
    columns: list[str]
    rows: list[dict[str, str]]

    def expand(self, curie: str) -> str:
        prefix, _, local = curie.partition(":")
        return str(self.head["curie_map"][prefix]) + local

    def matches(self) -> set[tuple[str, str, str]]:
        """Subject, kind of match and object, as IRIs and the local name of the SKOS property."""
        return {
            (self.expand(r["subject_id"]), r["predicate_id"][5:], self.expand(r["object_id"]))
            for r in self.rows
        }


@cache
def table(path: Path) -> Table:
    lines = path.read_text("utf-8").splitlines()
    head = [line[1:] for line in lines if line.startswith("#")]
    body = csv.DictReader(lines[len(head) :], delimiter="\t", strict=True)
    metadata = yaml.safe_load("\n".join(line.removeprefix(" ") for line in head))
    columns = list(body.fieldnames or ())
    return Table(path.name.removesuffix(".sssom.tsv"), metadata, columns, list(body))
