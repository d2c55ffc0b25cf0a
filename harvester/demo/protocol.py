"""OAI-PMH answers by the `oaipmh` package, with what it leaves out.

It sends no closing empty resumption token, no cursor and no list size, writes every date with
seconds, and repeats a request only where it succeeds; OAI-PMH 2.0 §2.7.1, §3.2, §3.5 and §4.2 ask
otherwise. Nothing of it is typed.
"""

import re
from typing import Any

from lxml import etree
from oaipmh.error import BadArgumentError, BadResumptionTokenError, BadVerbError, ErrorBase
from oaipmh.server import (
    BatchingResumption,
    BatchingServer,
    XMLTreeServer,
    decodeResumptionToken,
    nsoai,
)

from harvester.demo.formats import registry
from harvester.demo.provider import DAY, Provider

PAGE_SIZE = 20
_SELECTION = {"metadataPrefix", "set", "from_", "until"}
_BLAMED = {"badVerb", "badArgument"}
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DATES = ("earliestDatestamp", "datestamp")


class CompleteTree(XMLTreeServer):  # type: ignore[misc]
    """The tree of an answer, with closed lists and with dates in the announced granularity."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(BatchingResumption(provider, PAGE_SIZE), registry())
        self._provider = provider
        self.days = provider.repository.granularity == DAY

    def _outputResuming(self, element: Any, answer: Any, write: Any, request: Any) -> None:
        asked, cursor = _position(request)
        super()._outputResuming(element, answer, write, request)
        token = element.find(nsoai("resumptionToken"))
        if token is None and cursor:
            token = etree.SubElement(element, nsoai("resumptionToken"))
        if token is not None:
            token.set("completeListSize", str(len(self._provider.chosen(**asked))))
            token.set("cursor", str(cursor))

    def shorten(self, tree: Any) -> Any:
        """Cut dates of the catalogue to the day where that is the granularity."""
        if self.days:
            for element in tree.getroot().iter(*(nsoai(name) for name in _DATES)):
                element.text = element.text[:10]
        return tree


class DemoServer(BatchingServer):  # type: ignore[misc]
    """Answers the six verbs of one repository; a request is its arguments by name."""

    def __init__(self, provider: Provider) -> None:
        super().__init__(provider)
        self._tree_server = CompleteTree(provider)

    def answer(self, request: dict[str, list[str]]) -> bytes:
        """The XML of the answer; an error of the protocol is an answer too."""
        refusal = self._refusal(request)
        if refusal is not None:
            return _written(self._tree_server.handleException(refusal))
        asked = {name: values[0] for name, values in request.items()}
        return _repeating(asked, self.handleRequest(dict(asked)))

    def handleVerb(self, verb: str, kw: dict[str, Any]) -> bytes:
        method = getattr(self._tree_server, verb[0].lower() + verb[1:])
        return _written(self._tree_server.shorten(method(**kw)))

    def _refusal(self, request: dict[str, list[str]]) -> ErrorBase | None:
        """What the package would let pass."""
        twice = [name for name, values in request.items() if len(values) > 1]
        if twice:
            return BadArgumentError(f"The argument {twice[0]} is given twice.")
        if any(_NO_XML.search(value) for values in request.values() for value in values):
            return BadArgumentError("A value holds a character that XML does not have.")
        if request.get("verb") == ["GetMetadata"]:
            return BadVerbError("Illegal verb: GetMetadata")
        too_fine = self._tree_server.days and any(
            "T" in request[name][0] for name in ("from", "until") if name in request
        )
        return BadArgumentError("This repository knows days only.") if too_fine else None


def _position(request: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """The selection that a request is about, and how many items came before."""
    token = request.get("resumptionToken")
    if token is None:
        return {key: value for key, value in request.items() if key in _SELECTION}, 0
    try:
        asked, cursor = decodeResumptionToken(token)
    except (ErrorBase, ValueError) as error:
        raise BadResumptionTokenError(f"Not a token of this repository: {token}") from error
    if set(asked) - _SELECTION - {"batch_size"} or "metadataPrefix" not in asked:
        raise BadResumptionTokenError(f"Not a token of this repository: {token}")
    return {key: value for key, value in asked.items() if key in _SELECTION}, cursor


def _repeating(asked: dict[str, str], body: bytes) -> bytes:
    """The answer with the request repeated as it was asked, but not after two errors (§3.2)."""
    root = etree.fromstring(body)
    if _BLAMED & {error.get("code", "") for error in root.iter(nsoai("error"))}:
        return body
    for told in root.iterchildren(nsoai("request")):
        told.attrib.clear()
        told.attrib.update(asked)
    return _written(etree.ElementTree(root))


def _written(tree: Any) -> bytes:
    body: bytes = etree.tostring(tree.getroot(), encoding="UTF-8", xml_declaration=True)
    return body
