"""Requests to one SPARQL server, made again where they may pass. Each may safely be: see `updates`.

Media types are those of the SPARQL 1.1 Protocol, 2.1.3 and 2.2.2, and of its Graph Store Protocol.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, NamedTuple

import pyoxigraph as ox

from harvester import __version__
from harvester.errors import StoreError, UsageError
from harvester.graph.sparql.addresses import Addresses
from harvester.graph.sparql.faults import SAFE, Refused, refused, unanswered
from harvester.http import Client, Limits, NoAnswer, Reply
from harvester.patience import patiently

ATTEMPTS = 6
"""With the pauses between them half a minute, in which a server can start again."""
GRACE = 5
"""Seconds after its limit in which a server may say itself that a query took too long."""
ANSWER_BYTES = 64 * 2**20
OURS = Limits(size=2**40, silence=600, seconds=3600)
"""For what we ask and change ourselves: as much as there is."""
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
TABLE = "application/sparql-results+json"
TRIPLES, NQUADS = "application/n-triples", "application/n-quads"
QUESTION, CHANGE = "a question to the graph", "a change of the graph"


class Request(NamedTuple):
    """`asked` names it in sentences; `media` is of its content, `accepted` of the answer."""

    asked: str
    url: str
    media: str
    content: bytes
    accepted: str = "*/*"
    limits: Limits = OURS


class Endpoint:
    """One data set of a server.

    Args:
        token: Sent as `Authorization: Bearer`; none if empty.
        attempts: How often a request is made, at most.
        seconds: How long a query of a user may take.
    """

    def __init__(
        self, at: Addresses, token: str = "", *, attempts: int = ATTEMPTS, seconds: float = 60
    ) -> None:
        self.at = at
        self._attempts = attempts
        self._seconds = seconds
        headers = {"User-Agent": f"Lithoscope/{__version__}", "Accept-Encoding": "identity"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._client = Client(headers, login=at.login, digest=at.digest, own=True)
        self.close = self._client.close

    def ask(self, query: str) -> bool:
        """The answer to an ASK of ours; raises as `solutions` does."""
        with self._answered(query) as found:
            return bool(found)

    @contextmanager
    def solutions(self, query: str) -> Iterator[Iterator[ox.QuerySolution]]:
        """The whole answer to a SELECT of ours, read from a file without a name.

        Raises:
            StoreError: it is not answered, or not as the protocol says.
        """
        with self._answered(query) as found:
            yield iter(() if isinstance(found, ox.QueryBoolean) else found)

    @contextmanager
    def _answered(self, query: str) -> Iterator[ox.QuerySolutions | ox.QueryBoolean]:
        with TemporaryFile() as file:
            self._ours(Request(QUESTION, self.at.query, QUERY, query.encode(), TABLE), file)
            file.seek(0)
            try:
                yield ox.parse_query_results(file, ox.QueryResultsFormat.JSON)
            except SyntaxError as error:
                raise StoreError(
                    f"{self.at.query}: {QUESTION} was not answered with {TABLE} ({error}). "
                    "Nothing was changed. Correct graph_url, or look at the server's log."
                ) from error

    def update(self, text: str) -> None:
        """Make all changes of one SPARQL update, or none.

        Raises:
            StoreError: the server did not take it.
        """
        self._ours(Request(CHANGE, self.at.update, UPDATE, text.encode()))

    def load(self, nquads: bytes) -> bool:
        """Add statements of any graphs; False if the server does not take them in this way.

        Raises:
            StoreError: it takes them, but not now.
        """
        try:
            self._patiently(Request(CHANGE, self.at.data, NQUADS, nquads))
        except Refused as failure:
            if failure.status in {400, 404, 405, 415, 501}:
                return False
            raise failure.error(self.at.base, CHANGE, SAFE) from failure
        return True

    def answer(self, query: str) -> Reply:
        """What the server says to a query of a user.

        Raises:
            UsageError: it cannot be answered, or not within the limits of time and size.
            StoreError: the server does not answer at all.
        """
        limits = Limits(ANSWER_BYTES, self._seconds + GRACE, self._seconds + GRACE)
        url, accepted = self.at.limited(self._seconds), f"{TABLE}, {TRIPLES}"
        try:
            request = Request(QUESTION, url, QUERY, query.encode(), accepted, limits)
            return self._patiently(request, within=self._seconds)
        except Refused as failure:
            raise self._too_much(failure) or failure.error(
                self.at.base, QUESTION, "Nothing was changed."
            ) from failure

    def _too_much(self, failure: Refused) -> UsageError | None:
        """If it is the query that is wrong."""
        if failure.late:
            limit = f"{self._seconds:g} seconds"
            return UsageError(f"The query was given up after {limit}. Ask for less.")
        if failure.large:
            return UsageError(f"The answer {failure}. Ask for less, as with LIMIT.")
        if failure.status == 400:
            return UsageError(f"The query cannot be answered: {failure.said or failure}.")
        return None

    def _ours(self, request: Request, into: IO[bytes] | None = None) -> None:
        try:
            self._patiently(request, into)
        except Refused as failure:
            raise failure.error(self.at.base, request.asked, SAFE) from failure

    def _patiently(
        self, request: Request, into: IO[bytes] | None = None, within: float | None = None
    ) -> Reply:
        asked = f"{self.at.base}: {request.asked}"
        return patiently(lambda: self._once(request, into), self._attempts, asked, within)

    def _once(self, request: Request, into: IO[bytes] | None) -> Reply:
        headers = {"Content-Type": request.media, "Accept": request.accepted}
        if into:
            into.seek(0)
            into.truncate()
        try:
            reply = self._client.ask(
                "POST",
                request.url,
                request.limits,
                headers=headers,
                content=request.content,
                into=into,
            )
        except NoAnswer as error:
            raise unanswered(error) from error
        if 200 <= reply.status < 300:
            return reply
        raise refused(reply)
