"""Records that vary as real ones do: words, techniques, samples, places, people, lengths."""

from random import Random
from xml.sax.saxutils import escape

OBJECTS = (
    *("chromitite", "peridotite", "gabbro", "anorthosite", "eclogite", "granulite", "basalt"),
    *("komatiite", "kimberlite", "carbonatite", "rhyolite", "obsidian", "mylonite", "marble"),
    *("carbonaceous chondrite", "ordinary chondrite", "angrite", "ureilite", "howardite"),
    *("lunar regolith", "pallasite", "impact melt breccia", "fault gouge", "black shale"),
)
MINERALS = (
    *("olivine", "chromite", "magnetite", "plagioclase", "zircon", "monazite", "troilite"),
    *("tetrataenite", "kamacite", "spinel", "hibonite", "garnet", "rutile", "apatite", "calcite"),
)
TECHNIQUES = (
    *("EBSD", "electron backscatter diffraction", "SEM-EDS", "electron microprobe", "EPMA"),
    *("FIB-SEM nanotomography", "X-ray computed tomography", "micro-CT", "atom probe tomography"),
    *("NanoSIMS", "transmission electron microscopy", "STEM-EELS", "Raman spectroscopy"),
    *("cathodoluminescence", "LA-ICP-MS", "X-ray fluorescence mapping", "X-PEEM", "STXM"),
    *("optical microscopy", "electron holography", "ptychography", "QEMSCAN"),
)
SAMPLES = (
    *("NWA {n}", "ALH {n}", "Allende slice {n}", "RUM-{n}", "BM.1985,M{n}", "MB-{n}a"),
    *("10017,{s}", "thin section TS{n}", "UCL-{n}", "drill core 5R-{s} at {n} cm"),
)
PLACES = (
    *("Isle of Rum, Scotland", "Skaergaard, Greenland", "Bushveld Complex, South Africa"),
    *("Ivrea Zone, Italy", "Semail Ophiolite, Oman", "Kambalda, Western Australia"),
    *("Allan Hills, Antarctica", "Pueblito de Allende, Mexico", "Barberton, South Africa"),
)
FAMILIES = ("Abe", "Brun", "Castro", "Dietz", "Eriksen", "Fraser", "Grant", "Hofer", "Ito", "Jung")
GIVEN = ("Ada", "Ben", "Chiara", "David", "Elin", "Farid", "Greta", "Hugo", "Ines", "Jonas")
LABS = ("Glen University", "Institute of Rock Physics", "Museum of the Earth", "North Survey")
PURPOSES = (
    "to constrain the cooling history",
    "to map the strain that it records",
    "to find the carriers of its remanent magnetisation",
    "to follow the growth of its grains over three length scales",
    "to test how fluids moved along grain boundaries",
    "as a reference for later correlative work",
)
NOTES = (
    "Maps were taken at 20 kV and 12 nA with a step of 0.5 µm.",
    "The volume has 1024 × 1024 × 800 voxels of 25 nm.",
    "Raw patterns, calibrated intensities and processed figures are in separate folders.",
    "Grey values are not calibrated; see the logbook for the settings of the detector.",
    "The section was carbon coated after the optical images had been taken.",
    "A lift-out from the rim was thinned to 100 nm and is described in a record of its own.",
    "Uncertainties are two standard deviations & do not include that of the standard.",
    "Data of the second session were discarded, since the stage drifted by more than 1 µm.",
)


def record(number: int, edition: int = 0) -> bytes:
    """One oai_dc record of about 1 kB; the same number and edition give the same bytes."""
    dice = Random(f"{number}/{edition}")
    identifier = f"oai:bench.example:{number:07d}"
    title, body = _words(dice, number)
    fields = [("title", title)]
    fields += [("creator", _person(dice)) for _ in range(dice.randint(1, 4))]
    fields += [("subject", text) for text in _subjects(dice)]
    fields += [
        ("description", body.strip()),
        ("publisher", dice.choice(LABS)),
        ("date", f"{dice.randint(1990, 2026)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"),
        ("type", "Dataset"),
        ("identifier", f"https://doi.org/10.5072/bench.{number}"),
        ("identifier", identifier),
        ("rights", "https://creativecommons.org/licenses/by/4.0/"),
        ("language", "en"),
    ]
    if dice.random() < 0.3:
        fields.append(("relation", f"https://doi.org/10.5072/paper.{dice.randint(1, 9999)}"))
    return _element(identifier, edition, fields)


def _words(dice: Random, number: int) -> tuple[str, str]:
    thing, mineral = dice.choice(OBJECTS), dice.choice(MINERALS)
    first, second = dice.sample(TECHNIQUES, 2)
    sample = dice.choice(SAMPLES).format(n=number, s=dice.randint(1, 400))
    place = dice.choice(PLACES)
    title = f"{first} of {mineral} in {thing} {sample}"
    notes = " ".join(dice.sample(NOTES, dice.randint(0, 2)))
    body = (
        f"{mineral.capitalize()} from {thing} {sample} ({place}) was measured by {first} "
        f"{dice.choice(PURPOSES)}. {notes}"
    )
    return title, f"{body} Compare with {second} of the same rock." if dice.random() < 0.4 else body


def _subjects(dice: Random) -> list[str]:
    words = [*dice.sample(MINERALS, 2), dice.choice(OBJECTS), dice.choice(TECHNIQUES)]
    return words[: dice.randint(2, 4)]


def _person(dice: Random) -> str:
    return f"{dice.choice(FAMILIES)}, {dice.choice(GIVEN)}"


def _element(identifier: str, edition: int, fields: list[tuple[str, str]]) -> bytes:
    said = "\n".join(f"<dc:{name}>{escape(text)}</dc:{name}>" for name, text in fields)
    return f"""<record><header>
<identifier>{identifier}</identifier>
<datestamp>2026-{1 + edition % 12:02d}-02T03:04:05Z</datestamp><setSpec>rocks</setSpec>
</header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" \
xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ \
http://www.openarchives.org/OAI/2.0/oai_dc.xsd">
{said}
</oai_dc:dc></metadata></record>
""".encode()
