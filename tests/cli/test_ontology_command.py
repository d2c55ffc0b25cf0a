"""`ontology`: pages in a folder, and where they are."""

from pathlib import Path

from running import Run


def test_the_pages_are_written_and_the_one_to_open_is_named(lithoscope: Run, tmp_path: Path):
    folder = tmp_path / "deep" / "pages"
    done = lithoscope("ontology", str(folder))
    assert (done.code, done.out) == (0, "")
    assert str(folder / "ontology.html") in done.err
    assert folder.joinpath("technique", "sem-ebsd.html").is_file()


def test_a_machine_is_told_the_same_and_no_catalogue_is_made(lithoscope: Run, tmp_path: Path):
    folder = tmp_path / "pages"
    [said] = lithoscope("ontology", str(folder), "--json").each
    assert said["overview"] == str(folder / "ontology.html")
    assert said["pages"] == len(list(folder.rglob("*.html")))
    assert said["downloads"] > 20
    assert not tmp_path.joinpath("home").exists()


def test_a_folder_that_cannot_be_is_told_in_one_sentence(lithoscope: Run, tmp_path: Path):
    taken = tmp_path / "taken"
    taken.write_text("a file")
    done = lithoscope("ontology", str(taken))
    assert done.code == 2
    assert f"{taken}: cannot be written" in " ".join(done.err.split())
