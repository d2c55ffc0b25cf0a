"""Is an answer built as OAI-PMH 2.0 (3.2.1) says? By a grammar of our own, `oai-pmh.rng`.

The schema of the protocol comes without a licence under which it could be passed on, and nothing
is fetched while a server is checked. Values are the matter of rules, and counts where rules count.
"""

from functools import cache
from pathlib import Path

from lxml import etree


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("oai-pmh.rng")))


def departure(root: etree._Element) -> str | None:
    """The first place where it is built otherwise; None if there is none."""
    grammar = _grammar()
    if grammar.validate(root):
        return None
    first = grammar.error_log[0]
    return f"line {first.line}: {first.message}"
