"""Redirects are followed within a site; anywhere else the operator decides."""

import pytest

from harvester.errors import AddressRefused
from harvester.fetch.redirect import same_site, target

OLD = "http://oai.rum.example/oai?verb=Identify"


@pytest.mark.parametrize(
    ("location", "new"),
    [
        ("https://oai.rum.example/oai?verb=Identify", "https://oai.rum.example/oai?verb=Identify"),
        ("/v2/oai?verb=Identify", "http://oai.rum.example/v2/oai?verb=Identify"),
        ("https://www.rum.example/oai", "https://www.rum.example/oai?verb=Identify"),
        (" //rum.example/oai#top ", "http://rum.example/oai?verb=Identify"),
        ("https://user:word@oai.rum.example/oai?x=1", "https://oai.rum.example/oai?x=1"),
    ],
    ids=["to-https", "path-alone", "query-lost", "scheme-left-out", "with-a-password"],
)
def test_within_a_site_it_is_followed(location: str, new: str) -> None:
    assert target(OLD, location) == new


@pytest.mark.parametrize(
    "location",
    [
        "https://oai.other.example/oai",
        "https://oai.rum.exampleoai/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/oai",
    ],
    ids=["another-site", "broken-location", "cloud-metadata", "loopback"],
)
def test_to_another_site_it_is_not_followed(location: str) -> None:
    with pytest.raises(AddressRefused, match="is another site; it was not followed") as refused:
        target(OLD, location)
    assert "write it into its file (url:)" in str(refused.value)


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "gopher://rum.example/", "http://[", ""]
)
def test_to_no_web_address_it_is_not_followed(location: str) -> None:
    old = OLD if location else "ftp://rum.example"
    with pytest.raises(AddressRefused, match="which is no web address"):
        target(old, location)


def test_encryption_is_not_given_up() -> None:
    with pytest.raises(AddressRefused, match="gives up encryption"):
        target("https://rum.example/oai", "http://rum.example/oai")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("oai.gfz.example", "www.gfz.example", True),
        ("a.nhm.ac.uk", "b.nhm.ac.uk", True),
        ("nhm.ac.uk", "open.ac.uk", False),
        ("rum.example", "rum.example.org", False),
        ("127.0.0.1", "127.0.0.2", False),
        ("::1", "::1", True),
        ("localhost", "localhost", True),
        ("localhost", "rum", False),
    ],
)
def test_a_site_is_a_registered_domain(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
    assert same_site(other, one) is same
