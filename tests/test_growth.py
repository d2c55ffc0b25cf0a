"""What grows without Python: a repository is one file, a metadata format is one file."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from harvester import settings
from harvester.home import Home
from harvester.index import SearchRequest
from harvester.projection import rebuild
from harvester.road import harvest
from tests.lab_log import IDENTIFIER, laboratory
from tests.readme import ADDRESS, FILES

REPOSITORY = f"url: {ADDRESS}\nallow_private: true\n"
CROSSWALK = FILES["mappings/crosswalks/lab_log.yaml"]


@pytest.fixture
def address() -> Iterator[str]:
    with laboratory() as url:
        yield url


def opened(folder: Path, files: dict[str, str], url: str) -> Home:
    """A catalogue with files in its `mappings/`."""
    for name, text in files.items():
        file = folder / "mappings" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(ADDRESS, url), "utf-8")
    return Home(settings.load(folder, processes=1))


def test_a_copy_of_a_file_under_another_name_is_another_repository(
    tmp_path: Path, address: str
) -> None:
    files = {"repositories/first.yaml": REPOSITORY, "repositories/second.yaml": REPOSITORY}
    with closing(opened(tmp_path, files, address)) as home:
        reports = [harvest(home, home.repository(name)) for name in ("first", "second")]
        assert [(r.verdict, r.new, r.rejected) for r in reports] == [("complete", 2, 0)] * 2
        assert home.index.search(SearchRequest("olivine")).total == 2


def test_a_format_is_read_as_soon_as_its_crosswalk_lies_in_the_home_folder(
    tmp_path: Path, address: str
) -> None:
    files = {"repositories/lab.yaml": f"{REPOSITORY}format: lab_log\n"}
    with closing(opened(tmp_path, files, address)) as home:
        report = harvest(home, home.repository("lab"))
    assert (report.verdict, report.rejected) == ("complete_with_rejects", 1)
    files = {"crosswalks/lab_log.yaml": CROSSWALK}
    with closing(opened(tmp_path, files, address)) as home:
        rebuild(home)
        [hit] = home.index.search(SearchRequest("chromitite")).hits
    assert hit.document["identifier"] == IDENTIFIER
    assert hit.document["techniques"] == ["sem-ebsd"]
    assert "RUM-7" in hit.document["samples"]
