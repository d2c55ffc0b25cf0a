"""Geological ages: names of the international chart (https://stratigraphy.org), and millions of
years.
"""

import re

from harvester.clean.cleaned import Cleaned, refused

NAMES = (
    "hadean|arch(?:a)?ean|(?:palaeo|paleo|meso|neo)?proterozoic|(?:eo|palaeo|paleo|meso|neo)archa?ean"
    "|phanerozoic|precambrian|pal(?:a)?eozoic|mesozoic|cenozoic|cambrian|ordovician|silurian|devonian"
    "|carboniferous|mississippian|pennsylvanian|permian|triassic|jurassic|cretaceous|pal(?:a)?eogene"
    "|neogene|quaternary|pal(?:a)?eocene|eocene|oligocene|miocene|pliocene|pleistocene|holocene"
    "|anthropocene|tertiary|ediacaran|cryogenian|tonian|recent"
)
AGE = re.compile(
    rf"(?:(?:lower|middle|upper|early|mid|late)[- ]+)?(?:{NAMES})(?: (?:age|period|epoch|era))?"
    rf"(?:\s*(?:-|–|/|to)\s*(?:(?:lower|middle|upper|early|mid|late)[- ]+)?(?:{NAMES}))?"
    r"|(?:c\.|ca\.|~)?\s*[0-9]+(?:[.,][0-9]+)?(?:\s*(?:±|\+/-|-|–)\s*[0-9]+(?:[.,][0-9]+)?)?"
    r"\s*(?:ka|ma|ga|myr|gyr)(?: bp)?",
    re.IGNORECASE,
)


def clean(value: str) -> Cleaned[str]:
    """A field that is an age and nothing else, as it is written."""
    said = " ".join(value.split())
    return Cleaned((said,)) if AGE.fullmatch(said) else refused("this is no geological age", value)
