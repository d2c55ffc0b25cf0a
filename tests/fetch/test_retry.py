"""What is asked again, how often, and when: politely, and never for hours."""

import answers
import pytest
from conftest import MakeRum
from loopback import Reply, closed_port

from harvester.errors import StopWindow
from harvester.fetch.retry import failed
from harvester.fetch.web import Answer
from harvester.patience import pause

PAGE = answers.records(answers.record("1"))


def answer(status: int = 503, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer("http://rum.example/oai", status, named, b"")


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_asked_again(rum: MakeRum, status: int) -> None:
    harvest = rum(Reply(b"", status), Reply(b"", status), PAGE).harvest()
    assert harvest.error is None
    assert harvest.identifiers == ["1"]
    assert len(harvest.server.params()) == 3


def test_patience_ends_with_the_attempts_of_the_repository(rum: MakeRum) -> None:
    harvest = rum(Reply(b"", 502), attempts=4).harvest()
    assert isinstance(harvest.error, StopWindow)
    assert str(harvest.error) == "rum: page 1 was answered with HTTP 502 (Bad Gateway)."
    assert len(harvest.server.params()) == 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 302])
def test_what_will_not_pass_is_not_asked_again(rum: MakeRum, status: int) -> None:
    harvest = rum(Reply(b"", status)).harvest()
    assert f"HTTP {status}" in str(harvest.error)
    assert len(harvest.server.params()) == 1


def test_a_bot_protection_is_called_by_its_name(rum: MakeRum) -> None:
    page = b"<!DOCTYPE html><title>Just a moment...</title><p>Solve this captcha"
    harvest = rum(Reply(page, 403)).harvest()
    assert "HTTP 403 (Forbidden) by a bot protection; ask the operator" in str(harvest.error)


def test_a_cut_connection_is_asked_again(rum: MakeRum) -> None:
    harvest = rum(Reply(PAGE[:90], length=len(PAGE)), PAGE).harvest()
    assert harvest.identifiers == ["1"]


def test_a_page_that_cannot_be_read_is_asked_for_once_more(rum: MakeRum) -> None:
    harvest = rum(PAGE[:-9], attempts=5).harvest()
    assert "was cut off" in str(harvest.error)
    assert len(harvest.server.params()) == 2


def test_what_the_repository_asks_for_is_obeyed() -> None:
    fault = failed(answer(429, Retry_After="40"))
    assert pause()(fault) == 40


def test_without_a_wish_the_pauses_are_ours() -> None:
    assert pause()(failed(answer(503))) is True


@pytest.mark.parametrize(
    ("seconds", "words"), [("2400", "40 min"), ("86400", "24 h"), ("301", "5 min")]
)
def test_a_long_wait_ends_the_window_and_says_when_to_come_back(
    rum: MakeRum, seconds: str, words: str
) -> None:
    first = answers.records(answers.record("1"), answers.token("2"))
    harvest = rum(first, Reply(b"", 503, {"Retry-After": seconds})).harvest()
    assert isinstance(harvest.error, StopWindow)
    assert harvest.error.retry_after == float(seconds)
    assert f"asks us to come back in {words}. 1 page is kept." in str(harvest.error)
    assert len(harvest.server.params()) == 2


def test_a_repository_that_is_down_is_said_to_be_down(rum: MakeRum) -> None:
    down = rum(PAGE)
    down.fetcher.client.endpoint = f"http://127.0.0.1:{closed_port()}/oai"
    assert "page 1 got no answer from 127.0.0.1" in str(down.harvest().error)
