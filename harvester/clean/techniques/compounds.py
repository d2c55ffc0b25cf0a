"""Names that only say where another technique was done: the microscope of `EBSD in the SEM`."""

import re
from collections.abc import Iterator, Sequence

from harvester.clean.techniques.cues import DATA
from harvester.clean.techniques.named import Named
from harvester.ontology import Scheme

OFFERED = re.compile(DATA.replace("_", " "), re.IGNORECASE)
"""Behind a name: its own data, so that it is no mere instrument (`SEM images with EDS maps`)."""

Reading = tuple[Named, str]
"""A name and the technique that it means."""

DONE_IN = re.compile(
    r"[^,;.]{0,60}\b(?:in|on|inside|within|with|using|by|attached to|mounted (?:on|in|to)"
    r"|coupled (?:to|with)|installed (?:on|in))\s(?:(?:the|a|an|our|its)\s)?[^,;.]{0,40}",
    re.IGNORECASE,
)
"""Between the technique and its instrument: `EBSD data were collected in a Zeiss SEM`."""

DONE_WITH = re.compile(
    r"[^,;.]{0,60}\b(?:with|in|under|coupled|combined|equipped|fitted|connected)\b[^,;.]{0,40}",
    re.IGNORECASE,
)
"""Between an instrument and its detector: `a Zeiss SEM equipped with an EDS detector`."""

SPELLED_OUT = re.compile(r"[^;.()]{0,110}(?:\([^()]*\)[^;.()]{0,60})?\(", re.IGNORECASE)
"""Between a name and the compound that abbreviates it and more: `… and … analysis (SEM-EDS)`."""


def without_hosts(readings: Sequence[Reading], scheme: Scheme) -> Iterator[Reading]:
    """Leave out each name that is only the instrument, or a part, of a narrower technique."""
    for name, slug in readings:
        below = [other for other, its in readings if slug in scheme.ancestors(its)]
        if not any(_hosts(name, other) for other in below):
            yield name, slug


def _hosts(name: Named, other: Named) -> bool:
    if name.reading.order != other.reading.order or name.sentence != other.sentence:
        return False
    if other.end <= name.start:
        return DONE_IN.fullmatch(name.text, other.end, name.start) is not None
    between = name.text[name.end : other.start]
    if OFFERED.match(between):
        return False
    return bool(DONE_WITH.fullmatch(between) or SPELLED_OUT.fullmatch(between))
