"""Items of a list as raw records: identifier, date and status read, JSON kept as bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError

from harvester.fetch import datestamp
from harvester.fetch.records import LONGEST
from harvester.record import Finding, RawRecord, RejectedElement
from harvester.styles import Style

_GONE = sha256(b"deleted\n").digest()
_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""What no database keeps in a name."""


def found(path: str | None, tree: Any) -> Any:
    """What a JMESPath finds; nothing where a function of it does not take what is there."""
    if path is None:
        return None
    try:
        return jmespath.search(path, tree)
    except (JMESPathError, RecursionError):
        return None


def name_of(style: Style, item: Any) -> str:
    """The identifier of an item; empty if it has none."""
    value = found(style.id, item)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def read(style: Style, item: Any, answered: str) -> RawRecord | RejectedElement:
    """One item of a list; without a date it gets `answered`, the time of the answer."""
    name, raw = name_of(style, item), as_bytes(item)
    if why := _unfit(name, item):
        return RejectedElement(raw, why)
    return record(style, name, item, found(style.date, item), answered)


def record(style: Style, name: str, item: Any, date: Any, answered: str) -> RawRecord:
    """A raw record of a name that is known to be one."""
    deleted = _is_deleted(style, item)
    digest = (
        _GONE if deleted else sha256(b"live\n" + as_bytes(_lasting(style, item), True)).digest()
    )
    stamp, findings = _stamp(date, answered)
    return RawRecord(name, stamp, deleted, as_bytes(item), digest, (), findings)


def _unfit(name: str, item: Any) -> str:
    if not isinstance(item, dict):
        return "this item of the list is no object"
    if not name:
        return "this record has no identifier"
    if _UNFIT.search(name):
        return "the identifier of this record holds characters that no name may have"
    if len(name.encode()) > LONGEST:
        return f"the identifier of this record is over {LONGEST:,} bytes"
    return ""


def as_bytes(item: Any, ordered: bool = False) -> bytes:
    """The same bytes for the same JSON; `ordered` is by name, else as it came."""
    text = json.dumps(item, ensure_ascii=False, separators=(",", ":"), sort_keys=ordered)
    try:
        return text.encode()
    except UnicodeEncodeError:  # half a character, written as \\ud800
        return json.dumps(item, separators=(",", ":"), sort_keys=ordered).encode()


def _is_deleted(style: Style, item: Any) -> bool:
    if style.deleted is None:
        return False
    said, wanted = found(style.deleted.path, item), style.deleted.value
    return bool(said) if wanted is None else said == wanted and type(said) is type(wanted)


def _stamp(date: Any, answered: str) -> tuple[str, tuple[Finding, ...]]:
    if isinstance(date, int | float) and not isinstance(date, bool):
        date = _moment(date)
    if not isinstance(date, str) or not date.strip():
        return answered, ()
    stamp, finding = datestamp.normal(date.strip())
    if finding is None or finding.code == "datestamp-form":
        return stamp, ()  # OAI-PMH has one form, REST has none
    return answered, (finding,)


def _moment(number: float) -> str:
    """Seconds or milliseconds since 1970."""
    try:
        seconds = number / 1000 if number > 1e11 else number
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _lasting(style: Style, item: Any) -> Any:
    for path in style.volatile:
        item = _without(item, _parts(path))
    return item


@lru_cache(maxsize=256)
def _parts(path: str) -> tuple[str, ...]:
    return tuple(path.replace("[*]", "").replace("[]", "").split("."))


def _without(tree: Any, path: Sequence[str]) -> Any:
    """The same without what stands at a path, in each element of every list on the way."""
    if isinstance(tree, list):
        return [_without(each, path) for each in tree]
    if not isinstance(tree, dict):
        return tree
    if path[0] == "*":
        return {key: _without(value, path[1:]) for key, value in tree.items()} if path[1:] else {}
    if path[0] not in tree:
        return tree
    if len(path) == 1:
        return {key: value for key, value in tree.items() if key != path[0]}
    return tree | {path[0]: _without(tree[path[0]], path[1:])}


def digest(item: Any) -> str:
    """A name for what has none, to know it again on another page."""
    return sha256(as_bytes(item, True)).hexdigest()


def flagged(record: RawRecord, findings: tuple[Finding, ...]) -> RawRecord:
    return replace(record, findings=(*record.findings, *findings)) if findings else record
