"""From a change to what is shown of it: parse → crosswalk → validate → graph and index forms.

Pure and per process: `pool.py` runs it on all cores. No stage knows another; they meet here and
in `road.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

from harvester import crosswalk, parse, sssom, validate
from harvester.clean.materials import MaterialReader
from harvester.clean.samples import SampleReader
from harvester.clean.techniques import TechniqueReader
from harvester.crosswalk import Readers, Task
from harvester.errors import SkipRecord
from harvester.graph import GraphChange, jsonld, nquads
from harvester.identity.samples import rows
from harvester.index import Document
from harvester.index.document import document
from harvester.iris import record_iri
from harvester.ledger import MappingNote
from harvester.ledger.samples import Described
from harvester.linking import described
from harvester.model import Record
from harvester.record import Change, Draft, Finding, Parsed, Rejection
from harvester.repositories import load
from harvester.settings import Settings


class Mapped(NamedTuple):
    """One change as the stores take it; a rejected record or a tombstone has no document.

    A tuple, as are its parts: going from process to process takes half the time of a class.
    """

    seq: int
    iri: str
    note: MappingNote
    graphs: tuple[GraphChange, ...]
    document: Document | None
    samples: tuple[Described, ...] = ()


class Steps(NamedTuple):
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
        self.words = sssom.words(settings.home)
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
            return next(self._finished([begun]))
        except Exception as error:
            return Steps(begun.parsed if begun else None, None, _fault(error))

    def walked(self, changes: Sequence[Change]) -> list[Steps]:
        """As `steps`, of many live records at once, which takes less time for each."""
        try:
            return list(self._finished([self._begun(each) for each in changes]))
        except Exception:
            return [self.steps(each) for each in changes]

    def _finished(self, begun: Sequence[Task | Steps]) -> Iterator[Steps]:
        """The tasks carried out; what has come to its end already stays."""
        tasks = [each for each in begun if isinstance(each, Task)]
        drafts = iter(crosswalk.drafts(tasks, self.readers))
        for each in begun:
            yield each if isinstance(each, Steps) else self._checked(each, next(drafts))

    def _begun(self, change: Change) -> Task | Steps:
        """What there is to read, or why it cannot be read."""
        parsed = None
        try:
            parsed = parse.parse(change)
            chosen = crosswalk.choose(self.crosswalks, parsed, change.format)
        except SkipRecord as error:
            findings = parsed.findings if parsed else ()
            return Steps(parsed, None, Rejection(str(error), findings))
        return Task(chosen, parsed, self._lookups(change.source))

    def _lookups(self, source: str) -> crosswalk.Lookups:
        repository = self.repositories.get(source)
        return sssom.joined(self.words, repository.lookups if repository else {})

    def _checked(self, task: Task, draft: Draft) -> Steps:
        return Steps(task.parsed, draft, validate.check(draft, task.parsed.change, self.base))

    def batch(self, changes: Sequence[Change]) -> list[Mapped]:
        """The same order out as in; where a batch cannot be mapped, one record after the other."""
        try:
            return self._together(changes)
        except Exception as error:
            if len(changes) > 1:
                return [mapped for change in changes for mapped in self.batch([change])]
            note = _note(changes[0].seq, Steps(None, None, _fault(error)))
            return [self._shown(changes[0], note)]

    def _together(self, changes: Sequence[Change]) -> list[Mapped]:
        """Step by step, each for all of them, up to the drafts: see `crosswalk.drafting`.

        From there one record after the other: what was just made of it is still in the
        processor's caches, and soon gone.
        """
        finished = self._finished([self._begun(each) for each in changes if not each.deleted])
        return [
            self._mapped(change, None if change.deleted else next(finished)) for change in changes
        ]

    def _mapped(self, change: Change, step: Steps | None) -> Mapped:
        provenance = nquads.graph(jsonld.provenance(change, self.base))
        record = step.result if step else None
        if not isinstance(record, Record):
            return self._shown(change, _note(change.seq, step), provenance=provenance)
        unsaid: list[Finding] = []
        own = nquads.graph(jsonld.document(record, unsaid))
        note = _note(change.seq, step, unsaid)
        shown = self._shown(change, note, own, provenance, self._document(record))
        return shown._replace(samples=tuple(described(row) for row in rows(record)))

    def _shown(
        self,
        change: Change,
        note: MappingNote,
        own: bytes = b"",
        provenance: bytes = b"",
        document: Document | None = None,
    ) -> Mapped:
        """A form that is not given removes that of an earlier version."""
        iri = record_iri(self.base, change.source, change.identifier)
        beside = jsonld.provenance_iri(change, self.base)
        graphs = (GraphChange(iri, own), GraphChange(beside, provenance))
        return Mapped(change.seq, iri, note, graphs, document)

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


def _note(seq: int, step: Steps | None, unsaid: Sequence[Finding] = ()) -> MappingNote:
    if step is None:
        return MappingNote(seq, "deleted", "")
    version = step.draft.crosswalk if step.draft else ""
    if isinstance(step.result, Rejection):
        return MappingNote(seq, "rejected", version, step.result.reason, step.result.findings)
    findings = step.draft.findings if step.draft else ()
    return MappingNote(seq, "mapped", version, "", (*findings, *unsaid))
