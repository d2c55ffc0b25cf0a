"""What the ledger keeps of samples: how records describe them, links, judgements, lasting ids.

A sample here is one record's sample, named by its IRI. A group is one physical sample: all the
records' samples that are the same object. Links, judgements and ids are truth: a rebuild judges
anew, and keeps every judgement and every id that was ever given out.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

Ruling = Literal["same", "different", "unsure", "derived"]
Happening = Literal["began", "changed", "merged", "split", "gone"]


class Described(NamedTuple):
    """A sample as one record describes it; `row` is a `harvester.identity.row.Row` as JSON."""

    iri: str
    row: bytes


class Waiting(NamedTuple):
    """A sample whose links are out of date; `row` is None when no record has it any more."""

    iri: str
    row: bytes | None


class KeptLink(NamedTuple):
    """What was decided of two samples, `left` < `right`; `part` is the one that is derived.

    `evidence` is JSON, as `harvester.identity.judging.Evidence`; `method` names the version of
    rules, weights and lists of names, or `judgement` where a person decided.
    """

    id: str
    left: str
    right: str
    relation: str
    decision: str
    points: float
    evidence: bytes
    method: str
    part: str = ""


class Judgement(NamedTuple):
    """A person's word on two samples, `left` < `right`; of `derived`, `part` is the child.

    Kept whatever becomes of the records; taken back (`undone` is when, else empty), never lost.
    The ledger gives `id`, and `time` where none is given.
    """

    left: str
    right: str
    ruling: Ruling
    person: str
    part: str = ""
    note: str = ""
    id: int = 0
    time: str = ""
    undone: str = ""
    undone_by: str = ""


class Group(NamedTuple):
    """One physical sample. Without members it was merged or split: `now` says into which ids."""

    id: str
    members: tuple[str, ...]
    now: tuple[str, ...] = ()


class Event(NamedTuple):
    """Something that happened to a group; `others` are the ids that it went into."""

    seq: int
    time: str
    id: str
    what: Happening
    others: tuple[str, ...] = ()


class IdentityChange(NamedTuple):
    """A group or a link that came to be, changed or went (None), numbered like a record's."""

    seq: int
    kind: Literal["group", "link"]
    id: str
    state: Group | KeptLink | None


class SampleLedger(Protocol):
    """Every writing call is one transaction; `seq` are of the sequence that records share."""

    # descriptions: what the road made of the records' samples ------------------------------------
    def describe(self, records: Sequence[tuple[int, Sequence[Described]]]) -> None:
        """Replace what the records of these changes say of samples, by `seq` of the change.

        A sample that is new, gone, or described otherwise than before waits to be linked; one that
        is described as before does not. What is no longer a record's newest change is passed over.
        """
        ...

    def waiting(self, limit: int = 1_000) -> list[Waiting]:
        """Samples whose links are out of date, those that came first before others."""
        ...

    def count_waiting(self) -> int: ...

    def reopen(self, iris: Sequence[str] | None = None) -> None:
        """Let these wait (None: all), as after a judgement or with other rules."""
        ...

    def rows(self, iris: Sequence[str]) -> dict[str, bytes]:
        """Of those that a record has."""
        ...

    def of_records(self, records: Sequence[tuple[str, str]]) -> list[str]:
        """IRIs of the samples that these records, by source and identifier, have; in order."""
        ...

    def count(self) -> int:
        """Samples that records have."""
        ...

    # blocking keys -------------------------------------------------------------------------------
    def file(self, keys: Mapping[str, Sequence[str]], cap: int) -> None:
        """Replace the keys by which these samples (by IRI) are found.

        Where a key is now shared by more than `cap`, or no longer is, all under it wait: whether
        they are compared for its sake must not depend on who came first.
        """
        ...

    def sizes(self, keys: Sequence[str]) -> dict[str, int]:
        """How many samples are filed under each key; of those with any."""
        ...

    def sharing(self, keys: Sequence[str]) -> dict[str, list[str]]:
        """IRIs of the samples that are filed under each key, in order."""
        ...

    def full(self, cap: int, limit: int = 100) -> list[tuple[str, int]]:
        """Keys that more than `cap` samples share, and how many; the fullest first."""
        ...

    # links and groups ----------------------------------------------------------------------------
    def links(self, iris: Sequence[str] | None = None) -> list[KeptLink]:
        """Links that have one of these samples at an end (None: all), by id."""
        ...

    def methods(self) -> dict[str, int]:
        """How many links each method decided."""
        ...

    def groups_of(self, iris: Sequence[str]) -> dict[str, str]:
        """Id of the group of each sample that has one."""
        ...

    def group(self, id: str) -> Group | None:
        """Also one that has merged or split."""
        ...

    def ever(self, iris: Sequence[str]) -> dict[str, list[str]]:
        """Of each id that one of these samples was ever under: all the samples that ever were."""
        ...

    def settle(
        self,
        done: Sequence[str],
        links: Sequence[KeptLink],
        groups: Sequence[Group],
        heeded: Collection[int],
    ) -> None:
        """Samples `done` wait no more; `links` are now all that have one of them at an end.

        `groups` are those that came to be, changed or emptied. What differs from what was kept
        gets a new `seq` and, for a group, an event; what does not is left alone. `heeded` are the
        ids of the judgements on `done` that were read: whoever was judged otherwise since waits on.
        """
        ...

    def changed(self, after: int, upto: int, limit: int = 1_000) -> list[IdentityChange]:
        """The newest state of groups and links with `after` < `seq` <= `upto`, the first by `seq`.

        For the next ones ask after the last one's `seq`.
        """
        ...

    def events(self, since: str, id: str | None = None) -> list[Event]:
        """What happened (to one group) since a time (RFC 3339 UTC), oldest first."""
        ...

    # judgements ----------------------------------------------------------------------------------
    def judge(self, judgement: Judgement) -> Judgement:
        """Keep it and let both samples wait; an earlier one of that person on that pair is undone.

        Gives it with its `id` and `time`.
        """
        ...

    def undo(self, id: int, person: str) -> Judgement | None:
        """Take back a judgement; None if there is none that counts. Both samples wait."""
        ...

    def judgements(
        self, iris: Sequence[str] | None = None, *, undone: bool = False
    ) -> list[Judgement]:
        """Those that count (with `undone`, all), oldest first; None: of all samples."""
        ...
