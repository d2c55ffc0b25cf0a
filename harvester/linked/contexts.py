"""The contexts that are known, by the addresses under which records name them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from harvester.resources import packaged


def known(address: str) -> str | None:
    """The one address by which `document` has what this address means; None if nothing does."""
    return _addresses().get(_plain(address))


def document(address: str) -> dict[str, Any]:
    """
    Raises:
        KeyError: not an address that `known` gave.
    """
    return {"@context": _contexts()[address]}


def _plain(address: str) -> str:
    """Without what makes no difference: the scheme, `www.`, a slash or a `#` at the end."""
    bare = address.strip().partition("://")[2] or address.strip()
    return bare.removeprefix("www.").rstrip("/#").lower()


@cache
def _contexts() -> dict[str, Any]:
    return {each["addresses"][0]: each["@context"] for each in _files()}


@cache
def _addresses() -> dict[str, str]:
    return {_plain(a): each["addresses"][0] for each in _files() for a in each["addresses"]}


@cache
def _files() -> list[dict[str, Any]]:
    folder = packaged("mappings") / "contexts"
    return [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.jsonld"))]
