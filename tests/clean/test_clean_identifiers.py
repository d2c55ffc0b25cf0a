"""Identifiers in their normal form: one thing, one spelling, and nothing that could be run."""

import pytest

from harvester.clean import identifiers, links


def read(given: str, hint: str = "") -> tuple[str, str] | None:
    value = identifiers.clean(given, hint).value
    return (value["scheme"], value["value"]) if value else None


@pytest.mark.parametrize(
    "given",
    [
        "10.60707/AN7H-fg87",
        "doi:10.60707/an7h-fg87",
        "DOI: 10.60707/an7h-fg87.",
        "https://doi.org/10.60707/an7h-fg87",
        "http://dx.doi.org/10.60707/AN7H-FG87",
        "info:doi/10.60707/an7h-fg87",
        "https://doi.org/10.60707%2Fan7h-fg87",
        "https://publisher.example/doi/10.60707/an7h-fg87",
        "info:eu-repo/semantics/altIdentifier/doi/10.60707/an7h-fg87",
        " <https://doi.org/10.60707/an7h-fg87> ",
    ],
)
def test_a_doi_has_one_spelling(given):
    assert read(given) == ("doi", "10.60707/an7h-fg87")


def test_a_bracket_that_belongs_to_a_doi_stays():
    assert read("10.1016/0016-7037(83)90013-8") == ("doi", "10.1016/0016-7037(83)90013-8")
    assert read("(see) 10.1016/x") is None


@pytest.mark.parametrize(
    ("given", "hint", "value"),
    [
        ("10.58052/ssh000sua", "", "10.58052/SSH000SUA"),
        ("https://doi.org/10.60510/bgrb5054rx05201", "", "10.60510/BGRB5054RX05201"),
        ("igsn:http://doi.org/10.58052/SSH000SUA", "", "10.58052/SSH000SUA"),
        ("10.12345/lab1", "IGSN", "10.12345/LAB1"),
        ("IGSN:IEJEN0040", "", "IEJEN0040"),
        ("igsn iejen0040", "", "IEJEN0040"),
        ("10273/XX0TUIAYLV", "", "XX0TUIAYLV"),
        ("10.273/XX0TUIAYLV", "", "XX0TUIAYLV"),
        ("https://igsn.org/10273/BGRB5054RX05201", "", "BGRB5054RX05201"),
        ("http://hdl.handle.net/10273/IECJCL265", "", "IECJCL265"),
        ("IECJCL265", "Legacy IGSN", "IECJCL265"),
    ],
)
def test_a_sample_number_is_known_by_evidence(given, hint, value):
    assert read(given, hint) == ("igsn", value)


def test_without_evidence_a_doi_is_a_doi_and_a_code_is_nothing():
    assert read("10.12345/lab1") == ("doi", "10.12345/lab1")
    assert read("IECJCL265") is None


def test_the_same_thing_has_the_same_address_as_doi_and_as_sample_number():
    as_doi = identifiers.clean("10.12345/Lab1").value["iri"]
    assert identifiers.clean("10.12345/LAB1", "IGSN").value["iri"] == as_doi


@pytest.mark.parametrize(
    ("given", "hint", "scheme", "value"),
    [
        ("hdl:10150/673995", "", "handle", "10150/673995"),
        ("http://hdl.handle.net/21.T15999/Fw2lYnA", "", "handle", "21.T15999/Fw2lYnA"),
        ("https://hdl.handle.net/10.1234/ab", "", "doi", "10.1234/ab"),
        ("20.500.5555/x", "Handle", "handle", "20.500.5555/x"),
        ("https://n2t.net/ark:/28722/k2sj1wp0c", "", "ark", "ark:28722/k2sj1wp0c"),
        ("ark:/21547/CZN2BMOO_08061", "", "ark", "ark:21547/CZN2BMOO_08061"),
        ("0000-0001-6041-5302", "ORCID", "orcid", "0000-0001-6041-5302"),
        ("https://orcid.org/0000-0002-1825-0097/", "", "orcid", "0000-0002-1825-0097"),
        ("0000000218250097", "ORCID", "orcid", "0000-0002-1825-0097"),
        ("05etxs293", "ROR", "ror", "05etxs293"),
        ("https://ror.org/05ETXS293", "", "ror", "05etxs293"),
        ("0000000121227317", "ISNI", "isni", "0000000121227317"),
        ("arXiv:0706.0001", "", "arxiv", "0706.0001"),
        ("501100000780", "Crossref Funder ID", "doi", "10.13039/501100000780"),
        ("urn:nbn:de:101", "", "urn", "urn:nbn:de:101"),
        ("PMID: 1234", "", "pmid", "1234"),
        ("KB-12/L3", "Local accession number", "local-accession-number", "KB-12/L3"),
        ("https://Example.ORG/a b", "", "url", "https://example.org/a%20b"),
    ],
)
def test_other_schemes(given, hint, scheme, value):
    assert read(given, hint) == (scheme, value)


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("0000-0001-6041-5303", "ORCID"),
        ("456xyz", "ORCID"),
        ("20.500.11812/X1", "Handle"),
        ("igsn: none", ""),
        ("IGSN", ""),
        ("(:tba)", "DOI"),
        ("n/a", "IGSN"),
        ("javascript:alert(1)", "URL"),
        ("javascript:alert(1)", "local"),
        ("data:text/html,x", "local"),
        ("http://user:secret@host.example/", ""),
        ("10.5072/" + "x" * 600, ""),
        ("", "DOI"),
    ],
)
def test_what_is_none_is_refused_and_told(given, hint):
    values, findings = identifiers.clean(given, hint)
    assert values == ()
    assert findings


def test_identifiers_are_found_in_a_citation_each_once():
    text = (
        "Doe (2020), J. Ex. 1, doi:10.5072/A.1; https://doi.org/10.5072/a.1, IGSN:IELAB0001 "
        "(https://lab.example/x)."
    )
    assert [(i["scheme"], i["value"]) for i in identifiers.found(text).values] == [
        ("doi", "10.5072/a.1"),
        ("igsn", "IELAB0001"),
        ("url", "https://lab.example/x"),
    ]


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("https://lab.example/a?b=c&d=é#f", "https://lab.example/a?b=c&d=%C3%A9#f"),
        ("HTTPS://Lab.Example:8443/%zz", "https://lab.example:8443/%25zz"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ('https://lab.example/"><script>', "https://lab.example/%22%3E%3Cscript%3E"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("ftp://lab.example/", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://a b.example/", None),
        ("https://lab.example:port/", None),
        ("//lab.example/", None),
    ],
)
def test_only_safe_addresses_are_links(given, safe):
    assert links.safe(given) == safe


@pytest.mark.parametrize(
    ("value", "scheme", "normal"),
    [
        ("http://isni.org/isni/0000 0001 2103 2683", "isni", "0000000121032683"),
        ("https://isni.org/isni/0000000121032683", "isni", "0000000121032683"),
        ("http://d-nb.info/gnd/118611593", "gnd", "118611593"),
    ],
)
def test_addresses_of_people_and_organisations_are_their_numbers(value, scheme, normal):
    (read,) = identifiers.clean(value).values
    assert (read["scheme"], read["value"]) == (scheme, normal)
