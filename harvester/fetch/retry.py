"""Which statuses of a repository are worth asking again."""

from http import HTTPStatus

from harvester.fetch.fault import Fault
from harvester.fetch.strict import is_bot_guard
from harvester.fetch.web import Answer
from harvester.patience import LONGEST_WAIT, PASSING, asked_wait, in_words


def failed(answer: Answer) -> Fault:
    """The Fault of an answer whose status is not 2xx and whose body does not explain it."""
    status = answer.status
    name = HTTPStatus(status).phrase if status in set(HTTPStatus) else "unknown status"
    text = f"was answered with HTTP {status} ({name})"
    if is_bot_guard(answer.body):
        text += " by a bot protection; ask the operator for access"
    if status < 500 and status not in PASSING:
        return Fault(text, patience=1, evidence=answer.body, status=status)
    wait = asked_wait(answer.headers)
    patience = None
    if wait is not None and wait > LONGEST_WAIT:
        text += f"; the repository asks us to come back in {in_words(wait)}"
        patience = 1
    return Fault(
        text, patience=patience, wait=wait, evidence=answer.body, reached=False, status=status
    )
