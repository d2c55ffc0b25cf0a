"""A request that is made again is said in a sentence, not as a line of a log."""

from typing import TYPE_CHECKING

from harvester.cli.output import hint

if TYPE_CHECKING:
    from stamina.instrumentation import RetryDetails


def tell_retries() -> None:
    """From now on, in this process."""
    from stamina.instrumentation import set_on_retry_hooks

    set_on_retry_hooks([_say])


def _say(details: "RetryDetails") -> None:
    from structlog.contextvars import get_contextvars

    request = get_contextvars()
    asked, attempts = request["asked"], request["attempts"]
    when = f"asked again in {details.wait_for:.0f} s ({details.retry_num + 1} of {attempts})"
    hint(f"{asked} {details.caused_by}; {when}")
