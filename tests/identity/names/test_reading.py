"""Names of samples as fields hold them: kind, normal form, parent and split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.identity.names import Context, read

MOON = Context("mare basalt, Moon")
RYUGU = Context("particle of asteroid Ryugu")


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("IGSN:IEJEN0040", "igsn", "IEJEN0040"),
        ("https://igsn.org/10273/iejen0040", "igsn", "IEJEN0040"),
        ("10273/XX0TUIAYLV", "igsn", "XX0TUIAYLV"),
        ("igsn:http://doi.org/10.58052/ssh000sua", "igsn", "10.58052/SSH000SUA"),
        ("https://doi.org/10.60707/AN7H-FG87", "doi", "10.60707/an7h-fg87"),
        ("hdl:10150/673995", "handle", "10150/673995"),
        ("https://n2t.net/ark:/21547/CZN2-BMOO_08061", "ark", "ark:21547/CZN2BMOO_08061"),
        ("USNM 7619", "museum", "USNM 7619"),
        ("NMNH7619", "museum", "USNM 7619"),
        ("BM.1999,M50", "museum", "BM 1999,M50"),
        ("NHMUK 1999, M.50", "museum", "BM 1999,M50"),
        ("ME 2639", "museum", "FMNH 2639"),
        ("OREX-800044-0", "osiris-rex", "OREX-800044-0"),
        ("CE5C0400YJFM00505", "chang-e", "CE5C0400YJFM00505"),
        ("CE5C0400", "chang-e", "CE5C0400"),
    ],
)
def test_an_identifier_has_one_normal_form(written: str, kind: str, value: str):
    name = read(written)
    assert name is not None
    assert (name.kind, name.value, name.verbatim) == (kind, value, written)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("ALHA77005", "Allan Hills A77005"),
        ("ALH 77005", "Allan Hills A77005"),
        ("ALH-84001", "Allan Hills 84001"),
        ("ALH84001", "Allan Hills 84001"),
        ("EETA79001", "Elephant Moraine A79001"),
        ("LAP 02 205", "LaPaz Icefield 02205"),
        ("GRA06100", "Graves Nunataks 06100"),
        ("GRV 99027", "Grove Mountains 99027"),
        ("Y-000593", "Yamato 000593"),
        ("Yamato-793605", "Yamato 793605"),
        ("A-881757", "Asuka 881757"),
        ("NWA7034", "Northwest Africa 7034"),
        ("N.W.A. 7034", "Northwest Africa 7034"),
        ("NW Africa #7034", "Northwest Africa 7034"),
        ("North West Africa no. 7034", "Northwest Africa 7034"),
        ("Northwest Africa (NWA) 7034", "Northwest Africa 7034"),
        ("Dho 19", "Dhofar 019"),
        ("Acfer 94", "Acfer 094"),
        ("DaG262", "Dar al Gani 262"),
        ("SAH 97096", "Sahara 97096"),
        ("el medano 128", "El Médano 128"),
    ],
)
def test_a_numbered_meteorite_bears_the_full_name_of_its_area(written: str, value: str):
    name = read(written)
    assert name is not None
    assert (name.kind, name.value) == ("meteorite", value)


@pytest.mark.parametrize(
    ("written", "context", "parent", "split"),
    [
        ("10017,25", Context(), "10017", "25"),
        ("10017.25", MOON, "10017", "25"),
        ("sample 15555, split 123", MOON, "15555", "123"),
        ("ALH 84001,123", Context(), "Allan Hills 84001", "123"),
        ("Y 793605,51-3", Context(), "Yamato 793605", "51-3"),
        ("OREX-800044-101", Context(), "OREX-800044-0", "101"),
        ("RA-QD02-0125-02", Context(), "RA-QD02-0125", "02"),
        ("C0002-A", RYUGU, "C0002", "A"),
        ("USNM 5453,1", Context(), "USNM 5453", "1"),
        ("BM 1999,M50 (P1234)", Context(), "BM 1999,M50", "P1234"),
    ],
)
def test_a_split_names_its_parent(written: str, context: Context, parent: str, split: str):
    name = read(written, context)
    assert name is not None
    assert (name.parent, name.split, name.verbatim) == (parent, split, written)


@pytest.mark.parametrize("written", ["15555", "A0026", "Table 3", "A-1"])
def test_a_bare_number_is_a_label_that_belongs_to_its_laboratory(written: str):
    name = read(written, Context(owner="Uni Bremen"))
    assert name is not None
    assert (name.kind, name.owner) == ("label", "uni bremen")


def test_the_same_number_is_a_rock_where_the_record_speaks_of_the_moon():
    assert read("15555", MOON)[:2] == ("lunar", "15555")
    assert read("A0026", RYUGU)[:2] == ("ryugu", "A0026")


@given(st.text(max_size=40))
def test_whatever_stands_in_a_field_is_read(text: str):
    name = read(text)
    assert name is None or name.verbatim == " ".join(text.split())


@given(st.sampled_from(["NWA", "ALH", "Yamato", "Dhofar"]), st.integers(10_000, 99_999))
def test_digits_are_never_corrected(area: str, number: int):
    name = read(f"{area} {number}")
    assert name is not None
    assert str(number) in name.value
