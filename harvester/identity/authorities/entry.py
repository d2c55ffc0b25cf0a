"""One line of an authority list: an official name and what the authority says of it."""

import json
from typing import Any, NamedTuple


class Entry(NamedTuple):
    """`material` is the class of a meteorite or the kind of a rock; mass in grams, degrees."""

    name: str
    id: str = ""
    material: str = ""
    place: str = ""
    synonyms: tuple[str, ...] = ()
    mass_g: float | None = None
    lat: float | None = None
    lon: float | None = None

    def said(self) -> dict[str, Any]:
        """What is known of it, under the names that a list has for its columns."""
        named = self._asdict()
        named["class"] = named.pop("material")
        return {key: value for key, value in named.items() if value not in ("", (), None)}

    def line(self) -> str:
        """As a list in a home folder has it: the same entry is always the same text."""
        return json.dumps(self.said(), ensure_ascii=False, sort_keys=True) + "\n"
