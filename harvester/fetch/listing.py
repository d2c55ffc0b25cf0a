"""One list over all its pages: tokens followed to a true end, loops refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from harvester.fetch.envelope import Envelope
from harvester.fetch.fault import Fault
from harvester.fetch.protocol import NAMESPACE
from harvester.fetch.response import Refusal, Response
from harvester.record import Finding

BARREN = 10
"""Pages in a row that may bring nothing new while their tokens differ; some servers filter."""

_NAMES = etree.XPath(
    "o:ListRecords/o:record/o:header/o:identifier/text()"
    " | o:ListIdentifiers/o:header/o:identifier/text()"
    " | o:ListSets/o:set/o:setSpec/text()",
    namespaces={"o": NAMESPACE},
    smart_strings=False,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list; `sent` is the token that asked for it."""

    response: Response
    sent: str | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def closed(self) -> bool:
        """False for the end of a list in pages without its sign, the empty token (3.5)."""
        envelope = self.response.envelope
        return envelope.closed or envelope.token is not None or self.sent is None


def parts(
    harvest: Callable[..., Response], *questions: Mapping[str, str], token: str | None = None
) -> Iterator[Part]:
    """The pages of a list.

    Args:
        harvest: Puts one question; see `StrictSickle.harvest`.
        questions: The arguments of the first request, in the forms to try one after the other
            while the repository calls them a badArgument.
        token: Goes on from here instead.

    Raises:
        Fault: the list broke off, or does not end.
        Refusal: the repository refuses, other than by noRecordsMatch.
    """
    progress = _Progress()
    continuations = _continuations(questions[0])
    while True:
        forms = [c | {"resumptionToken": token} for c in continuations] if token else questions
        form, response = _first_accepted(harvest, forms)
        notes = list(progress.watch(response.envelope, token))
        if form:
            notes.append(_form_finding(forms[0], forms[form]))
            continuations = continuations[form:] if token else continuations
        yield Part(response, token, tuple(notes))
        token = response.envelope.token
        if token is None:
            return


def _continuations(question: Mapping[str, str]) -> list[dict[str, str]]:
    """How to go on; some servers want the prefix repeated beside the token."""
    plain = {"verb": question["verb"]}
    if "metadataPrefix" not in question:
        return [plain]
    return [plain, plain | {"metadataPrefix": question["metadataPrefix"]}]


def _first_accepted(
    harvest: Callable[..., Response], forms: Sequence[Mapping[str, str]]
) -> tuple[int, Response]:
    """The first form that is no badArgument, and its answer; if none is, the first refusal."""
    refusals: list[Refusal] = []
    for number, form in enumerate(forms):
        try:
            return number, harvest(**form)
        except Refusal as refusal:
            if refusal.code == "noRecordsMatch":
                return number, refusal.response
            refusals.append(refusal)
            if refusal.code != "badArgument":
                break
    raise refusals[-1] if refusals[-1].code != "badArgument" else refusals[0]


def _form_finding(usual: Mapping[str, str], accepted: Mapping[str, str]) -> Finding:
    own = "&".join(f"{key}={value}" for key, value in accepted.items() if usual.get(key) != value)
    return Finding("request-form", f"the repository takes its requests only with {own}")


def _end_findings(page: Envelope) -> Iterator[Finding]:
    if not (page.items or page.rejected):
        yield Finding("list-ended-empty", "the list ended with an empty page")
    elif not page.closed:
        yield Finding("list-not-closed", "the list ended without an empty resumptionToken")


class _Progress:
    """Does the list still bring anything new?"""

    def __init__(self) -> None:
        self._followed: set[bytes] = set()
        self._pages: set[bytes] = set()
        self._barren = 0

    def watch(self, page: Envelope, sent: str | None) -> Iterator[Finding]:
        """Findings about this page.

        Raises:
            Fault: it repeats an earlier page and an earlier token.
        """
        if sent is not None:
            self._followed.add(_mark([sent]))
        if page.token is None:
            if sent is not None:
                yield from _end_findings(page)
            return
        again = _mark([page.token]) in self._followed
        self._barren = 0 if self._is_new(page) else self._barren + 1
        if self._barren and again:
            raise Fault("repeats an earlier page and its token, so that the list would never end")
        if self._barren >= BARREN:
            raise Fault(f"is the {BARREN}th in a row that brings nothing new")
        if again:
            yield Finding("token-repeated", "the token is one that was used before")

    def _is_new(self, page: Envelope) -> bool:
        names: list[str] = _NAMES(page.root)
        names += [piece.reason + piece.identifier for piece in page.rejected]
        mark = _mark(names)
        new = bool(names) and mark not in self._pages
        self._pages.add(mark)
        return new


def _mark(texts: list[str]) -> bytes:
    """Small enough to remember a hundred thousand pages."""
    return sha256("\n".join(texts).encode()).digest()[:16]
