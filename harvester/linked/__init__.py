"""Linked data: JSON-LD in any of its forms, RDF/XML, Turtle and N-Triples, as nodes.

Nothing is fetched: contexts come from a bundled list (`mappings/contexts/`), terms of others are
read as they are written. What is too large or too deep is refused before a library sees it.
"""

from harvester.linked.expansion import from_json, is_json_ld
from harvester.linked.rdf import from_text, from_xml, is_rdf_xml, is_turtle

__all__ = ["from_json", "from_text", "from_xml", "is_json_ld", "is_rdf_xml", "is_turtle"]
