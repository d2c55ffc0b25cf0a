"""A repository is one YAML file; a wrong one is named with file, line and key."""

from datetime import timedelta
from pathlib import Path

import pytest

from harvester import repositories
from harvester.errors import ConfigError, UsageError

GOOD = """\
title: Archive of thin sections
protocol: oai
url: https://sections.example.org/oai
format: oai_datacite
sets: [rocks]
overlap: 1h
politeness: {delay: 500ms, attempts: 3}
expect: {records: {min: 10}}
lookups: {technique: {"EMPA mapping": epma}}
"""


def write(home: Path, name: str, text: str) -> Path:
    file = home / "mappings" / "repositories" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_one_file_adds_a_repository(tmp_path: Path):
    write(tmp_path, "sections", GOOD)
    found = repositories.load(tmp_path)["sections"]
    assert found.name == "sections"
    assert found.sets == ("rocks",)
    assert found.overlap == timedelta(hours=1)
    assert found.politeness.delay == timedelta(milliseconds=500)
    assert found.expect.records.min == 10
    assert found.lookups == {"technique": {"EMPA mapping": "epma"}}
    assert not found.allow_private


def test_a_schedule_is_in_the_words_of_cron(tmp_path: Path):
    write(tmp_path, "sections", GOOD.replace("sets: [rocks]", "schedule: 30 3 * * 1"))
    assert repositories.load(tmp_path)["sections"].schedule == "30 3 * * 1"


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("format:", "fromat:"), 4, "unknown key `fromat`"),
        (("delay:", "dealy:"), 7, "unknown key `politeness.dealy`"),
        (("https://sections", "sections"), 3, "`url`"),
        (("protocol: oai", "protocol: ftp"), 2, "`protocol`"),
        (("overlap: 1h", "overlap: soon"), 6, "`overlap`"),
        (("overlap: 1h", "schedule: nightly"), 6, "`schedule`: five fields of cron"),
        (("overlap: 1h", "schedule: 61 3 * * *"), 6, "`schedule`: five fields of cron"),
        (("/oai\n", "/oai#top\n"), 3, "`url`: a place within a page"),
        (("sections.", "me:secret@sections."), 3, "`url`: credentials are not kept"),
        (("url: https://sections.example.org/oai\n", ""), 1, "the key `url` is missing"),
        (('mapping": epma', 'mapping": epam'), 9, "the vocabulary technique has no epam"),
        (("{technique:", "{techniques:"), 9, "There is no vocabulary techniques"),
        (("sets: [rocks]", "title: Twice"), 5, "given twice"),
        (("sets: [rocks]", "sets: [rocks"), 6, ""),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path, change, line, said):
    file = write(tmp_path, "sections", GOOD.replace(*change))
    with pytest.raises(ConfigError) as caught:
        repositories.load(tmp_path)
    assert f"{file}, line {line}: " in str(caught.value)
    assert said in str(caught.value)


def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path):
    write(tmp_path, "sections", "- a list\n")
    with pytest.raises(ConfigError, match="line 1"):
        repositories.load(tmp_path)


def test_a_bad_name_is_refused(tmp_path: Path):
    write(tmp_path, "Thin Sections", GOOD)
    with pytest.raises(ConfigError, match="small letters"):
        repositories.load(tmp_path)


def test_an_unknown_name_tells_which_are_known(tmp_path: Path):
    write(tmp_path, "sections", GOOD)
    with pytest.raises(UsageError, match=r"There is no repository `sektions`.*sections"):
        repositories.find(tmp_path, "sektions")


def test_a_file_of_the_home_folder_wins_over_a_packaged_one(tmp_path: Path):
    packaged = repositories.load(None)
    write(tmp_path, "sections", GOOD)
    assert set(repositories.load(tmp_path)) == {*packaged, "sections"}


def test_a_file_without_an_address_says_only_what_is_different(tmp_path: Path):
    packaged = repositories.load(None)["glasgow"]
    write(tmp_path, "glasgow", "enabled: true\nsets: [rocks]\n")
    found = repositories.find(tmp_path, "glasgow")
    assert found == packaged.model_copy(update={"enabled": True, "sets": ("rocks",)})


def test_a_mistake_in_such_a_file_is_told_with_its_line(tmp_path: Path):
    file = write(tmp_path, "glasgow", "enabled: true\nfromat: oai_dc\n")
    with pytest.raises(ConfigError, match=f"{file}, line 2: unknown key `fromat`"):
        repositories.find(tmp_path, "glasgow")
