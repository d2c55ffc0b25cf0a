"""Crosswalk: from a parsed record to plain values for the model, as a YAML file says.

The file (`schema.py`) gives for each of our terms where it stands and how it is cleaned; the
engine accounts for every value of the record: used, ignored by name, or told as a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from lxml import etree

from harvester import yamlfile
from harvester.crosswalk.compiled import Compiler, Crosswalk
from harvester.crosswalk.drafting import Task, drafts
from harvester.crosswalk.engine import Lookups
from harvester.crosswalk.schema import CrosswalkText
from harvester.crosswalk.words import MaterialReader, Readers, SampleReader, TechniqueReader
from harvester.errors import ConfigError, SkipRecord
from harvester.record import Draft, Linked, Parsed
from harvester.resources import layered

__all__ = [
    "Crosswalk",
    "Lookups",
    "MaterialReader",
    "Readers",
    "SampleReader",
    "Task",
    "TechniqueReader",
    "choose",
    "drafts",
    "load",
    "read",
    "run",
]


def load(home: Path | None) -> dict[str, Crosswalk]:
    """All crosswalks by format: the packaged ones, then those of the home folder, which win.

    Raises:
        ConfigError: a file is wrong; the sentence names file, line and key.
    """
    files = layered("crosswalks", home, "*.yaml").values()
    return {crosswalk.format: crosswalk for crosswalk in map(read, files)}


def read(file: Path) -> Crosswalk:
    """One crosswalk file; compiled anew only when its content changes.

    Raises:
        ConfigError: it is wrong; the sentence names file, line and key.
    """
    try:
        return _compiled(file, file.read_bytes())
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}.") from error


@lru_cache(maxsize=64)
def _compiled(file: Path, content: bytes) -> Crosswalk:
    text = yamlfile.read(file, CrosswalkText)
    version = f"{text.format}/{sha256(content).hexdigest()[:12]}"
    return Compiler(file, text).crosswalk(version)


def choose(crosswalks: Mapping[str, Crosswalk], parsed: Parsed, format_hint: str) -> Crosswalk:
    """The crosswalk that reads these metadata, whatever prefix the repository gave them.

    Raises:
        SkipRecord: none does; the sentence names what was found and what is known. Or the one that
            does leaves such records out; then it says why.
    """
    chosen = _fitting(crosswalks, parsed, format_hint)
    if why := chosen.why_not(parsed):
        raise SkipRecord(why)
    return chosen


def _fitting(crosswalks: Mapping[str, Crosswalk], parsed: Parsed, format_hint: str) -> Crosswalk:
    fitting = [c for c in crosswalks.values() if c.accepts(parsed)]
    called = [c for c in fitting if c.called(format_hint)]
    likely = called or [c for c in fitting if c.tells_itself]
    if likely:
        return likely[0]
    known = ", ".join(crosswalks) or "none"
    raise SkipRecord(
        f"No crosswalk reads {_beginning(parsed)} (asked for as {format_hint}); "
        f"formats known: {known}."
    )


def _beginning(parsed: Parsed) -> str:
    """How the metadata begin: the root element, and what a wrapper holds."""
    if isinstance(parsed.tree, Linked):
        return f"linked data about {_kinds(parsed.tree)}"
    if not isinstance(parsed.tree, etree._Element):
        return "this JSON"
    payload = next((each for each in parsed.tree if str(each.tag).endswith("}payload")), None)
    within = f" with <{payload[0].tag!s}> in it" if payload is not None and len(payload) else ""
    return f"<{parsed.tree.tag!s}>{within}"


def _kinds(linked: Linked) -> str:
    kinds = dict.fromkeys(each for node in linked.nodes for each in node.get("@type", ()))
    return ", ".join(f"<{each}>" for each in list(kinds)[:5]) or "things of no type"


def run(crosswalk: Crosswalk, parsed: Parsed, readers: Readers, lookups: Lookups) -> Draft:
    """One record alone; see `Task` and `drafts`."""
    return drafts([Task(crosswalk, parsed, lookups)], readers)[0]
