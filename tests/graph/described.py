"""Records as the model holds them: one of plain Dublin Core, one that says all it can."""

from harvester.iris import NAMESPACE, record_iri
from harvester.model import (
    Affiliation,
    Agent,
    Dataset,
    Date,
    File,
    Funding,
    Identifier,
    Instrument,
    Licence,
    Measurement,
    Place,
    Preparation,
    Quantity,
    Record,
    Relation,
    Sample,
    Term,
    Text,
)

CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def doi(value: str, verbatim: str = "") -> Identifier:
    return Identifier(scheme="doi", value=value, iri=f"https://doi.org/{value}", verbatim=verbatim)


def ror(value: str) -> Identifier:
    return Identifier(scheme="ror", value=value, iri=f"https://ror.org/{value}")


def material(
    slug: str, verbatim: str, confidence: str = "stated", path: str = "dc:subject"
) -> Term:
    return Term(
        scheme="material",
        slug=slug,
        verbatim=verbatim,
        path=path,
        rule="text/material",
        confidence=confidence,
    )


def dublin_core(number: int = 7) -> Record:
    """What an oai_dc record usually gives."""
    page = f"https://north.example/record/{number}"
    return Record(
        iri=record_iri(NAMESPACE, "north", f"oai:north.example:{number}"),
        source="north",
        identifier=f"oai:north.example:{number}",
        format="oai_dc",
        crosswalk="oai_dc@1",
        dataset=Dataset(
            titles=(Text(value="EBSD maps of Rum chromitites", language="en"),),
            descriptions=(Text(value="Orientation maps of olivines in six thin sections."),),
            identifiers=(doi(f"10.5072/north.{number}", f"doi:10.5072/north.{number}"),),
            agents=(
                Agent(name="Roe, Jane", kind="person", family="Roe", given="Jane"),
                Agent(name="Doe, John", kind="person", verbatim="Doe, John"),
                Agent(name="Northern Archive", kind="organisation", role="publisher"),
            ),
            dates=(Date(edtf="2021-03-04", verbatim="2021-03-04T00:00:00Z"),),
            subjects=(Text(value="EBSD"), Text(value="chromitite"), Text(value="Rum")),
            types=("Dataset",),
            languages=("en",),
            licences=(Licence(iri=CC_BY, verbatim=CC_BY),),
            access="open",
            landing_pages=(page,),
            relations=(Relation(kind="relates-to", identifier=doi("10.5072/paper")),),
        ),
        measurements=(
            Measurement(
                key="sem-ebsd",
                technique=Term(
                    scheme="technique",
                    slug="sem-ebsd",
                    verbatim="EBSD",
                    path="dc:subject[1]",
                    rule="label",
                ),
            ),
        ),
        materials=(
            material("chromitite", "chromitite"),
            material("olivine", "olivines", "found", "dc:description"),
        ),
    )


def rum_lamella() -> Record:
    """A lamella and the rock it came from, with everything that a record can say."""
    return Record(
        iri=record_iri(NAMESPACE, "clyde", "oai:clyde.example:rum 8"),
        source="clyde",
        identifier="oai:clyde.example:rum 8",
        format="oai_datacite",
        crosswalk="datacite@2",
        dataset=_dataset(),
        samples=(_rock(), _lamella()),
        preparations=(
            Preparation(
                key="lift-out",
                kind=Term(scheme="preparation", slug="fib-lift-out"),
                parent="igsn:10.58052/LSDEMR014",
                child="name:07-14a-l1",
            ),
        ),
        measurements=(_tomography(), _overview()),
        mentions=(Term(scheme="technique", slug="xct", verbatim="µCT", confidence="found"),),
        materials=(material("olivine", "Olivine"),),
    )


def _dataset() -> Dataset:
    return Dataset(
        titles=(
            Text(value="FIB-nT of Rum chromitite", language="en"),
            Text(value="FIB-Tomographie", language="DE", role="translated"),
        ),
        descriptions=(
            Text(value="Grain boundaries\nin three dimensions.", role="abstract"),
            Text(value="Cut and view at 2 kV.", role="methods"),
        ),
        identifiers=(doi("10.5072/clyde.8", "https://doi.org/10.5072/CLYDE.8"),),
        agents=(
            Agent(
                name="Roe, Jane",
                kind="person",
                identifiers=(
                    Identifier(
                        scheme="orcid",
                        value="0000-0002-1825-0097",
                        iri="https://orcid.org/0000-0002-1825-0097",
                    ),
                ),
                affiliations=(Affiliation(name="University", identifier=ror("00vtgdb53")),),
            ),
            Agent(name="Clyde Imaging", role="hosting-institution", kind="organisation"),
        ),
        dates=(
            Date(
                edtf="2020-03/2021",
                earliest="2020-03-01",
                latest="2021-12-31",
                role="collected",
                verbatim="March 2020 to 2021",
                path="date[1]",
                rule="date",
            ),
            Date(edtf="2022", verbatim="2022"),
        ),
        subjects=(Text(value="FIB"),),
        types=("Dataset", "Image"),
        level=Term(scheme="processing", slug="raw", verbatim="raw data", confidence="found"),
        languages=("en",),
        licences=(Licence(verbatim="CC BY 4.0", iri=CC_BY),),
        access="embargoed",
        version="1.2",
        sizes=("3 GB",),
        formats=(Text(value="image/tiff"),),
        files=(
            File(
                name="scan_03.tif",
                url="https://clyde.example/scan_03.tif",
                bytes=1234,
                format=Term(scheme="format", slug="tiff", verbatim=".tif", confidence="guessed"),
                media_type="image/tiff",
                checksum="md5:9e107d9d372bb6826bd81d3542a419d6",
                access="restricted",
            ),
        ),
        landing_pages=("https://clyde.example/8",),
        places=(
            Place(name="Rum", latitude=57.0, longitude=-6.33, elevation=-12.5),
            Place(box=(-6.5, 56.9, -6.2, 57.1)),
            Place(polygon=((1.0, 2.0), (3.0, 4.0), (5.0, 6.5), (1.0, 2.0))),
        ),
        relations=(
            Relation(kind="is-part-of", identifier=doi("10.5072/series"), title="Rum series"),
            Relation(kind="is-supplement-to", identifier=doi("10.5072/paper")),
            Relation(kind="cites", identifier=doi("10.5072/method")),
            Relation(kind="references", identifier=Identifier(scheme="local", value="report 7")),
        ),
        funding=(
            Funding(
                funder="Research Council",
                award="NE/1",
                title="Layered intrusions",
                funder_identifier=ror("02b5d8509"),
            ),
        ),
    )


def _rock() -> Sample:
    return Sample(
        key="igsn:10.58052/LSDEMR014",
        name="07-14",
        identifiers=(
            Identifier(
                scheme="igsn",
                value="10.58052/LSDEMR014",
                iri="https://doi.org/10.58052/lsdemr014",
            ),
        ),
        type=Term(scheme="sample-type", slug="hand-specimen"),
        materials=(material("chromitite", "chromitite"),),
        place=Place(name="Hallival"),
        collected=Date(edtf="1998", verbatim="1998"),
        collection="Clyde rock store",
        age="Palaeogene",
        mass=Quantity(kind="mass", value=12.40, unit="g", verbatim="12.4 g"),
    )


def _lamella() -> Sample:
    return Sample(
        key="name:07-14a-l1",
        name="07-14A-L1",
        parent="igsn:10.58052/LSDEMR014",
        type=Term(scheme="sample-type", slug="fib-lamella"),
        verbatim="lamella 07-14A-L1",
        path="title",
        rule="text/label",
        confidence="guessed",
    )


def _tomography() -> Measurement:
    return Measurement(
        key="fib-nt",
        technique=Term(
            scheme="technique",
            slug="fib-nt",
            verbatim="Slice and view",
            path="title",
            rule="label",
            confidence="found",
        ),
        samples=("name:07-14a-l1",),
        instrument=Instrument(name="Dual beam", manufacturer="Maker"),
        lab=Agent(name="Clyde Imaging", role="lab", kind="organisation"),
        date=Date(edtf="2021-01-02"),
        conditions=(Quantity(kind="accelerating-voltage", value=20.0, unit="kV", verbatim="20kV"),),
        dimensionality="3D",
    )


def _overview() -> Measurement:
    return Measurement(key="sem-bse", technique=Term(scheme="technique", slug="sem-bse"))
