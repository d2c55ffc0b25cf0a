"""Terms of other vocabularies: what they are called there, from the packaged SSSOM tables."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from harvester.resources import packaged


@cache
def labels() -> Mapping[str, str]:
    """Labels by address, where a table gives one."""
    return dict(pair for path in tables() for pair in _labels(path))


def tables() -> list[Path]:
    return sorted(packaged("mappings").glob("vocabularies/*.sssom.tsv"))


def _labels(path: Path) -> Iterator[tuple[str, str]]:
    lines = path.read_text("utf-8").splitlines()
    head = "\n".join(line.removeprefix("# ") for line in lines if line.startswith("#"))
    prefixes = yaml.safe_load(head)["curie_map"]
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    for row in rows:
        prefix, _, name = row["object_id"].partition(":")
        if row["object_label"]:
            yield prefixes[prefix] + name, row["object_label"]
