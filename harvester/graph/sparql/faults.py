"""What a SPARQL server, or the way to it, has against a request."""

from http import HTTPStatus

from harvester.errors import StoreError
from harvester.http import NoAnswer, Reply
from harvester.patience import LONGEST_WAIT, PASSING, Failure, asked_wait, in_words

SAFE = "Every record is safe in the ledger, and what was not written is written by the next run."
NO_SPACE = {HTTPStatus.INSUFFICIENT_STORAGE, HTTPStatus.INTERNAL_SERVER_ERROR}


class Refused(Failure):
    """The text goes on from what was asked ("a change of the graph …").

    Args:
        text: See `Failure`.
        patience: See there.
        wait: See there.
        status: The HTTP status; 0 if there was no answer.
        said: The server's own words.
        late: It took longer than it may.
        large: It is larger than it may be.
    """

    def __init__(
        self,
        text: str,
        *,
        patience: int | None = None,
        wait: float | None = None,
        status: int = 0,
        said: str = "",
        late: bool = False,
        large: bool = False,
    ) -> None:
        super().__init__(text, patience=patience, wait=wait)
        self.status = status
        self.said = said
        self.late = late
        self.large = large

    def error(self, base: str, asked: str, kept: str) -> StoreError:
        """The sentence for the user: what, where, what was kept, what to do."""
        return StoreError(f"{base}: {asked} {self}. {kept} {self._advice()}")

    def _advice(self) -> str:
        if self.status in {401, 403}:
            return "Give user and password in graph_url (http://user:password@…), or graph_token."
        if 300 <= self.status < 400 or self.status in {404, 405, 415}:
            return (
                "Correct graph_url: it is the base address of a data set, and "
                "?query=…&update=…&data=… name other addresses below it."
            )
        if self.status in NO_SPACE:
            return "Look at the server's log and at its disk, then run the command again."
        if self.status in PASSING or self.status >= 500 or self.late:
            return "Run the command again when it has less to do."
        if self.status:
            return "Look at the server's log."
        return "Start the server, or correct graph_url, and run the command again."


def unanswered(error: NoAnswer) -> Refused:
    patience = 1 if error.hopeless or error.late else None
    return Refused(str(error), patience=patience, late=error.late, large=error.large)


def refused(reply: Reply) -> Refused:
    """Of an answer whose status is not 2xx."""
    status = reply.status
    name = HTTPStatus(status).phrase if status in set(HTTPStatus) else "unknown status"
    said = _words(reply)
    text = f"was answered with HTTP {status} ({name}{': ' if said else ''}{said})"
    late = status in {408, 503, 504} and "timed out" in said
    if late or (status < 500 and status not in PASSING) or status in {501, 505, 507}:
        return Refused(text, patience=1, status=status, said=said, late=late)
    wait = asked_wait(reply.headers)
    patience = 2 if status == HTTPStatus.INTERNAL_SERVER_ERROR else None
    if wait is not None and wait > LONGEST_WAIT:
        text += f"; it asks us to come back in {in_words(wait)}"
        patience = 1
    return Refused(text, patience=patience, wait=wait, status=status, said=said)


def _words(reply: Reply) -> str:
    """What it says in plain text; pages of HTML repeat the status."""
    if not reply.headers.get("Content-Type", "text/plain").startswith("text/plain"):
        return ""
    return " ".join(reply.wire[:300].decode("utf-8", "replace").split())[:200].rstrip(".")
