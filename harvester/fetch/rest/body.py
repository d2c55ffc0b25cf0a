"""JSON, read strictly: one whole document of bounded depth, no NaN; or a Fault."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from harvester.fetch import strict
from harvester.fetch.fault import Fault
from harvester.record import Finding

DEEPEST = 280
"""Levels of one answer: those of a record (256) and what is around it."""
LARGEST = 64 * 1024 * 1024
"""Bytes of one answer: as a tree they take some ten times the memory."""


def read(body: bytes) -> tuple[Any, tuple[Finding, ...]]:
    """The document, and what had to be overlooked in it.

    Raises:
        Fault: it is not one whole JSON document.
    """
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice.extend(name for name in names if names.count(name) > 1)
        return made

    text = _text(body)
    try:
        tree = json.loads(
            text, object_pairs_hook=once, parse_constant=_no_number, parse_float=_float
        )
    except RecursionError:
        raise _refused(f"is JSON deeper than {DEEPEST} levels", body) from None
    except ValueError as error:
        raise _refused(_reason(body, error), body) from error
    if _is_deep(tree):
        raise _refused(f"is JSON deeper than {DEEPEST} levels", body)
    return tree, _told(twice)


def _text(body: bytes) -> str:
    if len(body) > LARGEST:
        limit = f"the most that is read is {LARGEST:,}; ask for fewer records a page"
        raise Fault(f"has {len(body):,} bytes of JSON ({limit})", patience=1, evidence=body)
    if not body.strip():
        raise _refused("is empty", body)
    if html := strict.html(body, "JSON"):
        raise _refused(html, body)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(f"is not UTF-8 (byte {error.start:,})", body) from error


def _reason(body: bytes, error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError) and _is_cut(error):
        return f"was cut off after {len(body):,} bytes (its JSON does not end)"
    return f"is not JSON ({error})"


def _is_cut(error: json.JSONDecodeError) -> bool:
    return error.msg.startswith("Unterminated") or error.pos >= len(error.doc.rstrip()) - 1


def _refused(text: str, body: bytes) -> Fault:
    return Fault(text, patience=2, evidence=body)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _float(text: str) -> float:
    number = float(text)
    return number if number - number == 0 else _no_number(text[:40])


def _is_deep(tree: Any) -> bool:
    level: list[Any] = [tree]
    for _ in range(DEEPEST):
        values = (v for each in level for v in (each.values() if isinstance(each, dict) else each))
        level = [value for value in values if isinstance(value, dict | list)] if level else []
        if not level:
            return False
    return True


def _told(twice: list[str]) -> tuple[Finding, ...]:
    if not twice:
        return ()
    said = "a key is given twice; its last value is read"
    names = ", ".join(sorted(set(twice)))
    return (Finding("duplicate-key", said, value=names[:200], severity="warning"),)
