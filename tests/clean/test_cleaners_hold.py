"""Every cleaner, on anything at all: it never raises, and takes its own output as it is."""

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harvester.clean import (
    ages,
    dates,
    files,
    grants,
    identifiers,
    languages,
    licences,
    links,
    people,
    places,
    quantities,
    terms,
    text,
)
from harvester.clean.cleaned import Cleaned
from harvester.crosswalk.cleaners import CLEANERS, TOGETHER

steady = settings(deadline=None, derandomize=True)
"""The first date and the first unit load a library."""

MESS = st.one_of(
    st.text(max_size=60),
    st.text("0123456789-/.:, TZ~?XBCcirca", max_size=24),
    st.text("NSEWnorthsumi=;,.-°' 0123456789", max_size=40),
    st.text("<>&;#/pbi amlt\x00\xad\u202eÃ¼\n- ", max_size=40),
    st.from_regex(r"(https?://|doi:|igsn:|ark:/)?[a-z0-9./%<>\" -]{0,30}", fullmatch=True),
)

AGAIN: dict[str, tuple[Callable[[str], Cleaned], Callable[[object], str]]] = {
    "text": (text.clean, str),
    "line": (text.line, str),
    "date": (dates.clean, lambda value: value["edtf"]),
    "language": (languages.clean, str),
    "link": (links.clean, str),
    "licence": (licences.clean, str),
    "age": (ages.clean, str),
    "agent": (people.clean, lambda value: value["name"]),
}
"""Cleaners, and what of their output is given back to them."""


@pytest.mark.parametrize("name", AGAIN)
@steady
@given(mess=MESS)
@example(mess="&amp;amp;lt;p&amp;amp;gt;")
@example(mess="a\n- b\n\n\n- c")
@example(mess="2001-21")
def test_a_cleaner_takes_its_own_output_as_it_is(name, mess):
    clean, said = AGAIN[name]
    for value in clean(mess).values:
        assert [said(each) for each in clean(said(value)).values] == [said(value)]


@steady
@given(mess=MESS, hint=st.sampled_from(["", "DOI", "IGSN", "ORCID", "local", "URL", "Handle"]))
def test_an_identifier_is_its_own_normal_form(mess, hint):
    for value in identifiers.clean(mess, hint).values:
        again = identifiers.clean(value["value"], value["scheme"]).value
        assert again == value


@steady
@given(number=st.floats(-1e6, 1e6), unit=st.sampled_from(["kV", "um", "g", "Cel", "GBy"]))
def test_a_quantity_is_its_own_normal_form(number, unit):
    value = quantities.clean(f"{number:.6f} {unit}").value
    assert value is not None
    assert quantities.clean(f"{value['value']:.6f} {value['unit']}").value == value


@pytest.mark.parametrize("name", sorted(CLEANERS))
@steady
@given(mess=MESS, hint=st.text(max_size=8))
def test_no_cleaner_of_a_crosswalk_raises(name, mess, hint):
    values, findings = CLEANERS[name](mess, hint)
    assert all(len(finding.value) <= 200 for finding in findings)
    assert isinstance(values, tuple)


@pytest.mark.parametrize("name", sorted(TOGETHER))
@steady
@given(data=st.data())
def test_no_pieces_do_harm(name, data):
    together, parts = TOGETHER[name]
    plain = {k: MESS for k in parts.names() if not parts.field(k).many}
    together(data.draw(st.fixed_dictionaries({}, optional=plain)))


@steady
@given(mess=MESS)
def test_no_text_does_harm(mess):
    list(quantities.find(mess))
    terms.clean(mess, "sample-type")
    quantities.clean(mess, "mass")
    identifiers.found(mess)
    places.clean(mess)
    grants.clean(mess)
    files.clean(mess)


@steady
@given(mess=MESS)
def test_coordinates_are_possible_or_not_there(mess):
    for place in places.clean(mess).values:
        assert -90 <= place.get("latitude", 0) <= 90
        assert -180 <= place.get("longitude", 0) <= 180


MOUNTAINS = [
    " ",
    "\n ",
    "(",
    "0",
    "&amp;",
    "<p>",
    "cc licence ",
    "date: ",
    "Ã\x83",
    "10.5072/a ",
    "N 1 ",
    "-",
]
"""What makes an expression that goes back on its steps take for ever, if it is long."""


@pytest.mark.parametrize("piece", MOUNTAINS)
def test_no_cleaner_climbs_a_mountain_twice(piece):
    mountain = f"a{piece * (200_000 // len(piece))}b\n"
    for clean in CLEANERS.values():
        clean(mountain, "")
    list(quantities.find(mountain))
