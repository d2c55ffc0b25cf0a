"""Fields of a record of data: each measure says for each thing that should have one if it has."""

from harvester.model import Agent, Record

PERSISTENT = {"doi", "handle", "ark", "igsn", "urn", "purl"}
SAMPLES = {"physicalobject", "materialsample", "sample", "physicalsample"}


def title(record: Record) -> list[bool]:
    """Title

    A record without a title is a number in a list of hits: nobody opens it.

    Say in one line what was measured on which sample.
    """
    return [bool(record.dataset.titles)]


def creator(record: Record) -> list[bool]:
    """Creator

    Nobody is credited, nobody can be asked, and the data cannot be cited.

    Name who made the data, each person in a field of their own.
    """
    return [] if is_sample(record) else [bool(_creators(record))]


def orcid(record: Record) -> list[bool]:
    """ORCID of a creator

    People of the same name are taken for one, and one person for several.

    Ask for the ORCID when data are deposited, and send it with the name.
    """
    people = [agent for agent in _creators(record) if agent.kind == "person"]
    return [any(i.scheme == "orcid" for p in people for i in p.identifiers)] if people else []


def institution(record: Record) -> list[bool]:
    """Institution

    Data cannot be found by laboratory, and not be told to those who paid for them.

    Send the affiliation of each creator, with its ROR.
    """
    agents = record.dataset.agents
    return [any(a.affiliations or a.kind == "organisation" for a in agents)]


def description(record: Record) -> list[bool]:
    """Description

    Techniques, samples and conditions are mostly named there and nowhere else: without it a
    search does not find them.

    Say in a few sentences what was measured, on what, with which instrument and settings.
    """
    return [bool(record.dataset.descriptions)]


def date(record: Record) -> list[bool]:
    """Date that can be read

    The record is left out wherever somebody narrows a search by year.

    Write dates as 2024, 2024-03 or 2024-03-21, and say what happened then.
    """
    return [bool(record.dataset.dates) or any(sample.collected for sample in record.samples)]


def licence(record: Record) -> list[bool]:
    """Licence

    Who is careful may not use the data, and who is not may do wrong.

    Send the address of the licence, for instance https://creativecommons.org/licenses/by/4.0/
    """
    return [] if is_sample(record) else [bool(record.dataset.licences)]


def identifier(record: Record) -> list[bool]:
    """Lasting identifier

    Nobody can cite the data, and a link to them breaks with the next server.

    Register a DOI, Handle, ARK or IGSN and send it in the identifier's own field.
    """
    numbers = [*record.dataset.identifiers, *(i for s in record.samples for i in s.identifiers)]
    return [any(each.scheme in PERSISTENT for each in numbers)]


def keywords(record: Record) -> list[bool]:
    """Keywords

    What a title does not say is found only by luck.

    Send technique, material and sample as keywords, one in each field.
    """
    return [bool(record.dataset.subjects)]


def files(record: Record) -> list[bool]:
    """Files with addresses

    Data cannot be fetched from a list of hits; everybody has to click through a page.

    Send the address of each file, with its size and format, where your format has a place for it.
    """
    return [] if is_sample(record) else [any(each.url for each in record.dataset.files)]


def file_format(record: Record) -> list[bool]:
    """File format that we know

    Nobody can tell from outside whether the data can be opened, or still say how they were made.

    Name the format of the files by media type, ending or name.
    """
    if is_sample(record):
        return []
    return [bool(record.dataset.file_formats) or any(f.format for f in record.dataset.files)]


def is_sample(record: Record) -> bool:
    """The record is about a sample alone, of which there are no data to fetch."""
    kinds = {each.casefold().replace(" ", "") for each in record.dataset.types}
    return bool(kinds & SAMPLES) and not record.measurements and not record.dataset.files


def _creators(record: Record) -> list[Agent]:
    return [agent for agent in record.dataset.agents if agent.role == "creator"]
