"""All pages, written once for all tests of this folder; they are only to be read."""

from pathlib import Path

import pytest
from written import Site

from harvester.pages import write


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("pages")
    write(folder)
    return Site(folder)


@pytest.fixture
def folder(site: Site) -> Path:
    return site.folder
