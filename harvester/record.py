"""The nouns of the road: what one stage hands to the next.

RawRecord (fetch) → Change (ledger) → Parsed (parse) → Draft (crosswalk) → model.Record (validate)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Self, TypeAlias

from lxml import etree

Severity: TypeAlias = Literal["info", "warning", "error"]
Verdict: TypeAlias = Literal["complete", "complete_with_rejects", "partial", "failed"]
Node: TypeAlias = dict[str, Any]
"""A node of linked data: `@id`, `@type` and full names of properties to lists of values."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should know about one record or one page.

    `code` is a stable slug (`unread`, `cleaned`, `control-character`, …); `where` is a path in
    the source document; `value` is the source's own words, shortened to 200 characters.
    """

    code: str
    message: str
    where: str = ""
    value: str = ""
    severity: Severity = "info"


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record, or tombstone, as the repository sent it.

    `raw` is the record element with its in-scope namespaces (or the JSON item), UTF-8.
    `digest` is the SHA-256 of the metadata bytes and the status: the same digest means that
    nothing changed, whatever the datestamp says.
    """

    identifier: str
    datestamp: str
    deleted: bool
    raw: bytes
    digest: bytes
    sets: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """A question to a repository: everything of `set` changed since `since` (None: from ever).

    `token` and `page` say where an interrupted window goes on; `id` is 0 until the ledger knows it.
    """

    source: str
    format: str
    set: str | None = None
    since: str | None = None
    id: int = 0
    token: str | None = None
    page: int = 0
    first_response: str | None = None

    @property
    def listed(self) -> bool:
        """Its last page is kept and only `finish` is missing: nothing is to be asked any more."""
        return self.page > 0 and self.token is None


@dataclass(frozen=True, slots=True)
class Page:
    """One answered request, its envelope read and found whole.

    `token` is the next page's; None at the end of the list. `rejected` are record elements that
    could not be read as records at all (no identifier, broken bytes), kept as evidence. Not
    `closed` is the end of a list in pages that does not say so by an empty token.
    """

    number: int
    request: str
    response_date: str
    records: Sequence[RawRecord]
    token: str | None
    token_sent: str | None = None
    closed: bool = True
    complete_list_size: int | None = None
    rejected: Sequence[RejectedElement] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedElement:
    """A piece of a page that is no record: kept as bytes, with the reason."""

    raw: bytes
    reason: str
    identifier: str = ""


class Change(NamedTuple):
    """One version of one record, as the ledger numbered it; a tuple, quick to hand to a process."""

    seq: int
    source: str
    identifier: str
    format: str
    datestamp: str
    deleted: bool
    raw: bytes
    digest: bytes
    run: int = 0
    kept_at: str = ""
    """When the ledger kept it, RFC 3339 UTC."""
    findings: tuple[Finding, ...] = ()
    """What was found when it was fetched (a control character replaced, …)."""
    seen_datestamp: str = ""
    """The datestamp with which the record came last; later than `datestamp` if unchanged since."""


class Worded(str):
    """A plain value of linked data whose language is told."""

    __slots__ = ("language",)

    def __new__(cls, words: str, language: str) -> Self:
        made = super().__new__(cls, words)
        made.language = language
        return made

    language: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Linked data: all nodes of which anything is said; they hold each other, also in circles.

    `written` is the tree of the document itself, for crosswalks that read it as plain JSON or XML.
    `whole` says that the document is one object, the first node, with all others in it.
    """

    written: etree._Element | dict[str, Any] | list[Any] | None
    nodes: tuple[Node, ...]
    whole: bool = False


Tree: TypeAlias = etree._Element | dict[str, Any] | list[Any] | Linked


@dataclass(frozen=True, slots=True)
class Parsed:
    """The metadata of a change as a tree, with what the strict parser had to say."""

    change: Change
    tree: Tree
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a crosswalk made of a record: plain values for the model, not yet checked."""

    values: Mapping[str, Any]
    crosswalk: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that is kept raw but not shown, and why."""

    reason: str
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class RunReport:
    """What a person sees at the end of a harvest; counts are of unique identifiers."""

    source: str
    verdict: Verdict
    run: int = 0
    seen: int = 0
    stored: int = 0
    new: int = 0
    """Of the stored, those never seen before."""
    unchanged: int = 0
    deleted: int = 0
    rejected: int = 0
    expected: int | None = None
    message: str = ""
    findings: list[Finding] = field(default_factory=list)
