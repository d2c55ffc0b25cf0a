"""Is there a REST interface of a style that we know? Each style says how it is recognised."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jmespath
from jmespath.exceptions import JMESPathError

from harvester import styles
from harvester.discovery.found import Found
from harvester.discovery.places import bases, origin
from harvester.fetch.describe import Description, Format
from harvester.fetch.web import Answer
from harvester.styles import Style

Get = Callable[[str], Answer | None]


def look(home: Path, url: str, get: Get, page: Answer | None) -> Found | None:
    """The first style whose sign is there: in what the address itself gives, or where it would be.

    Args:
        home: Styles of its own win over the packaged ones.
        url: What the person gave.
        get: Asks an address; None if there is no answer with status 2xx.
        page: What the address itself answered.
    """
    known = [style for style in styles.load(home).values() if style.recognise]
    given = page.url if page else url
    here = _tree(page)
    for style in known if here is not None else ():
        if _shows(style, here):
            return _found(style, _above(style, given), here)
    found = (_elsewhere(known, base, get) for base in bases(given))
    return next(chain.from_iterable(found), None)


def _above(style: Style, url: str) -> str:
    """Where the software is put up, of an address inside its interface: `…/ckan`."""
    inside = style.recognise.url if style.recognise else ""
    before, found, _ = urlsplit(url).path.partition(inside) if inside else ("", "", "")
    return origin(url) + (before if found else "")


def _elsewhere(known: list[Style], base: str, get: Get) -> Iterator[Found]:
    for style in known:
        if style.recognise and style.recognise.at:
            tree = _tree(get(base + style.recognise.at))
            if tree is not None and _shows(style, tree):
                yield _found(style, base, tree)


def _tree(answer: Answer | None) -> Any:
    """Its JSON; None where it is none."""
    try:
        return json.loads(answer.body) if answer else None
    except (ValueError, RecursionError):
        return None


def _shows(style: Style, tree: Any) -> bool:
    return bool(style.recognise and _at(style.recognise.has, tree))


def _at(path: str, tree: Any) -> Any:
    try:
        return jmespath.search(path, tree)
    except JMESPathError:
        return None


def _found(style: Style, base: str, tree: Any) -> Found:
    sign = style.recognise
    format_ = sign.format if sign else ""
    size = _at(style.total.path, tree) if style.total else None
    return Found(
        protocol="rest",
        url=base + (sign.url if sign else ""),
        format=format_,
        requests=style.name,
        description=Description(name=style.title, formats=(Format(format_),)),
        size=size if isinstance(size, int) else None,
        quirks=tuple(_quirks(style)),
    )


def _quirks(style: Style) -> Iterator[str]:
    if style.since is None:
        yield "it cannot be asked what changed: every harvest asks for everything and compares"
    if style.cap:
        yield f"one list gives no more than {style.cap:,} records; larger ones are asked in parts"
    if style.key:
        yield f"it may want a key of your own in the header {style.key}"
    if style.verified == "never":
        yield "this style was written after the interface's documents, not tried on its answers"
