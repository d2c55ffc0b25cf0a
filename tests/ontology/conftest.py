"""The demonstration as a catalogue, harvested once for all tests of this folder."""

from collections.abc import Iterator

import pytest
from catalogue import harvested, home_in

from harvester.demo.home import prepare
from harvester.demo.repositories import serving
from harvester.home import Home


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """It is only to be read."""
    home = home_in(tmp_path_factory.mktemp("demonstration"))
    with serving() as urls:
        prepare(home.path, urls)
        harvested(home, *(home.repository(name) for name in urls))
    yield home
    home.close()
