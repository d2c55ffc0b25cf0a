"""The JSON-LD of one page as one document, in the page's own bytes as far as they are JSON."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from harvester.record import Finding

FURNITURE = {
    *("BreadcrumbList", "ListItem", "SiteNavigationElement", "WebSite", "WebPage"),
    *("SearchAction", "ReadAction", "EntryPoint", "PropertyValueSpecification"),
    *("Organization", "CollegeOrUniversity", "GovernmentOrganization", "Person"),
    *("ImageObject", "PostalAddress", "ContactPoint"),
}
"""Types of what sites say about themselves on every page."""

_WRAPPED = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)(.*?)(?://\s*)?(?:-->|\]\]>)\s*$", re.S)


class NoRecord(Exception):
    """What a page carries is no record; the text says why, and goes on from "the page"."""


@dataclass(frozen=True, slots=True)
class Block:
    """One whole piece of JSON; `text` is it as written, but for what had to be mended."""

    text: str
    tree: Any
    mended: bool = False


def document(texts: Sequence[str]) -> tuple[bytes, tuple[Finding, ...]]:
    """One JSON object out of all blocks: the only one as it is, several as an `@graph`.

    Raises:
        NoRecord: nothing in them is whole and tells of more than the site.
    """
    sound: list[Block] = []
    broken: list[str] = []
    for text in texts:
        try:
            sound.append(block(text))
        except (ValueError, RecursionError) as error:
            broken.append(str(error)[:200])
    _require_more_than_furniture(sound, broken, len(texts))
    return _joined(sound).encode("utf-8", "replace"), tuple(_findings(sound, broken, len(texts)))


def block(text: str) -> Block:
    """One block; escaped or wrapped as pages do it, it is mended. Raises ValueError if broken."""
    wrapped = _WRAPPED.match(text)
    bare = (wrapped[1] if wrapped else text).strip().removeprefix("\ufeff")
    try:
        return Block(bare, _parsed(bare))
    except ValueError:
        unescaped = html.unescape(bare) if "&quot;" in bare or "&#34;" in bare else bare
        tree = _parsed(unescaped, strict=False)
        return Block(json.dumps(tree, ensure_ascii=False), tree, mended=True)


def _parsed(text: str, *, strict: bool = True) -> Any:
    tree = json.loads(text, strict=strict, parse_constant=_no_number)
    if not isinstance(tree, dict | list):
        raise ValueError("it is neither an object nor a list")
    return tree


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _joined(blocks: Sequence[Block]) -> str:
    if len(blocks) == 1 and isinstance(blocks[0].tree, dict):
        return blocks[0].text
    parts = [b.text if isinstance(b.tree, dict) else b.text.strip()[1:-1].strip() for b in blocks]
    return '{"@graph":[' + ",\n".join(filter(None, parts)) + "]}"


def _require_more_than_furniture(
    sound: Sequence[Block], broken: Sequence[str], blocks: int
) -> None:
    types = {name for each in sound for name in _types(each.tree)}
    if any(each.tree for each in sound) and (types - FURNITURE or not types):
        return
    if broken:
        raise NoRecord(f"has broken JSON-LD in {len(broken)} of {blocks} blocks: {broken[0]}")
    told = ", ".join(sorted(types)) or "nothing"
    raise NoRecord(f"has JSON-LD, but only of the site itself ({told})")


def _types(tree: Any) -> Iterator[str]:
    """Local names of all types, whatever prefix or namespace they are written with."""
    waiting = [tree]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            said = value.get("@type", value.get("type"))
            for name in said if isinstance(said, list) else [said]:
                if isinstance(name, str):
                    yield re.split("[/#:]", name)[-1]
        if isinstance(value, dict | list):
            waiting += value.values() if isinstance(value, dict) else value


def _findings(sound: Sequence[Block], broken: Sequence[str], blocks: int) -> Iterator[Finding]:
    if broken:
        said = f"{len(broken)} of {blocks} blocks of JSON-LD on the page are broken and left out"
        yield Finding("block-broken", said, "script", broken[0], "warning")
    if any(each.mended for each in sound):
        said = "JSON-LD on the page was escaped or held control characters; it was mended"
        yield Finding("block-mended", said, "script", severity="warning")
