"""One record by whatever name a person has for it."""

from collections.abc import Iterator

import pytest
from catalogue import home_in, iris, repository
from changing import Changing, identifier

from harvester import lookup
from harvester.errors import SkipRecord, UsageError
from harvester.home import Home
from harvester.road import harvest


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory) -> Iterator[Home]:
    """Two sources; both have a record `both`."""
    home = home_in(tmp_path_factory.mktemp("lookup"))
    rum, skye = Changing(), Changing()
    rum.put("both", title="Chromitite")
    rum.put("a/b c%2F#ü", title="A name that needs quoting")
    rum.put("bare", title=" ")
    rum.put("gone")
    rum.remove("gone")
    skye.put("both", title="Gabbro")
    for name, changing in {"rum": rum, "skye": skye}.items():
        with changing.serve() as server:
            harvest(home, repository(server.url, name))
    yield home
    home.close()


@pytest.mark.parametrize(
    "name",
    [
        f"rum/{identifier('both')}",
        "https://w3id.org/lithoscope/record/rum/oai%3Arum.example%3Aboth",
    ],
)
def test_by_source_and_identifier_or_by_address(catalogue, name) -> None:
    found = lookup.change(catalogue, name)
    assert (found.source, found.identifier) == ("rum", identifier("both"))
    assert lookup.record(catalogue, found).dataset.title == "Chromitite"


@pytest.mark.parametrize(
    "name",
    [
        identifier("a/b c%2F#ü"),
        f"rum/{identifier('a/b c%2F#ü')}",
        *iris(["a/b c%2F#ü"]),
    ],
)
def test_a_name_with_slashes_and_signs(catalogue, name) -> None:
    assert lookup.change(catalogue, name).identifier == identifier("a/b c%2F#ü")


def test_a_name_that_two_sources_have_must_be_told_with_its_source(catalogue) -> None:
    with pytest.raises(UsageError, match=r"rum/oai:rum\.example:both, skye/oai:rum\.example:both"):
        lookup.change(catalogue, identifier("both"))


@pytest.mark.parametrize(
    "name",
    ["", "nothing", "rum/nothing", "rum/", "atlantis/oai:rum.example:both", *iris(["nothing"])],
)
def test_what_is_not_there_says_how_to_find_it(catalogue, name) -> None:
    with pytest.raises(UsageError, match="lithoscope search"):
        lookup.change(catalogue, name)


def test_nothing_is_found_in_an_empty_catalogue(home) -> None:
    with pytest.raises(UsageError, match="No record is named"):
        lookup.change(home, "anything")


def test_a_tombstone_is_found_as_what_it_is(catalogue) -> None:
    assert lookup.change(catalogue, identifier("gone")).deleted


def test_a_rejected_record_says_why_and_how_to_see_its_bytes(catalogue) -> None:
    found = lookup.change(catalogue, identifier("bare"))
    with pytest.raises(SkipRecord) as caught:
        lookup.record(catalogue, found)
    assert "neither a title nor a sample" in str(caught.value)
    assert f"lithoscope show 'rum/{identifier('bare')}' --format raw" in str(caught.value)
