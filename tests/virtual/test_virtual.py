"""Everything of one sample in one piece; on small records and on the demonstration's."""

import json
from functools import cache

import pytest
from lxml import etree
from made import account, measured, quantity, term

from harvester.demo.corpus import FOLDER
from harvester.mapping import Mapper
from harvester.model import Identifier, Record, Sample
from harvester.record import Change
from harvester.settings import Settings
from harvester.virtual.account import Account
from harvester.virtual.filling import filled
from harvester.virtual.gaps import Gap
from harvester.virtual.sample import VirtualSample, virtual_sample
from tests.demo.answer_key import answers

OAI = "{http://www.openarchives.org/OAI/2.0/}"
SECTION = Sample(
    key="s",
    name="07-14A",
    identifiers=(Identifier(scheme="igsn", value="10.5072/LSDEMR14A"),),
    type=term("sample-type", "thin-section"),
    materials=(term("material", "chromitite"),),
)


# --- small records


def test_all_parts_of_a_sample_are_there_and_are_json() -> None:
    image = measured("sem-bse", quantity("pixel-size", 50))
    sample = virtual_sample([account(image, samples=(SECTION,))])
    assert sample.names == ("07-14A",)
    assert sample.identifiers == ("igsn:10.5072/LSDEMR14A",)
    assert (sample.types, sample.materials) == (("thin-section",), ("chromitite",))
    shown = json.loads(json.dumps(sample.as_dict()))
    assert set(shown) == set(VirtualSample.__slots__)
    (rung,) = [each for each in shown["ladder"] if each["measured"]]
    assert rung["decade"]["slug"] == "10nm-100nm"


def test_a_relative_that_has_what_is_missing_could_fill_the_gap() -> None:
    ours = account(measured("xct", quantity("voxel-size", 5000)))
    theirs = account(measured("sem-bse", quantity("pixel-size", 50)), name="2")
    gaps = virtual_sample([ours], [theirs]).gaps
    named = {each.gap.decades: [m.record for m in each.by] for each in gaps}
    finer = next(decades for decades in named if "10nm-100nm" in decades)
    assert named[finer] == [theirs.record.iri]
    assert named["1mm-10mm", "100um-1mm", "10um-100um"] == []


@pytest.mark.parametrize(
    ("gap", "slugs"),
    [
        (Gap("usual", "", ("optical",)), ["tl-ppl"]),
        (Gap("dimension", "", (), ("10nm-100nm",), "3D"), ["fib-nt"]),
        (Gap("dimension", "", (), ("1mm-10mm",), "3D"), []),
        (Gap("scale", "", (), ("0.1nm-1nm",)), []),
    ],
)
def test_a_gap_is_filled_by_its_scale_dimensions_or_technique(gap: Gap, slugs: list[str]) -> None:
    relative = account(measured("tl-ppl"), measured("fib-nt"), measured("unheard-of"))
    (only,) = filled([gap], [relative])
    assert only.gap == gap
    assert [each.technique for each in only.by] == slugs


def test_of_no_record_there_is_nothing_to_tell() -> None:
    nothing = virtual_sample([])
    assert (nothing.records, nothing.gaps, nothing.chains) == ((), (), ())


# --- the demonstration


@cache
def clyde() -> dict[str, Record]:
    """By identifier, as an archive of the demonstration sends them in DataCite."""
    mapper = Mapper(Settings(home="/nowhere"))
    steps = mapper.walked([_change(raw) for raw in _live()])
    return {s.result.identifier: s.result for s in steps if isinstance(s.result, Record)}


def _live() -> list[etree._Element]:
    files = (etree.parse(file).getroot() for file in sorted(FOLDER.glob("clyde/rum*.xml")))
    every = [record for root in files for record in root.findall(f"{OAI}record")]
    return [each for each in every if each.find(f"{OAI}metadata") is not None]


def _change(raw: etree._Element) -> Change:
    name = raw.findtext(f"{OAI}header/{OAI}identifier", "")
    whole = etree.tostring(raw)
    return Change(1, "demo-clyde", name, "oai_datacite", "2026-01-05T10:00:00Z", False, whole, b"")


@cache
def of_rum() -> VirtualSample:
    """The chromitite 07-14 and its pieces, by the answer key."""
    family = {a.identifier for a in answers() if any("rum/07-14" in s for s in a.samples)}
    records = [record for name, record in clyde().items() if name in family]
    every = [Account(each, frozenset(s.key for s in each.samples)) for each in records]
    return virtual_sample(every)


def test_the_demonstration_goes_from_the_rock_to_its_lattice() -> None:
    rungs = {rung.decade.slug: rung for rung in of_rum().ladder}
    measured_at = {slug: {m.technique for m in rung.measured} for slug, rung in rungs.items()}
    assert measured_at["1um-10um"] == {"sem-eds", "sem-ebsd", "xct"}
    assert measured_at["10nm-100nm"] == {"fib-nt"}
    assert "apt-ms" in {m.technique for m in rungs["100pm-1nm"].likely}
    assert {"hand-specimen", "thin-section", "fib-lamella", "atom-probe-tip"} <= {*of_rum().types}


def test_the_demonstration_lacks_what_nobody_measured_coarsely() -> None:
    (coarse,) = [each.gap for each in of_rum().gaps if each.gap.kind == "scale"]
    assert coarse.sentence.startswith("Nothing resolves 10 µm to 10 mm; there is nothing coarser")


def test_the_demonstration_has_one_figure_with_its_raw_data_and_cuts_are_no_derivations() -> None:
    levels = [[step.level for step in chain.steps] for chain in of_rum().chains]
    assert ["raw", "segmented", "figure"] in levels
    assert not any(chain.missing for chain in of_rum().chains)


def test_the_demonstration_names_its_laboratories_and_is_json() -> None:
    labs = {each.name for each in of_rum().holdings.labs}
    assert "Clyde X-ray Microscopy Laboratory (demonstration)" in labs
    assert json.loads(json.dumps(of_rum().as_dict()))["holdings"]["formats"]
