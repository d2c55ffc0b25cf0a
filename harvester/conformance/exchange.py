"""One request to the server under test, and what it answered, read strictly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from harvester.fetch.fault import Fault
from harvester.fetch.protocol import ITEMS, OAI
from harvester.fetch.strict import html
from harvester.fetch.web import Answer
from harvester.strictxml import parser

_PARSER = parser(comments=False)
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf]"
    rb"|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])|0*(?:[0-8]|1[124-9]|2\d|3[01]));",
    re.IGNORECASE,
)
"""Characters that XML 1.0 (2.2) does not have, plain or as a reference."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """`problem` says why the answer cannot be read, `flaw` of which kind that is: `unasked`,
    `lost`, `strayed`, `status`, `characters`, `declaration`, `xml` or `root`.
    """

    request: str
    verb: str
    params: Mapping[str, str]
    answer: Answer | None = None
    root: etree._Element | None = None
    problem: str = ""
    flaw: str = ""

    @property
    def status(self) -> int:
        return self.answer.status if self.answer else 0

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Code and text of each error."""
        found = [] if self.root is None else self.root.findall(f"{OAI}error")
        return [(each.get("code", ""), " ".join((each.text or "").split())) for each in found]

    @property
    def content(self) -> etree._Element | None:
        """The element that is named like the verb."""
        return None if self.root is None else self.root.find(OAI + (self.verb or "-"))

    @property
    def items(self) -> list[etree._Element]:
        """The sets, formats, headers or records of the list."""
        return [] if self.content is None else self.content.findall(OAI + ITEMS[self.verb])

    @property
    def token(self) -> etree._Element | None:
        return None if self.content is None else self.content.find(f"{OAI}resumptionToken")

    @property
    def said(self) -> str:
        """What was answered, in some words."""
        if self.root is None:
            return self.problem
        if self.errors:
            told = "; ".join(f"{code}: {text}"[:200] for code, text in self.errors)
            return f"HTTP {self.status} with the error {told}"
        if self.content is None:
            return f"HTTP {self.status} without {self.verb or 'an error'}"
        count = f" ({len(self.items)} {ITEMS[self.verb]})" if "List" in self.verb else ""
        return f"HTTP {self.status} with {self.verb}{count}"


def of(request: str, params: Mapping[str, str], answer: Answer) -> Exchange:
    """What came back; `params` with the verb."""
    root, problem, flaw = _read(answer)
    return Exchange(request, params.get("verb", ""), params, answer, root, problem, flaw)


def none(request: str, params: Mapping[str, str], fault: Fault, flaw: str) -> Exchange:
    """There was no whole answer."""
    return Exchange(request, params.get("verb", ""), params, problem=f"it {fault}", flaw=flaw)


def _read(answer: Answer) -> tuple[etree._Element | None, str, str]:
    try:
        root = etree.fromstring(answer.body, _PARSER)
    except etree.XMLSyntaxError as error:
        return None, *_unreadable(answer, error)
    if root.tag == f"{OAI}OAI-PMH":
        return root, "", ""
    if answer.status != 200:
        return None, f"HTTP {answer.status}", "status"
    said = html(answer.body) or f"has the root element {root.tag!s}"
    return None, f"HTTP 200, but it {said}", "root"


def _unreadable(answer: Answer, error: etree.XMLSyntaxError) -> tuple[str, str]:
    """The problem and its flaw."""
    page = html(answer.body)
    if answer.status != 200 or page:
        said = f"HTTP {answer.status}" + (f", but it {page}" if page else "")
        return said, "xml" if answer.status == 200 else "status"
    said = f"HTTP {answer.status}, but it is not well-formed XML ({error.msg})"
    if answer.body.count(b"<?xml ") > 1:
        return said, "declaration"
    return said, "characters" if _FORBIDDEN.search(answer.body) else "xml"
