"""Lists of coordinates in one field, latitude first, as schema.org's GeoShape writes them."""

import re

from harvester.clean.cleaned import Cleaned, refused

NUMBER = re.compile(r"[-+−]?[0-9]{1,20}(?:\.[0-9]{0,30})?(?:[eE]-?[0-9]{1,2})?")
LONGEST = 500_000
"""Characters of one shape."""


def corners(value: str) -> Cleaned[str]:
    """The points of a polygon, each as `latitude longitude`."""
    numbers = _numbers(value)
    if len(numbers) < 6 or len(numbers) % 2:
        return refused("these are no points of a polygon", value)
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return Cleaned(tuple(f"{latitude} {longitude}" for latitude, longitude in pairs))


def extent(value: str) -> Cleaned[str]:
    """The box around a line, as `south west north east`."""
    numbers = [float(number.replace("−", "-")) for number in _numbers(value)]
    if len(numbers) < 4 or len(numbers) % 2:
        return refused("these are no points of a line", value)
    latitudes, longitudes = numbers[::2], numbers[1::2]
    box = (min(latitudes), min(longitudes), max(latitudes), max(longitudes))
    return Cleaned((" ".join(f"{each:g}" for each in box),))


def centre(value: str) -> Cleaned[str]:
    """The middle of a circle, as `latitude longitude`; its radius is left out."""
    numbers = _numbers(value)
    if len(numbers) not in (2, 3):
        return refused("this is no circle", value)
    return Cleaned((" ".join(numbers[:2]),))


def _numbers(value: str) -> list[str]:
    return NUMBER.findall(value) if len(value) <= LONGEST else []
