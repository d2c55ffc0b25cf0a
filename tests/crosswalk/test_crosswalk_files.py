"""A crosswalk is a file: added in the home folder, checked on reading, mistakes told by line."""

from pathlib import Path

import pytest
from mapped import checked

from harvester import crosswalk
from harvester.errors import ConfigError

SHELF = """\
format: shelf
roots: [shelf/thing]
map:
  dataset.titles: name
"""


def written(folder: Path, text: str, name: str = "shelf") -> Path:
    file = folder / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_a_format_is_added_by_one_file_in_the_home_folder(tmp_path):
    written(tmp_path / "mappings" / "crosswalks", SHELF)
    known = crosswalk.load(tmp_path)
    record = checked("<shelf><thing><name>Slab</name></thing></shelf>", "shelf", known=known)
    assert record.dataset.title == "Slab"
    assert record.crosswalk == known["shelf"].version


def test_a_file_of_the_home_folder_wins_over_the_packaged_one(tmp_path):
    written(tmp_path / "mappings" / "crosswalks", SHELF.replace("shelf", "oai_dc", 1), "oai_dc")
    assert crosswalk.load(tmp_path)["oai_dc"].roots == (("shelf", "thing"),)


def test_the_version_changes_with_the_file_and_with_nothing_else(tmp_path):
    first = crosswalk.read(written(tmp_path, SHELF)).version
    assert first.startswith("shelf/")
    assert crosswalk.read(written(tmp_path / "elsewhere", SHELF)).version == first
    assert crosswalk.read(written(tmp_path, SHELF + "# now\n")).version != first


@pytest.mark.parametrize(
    ("mistake", "line", "words"),
    [
        ("  dataset.titles: {pth: name}", 4, "unknown key `map.dataset.titles.0.pth`"),
        ("  dataset.tittles: name", 4, "“dataset.tittles”: no field of the model"),
        ("  dataset.titles: {path: name, clean: shine}", 4, "“shine”: no cleaner of that name"),
        ("  dataset.titles: {path: name, clean: term/nothing}", 4, "no cleaner of that name"),
        ("  dataset.titles: 'name['", 4, "is no XPath"),
        ("  dataset.titles: x:name", 4, "is no XPath"),
        ("  dataset.titles: {path: name, set: {colour: red}}", 4, "“colour”: no field"),
        ("  dataset.agents: {path: who, with: {nmae: .}, as: agent}", 4, "there are: affiliations"),
        ("  dataset.agents: {path: who, as: crowd}", 4, "nothing reads these together"),
        ("  dataset.titles:\n    - name\n    - {path: n2, clean: shine}", 6, "shine"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_key(tmp_path, mistake, line, words):
    file = written(tmp_path, SHELF.replace("  dataset.titles: name", mistake))
    with pytest.raises(ConfigError) as caught:
        crosswalk.read(file)
    assert f"{file}, line {line}: " in str(caught.value)
    assert words in str(caught.value)


def test_a_missing_key_is_told(tmp_path):
    with pytest.raises(ConfigError, match="the key `map` is missing"):
        crosswalk.read(written(tmp_path, "format: shelf\n"))


def test_a_key_given_twice_is_told(tmp_path):
    with pytest.raises(ConfigError, match="given twice"):
        crosswalk.read(written(tmp_path, SHELF + "format: other\n"))


def test_the_packaged_crosswalks_are_in_order():
    assert {"oai_dc", "datacite"} <= set(crosswalk.load(None))
