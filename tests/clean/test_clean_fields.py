"""People, languages, licences, grants, files and terms: small fields, one mess each."""

import pytest

from harvester.clean import ages, files, grants, languages, licences, people, terms
from harvester.crosswalk.cleaners import cleaner


def agent(given: str) -> dict:
    return dict(people.clean(given).value or {})


@pytest.mark.parametrize(
    ("given", "family", "first"),
    [
        ("Okafor, Benedict", "Okafor", "Benedict"),
        ("den Heijer, C.", "den Heijer", "C."),
        ("O'Kane, Terence", "O'Kane", "Terence"),
        ("Nic Dhòmhnaill, Mòrag", "Nic Dhòmhnaill", "Mòrag"),
        ("Smith, John, Jr.", "Smith", "John, Jr."),
    ],
)
def test_a_person(given, family, first):
    read = agent(given)
    assert (read["kind"], read["family"], read["given"]) == ("person", family, first)


@pytest.mark.parametrize(
    "name",
    [
        "Institute of Geology, Bern, Switzerland",
        "Robert Koch-Institut",
        "SLF",
        "Example Electron Imaging Laboratory",
        "British Geological Survey",
        "Zenodo",
    ],
)
def test_an_organisation_is_not_split(name):
    assert agent(name) == {"name": name, "kind": "organisation"}


@pytest.mark.parametrize("name", ["Urs Muster", "つまらないもの"])
def test_who_cannot_be_told_is_unknown(name):
    assert agent(name) == {"name": name, "kind": "unknown"}


def test_several_in_one_field_are_several():
    values, findings = people.clean("Rey, Luc; Imhof, Petra; et al.")
    assert [each["family"] for each in values] == ["Rey", "Imhof"]
    assert "names nobody" in findings[0].message


@pytest.mark.parametrize(
    "given",
    [
        "Doe, Jane (ORCID: 0000-0002-1825-0097)",
        "Doe, Jane https://orcid.org/0000-0002-1825-0097",
        "Doe, Jane [0000-0002-1825-0097]",
    ],
)
def test_a_number_beside_a_name_is_taken_off_it(given):
    read = agent(given)
    assert read["name"] == "Doe, Jane"
    assert read["identifiers"][0]["value"] == "0000-0002-1825-0097"


def test_a_laboratory_in_brackets_is_an_affiliation():
    read = agent("Doe, Jane (University of Example)")
    assert (read["family"], read["affiliations"]) == ("Doe", [{"name": "University of Example"}])


def test_pieces_say_more_than_a_name():
    parts = {"name": "Example Research", "type": "Personal", "family": "Research", "given": "E."}
    read = people.together(parts).values[0]
    assert (read["kind"], read["family"], read["given"]) == ("person", "Research", "E.")
    named = people.together({"family": "Doe", "given": "Jane"}).values[0]
    assert (named["name"], named["kind"]) == ("Doe, Jane", "person")
    by_number = {"name": "Sands", "identifiers": [{"scheme": "ror", "value": "05etxs293"}]}
    assert people.together(by_number).values[0]["kind"] == "organisation"


def test_nobody_is_told():
    assert people.clean("(:unav)").findings[0].code == "unknown-value"
    assert people.together({}).findings[0].code == "invalid"


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("en", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("en-us", "en-US"),
        ("EN_gb", "en-GB"),
        ("GER", "de"),
        ("Deutsch", "de"),
        ("fre", "fr"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("uzb", "uzb"),
        ("español", "es"),
    ],
)
def test_a_language(given, tag):
    assert languages.clean(given).value == tag


@pytest.mark.parametrize("given", ["und", "xx-unknown", "other", "12", "in several languages", ""])
def test_no_language(given):
    assert languages.clean(given).values == ()


@pytest.mark.parametrize(
    ("given", "spdx"),
    [
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", "CC-BY-NC-ND-4.0"),
        ("http://creativecommons.org/licenses/by/3.0/igo/legalcode", "CC-BY-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 3.0", "CC-BY-NC-SA-3.0"),
        ("cc-by-4.0", "CC-BY-4.0"),
        ("CC0", "CC0-1.0"),
        ("MIT License", "MIT"),
        ("http://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"),
        ("ODbL-1.0", "ODbL-1.0"),
        ("https://spdx.org/licenses/BSD-3-Clause.html", "BSD-3-Clause"),
    ],
)
def test_a_licence(given, spdx):
    assert licences.clean(given).value == f"https://spdx.org/licenses/{spdx}"


@pytest.mark.parametrize("given", ["Ask the curator", "Daten mit Vorbehalt", "© 2001 CC Smith", ""])
def test_no_licence(given):
    assert licences.clean(given).values == ()


def test_a_version_that_nobody_gave_is_told():
    assert "4.0" in licences.clean("CC BY").findings[0].message
    assert licences.clean("CC BY 4.0").findings == ()


@pytest.mark.parametrize(
    ("given", "access"),
    [
        ("info:eu-repo/semantics/openAccess", "open"),
        ("Open Access", "open"),
        ("info:eu-repo/semantics/embargoedAccess", "embargoed"),
        ("http://purl.org/coar/access_right/c_16ec", "restricted"),
        ("Restricted Access", "restricted"),
        ("metadata only access", "metadata-only"),
    ],
)
def test_who_may_see_the_data(given, access):
    assert licences.access(given).value == access


def test_a_licence_in_a_field_for_both_says_nothing_of_access_and_is_no_mistake():
    assert licences.access("CC BY 4.0") == ((), ())
    assert licences.access("Ask the curator").findings


def test_a_rights_field_that_is_about_access_alone_is_no_licence():
    assert licences.together({"words": "Open Access"}).values == ()
    assert licences.together({"words": "Open Access", "code": "cc-by-4.0"}).values


def test_words_of_an_unknown_licence_are_kept():
    values, findings = licences.together({"words": "Ask the curator before you use this."})
    assert values == ({"verbatim": "Ask the curator before you use this."},)
    assert "names no licence" in findings[0].message


def test_a_grant():
    given = "info:eu-repo/grantAgreement/EC/FP7/312463/EU/Fixed%20point/FIXO3"
    assert grants.clean(given).value == {"funder": "EC", "award": "312463", "title": "Fixed point"}
    assert grants.clean("info:eu-repo/grantAgreement/EC/FP7/312463/EU//FIXO3").value == {
        "funder": "EC",
        "award": "312463",
        "title": "FIXO3",
    }
    assert grants.clean("Grant 312463").values == ()


def test_a_file_is_told_from_a_page_by_its_ending():
    assert files.clean("https://lab.example/a/seam%20a.h5oina?download=1").value == {
        "name": "seam a.h5oina",
        "url": "https://lab.example/a/seam%20a.h5oina?download=1",
        "format": {"scheme": "format", "slug": "h5oina"},
    }
    for page in ("https://lab.example/a", "https://doi.org/10.5072/x.1234", "seam.h5oina"):
        assert files.clean(page).values == ()


@pytest.mark.parametrize(
    ("given", "scheme", "slug"),
    [
        ("Thin section", "sample-type", "thin-section"),
        ("polished thin sections", "sample-type", "polished-thin-section"),
        ("Analytical preparations > FIB lamella", "sample-type", "fib-lamella"),
        (
            "https://w3id.org/isample/earthenv/esmaterialsample/thinsection",
            "sample-type",
            "thin-section",
        ),
        (".ctf", "format", "ctf"),
        ("image/tiff", "format", "tiff"),
        ("image/tiff (16 bit)", "format", "tiff"),
        ("image/tiff stack", "format", "tiff-stack"),
        ("OME-TIFF (.ome.tif)", "format", "ome-tiff"),
        ("Region of interest", "sample-type", "region-of-interest"),
        ("Segmented volume", "processing", "segmented"),
        ("https://www.iana.org/assignments/media-types/image/png", "format", "png"),
        ("http://edamontology.org/format_3590", "format", "hdf5"),
        ("H5", "material", "h5"),
        ("Iron, IIIAB", "material", "iron-iiiab"),
        ("etma:1:1:49557:3", "material", "cm2"),
    ],
)
def test_a_term_of_ours(given, scheme, slug):
    assert terms.clean(given, scheme).value == {"scheme": scheme, "slug": slug}


def test_no_term_of_ours():
    assert terms.clean("Coin", "sample-type").values == ()
    assert terms.clean("31 GB", "format").values == ()
    assert terms.clean("Dataset", "processing").values == ()
    assert terms.clean("CO", "material").values == ()
    assert terms.clean("https://other.example/thin-section", "sample-type").values == ()
    assert not terms.exists("colour")


@pytest.mark.parametrize(
    "given", ["Eocene", "Late Cretaceous", "Permian–Triassic", "66.0 ± 0.1 Ma"]
)
def test_an_age(given):
    assert ages.clean(given).value == given


@pytest.mark.parametrize("given", ["Germany", "2004", "Eocene basin of Paris", "12 m"])
def test_no_age(given):
    assert ages.clean(given).values == ()


def test_the_semicolon_of_an_escaped_character_parts_no_keywords():
    read = cleaner("keywords")("rocks &amp; minerals; &#956;CT|SEM", "")
    assert read.values == ("rocks & minerals", "μCT", "SEM")
