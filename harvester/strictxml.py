"""The one way in which XML of strangers is read: as it is, and nothing beside it."""

from lxml import etree


def parser(*, comments: bool) -> etree.XMLParser:
    """Without entities, document types, network, repair, or limits lifted.

    Args:
        comments: Whether comments and processing instructions stay in the tree; what is kept as
            raw bytes must stay as it came.
    """
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        collect_ids=False,
        remove_comments=not comments,
        remove_pis=not comments,
    )
