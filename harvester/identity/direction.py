"""Of two samples of which one is derived: which one it is."""

from harvester.identity.description import Description


def child(a: Description, b: Description) -> str:
    """Id of the one that was made of the other; empty where nothing tells.

    What a row itself says of its parent counts first, then who bears the number of a split or is
    named as a part, at last whose split number is the longer one.
    """
    for tells in (_names_as_parent, _is_part_of, _is_split_further):
        told = [one.row.id for one, other in ((a, b), (b, a)) if tells(one, other)]
        if len(told) == 1:
            return told[0]
    return ""


def _names_as_parent(one: Description, other: Description) -> bool:
    parent = one.parent
    known = {(name.kind, name.value) for name in other.names}
    return parent is not None and (parent.kind, parent.value) in known


def _is_part_of(one: Description, other: Description) -> bool:
    return _is_part(one) and not _is_part(other)


def _is_part(one: Description) -> bool:
    split = any(name.split for name in one.curated.values())
    return bool(split or one.number or one.of or one.part)


def _is_split_further(one: Description, other: Description) -> bool:
    shared = one.curated.keys() & other.curated.keys()
    splits = [(one.curated[key].split or "", other.curated[key].split or "") for key in shared]
    return any(len(mine) > len(theirs) and mine.startswith(theirs) for mine, theirs in splits)
