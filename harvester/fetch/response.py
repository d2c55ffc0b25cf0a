"""An answer of a repository as sickle knows it, and its refusal."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from sickle.response import OAIResponse

from harvester.fetch import envelope
from harvester.fetch.web import Answer


class Response(OAIResponse):  # type: ignore[misc]
    """A whole page, parsed once; sickle parses anew, leniently, each time it is looked at.

    Raises:
        Fault: it is not one whole answer to `params["verb"]`.
    """

    def __init__(self, answer: Answer, params: Mapping[str, str]) -> None:
        super().__init__(answer, dict(params))
        self.answer = answer
        self.envelope = envelope.read(answer.body, params["verb"], answer.headers.get("Date", ""))

    @property
    def xml(self) -> etree._Element:
        return self.envelope.root

    @property
    def raw(self) -> str:
        return self.answer.body.decode("utf-8", "replace")


class Refusal(Exception):
    """The repository answered with an error of the protocol, in `code` and `text`."""

    def __init__(self, response: Response) -> None:
        errors = response.envelope.errors
        self.response = response
        self.code = errors[0].code
        self.text = "; ".join(error.text for error in errors if error.text)
        super().__init__(f"{self.code or 'an error without a code'}: {self.text or 'no words'}")
