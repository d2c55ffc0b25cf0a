"""From a change to what is shown of it: parse → crosswalk → validate → graph and index forms.

Pure and per process: `pool.py` runs it on all cores. No stage knows another; they meet here and
in `road.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import TypeAlias

from harvester import crosswalk, parse, validate
from harvester.clean.materials import MaterialReader
from harvester.clean.samples import SampleReader
from harvester.clean.techniques import TechniqueReader
from harvester.crosswalk import Readers, Task
from harvester.errors import SkipRecord
from harvester.graph import GraphChange, jsonld, nquads
from harvester.index import Document
from harvester.index.document import document
from harvester.iris import record_iri
from harvester.ledger import MappingNote
from harvester.model import Record
from harvester.record import Change, Draft, Finding, Parsed, Rejection
from harvester.repositories import load
from harvester.settings import Settings

Unsaid: TypeAlias = dict[str, list[Finding]]
"""What could not be said as linked data, by record."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """One change as the stores take it; a rejected record or a tombstone has no document."""

    seq: int
    iri: str
    note: MappingNote
    graphs: tuple[GraphChange, ...]
    document: Document | None


@dataclass(frozen=True, slots=True)
class Steps:
    """Every intermediate form of one record, for those who write crosswalks."""

    parsed: Parsed | None
    draft: Draft | None
    result: Record | Rejection


class Mapper:
    """The crosswalks, vocabularies and repositories of a catalogue, read once."""

    def __init__(self, settings: Settings) -> None:
        self.base = settings.base_url
        self.crosswalks = crosswalk.load(settings.home)
        self.repositories = load(settings.home)
        self.readers = _readers()

    @property
    def versions(self) -> list[str]:
        """Versions of the crosswalks in force, for finding what was mapped by older ones."""
        return sorted({c.version for c in self.crosswalks.values()})

    def steps(self, change: Change) -> Steps:
        """The road of one live record up to the model, step by step.

        An error of ours is a rejection too: one record must not stop the others.
        """
        begun: Task | Steps | None = None
        try:
            begun = self._begun(change)
            return self._finished([begun])[0]
        except Exception as error:
            return Steps(begun.parsed if begun else None, None, _fault(error))

    def _finished(self, begun: Sequence[Task | Steps]) -> list[Steps]:
        """The tasks carried out; what has come to its end already stays."""
        tasks = [each for each in begun if isinstance(each, Task)]
        drafts = iter(crosswalk.drafts(tasks, self.readers))
        return [
            each if isinstance(each, Steps) else self._checked(each, next(drafts)) for each in begun
        ]

    def _begun(self, change: Change) -> Task | Steps:
        """What there is to read, or why it cannot be read."""
        parsed = None
        try:
            parsed = parse.parse(change)
            chosen = crosswalk.choose(self.crosswalks, parsed, change.format)
        except SkipRecord as error:
            findings = parsed.findings if parsed else ()
            return Steps(parsed, None, Rejection(str(error), findings))
        repository = self.repositories.get(change.source)
        return Task(chosen, parsed, repository.lookups if repository else {})

    def _checked(self, task: Task, draft: Draft) -> Steps:
        return Steps(task.parsed, draft, validate.check(draft, task.parsed.change, self.base))

    def batch(self, changes: Sequence[Change]) -> list[Mapped]:
        """The same order out as in; where a batch cannot be mapped, one record after the other."""
        try:
            return self._together(changes)
        except Exception as error:
            if len(changes) > 1:
                return [mapped for change in changes for mapped in self.batch([change])]
            rejected = Steps(None, None, _fault(error))
            return [self._mapped(changes[0], rejected, {}, {})]

    def _together(self, changes: Sequence[Change]) -> list[Mapped]:
        """Step by step, each for all of them: see `crosswalk.drafting`."""
        begun = [self._begun(change) for change in changes if not change.deleted]
        finished = iter(self._finished(begun))
        steps = [None if change.deleted else next(finished) for change in changes]
        records = [s.result for s in steps if s and isinstance(s.result, Record)]
        unsaid: Unsaid = {record.iri: [] for record in records}
        graphs = nquads.graphs([jsonld.document(r, unsaid[r.iri]) for r in records])
        graphs |= nquads.graphs([jsonld.provenance(c, self.base) for c in changes])
        return [
            self._mapped(change, step, graphs, unsaid)
            for change, step in zip(changes, steps, strict=True)
        ]

    def _mapped(
        self, change: Change, step: Steps | None, graphs: dict[str, bytes], unsaid: Unsaid
    ) -> Mapped:
        iri = record_iri(self.base, change.source, change.identifier)
        names = (iri, jsonld.provenance_iri(change, self.base))
        found = step.result if step else None
        return Mapped(
            seq=change.seq,
            iri=iri,
            note=_note(change.seq, step, unsaid.get(iri, ())),
            graphs=tuple(GraphChange(name, graphs.get(name, b"")) for name in names),
            document=self._document(found) if isinstance(found, Record) else None,
        )

    def _document(self, record: Record) -> Document:
        repository = self.repositories.get(record.source)
        return document(record, demonstration=bool(repository and repository.demonstration))


@cache
def _readers() -> Readers:
    """The vocabularies do not change while a process runs."""
    return Readers(TechniqueReader(), MaterialReader(), SampleReader())


def _fault(error: Exception) -> Rejection:
    at = extract_tb(error.__traceback__)[-1]
    where = f"{Path(at.filename).name}, line {at.lineno}"
    return Rejection(f"A fault in Lithoscope itself, please report it: {error!r} ({where}).")


def _note(seq: int, step: Steps | None, unsaid: Sequence[Finding]) -> MappingNote:
    if step is None:
        return MappingNote(seq, "deleted", "")
    version = step.draft.crosswalk if step.draft else ""
    if isinstance(step.result, Rejection):
        return MappingNote(seq, "rejected", version, step.result.reason, step.result.findings)
    findings = step.draft.findings if step.draft else ()
    return MappingNote(seq, "mapped", version, "", (*findings, *unsaid))
