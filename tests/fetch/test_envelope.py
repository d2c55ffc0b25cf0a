"""A page counts only if it is one whole answer to what was asked."""

import answers
import pytest

from harvester.fetch.envelope import Envelope, OaiError, read
from harvester.fetch.fault import Fault

ONE = answers.record("1")
PAGE = answers.records(ONE, answers.token("next", 2))


def listed(body: bytes, verb: str = "ListRecords") -> Envelope:
    return read(body, verb)


def refused(body: bytes, verb: str = "ListRecords") -> str:
    with pytest.raises(Fault) as fault:
        read(body, verb)
    assert fault.value.patience == 2
    return str(fault.value)


def test_a_whole_page() -> None:
    page = listed(PAGE)
    assert len(page.items) == 1
    assert (page.token, page.size) == ("next", 2)
    assert page.response_date == answers.WHEN
    assert page.errors == page.findings == page.rejected == ()


@pytest.mark.parametrize("end", [len(PAGE) - 1, len(PAGE) - 9, len(PAGE) - 30, len(PAGE) // 2, 200])
def test_a_page_that_is_cut_anywhere_is_no_page(end: int) -> None:
    assert refused(PAGE[:end]) == f"was cut off after {end:,} bytes (no </OAI-PMH>)"


def test_a_page_cut_between_two_records_is_no_page() -> None:
    body = answers.records(ONE, ONE)
    end = body.rindex(b"<record>")
    assert "was cut off" in refused(body[:end])
    assert "was cut off" in refused(body[:end] + b"</ListRecords>")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b"null", "is not an OAI-PMH answer; it begins with 'null'"),
        (b"broken xml", "is not an OAI-PMH answer; it begins with 'broken xml'"),
        (b"\x1f\x8b\xff\x00", "is not an OAI-PMH answer"),
        (b'<rss version="2.0"/>', "is not an OAI-PMH answer: its root is <rss>"),
        (b"<html><title>Log in</title></html>", "is an HTML page (Log in)"),
        (b"<html><title>Rum OAI-PMH</title></html>", "is an HTML page (Rum OAI-PMH)"),
        (b"<!DOCTYPE html><title>404</title><p>gone", "is an HTML page (404)"),
        (
            b"<html><head><title>Just a moment...</title></head><script src=/cdn/cloudflare>",
            "is a page of a bot protection (Just a moment...); ask the operator",
        ),
    ],
    ids=[
        "empty",
        "blank",
        "null",
        "text",
        "bytes",
        "rss",
        "login",
        "stylesheet",
        "not-found",
        "bot-guard",
    ],
)
def test_something_else_with_status_200_is_no_page(body: bytes, words: str) -> None:
    assert words in refused(body)


def test_two_documents_glued_together_are_no_page() -> None:
    assert "goes on after its end </OAI-PMH>" in refused(PAGE + PAGE)


def test_an_error_page_behind_a_whole_page_is_no_page() -> None:
    assert "goes on after its end" in refused(PAGE + b"<html>Fatal error</html>")


def test_an_error_after_half_a_list_is_no_page() -> None:
    body = answers.answer(f"<ListRecords>{ONE}</ListRecords><error code='x'>time-out</error>")
    assert refused(body) == "breaks off with an error inside its ListRecords"


def test_two_lists_in_one_document_are_no_page() -> None:
    body = answers.answer(f"<ListRecords>{ONE}</ListRecords><ListRecords>{ONE}</ListRecords>")
    assert refused(body) == "holds 2 ListRecords instead of one"


def test_what_does_not_belong_into_a_list_is_said() -> None:
    page = listed(answers.records(ONE, "<entry/>", ONE))
    assert len(page.items) == 2
    assert [finding.code for finding in page.findings] == ["stray-element"]


def test_a_page_without_a_response_date_is_no_page() -> None:
    assert refused(answers.records(ONE, when=None)) == "has no responseDate"


def test_a_page_with_neither_list_nor_error_is_no_page() -> None:
    assert (
        refused(answers.answer(""))
        == "has neither ListRecords nor an error; it holds responseDate, request"
    )


def test_an_answer_to_another_question_is_no_page() -> None:
    assert "has neither ListRecords nor an error; it holds" in refused(answers.SETS)


def test_mismatched_tags_in_the_envelope_are_no_page() -> None:
    body = PAGE.replace(b"<request>", b"<bogus><request>")
    assert "is not well-formed XML" in refused(body)


def test_a_document_type_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "file"
    secret.write_text("secret")
    doctype = f'<!DOCTYPE OAI-PMH [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    body = PAGE.replace(b"<OAI-PMH", doctype + b"<OAI-PMH", 1).replace(b"EBSD", b"&x;")
    assert "document type" in refused(body)


def test_a_billion_laughs_are_refused() -> None:
    laughs = b"".join(
        b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10 if i else b"ha") for i in range(10)
    )
    body = PAGE.replace(b"<OAI-PMH", b"<!DOCTYPE x [" + laughs + b"]><OAI-PMH", 1)
    assert refused(body.replace(b"EBSD", b"&l9;"))
    assert refused(body.replace(b"<record>", b'<record x="&l9;">'))


def test_errors_of_the_protocol_are_read() -> None:
    page = listed(answers.error("noRecordsMatch", "\n  nothing\n  new "))
    assert page.errors == (OaiError("noRecordsMatch", "nothing new"),)
    assert list(page.items) == []
    assert page.token is None


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n\n", b" \r\n\xef\xbb\xbf\n"])
def test_a_mark_or_blank_lines_before_the_document_do_no_harm(before: bytes) -> None:
    assert len(listed(before + PAGE).items) == 1


def test_an_end_of_list_is_an_empty_token_or_none() -> None:
    assert listed(answers.records(ONE)).token is None
    assert listed(answers.records(ONE, "<resumptionToken/>")).token is None
    assert listed(answers.records(ONE, answers.token(" \n"))).token is None


def test_white_space_around_a_token_is_not_part_of_it() -> None:
    assert listed(answers.records(ONE, answers.token("\n   a b\t\n"))).token == "a b"


@pytest.mark.parametrize("size", ["", "many", "-1", "1.5", "٣", "9" * 5_000])
def test_a_size_that_is_no_number_is_none(size: str) -> None:
    token = f'<resumptionToken completeListSize="{size}">x</resumptionToken>'
    assert listed(answers.records(ONE, token)).size is None


PREFIXED = (
    b'<?xml version="1.0"?><oai:OAI-PMH xmlns:oai="http://www.openarchives.org/OAI/2.0/">'
    b"<oai:responseDate>2026-11-23T12:00:00Z</oai:responseDate><oai:ListRecords><oai:record>"
    b"<oai:header><oai:identifier>oai:rum.example:1</oai:identifier></oai:header></oai:record>"
    b"<oai:resumptionToken>t</oai:resumptionToken></oai:ListRecords></oai:OAI-PMH>"
)


def test_a_prefix_makes_no_difference() -> None:
    page = listed(PREFIXED)
    assert (len(page.items), page.token, page.findings) == (1, "t", ())


@pytest.mark.parametrize(
    "namespace",
    [
        "",
        'xmlns="http://www.openarchives.org/OAI/1.1/"',
        'xmlns="http://www.openarchives.org/OAI/2.0"',
    ],
    ids=["none", "another-version", "no-slash"],
)
def test_a_slip_in_the_namespace_is_put_right_and_said(namespace: str) -> None:
    body = answers.answer(
        f"<ListRecords>{ONE}{answers.token('t')}</ListRecords>", namespace=namespace
    )
    page = listed(body)
    assert (len(page.items), page.token) == (1, "t")
    assert [finding.code for finding in page.findings] == ["envelope-namespace"]
    header = page.items[0].find("{http://www.openarchives.org/OAI/2.0/}header")
    assert header is not None
    dc = page.items[0].find(".//{http://www.openarchives.org/OAI/2.0/oai_dc/}dc")
    assert dc is not None


def test_a_list_whose_records_left_the_namespace_is_not_an_empty_list() -> None:
    page = listed(PAGE.replace(b"<record>", b'<record xmlns="">'))
    assert len(page.items) == 1
    assert [finding.code for finding in page.findings] == ["envelope-namespace"]


def test_a_foreign_namespace_is_no_slip() -> None:
    body = answers.answer("<ListRecords/>", namespace='xmlns="http://rum.example/ns"')
    assert refused(body) == "is not an OAI-PMH answer: its root is <OAI-PMH>"


def test_a_response_date_in_another_form_is_read() -> None:
    page = listed(answers.records(ONE, when="2026-11-23T13:00:00.5+01:00"))
    assert page.response_date == "2026-11-23T12:00:00Z"
    assert [finding.code for finding in page.findings] == ["response-date"]


def test_the_http_date_stands_in_for_a_response_date_that_cannot_be_read() -> None:
    body = answers.records(ONE, when="just now")
    page = read(body, "ListRecords", "Mon, 23 Nov 2026 12:00:05 GMT")
    assert page.response_date == "2026-11-23T12:00:05Z"
    assert [finding.code for finding in page.findings] == ["response-date"]
    assert refused(body) == "has a responseDate that cannot be read ('just now')"
