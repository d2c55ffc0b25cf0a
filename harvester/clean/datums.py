"""Reference systems of coordinates: those that are WGS 84, or so near that nobody could tell.

Codes: EPSG Geodetic Parameter Dataset, https://epsg.org.
"""

import re
from typing import Literal, TypeAlias

Nearness: TypeAlias = Literal["same", "near", "other"]

CODE = re.compile(r"(?:.*[:/#]|EPSG\s*)?([0-9]{4,6})/?", re.IGNORECASE)
WORLD = re.compile(r"wgs[\s_-]*(?:19)?84|world geodetic system|crs[:_ ]?84", re.IGNORECASE)
OTHER_USE = re.compile(r"utm|zone|mercator|projected", re.IGNORECASE)

SAME = frozenset({"4326", "4979"})
NEAR = {
    "4258": "ETRS89",
    "4269": "NAD83",
    "4283": "GDA94",
    "7844": "GDA2020",
    "4167": "NZGD2000",
    "4171": "RGF93",
    "4674": "SIRGAS 2000",
    "6668": "JGD2011",
}
"""Degrees of latitude and longitude that are within about two metres of those of WGS 84."""
NAMES = re.compile("|".join(name.replace(" ", r"\s*") for name in NEAR.values()), re.IGNORECASE)


def nearness(words: str) -> Nearness:
    """How far coordinates in this system (a code, an address, a name) are from WGS 84."""
    said = " ".join(words.split())
    code = CODE.fullmatch(said)
    if code and code[1] in SAME:
        return "same"
    if code:
        return "near" if code[1] in NEAR else "other"
    if not said or (WORLD.search(said) and not OTHER_USE.search(said)):
        return "same"
    return "near" if NAMES.fullmatch(said) else "other"
