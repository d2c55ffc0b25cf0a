"""Packaged data are found, and those of the home folder win."""

from pathlib import Path

from harvester.resources import layered, packaged


def test_mappings_and_ontology_are_found_in_this_installation():
    assert (packaged("mappings") / "crosswalks").is_dir()
    assert (packaged("ontology") / "vocabularies").is_dir()


def test_the_home_folder_wins_by_name(tmp_path: Path):
    mine = tmp_path / "mappings" / "crosswalks" / "oai_dc.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text("format: oai_dc")
    assert layered("crosswalks", tmp_path, "*.yaml")["oai_dc"] == mine
