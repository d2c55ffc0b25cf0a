"""Samples and measurements of a record, in the same way as `fields.py`."""

from harvester.model import Record
from harvester.quality.fields import is_sample


def technique(record: Record) -> list[bool]:
    """Technique

    The record is not found by technique, which is how most microscopists search.

    Name the technique in full or by its usual letters (SEM-EDS, EBSD, FIB-SEM, XCT), best as a
    keyword.
    """
    return [] if is_sample(record) else [bool(record.measurements)]


def instrument(record: Record) -> list[bool]:
    """Instrument

    Nobody can judge what the data can show, or find all that an instrument has measured.

    Name maker and model, and the instrument's own identifier if it has one.
    """
    return [any(m.instrument for m in record.measurements)] if record.measurements else []


def conditions(record: Record) -> list[bool]:
    """Conditions of measurement

    Data cannot be chosen by voltage, pixel size or field of view, and not be compared.

    Say voltage, current, pixel size or field of view, each with its unit.
    """
    return [any(m.conditions for m in record.measurements)] if record.measurements else []


def material(record: Record) -> list[bool]:
    """Rock, mineral or meteorite class

    The record is not found by what was looked at.

    Name the material by its usual name as a keyword.
    """
    return [bool(record.materials) or any(sample.materials for sample in record.samples)]


def sample(record: Record) -> list[bool]:
    """Sample

    Nobody can see that two laboratories measured the same piece, or ask for it.

    Name the sample as its label and its collection do, best with its IGSN.
    """
    return [bool(record.samples)]


def sample_identifier(record: Record) -> list[bool]:
    """Identifier of the sample

    A name such as A-1 means another stone in every laboratory: these samples are linked to
    nothing.

    Send the number of the museum, mission or register with the sample, best an IGSN.
    """
    return [bool(sample.identifiers) for sample in record.samples]


def igsn(record: Record) -> list[bool]:
    """IGSN of the sample

    The sample cannot be followed from one repository to the next.

    Register the samples that you publish data on (https://www.igsn.org) and send the number.
    """
    return [any(i.scheme == "igsn" for i in sample.identifiers) for sample in record.samples]


def place(record: Record) -> list[bool]:
    """Place

    The record is not on the map, and not found by locality.

    Send the locality's name, and coordinates as latitude and longitude in degrees.
    """
    return [bool(record.dataset.places) or any(sample.place for sample in record.samples)]
