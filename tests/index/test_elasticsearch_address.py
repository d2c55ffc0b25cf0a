"""Where a cluster is, as an operator writes it."""

import pytest

from harvester.errors import ConfigError
from harvester.index.elasticsearch.address import read


@pytest.mark.parametrize(
    ("url", "hosts", "prefix"),
    [
        ("elasticsearch+http://rum:9200/rocks", ["http://rum:9200"], "rocks"),
        ("elasticsearch+http://rum", ["http://rum:9200"], "lithoscope"),
        ("elasticsearch+https://rum/", ["https://rum:9200"], "lithoscope"),
        ("elasticsearch+http://a,b:9201/x", ["http://a:9200", "http://b:9201"], "x"),
        ("elasticsearch+http://[::1]:9200/x", ["http://[::1]:9200"], "x"),
        ("elasticsearch+http://[::1]/x", ["http://[::1]:9200"], "x"),
    ],
)
def test_hosts_and_prefix_are_read(url, hosts, prefix):
    address = read(url)
    assert (list(address.hosts), address.prefix) == (hosts, prefix)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://rum:9200", r"elasticsearch\+http://host:9200/prefix"),
        ("elasticsearch+ftp://rum", r"elasticsearch\+http://host:9200/prefix"),
        ("elasticsearch+http://", r"elasticsearch\+http://host:9200/prefix"),
        ("elasticsearch+http://rum/a/b", r"elasticsearch\+http://host:9200/prefix"),
        ("elasticsearch+http://rum,,b/x", "names of hosts"),
        ("elasticsearch+http://ru m/x", "names of hosts"),
        ("elasticsearch+http://rum/Rocks", "small letters"),
        ("elasticsearch+http://rum/-x*", "small letters"),
    ],
)
def test_what_is_no_address_is_told(url, said):
    with pytest.raises(ConfigError, match=said):
        read(url)


def test_a_password_is_refused_and_not_repeated():
    with pytest.raises(ConfigError, match="search_api_key") as caught:
        read("elasticsearch+https://elastic:secret@rum:9200/rocks")
    assert "secret" not in str(caught.value)
