"""XML whose elements have one name and are told apart by an attribute: XOAI, MARC."""

from mapped import drafted

from harvester import crosswalk

SHELF = """\
format: shelf
roots: [shelf]
namespaces: {"": ["urn:shelf"]}
apart: {row: tag, cell: code}
map:
  dataset.titles: row.245/cell.a
  dataset.subjects: "row.650[@ind1='1']/cell.a"
ignore: [row.010, "row.900[cell.b='x']", //@ind1]
"""
RECORD = """\
<shelf xmlns="urn:shelf">
  <row tag="010"><cell code="a">left out</cell></row>
  <row tag="245"><cell code="a">Lime Street serpentinite</cell><cell code="$%">odd</cell></row>
  <row tag="650" ind1="1"><cell code="a">lizardite</cell><cell>bare</cell></row>
  <row tag="900"><cell code="a">left out</cell><cell code="b">x</cell></row>
  <row tag="900"><cell code="a">not left out</cell><cell code="b">y</cell></row>
</shelf>
"""


def draft(tmp_path):
    file = tmp_path / "shelf.yaml"
    file.write_text(SHELF, "utf-8")
    return drafted(RECORD, "shelf", known={"shelf": crosswalk.read(file)})


def test_paths_call_elements_by_what_tells_them_apart(tmp_path):
    dataset = draft(tmp_path).values["dataset"]
    assert [title["value"] for title in dataset["titles"]] == ["Lime Street serpentinite"]
    assert [subject["value"] for subject in dataset["subjects"]] == ["lizardite"]


def test_what_is_not_read_is_told_by_that_name(tmp_path):
    unread = {f.where: f.value for f in draft(tmp_path).findings if f.code == "unread"}
    assert unread == {
        "row.245/cell.__": "odd",
        "row.650/cell": "bare",
        "row.900/cell.a": "not left out",
        "row.900/cell.b": "y",
    }


def test_attributes_in_the_namespace_of_the_format_are_its_own(tmp_path):
    file = tmp_path / "shelf.yaml"
    file.write_text(SHELF.replace("row.245/cell.a", "name/@v"), "utf-8")
    raw = '<s:shelf xmlns:s="urn:shelf"><s:name s:v="Slab" xml:lang="en"/></s:shelf>'
    read = drafted(raw, "shelf", known={"shelf": crosswalk.read(file)})
    assert read.values["dataset"]["titles"][0]["value"] == "Slab"
