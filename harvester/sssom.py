"""A catalogue's own mappings (SSSOM tables): words and foreign terms that mean our concepts.

The packaged tables say what the vocabularies say already; only those of the home folder are read.
https://mapping-commons.github.io/sssom/
"""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml

from harvester.errors import ConfigError, UsageError
from harvester.iris import NAMESPACE
from harvester.ontology import scheme

Words: TypeAlias = Mapping[str, Mapping[str, str]]
"""Slugs by scheme and by what a source writes: a word, or the address of a term."""

REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
LITERAL = "rdfs literal"
"""The type of a side that is a word; the word is its label."""

OURS_FIRST = {"exactMatch", "closeMatch", "narrowMatch"}
OURS_LAST = {"exactMatch", "closeMatch", "broadMatch"}
"""Predicates by which the other side means our concept, or something narrower."""


class Row(NamedTuple):
    """One mapping and where it stands; a side is an address, or a word."""

    where: str
    subject: str
    predicate: str
    object: str


def words(home: Path | None) -> Words:
    """What the tables in `mappings/vocabularies` of the home folder map to our concepts.

    Raises:
        ConfigError: a table is wrong; the sentence names file and line.
    """
    folder = home / "mappings" / "vocabularies" if home else None
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("*.sssom.tsv")) if folder else ():
        for row in _rows(path):
            for name, slug, said in _meanings(row):
                found.setdefault(name, {})[said] = slug
    return found


def joined(general: Words, own: Words) -> Words:
    """A source's own words win over those of the catalogue."""
    if not general or not own:
        return own or general
    names = general.keys() | own.keys()
    return {name: {**general.get(name, {}), **own.get(name, {})} for name in names}


def _rows(path: Path) -> Iterator[Row]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}.") from error
    head = [line[1:] for line in lines if line.startswith("#")]
    prefixes = _prefixes(path, head)
    table = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t")
    missing = [name for name in REQUIRED if name not in (table.fieldnames or ())]
    if missing:
        raise ConfigError(f"{path}, line {len(head) + 1}: no column {', '.join(missing)}.")
    for cells in table:
        where = f"{path}, line {len(head) + table.line_num}"
        predicate = (cells["predicate_id"] or "").rpartition(":")[2].rpartition("#")[2]
        sides = [_side(cells, side, prefixes, where) for side in ("subject", "object")]
        yield Row(where, sides[0], predicate, sides[1])


def _prefixes(path: Path, head: list[str]) -> Mapping[str, str]:
    try:
        metadata = yaml.safe_load("\n".join(line.removeprefix(" ") for line in head)) or {}
        return {str(k): str(v) for k, v in metadata.get("curie_map", {}).items()}
    except (yaml.YAMLError, AttributeError) as error:
        raise ConfigError(f"{path}: the lines with # are not the YAML of a mapping set.") from error


def _side(cells: Mapping[str, Any], side: str, prefixes: Mapping[str, str], where: str) -> str:
    if cells.get(f"{side}_type") == LITERAL:
        return " ".join((cells.get(f"{side}_label") or "").split())
    name = (cells[f"{side}_id"] or "").strip()
    prefix, _, local = name.partition(":")
    if prefix in prefixes:
        return prefixes[prefix] + local
    if local.startswith("//"):
        return name
    raise ConfigError(f"{where}: the prefix of `{name}` is not in the curie_map.")


def _meanings(row: Row) -> Iterator[tuple[str, str, str]]:
    """Scheme, slug and what means it; nothing for a mapping to something broader or related."""
    ours_first, ours_last = (side.startswith(NAMESPACE) for side in (row.subject, row.object))
    if not ours_first and not ours_last:
        raise ConfigError(f"{row.where}: neither side is a concept of <{NAMESPACE}…>.")
    ours, said = (row.subject, row.object) if ours_first else (row.object, row.subject)
    if said and row.predicate in (OURS_FIRST if ours_first else OURS_LAST):
        name, _, slug = ours.removeprefix(NAMESPACE).partition("/")
        try:
            yield name, scheme(name).find(slug).slug, said
        except UsageError as error:
            raise ConfigError(f"{row.where}: {error}") from error
