"""Names of XML elements: namespaces brought to one spelling, prefixes as crosswalks write them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache

XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NO_NAME = re.compile(r"[^\w.-]", re.ASCII)
"""What may not stand in the name of an element."""


class Names:
    """Brings the namespaces that a prefix stands for to one, and names elements by prefix.

    Kernels 2.2 to 4.7 of DataCite, for instance, differ in namespace alone.
    """

    def __init__(
        self, namespaces: Mapping[str, Sequence[str]], apart: Mapping[str, str] | None = None
    ) -> None:
        """Args: apart: Which attribute tells the elements of a name apart, by that name."""
        self._patterns = [(pattern, p) for p, many in namespaces.items() for pattern in many]
        self._first = {prefix: many[0] for prefix, many in namespaces.items()}
        self.prefixes = {p: iri for p, iri in self._first.items() if p} | {"xml": XML, "xsi": XSI}
        self.apart = {self.tag(name): attribute for name, attribute in (apart or {}).items()}
        self.folded = lru_cache(4096)(self._folded)
        self.shown = lru_cache(4096)(self._shown)

    def told_apart(self, tag: str, attributes: Mapping[str, str]) -> str | None:
        """The name of an element with what tells it apart: `datafield.245`; None: nothing does."""
        said = attributes.get(self.apart.get(tag, ""))
        return f"{tag}.{NO_NAME.sub('_', said)}" if said else None

    def tag(self, name: str) -> str | None:
        """The folded name of what an XPath calls `name`; None if it has no such prefix."""
        prefix, _, local = name.rpartition(":")
        if not prefix:
            return local
        return f"{{{self.prefixes[prefix]}}}{local}" if prefix in self.prefixes else None

    def _prefix(self, namespace: str) -> str | None:
        matching = (p for pattern, p in self._patterns if fnmatchcase(namespace, pattern))
        return next(matching, None)

    def _folded(self, tag: str) -> str:
        """The name by which XPaths know an element."""
        namespace, local = _split(tag)
        prefix = self._prefix(namespace)
        if prefix is None:
            return tag
        return f"{{{self._first[prefix]}}}{local}" if prefix else local

    def _shown(self, tag: str) -> str:
        """As a crosswalk writes it: `dc:title`, `xml:lang`; in full where it has no prefix."""
        namespace, local = _split(tag)
        if namespace in (XML, XSI):
            return f"{'xml' if namespace == XML else 'xsi'}:{local}"
        prefix = self._prefix(namespace)
        return tag if prefix is None else f"{prefix}:{local}" if prefix else local


def _split(tag: str) -> tuple[str, str]:
    namespace, _, local = tag.rpartition("}")
    return namespace.removeprefix("{"), local
