"""Units as people write them, as UCUM codes (https://ucum.org); conversion is pint's."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pint import UnitRegistry

SPELLINGS = {
    "V": "V volt volts",
    "kV": "kV kilovolt kilovolts KV kv",
    "MV": "MV",
    "eV": "eV electronvolt electronvolts",
    "keV": "keV kiloelectronvolt KeV kev",
    "MeV": "MeV",
    "A": "A ampere amperes amps",
    "mA": "mA milliampere milliamperes",
    "uA": "µA uA microampere microamperes",
    "nA": "nA nanoampere nanoamperes nanoamps",
    "pA": "pA picoampere picoamperes picoamps",
    "m": "m metre metres meter meters",
    "cm": "cm centimetre centimetres centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters",
    "um": "µm um micrometre micrometres micrometer micrometers micron microns",
    "nm": "nm nanometre nanometres nanometer nanometers",
    "Ao": "Å angstrom ångström angstroms ångströms",
    "pm": "pm picometre picometer",
    "km": "km kilometre kilometres kilometer kilometers",
    "kg": "kg kilogram kilograms kilogramme kilogrammes",
    "g": "g gram grams gramme grammes gr",
    "mg": "mg milligram milligrams",
    "ug": "µg ug microgram micrograms",
    "ng": "ng nanogram nanograms",
    "t": "t tonne tonnes",
    "[car_m]": "ct carat carats",
    "Cel": "°C ℃ degC celsius",
    "K": "K kelvin",
    "Pa": "Pa pascal",
    "hPa": "hPa hectopascal",
    "kPa": "kPa kilopascal",
    "MPa": "MPa megapascal",
    "GPa": "GPa gigapascal",
    "mbar": "mbar millibar",
    "bar": "bar",
    "kbar": "kbar kilobar",
    "s": "s sec second seconds",
    "ms": "ms millisecond milliseconds",
    "us": "µs us microsecond microseconds",
    "ns": "ns nanosecond nanoseconds",
    "min": "min minute minutes",
    "h": "h hr hour hours",
    "deg": "° deg degree degrees",
    "mrad": "mrad milliradian milliradians",
    "%": "% percent wt% wt.% vol% at% at.%",
    "[ppm]": "ppm",
    "[ppb]": "ppb",
    "ug/g": "µg/g ug/g",
    "By": "byte bytes B",
    "kBy": "kB KB kilobyte kilobytes",
    "MBy": "MB megabyte megabytes Mb",
    "GBy": "GB gigabyte gigabytes",
    "TBy": "TB terabyte terabytes",
    "KiBy": "KiB",
    "MiBy": "MiB",
    "GiBy": "GiB",
    "TiBy": "TiB",
}
"""UCUM code, then what is written for it; case counts (mm, MM; mA, MA)."""

CODES = {word: code for code, words in SPELLINGS.items() for word in (code, *words.split())}

PINT = {
    "um": "micrometer",
    "Ao": "angstrom",
    "uA": "microampere",
    "ug": "microgram",
    "us": "microsecond",
    "[car_m]": "carat",
    "Cel": "degC",
    "%": "percent",
    "[ppm]": "ppm",
    "[ppb]": "ppb",
    "ug/g": "microgram/gram",
    "KiBy": "kibibyte",
}
"""UCUM codes that pint spells otherwise; those of bytes it spells with `B`."""


def ucum(word: str) -> str | None:
    """The UCUM code of a written unit."""
    return CODES.get(word.replace("μ", "µ"))


def convert(value: float, unit: str, wanted: str) -> float | None:
    """From one UCUM unit to another, to 12 digits; None if they measure different things."""
    if unit == wanted:
        return value
    if "Cel" in (unit, wanted):
        return _temperature(value, unit, wanted)
    factor = _factor(unit, wanted)
    return None if factor is None else float(f"{value * factor:.12g}")


@cache
def _registry() -> "UnitRegistry[float]":
    """Imported and made when first needed: pint takes half a second to start."""
    from pint import UnitRegistry

    registry: UnitRegistry[float] = UnitRegistry()
    registry.define("ppb = 1e-9")
    return registry


@lru_cache(512)
def _factor(unit: str, wanted: str) -> float | None:
    one = _registry().Quantity(1.0, _pint(unit))
    return float(one.to(_pint(wanted)).magnitude) if one.is_compatible_with(_pint(wanted)) else None


def _temperature(value: float, unit: str, wanted: str) -> float | None:
    if {unit, wanted} != {"Cel", "K"}:
        return None
    return round(value + (273.15 if wanted == "K" else -273.15), 9)


def _pint(code: str) -> str:
    return PINT.get(code) or re.sub(r"^([kMGT]i?)?By$", r"\1B", code)
