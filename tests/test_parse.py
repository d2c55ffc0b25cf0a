"""Bytes become a tree strictly: nothing is expanded, fetched or guessed, no repair is silent."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester import parse
from harvester.errors import SkipRecord
from harvester.record import Change, Parsed

RECORD = (
    '<record xmlns="http://www.openarchives.org/OAI/2.0/"><header><identifier>x</identifier>'
    "</header><metadata>{}</metadata></record>"
)


def parsed(raw: bytes | str) -> Parsed:
    given = raw.encode() if isinstance(raw, str) else raw
    return parse.parse(Change(1, "lab", "x", "oai_dc", "2020-01-01", False, given, b""))


def refusal(raw: bytes | str) -> str:
    with pytest.raises(SkipRecord) as caught:
        parsed(raw)
    return str(caught.value)


def codes(result: Parsed) -> list[str]:
    return [finding.code for finding in result.findings]


def test_the_metadata_are_found_inside_the_record():
    assert parsed(RECORD.format('<dc xmlns="urn:x"/>')).tree.tag == "{urn:x}dc"


def test_bare_metadata_are_taken_as_they_are():
    assert parsed("<dc><title>Slab</title></dc>").tree.tag == "dc"


def test_a_record_inside_an_answer_that_was_kept_whole_is_found():
    answer = f"<OAI-PMH><responseDate/><GetRecord>{RECORD.format('<dc/>')}</GetRecord></OAI-PMH>"
    assert parsed(answer).tree.tag == "{http://www.openarchives.org/OAI/2.0/}dc"


def test_an_answer_with_several_records_is_none():
    two = RECORD.format("<dc/>") * 2
    assert "2 records" in refusal(f"<OAI-PMH><ListRecords>{two}</ListRecords></OAI-PMH>")


def test_a_format_whose_own_root_is_called_record_is_no_oai_record():
    assert parsed("<record><leader/></record>").tree.tag == "record"


@pytest.mark.parametrize("inside", ["", "only words"])
def test_a_record_without_metadata_is_refused(inside):
    assert refusal(RECORD.format(inside)) == "The record cannot be read: it has no metadata."


def test_of_several_pieces_of_metadata_the_first_is_read_and_the_rest_told():
    result = parsed(RECORD.format("<a/><b/>"))
    assert result.tree.tag.endswith("a")
    assert (result.findings[0].code, result.findings[0].value) == ("unread", "b")


def test_what_the_repository_says_about_the_record_is_told_as_unread():
    raw = RECORD.format("<a/>").replace("</record>", "<about><p/></about></record>")
    assert parsed(raw).findings[0].where == "about"


def test_an_entity_bomb_is_refused():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
    assert "document type declaration" in refusal(bomb)


def test_a_file_of_this_machine_is_not_read():
    raw = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    assert "document type declaration" in refusal(raw)


def test_a_declaration_of_html_inside_text_is_only_text():
    assert parsed("<d><![CDATA[<!DOCTYPE html>]]></d>").tree.text == "<!DOCTYPE html>"


def test_comments_and_instructions_are_no_data():
    tree = parsed("<d>a<!-- no --><?php no ?>b</d>").tree
    assert (tree.text, len(tree)) == ("ab", 0)


def test_elements_deeper_than_the_limit_are_refused():
    assert "no well-formed XML" in refusal("<d>" * 300 + "</d>" * 300)


def test_a_record_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(parse, "LARGEST", 100)
    assert "101 bytes, and 100 are the most" in refusal("<d>" + "x" * 94 + "</d>")


@pytest.mark.parametrize("raw", [b"", b" \n ", b"\xef\xbb\xbf"])
def test_nothing_is_refused(raw):
    assert "cannot be read" in refusal(raw)


@pytest.mark.parametrize("raw", ["<d><e></d>", "<d>", "plain words", "<d/><d/>", "<d>&undef;</d>"])
def test_broken_xml_is_refused_with_the_parsers_reason(raw):
    assert "it is no well-formed XML (" in refusal(raw)


@pytest.mark.parametrize("bad", ["\x03", "\x0b", "\x1a", "&#x1a;", "&#3;", "&#xFFFE;", "&#xD800;"])
def test_a_character_that_xml_forbids_becomes_a_sign_of_loss_and_is_told(bad):
    result = parsed(f"<d>a{bad}b</d>")
    assert result.tree.text == "a\ufffdb"
    assert codes(result) == ["control-character"]


def test_a_declaration_inside_the_record_is_left_out_and_told():
    result = parsed(RECORD.format('<?xml version="1.0" encoding="UTF-8"?><dc/>'))
    assert result.tree.tag.endswith("dc")
    assert codes(result) == ["prolog"]


@pytest.mark.parametrize("before", [b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n "])
def test_what_stands_before_the_declaration_does_no_harm(before):
    raw = before + '<?xml version="1.0"?><d>é</d>'.encode()
    assert parsed(raw).tree.text == "é"


def test_utf_16_is_read():
    raw = '<?xml version="1.0" encoding="UTF-16"?><d>é</d>'
    assert parsed(raw.encode("utf-16")).tree.text == "é"
    assert parsed(raw.replace("é", "é\x03").encode("utf-16")).tree.text == "é\ufffd"


def test_latin_1_passed_off_as_utf_8_is_read_and_told():
    result = parsed("<d>Müller</d>".encode("latin-1"))
    assert result.tree.text == "Müller"
    assert codes(result) == ["encoding"]


def test_latin_1_that_says_so_is_no_fault():
    raw = '<?xml version="1.0" encoding="ISO-8859-1"?><d>Müller</d>'.encode("latin-1")
    assert parsed(raw).tree.text == "Müller"
    assert parsed(raw).findings == ()


# JSON -------------------------------------------------------------------------------------------


def test_json_is_an_object():
    assert parsed('{"a": [1, 2.5, null, true, "x"]}').tree == {"a": [1, 2.5, None, True, "x"]}
    assert "a JSON list" in refusal("[1]")


@pytest.mark.parametrize(
    "raw", ['{"a": NaN}', '{"a": Infinity}', '{"a" 1}', '{"a": 1} x', "{'a': 1}", '{"a": 1,}']
)
def test_what_is_no_json_is_refused(raw):
    assert "it is no JSON (" in refusal(raw)


def test_a_key_given_twice_is_told():
    result = parsed('{"id": 1, "id": 2}')
    assert result.tree == {"id": 2}
    assert (result.findings[0].code, result.findings[0].value) == ("duplicate-key", "id")


@pytest.mark.parametrize("levels", [300, 200_000])
def test_json_deeper_than_the_limit_is_refused(levels):
    assert "deeper than 256 levels" in refusal('{"a":' * levels + "1" + "}" * levels)


def test_a_number_of_thousands_of_digits_is_refused():
    assert "no JSON" in refusal('{"a": ' + "9" * 5000 + "}")


def test_characters_that_text_cannot_hold_are_told():
    result = parsed('{"a": "x\\u0000y\\ud800", "b": [{"c": "\\u0008"}]}')
    assert result.tree == {"a": "x\ufffdy\ufffd", "b": [{"c": "\ufffd"}]}
    assert codes(result) == ["control-character"]


@settings(derandomize=True)
@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=4))
def test_any_json_text_comes_out_as_text_that_can_be_written(made):
    tree = parsed(json.dumps(made)).tree
    written = "".join(key + value for key, value in tree.items())
    assert written.encode("utf-8")[:0] == b""
    assert not parse.ILLEGAL.search(written)


@settings(derandomize=True)
@given(st.binary(max_size=200))
def test_no_bytes_do_harm(raw):
    with suppress(SkipRecord):
        parsed(raw)


@settings(derandomize=True)
@given(st.text(max_size=60))
def test_no_text_inside_an_element_does_harm(text):
    with suppress(SkipRecord):
        parsed(f"<d>{text}</d>".encode("utf-8", "surrogatepass"))
