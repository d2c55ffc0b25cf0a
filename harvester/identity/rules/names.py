"""What names say: identifiers, curated numbers, labels, names of meteorites."""

from rapidfuzz.fuzz import token_sort_ratio

from harvester.identity.description import Description
from harvester.identity.names import Name
from harvester.identity.names.reading import LASTING
from harvester.identity.names.spelling import words

Values = tuple[str, str] | None
"""What was written on the left and on the right."""
BARE_KINDS = {"lunar", "ryugu"}
"""Missions whose numbers look like anybody's."""
BARE = 4
"""Digits with which a label is long enough to mean something outside its laboratory."""
ALIKE = 88
"""Of 100: names that differ in a letter or two."""


def same_identifier(a: Description, b: Description) -> Values:
    """Both carry the same identifier that is unique in the world."""
    shared = sorted(
        key for key in a.lasting if key in b.lasting and key[:4] not in {"doi:", "url:"}
    )
    return (a.lasting[shared[0]], b.lasting[shared[0]]) if shared else None


def same_doi(a: Description, b: Description) -> Values:
    """Both carry the same DOI or address, which may be that of a publication on many samples."""
    shared = sorted(key for key in a.lasting if key in b.lasting and key[:4] in {"doi:", "url:"})
    return (a.lasting[shared[0]], b.lasting[shared[0]]) if shared else None


def same_number(a: Description, b: Description) -> Values:
    """Both carry the same number of a mission's or a museum's catalogue."""
    for key in sorted(a.curated.keys() & b.curated.keys()):
        one, other = a.curated[key], b.curated[key]
        alike = one.split == other.split and a.number == b.number and a.part == b.part
        if one.kind != "meteorite" and alike:
            return one.verbatim, other.verbatim
    return None


def same_split(a: Description, b: Description) -> Values:
    """Both carry the same split number of the same stone (ALH 84001,123)."""
    for key in sorted(a.curated.keys() & b.curated.keys()):
        one, other = a.curated[key], b.curated[key]
        if one.kind == "meteorite" and one.split and one.split == other.split:
            return one.verbatim, other.verbatim
    return None


def split_of(a: Description, b: Description) -> Values:
    """One is a numbered split or a named part of what the other is as a whole."""
    for key in sorted(a.curated.keys() & b.curated.keys()):
        one, other = a.curated[key], b.curated[key]
        if bool(one.split or _part(a)) != bool(other.split or _part(b)):
            return _written(a), _written(b)
        if one.split == other.split and a.of != b.of:
            return _written(a), _written(b)
    return None


def split_of_bare(a: Description, b: Description) -> Values:
    """One is a split or part of the number that the other bears alone (10017,25; 10017)."""
    for one, other in ((a, b), (b, a)):
        for name in one.curated.values():
            alone = name.root.upper() in {_plainly(value) for value in other.labels.values()}
            if name.kind in BARE_KINDS and alone and (name.split or one.of) and not _part(other):
                return _written(a), _written(b)
    return None


def number_alone(a: Description, b: Description) -> Values:
    """Both bear the same number of a mission, one without a word of where it is from."""
    for one, other in ((a, b), (b, a)):
        for name in one.curated.values():
            alone = name.root.upper() in {_plainly(value) for value in other.labels.values()}
            whole = not (name.split or _part(one) or _part(other))
            if name.kind in BARE_KINDS and alone and whole and not other.row.material:
                return _written(a), _written(b)
    return None


def part_of_named(a: Description, b: Description) -> Values:
    """One is a named part of what the other is called as a whole (Allende, slice 2; Allende)."""
    # of two records each tells of a piece of its own fall, unless one laboratory has both
    both = _one_origin(a, b) and (_one_owner(a, b) or not (a.row.record and b.row.record))
    shared = both or (a.labels.keys() & b.labels.keys() and _one_owner(a, b))
    if not shared or a.curated.keys() & b.curated.keys() or bool(_part(a)) == bool(_part(b)):
        return None
    return _written(a), _written(b)


def stated_parent(a: Description, b: Description) -> Values:
    """One names the other as its parent."""
    for child, other in ((a, b), (b, a)):
        keys = {f"{n.kind}:{n.value}" for n in other.names if _names_it(n, other)}
        parent = child.parent
        known = parent and f"{parent.kind}:{parent.value}" in keys
        if parent and (known or (parent.value in other.labels and _one_owner(a, b))):
            values = (child.row.parent, _written(other))
            return values if child is a else (values[1], values[0])
    return None


def splits_of_one(a: Description, b: Description) -> Values:
    """Two different splits of the same thing."""
    for key in sorted(a.curated.keys() & b.curated.keys()):
        one, other = a.curated[key], b.curated[key]
        first, second = one.split or a.number, other.split or b.number
        if first and second and first != second:
            return _written(a), _written(b)
    return None


def parts_of_one(a: Description, b: Description) -> Values:
    """Two parts that one laboratory made of the same sample."""
    shared = a.labels.keys() & b.labels.keys() or (
        a.origin and b.origin and a.origin.name == b.origin.name
    )
    if not shared or not _one_owner(a, b) or not (_part(a) and _part(b)):
        return None
    return (_written(a), _written(b)) if (a.part, a.number) != (b.part, b.number) else None


def one_parent(a: Description, b: Description) -> Values:
    """Both name the same parent."""
    one, other = a.parent, b.parent
    if not one or not other or one[:2] != other[:2] or one.kind in {"words", ""}:
        return None
    if one.kind == "label" and not _one_owner(a, b):
        return None
    return one.verbatim, other.verbatim


def same_label(a: Description, b: Description) -> Values:
    """The same laboratory gave both the same label."""
    shared = sorted(a.labels.keys() & b.labels.keys())
    if not shared or not (_one_owner(a, b) and a.part == b.part and a.number == b.number):
        return None
    return a.labels[shared[0]], b.labels[shared[0]]


def same_part(a: Description, b: Description) -> Values:
    """The same laboratory has a part of this kind and number of the same meteorite."""
    alike = (a.part, a.number) == (b.part, b.number) and a.part and a.number
    return (_written(a), _written(b)) if alike and _one_origin(a, b) and _one_owner(a, b) else None


def long_label(a: Description, b: Description) -> Values:
    """Both bear the same label, which is too long to be two laboratories' by chance."""
    shared = sorted(v for v in a.labels.keys() & b.labels.keys() if _digits(v) >= BARE)
    if not shared or a.part != b.part or a.number != b.number or _one_owner(a, b):
        return None
    return a.labels[shared[0]], b.labels[shared[0]]


def label_without_owner(a: Description, b: Description) -> Values:
    """Both bear the same label, and of one it is not known whose it is."""
    shared = sorted(a.labels.keys() & b.labels.keys())
    if not shared or (a.owner and b.owner) or a.part != b.part or a.number != b.number:
        return None
    return a.labels[shared[0]], b.labels[shared[0]]


def same_find(a: Description, b: Description) -> Values:
    """The same number of a meteorite, of which there is one stone or one find."""
    if not _one_origin(a, b) or _part(a) or _part(b):
        return None
    return _origins(a, b) if a.origin and a.origin.numbered else None


def same_thing(a: Description, b: Description) -> Values:
    """The same name, and neither is said to be anybody's piece of it."""
    if not _one_origin(a, b) or _part(a) or _part(b) or (a.owner and b.owner):
        return None
    return _origins(a, b) if not (_piece(a) or _piece(b)) else None


def same_meteorite(a: Description, b: Description) -> Values:
    """Both are of the meteorite, or the locality, of the same name."""
    return _origins(a, b) if _one_origin(a, b) else None


def names_alike(a: Description, b: Description) -> Values:
    """The names differ in few letters and in no digit."""
    one, other = words(a.row.name), words(b.row.name)
    if not one or one == other or _numbers(one) != _numbers(other):
        return None
    return (a.row.name, b.row.name) if token_sort_ratio(one, other) >= ALIKE else None


def _plainly(label: str) -> str:
    return label.upper().strip()


def _one_origin(a: Description, b: Description) -> bool:
    return bool(a.origin and b.origin and a.origin.name == b.origin.name)


def _origins(a: Description, b: Description) -> Values:
    return (a.origin.verbatim, b.origin.verbatim) if a.origin and b.origin else None


def _one_owner(a: Description, b: Description) -> bool:
    return bool(a.owner) and a.owner == b.owner


def _part(a: Description) -> bool:
    return bool(a.number or a.of or a.part or any(n.split for n in a.curated.values()))


def _names_it(name: Name, a: Description) -> bool:
    """And not what it is a part of; labels are told apart by their owners."""
    whole = not (a.number or a.of or a.part) or bool(name.split)
    return name.kind != "label" and (whole or name.kind in LASTING)


def _piece(a: Description) -> bool:
    """What a record describes is somebody's, though it may not say whose."""
    return bool(a.row.record) or any(name.kind in {"museum", "label"} for name in a.names)


def _written(a: Description) -> str:
    return a.row.name or ", ".join(a.row.identifiers) or a.row.id


def _digits(value: str) -> int:
    return sum(map(str.isdigit, value))


def _numbers(value: str) -> list[str]:
    return sorted(word for word in value.split() if any(map(str.isdigit, word)))
