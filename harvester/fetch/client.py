"""Sickle, strictly: its verbs and its models, over our HTTP, our reading of pages and our paging.

Sickle by itself loses records in silence: it repairs a cut page, takes a missing token for the
end, and follows a token that comes round again for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sickle import Sickle
from sickle.iterator import BaseOAIIterator
from sickle.models import Header, Identify, MetadataFormat, OAIItem, Set

from harvester.fetch import retry
from harvester.fetch.fault import Fault
from harvester.fetch.listing import parts
from harvester.fetch.protocol import CODES
from harvester.fetch.response import Refusal, Response
from harvester.fetch.web import Answer, Web
from harvester.patience import patiently

MODELS = {
    "ListIdentifiers": Header,
    "ListMetadataFormats": MetadataFormat,
    "ListRecords": OAIItem,
    "ListSets": Set,
    "GetRecord": OAIItem,
}
"""Records stay elements (`.xml`): sickle's Record flattens them and loses attributes."""

_PASSING = re.compile(r"time.?out|timed out|temporar|try again|overload|busy", re.IGNORECASE)


class StrictSickle(Sickle):  # type: ignore[misc]
    """`Identify()`, `ListSets()`, … as in sickle; what they raise is Fault or Refusal.

    Args:
        attempts: How often one request is made before it is given up.
        name: The repository's, for what is said of a request that is made again.
    """

    def __init__(self, endpoint: str, web: Web, attempts: int, name: str = "") -> None:
        super().__init__(endpoint, iterator=Items, class_mapping=MODELS)
        self._web = web
        self._attempts = attempts
        self._name = name or endpoint

    def harvest(self, **params: str) -> Response:
        """One whole answer.

        Raises:
            Fault: there was none, after all attempts.
            Refusal: it is an error of the protocol.
        """
        asked = f"{self._name}: {params['verb']}"
        response = patiently(lambda: self._ask(params), self._attempts, asked)
        if response.envelope.errors:
            raise Refusal(response)
        return response

    def Identify(self) -> Identify:
        response = self.harvest(verb="Identify")
        try:
            return Identify(response)
        except (AttributeError, TypeError) as error:  # the model sets an attribute per element
            text = f"holds elements that do not belong there ({error})"
            raise Fault(text, evidence=response.answer.body) from error

    def _ask(self, params: Mapping[str, str]) -> Response:
        answer = self._web.get(self.endpoint, params)
        if not 200 <= answer.status < 300:
            return _explained(answer, params)
        response = Response(answer, params)
        for error in response.envelope.errors:
            if error.code not in CODES and _PASSING.search(error.text):
                text = f"was answered with the error {error.code!r}: {error.text}"
                raise Fault(text, evidence=answer.body)
        return response


class Items(BaseOAIIterator):  # type: ignore[misc]
    """What sickle's list verbs give: models of the elements on all pages of a list."""

    def __init__(
        self, sickle: StrictSickle, params: dict[str, str], ignore_deleted: bool = False
    ) -> None:
        self._found = self._models(sickle, params, ignore_deleted)

    def next(self) -> Any:
        return next(self._found)

    @staticmethod
    def _models(
        sickle: StrictSickle, params: dict[str, str], ignore_deleted: bool
    ) -> Iterator[Any]:
        model = sickle.class_mapping[params["verb"]]
        for part in parts(sickle.harvest, params):
            for item in map(model, part.response.envelope.items):
                if not (ignore_deleted and item.deleted):
                    yield item


def _explained(answer: Answer, params: Mapping[str, str]) -> Response:
    """Zenodo and others send OAI errors with 4xx: there the error decides, not the status."""
    fault = retry.failed(answer)
    if fault.wait is not None:
        raise fault
    try:
        response = Response(answer, params)
    except Fault:
        raise fault from None
    if any(error.code in CODES for error in response.envelope.errors):
        return response
    raise fault
