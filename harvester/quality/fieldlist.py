"""The fields that are measured, in the order of the report's table."""

from collections.abc import Callable
from typing import NamedTuple

from harvester.model import Record
from harvester.quality import fields, measured
from harvester.quality.report import Urgency


class Field(NamedTuple):
    """`measure` gives one truth for each of the record's units that should have the field."""

    measure: Callable[[Record], list[bool]]
    urgency: Urgency
    unit: str = "records"


FIELDS = (
    Field(fields.title, "first"),
    Field(fields.creator, "next"),
    Field(fields.orcid, "later"),
    Field(fields.institution, "later"),
    Field(fields.description, "next"),
    Field(fields.keywords, "later"),
    Field(fields.date, "next"),
    Field(fields.licence, "next"),
    Field(fields.identifier, "next"),
    Field(measured.technique, "next"),
    Field(measured.instrument, "later"),
    Field(measured.conditions, "later"),
    Field(measured.sample, "next"),
    Field(measured.sample_identifier, "next", "samples"),
    Field(measured.igsn, "later", "samples"),
    Field(measured.material, "next"),
    Field(measured.place, "later"),
    Field(fields.files, "later"),
    Field(fields.file_format, "later"),
)
