"""`source add` as a person uses it, and sources turned on and off."""

from pathlib import Path

import yaml
from listing import repository
from running import Run

from tests.discovery.test_survey import oai_at
from tests.loopback import closed_port, serving


def test_what_was_found_is_written_with_comments(lithoscope: Run) -> None:
    with serving(oai_at("/oai")) as server:
        done = lithoscope("source", "add", server.url, "--name", "rum", "--allow-private")
        (said,) = lithoscope(
            "source", "add", server.url, "--name", "rye", "--allow-private", "--json"
        ).each
    assert done.code == 0
    assert "OAI-PMH" in done.out
    text = Path(said["file"]).read_text("utf-8")
    assert yaml.safe_load(text) == {
        "title": "Rum Layered Suite",
        "protocol": "oai",
        "url": server.url,
        "format": "oai_datacite",
        "allow_private": True,
    }
    assert "# - rocks:igneous (Igneous rocks)" in text
    assert said["found"][0]["records"] == 812
    assert said["problem"] == ""


def test_a_name_is_made_of_the_host(lithoscope: Run) -> None:
    words = ("source", "add", "https://data.rum.example/oai", "--no-probe", "--json")
    assert lithoscope(*words).each[0]["name"] == "data-rum"


def test_who_is_down_is_added_unprobed_and_that_is_said(lithoscope: Run) -> None:
    url = f"http://127.0.0.1:{closed_port()}/oai"
    done = lithoscope("source", "add", url, "--name", "rum", "--allow-private")
    assert done.code == 0
    assert "got no answer" in done.err
    assert "added unprobed, as OAI-PMH" in done.err


def test_what_is_said_is_not_looked_for(lithoscope: Run) -> None:
    with repository() as server:
        for name, words in (("a", ("--no-probe",)), ("b", ("--protocol", "oai"))):
            lithoscope("source", "add", server.url, "--name", name, "--allow-private", *words)
    assert not server.asked


def test_who_names_a_style_means_rest(lithoscope: Run) -> None:
    words = ("--name", "rum", "--requests", "ckan", "--format", "ckan_json", "--json")
    (said,) = lithoscope("source", "add", "https://rum.example/api/3/action", *words).each
    assert (said["protocol"], said["requests"]) == ("rest", "ckan")


def test_keys_that_do_not_belong_together_are_said(lithoscope: Run) -> None:
    words = ("--name", "rum", "--protocol", "rest", "--format", "ckan_json")
    done = lithoscope("source", "add", "https://rum.example/api", *words)
    assert done.code == 2
    assert "belong together" in done.err


def test_those_that_come_along_do_not_stand_in_the_way(lithoscope: Run) -> None:
    lithoscope("source", "add", "https://rum.example/oai", "--name", "rum", "--no-probe")
    listed = lithoscope("source", "list")
    assert [line.split()[0] for line in listed.lines] == ["name", "rum"]
    assert "more are known and off: lithoscope source list --all" in listed.err
    everything = [row["name"] for row in lithoscope("source", "list", "--all", "--json").each]
    assert {"rum", "gfz", "glasgow"} <= set(everything)


def test_one_that_comes_along_is_turned_on_and_off(lithoscope: Run, tmp_path: Path) -> None:
    assert lithoscope("source", "enable", "gfz").code == 0
    (row,) = lithoscope("source", "list", "--json").each
    assert (row["name"], row["enabled"]) == ("gfz", True)
    assert row["url"].startswith("https://doidb.wdc-terra.org")
    assert lithoscope("source", "disable", "gfz").code == 0
    assert lithoscope("source", "list").out == ""
    file = tmp_path / "home" / "mappings" / "repositories" / "gfz.yaml"
    assert file.read_text("utf-8").endswith("\nenabled: false\n")


def test_only_that_line_of_a_file_is_changed(lithoscope: Run, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "mappings" / "repositories"
    folder.mkdir(parents=True)
    text = "# ours\nurl: https://rum.example/oai\nenabled: false  # for now\nsets: [a]\n"
    (folder / "rum.yaml").write_text(text, "utf-8")
    lithoscope("source", "enable", "rum")
    kept = (folder / "rum.yaml").read_text("utf-8")
    assert kept == text.replace("enabled: false  # for now", "enabled: true")


def test_one_that_is_off_is_harvested_if_it_is_named(lithoscope: Run) -> None:
    with repository() as server:
        lithoscope("source", "add", server.url, "--name", "rum", "--allow-private", "--no-probe")
        lithoscope("source", "disable", "rum")
        assert lithoscope("harvest").code == 2
        assert lithoscope("harvest", "rum").code == 0
        tested = lithoscope("source", "test", "rum")
    assert "lithoscope source enable rum" in tested.err


def test_there_must_be_one_of_that_name(lithoscope: Run) -> None:
    done = lithoscope("source", "enable", "nowhere")
    assert done.code == 2
    assert "no repository `nowhere`" in done.err
