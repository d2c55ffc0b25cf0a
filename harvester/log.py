"""Structured logs to standard error: quiet by default, and without traces."""

import logging
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger


def set_up(*, debug: bool = False) -> None:
    """Warnings and worse by default; with `debug` all, with traces."""
    level = logging.DEBUG if debug else logging.WARNING
    trace = structlog.processors.format_exc_info if debug else _without_trace
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # as it is at that moment
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            trace,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
    )


def _without_trace(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    event.pop("exc_info", None)
    return event
