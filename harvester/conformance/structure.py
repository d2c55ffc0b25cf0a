"""Is an answer built as OAI-PMH 2.0 (3.2.1) says? By a grammar of our own, `oai-pmh.rng`.

The schema of the protocol comes without a licence under which it could be passed on, and nothing
is fetched while a server is checked. Values are the matter of rules, and counts where rules count.
"""

from functools import cache
from pathlib import Path

from lxml import etree

from harvester.fetch.namespace import local


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("oai-pmh.rng")))


def departure(root: etree._Element) -> str | None:
    """The first place where it is built otherwise; None if there is none."""
    grammar = _grammar()
    if grammar.validate(root):
        return None
    first = grammar.error_log[0]
    said = first.message.replace("an element , got nothing", "another element before the end")
    return f"{said.strip()} (line {first.line}, {_place(root, first.path)})"


def _place(root: etree._Element, path: str | None) -> str:
    """The name of the element at a path that libxml2 gave."""
    found = root.xpath(path) if path else None
    place = found[0] if isinstance(found, list) and found else root
    return local(place) if isinstance(place, etree._Element) else str(path)
