"""Lists over many pages: tokens are opaque, loops are refused, only a true end is an end."""

import answers
import pytest
from conftest import MakeRum
from loopback import Asked, Reply, by_verb, serving

from harvester.errors import StopSource, StopWindow


def page(*names: str, then: str | None = None, size: int | None = None) -> bytes:
    items = [answers.record(name) for name in names]
    return answers.records(*items, *([answers.token(then, size)] if then is not None else []))


NOTHING = answers.error("noRecordsMatch")


def test_tokens_are_followed_to_the_end(rum: MakeRum) -> None:
    harvest = rum(page("1", "2", then="a", size=5), page("3", "4", then="b"), page("5")).harvest()
    assert harvest.error is None
    assert harvest.identifiers == ["1", "2", "3", "4", "5"]
    assert [p.number for p in harvest.pages] == [1, 2, 3]
    assert [p.token_sent for p in harvest.pages] == [None, "a", "b"]
    assert [p.token for p in harvest.pages] == ["a", "b", None]
    assert [p.complete_list_size for p in harvest.pages] == [5, None, None]


def test_a_token_goes_alone(rum: MakeRum) -> None:
    """It is exclusive: no prefix, no set, no date beside it (OAI-PMH 2.0, 3.5)."""
    harvest = rum(page("1", then="a"), page("2")).harvest(set="rocks", since="2026-01-01")
    assert harvest.server.params() == [
        {
            "verb": "ListRecords",
            "metadataPrefix": "oai_dc",
            "set": "rocks",
            "from": "2026-01-01T00:00:00Z",
        },
        {"verb": "ListRecords", "resumptionToken": "a"},
    ]


@pytest.mark.parametrize("token", ["!*'();:@&=+$,/?#[]% é", "a%2Bb==", "<&>\"'"])
def test_a_token_is_opaque(rum: MakeRum, token: str) -> None:
    harvest = rum(page("1", then=f"\n  {token}\n"), page("2")).harvest()
    assert harvest.server.params()[1]["resumptionToken"] == token


@pytest.mark.parametrize("end", [page("2"), page("2", then=""), page("2", then=" \n ")])
def test_an_empty_token_or_none_is_the_end(rum: MakeRum, end: bytes) -> None:
    harvest = rum(page("1", then="a"), end).harvest()
    assert harvest.error is None
    assert harvest.identifiers == ["1", "2"]


def test_no_records_match_is_an_empty_list(rum: MakeRum) -> None:
    harvest = rum(NOTHING).harvest(since="2026-11-01")
    assert harvest.error is None
    assert len(harvest.pages) == 1
    assert harvest.pages[0].records == []
    assert harvest.pages[0].response_date == answers.WHEN


@pytest.mark.parametrize("status", [404, 422, 500])
def test_an_oai_error_counts_whatever_the_http_status(rum: MakeRum, status: int) -> None:
    harvest = rum(Reply(NOTHING, status)).harvest()
    assert harvest.error is None
    assert harvest.identifiers == []
    assert len(harvest.server.params()) == 1


@pytest.mark.parametrize("end", [NOTHING, page()], ids=["noRecordsMatch", "empty-list"])
def test_nothing_behind_a_token_is_an_end_with_a_note(rum: MakeRum, end: bytes) -> None:
    harvest = rum(page("1", then="a"), end).harvest()
    assert harvest.error is None
    assert harvest.identifiers == ["1"]
    assert harvest.findings == ["list-ended-empty"]


@pytest.mark.parametrize(
    ("end", "closed"),
    [
        (page("2", then=""), True),
        (page(then=""), True),
        (page("2"), False),
        (page(), False),
        (NOTHING, False),
    ],
    ids=["empty-token", "empty-token-alone", "no-token", "empty-list", "noRecordsMatch"],
)
def test_only_an_empty_token_closes_a_list_in_pages(rum: MakeRum, end: bytes, closed: bool) -> None:
    harvest = rum(page("1", then="a"), end).harvest()
    assert harvest.error is None
    assert [p.closed for p in harvest.pages] == [True, closed]


@pytest.mark.parametrize("only", [page("1"), page("1", then=""), NOTHING])
def test_a_list_on_one_page_needs_no_token_to_be_closed(rum: MakeRum, only: bytes) -> None:
    assert [p.closed for p in rum(only).harvest().pages] == [True]


def test_a_list_that_ends_without_its_sign_is_noted(rum: MakeRum) -> None:
    assert rum(page("1", then="a"), page("2")).harvest().findings == ["list-not-closed"]
    assert rum(page("1", then="a"), page("2", then="")).harvest().findings == []


def test_an_empty_page_in_between_is_no_end(rum: MakeRum) -> None:
    """Some servers cut the list into pages before they leave out what may not be shown."""
    harvest = rum(page("1", then="a"), page(then="b"), page("2")).harvest()
    assert harvest.error is None
    assert harvest.identifiers == ["1", "2"]


def test_the_same_page_and_token_for_ever(rum: MakeRum) -> None:
    harvest = rum(page("1", then="a"), page("2", then="a")).harvest()
    assert isinstance(harvest.error, StopWindow)
    assert str(harvest.error) == (
        "rum: page 3 repeats an earlier page and its token, so that the list would never end. "
        "2 pages are kept."
    )
    assert harvest.identifiers == ["1", "2"]
    assert len(harvest.server.params()) == 3


def test_tokens_in_a_circle(rum: MakeRum) -> None:
    circle = [page("1", then="a"), *[page("2", then="b"), page("3", then="a")] * 3]
    harvest = rum(*circle).harvest()
    assert isinstance(harvest.error, StopWindow)
    assert harvest.identifiers == ["1", "2", "3"]


def test_the_token_of_the_first_page_for_ever(rum: MakeRum) -> None:
    harvest = rum(page("1", then="a")).harvest()
    assert isinstance(harvest.error, StopWindow)
    assert harvest.identifiers == ["1"]


def test_a_session_token_that_stays_the_same_while_the_list_goes_on(rum: MakeRum) -> None:
    harvest = rum(
        page("1", then="a"), page("2", then="a"), page("3", then="a"), page("4", then="")
    ).harvest()
    assert harvest.error is None
    assert harvest.identifiers == ["1", "2", "3", "4"]
    assert harvest.findings == ["token-repeated", "token-repeated"]


def test_ever_new_tokens_that_bring_nothing_new(rum: MakeRum) -> None:
    harvest = rum(*[page("1", then=f"t{i}") for i in range(50)]).harvest()
    assert isinstance(harvest.error, StopWindow)
    assert "is the 10th in a row that brings nothing new" in str(harvest.error)
    assert len(harvest.server.params()) == 11


def test_pages_that_overlap_are_no_loop(rum: MakeRum) -> None:
    harvest = rum(page("1", "2", then="a"), page("2", "3", then="b"), page("3", "2")).harvest()
    assert harvest.error is None
    assert harvest.identifiers == ["1", "2", "2", "3", "3", "2"]


def test_an_expired_token_means_that_the_window_starts_again(rum: MakeRum) -> None:
    expired = answers.error("badResumptionToken", "token expired")
    harvest = rum(page("1", then="a"), expired).harvest()
    assert isinstance(harvest.error, StopWindow)
    assert harvest.error.restart
    assert harvest.error.evidence == expired
    assert str(harvest.error) == (
        "rum: the repository no longer takes its own token (badResumptionToken: token expired), "
        "so this list must start again. 1 page is kept."
    )


def test_a_bad_token_that_nobody_sent_is_no_reason_to_start_again(rum: MakeRum) -> None:
    harvest = rum(answers.error("badResumptionToken")).harvest()
    assert isinstance(harvest.error, StopSource)


@pytest.mark.parametrize(
    "second",
    [page("2")[:-5], b"", b"<html><title>Log in</title></html>", page("2") + page("2")],
    ids=["cut", "empty", "html", "glued"],
)
def test_a_page_that_is_none_is_never_the_end(rum: MakeRum, second: bytes) -> None:
    harvest = rum(page("1", then="a"), second).harvest()
    assert isinstance(harvest.error, StopWindow)
    assert not harvest.error.restart
    assert str(harvest.error).startswith("rum: page 2 ")
    assert str(harvest.error).endswith("1 page is kept.")
    assert harvest.error.evidence == second
    assert harvest.identifiers == ["1"]


def demanding(asked: Asked) -> bytes:
    """Three pages; wants the prefix with the token."""
    if "metadataPrefix" not in asked.params:
        return answers.error("badArgument", "metadataPrefix is missing")
    token = asked.params.get("resumptionToken")
    return {None: page("1", then="a"), "a": page("2", then="b"), "b": page("3")}[token]


def test_a_server_that_wants_the_prefix_with_the_token_gets_it(rum: MakeRum) -> None:
    harvest = rum(demanding).harvest()
    assert harvest.error is None
    assert harvest.identifiers == ["1", "2", "3"]
    assert harvest.findings == ["request-form", "list-not-closed"]
    assert [len(asked) for asked in harvest.server.params()] == [2, 2, 3, 3]


def day_only(asked: Asked) -> bytes:
    return (
        page("1")
        if len(asked.params["from"]) == 10
        else answers.error("badArgument", "granularity")
    )


def seconds_only(asked: Asked) -> bytes:
    return (
        page("1")
        if len(asked.params["from"]) == 20
        else answers.error("badArgument", "granularity")
    )


@pytest.mark.parametrize(
    ("told", "script", "requests"),
    [
        ("YYYY-MM-DD", day_only, 1),
        ("YYYY-MM-DD", seconds_only, 2),
        (answers.SECONDS, seconds_only, 1),
        (answers.SECONDS, day_only, 2),
    ],
    ids=["days", "days-but-seconds", "seconds", "seconds-but-days"],
)
def test_from_is_asked_as_identify_says_and_once_in_the_other_form(
    rum: MakeRum, told: str, script: object, requests: int
) -> None:
    harvest = rum(script, verbs={"Identify": answers.identify(told)}).harvest(
        since="2026-01-05T10:00:00Z"
    )
    assert harvest.error is None
    assert harvest.identifiers == ["1"]
    assert len(harvest.server.params()) == requests
    assert harvest.findings == (["request-form"] if requests == 2 else [])


def test_what_is_wrong_in_any_form_is_told_in_the_words_of_the_first(rum: MakeRum) -> None:
    replies = [answers.error("badArgument", "no such date"), answers.error("badArgument", "other")]
    harvest = rum(*replies).harvest(since="2026-01-05")
    assert isinstance(harvest.error, StopSource)
    assert "badArgument: no such date" in str(harvest.error)


def test_an_unknown_error_that_may_pass_is_asked_again(rum: MakeRum) -> None:
    harvest = rum(answers.error("", "Connection timed out"), page("1")).harvest()
    assert harvest.identifiers == ["1"]


def test_an_unknown_error_that_will_not_pass_is_told(rum: MakeRum) -> None:
    harvest = rum(answers.error("undefinedError")).harvest()
    assert isinstance(harvest.error, StopSource)
    assert "undefinedError: no words" in str(harvest.error)
    assert len(harvest.server.params()) == 1


def test_sickles_own_verbs_follow_tokens_and_refuse_loops(rum: MakeRum) -> None:
    def headers(*names: str, then: str) -> bytes:
        items = "".join(
            f"<header><identifier>oai:rum.example:{name}</identifier></header>" for name in names
        )
        return answers.answer(f"<ListIdentifiers>{items}{answers.token(then)}</ListIdentifiers>")

    replies = [headers("1", "2", then="a"), headers("3", then="")]
    script = by_verb([], ListIdentifiers=Reply())

    def in_order(asked: Asked) -> Reply | bytes:
        return replies.pop(0) if asked.params["verb"] == "ListIdentifiers" else script(asked)

    with serving(in_order) as server:
        harvest = rum()
        harvest.fetcher.client.endpoint = server.url
        found = list(harvest.fetcher.client.ListIdentifiers(metadataPrefix="oai_dc"))
    assert [header.identifier[-1] for header in found] == ["1", "2", "3"]
    assert found[0].deleted is False
