"""HTTP as repositories really speak it, over a real socket."""

import gzip
from collections.abc import Iterator
from threading import Event

import pytest
from conftest import Clock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loopback import Asked, Reply, Server, closed_port, in_turn, serving

from harvester import __version__
from harvester.errors import AddressRefused
from harvester.fetch.fault import Fault
from harvester.fetch.web import Web
from harvester.repositories import Politeness

PAGE = b"<OAI-PMH>" + b"troctolite " * 3000 + b"</OAI-PMH>"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web(Politeness(), "curator@lithoscope.example", allow_private=True) as web:
        yield web


def fault(web: Web, *replies: Reply) -> Fault:
    with serving(in_turn(*replies)) as server, pytest.raises(Fault) as found:
        web.get(server.url)
    return found.value


def test_it_says_who_it_is_and_whom_to_write_to(web: Web) -> None:
    with serving(lambda _: PAGE) as server:
        web.get(server.url)
    headers = server.asked[0].headers
    assert headers["User-Agent"] == f"Lithoscope/{__version__} (+curator@lithoscope.example)"
    assert headers["From"] == "curator@lithoscope.example"
    assert headers["Accept-Encoding"] == "gzip, deflate"


def test_a_repository_may_be_given_another_contact() -> None:
    politeness = Politeness(contact="https://lithoscope.example/contäct\nX: y")
    with serving(lambda _: PAGE) as server, Web(politeness, "me", allow_private=True) as web:
        web.get(server.url)
    headers = server.asked[0].headers
    agent = f"Lithoscope/{__version__} (+https://lithoscope.example/cont?ct X: y)"
    assert headers["User-Agent"] == agent
    assert headers["From"] is None


@pytest.fixture(scope="module")
def echo() -> Iterator[Server]:
    def script(asked: Asked) -> bytes:
        return asked.params["resumptionToken"].encode()

    with serving(script) as server:
        yield server


@pytest.mark.parametrize("token", ["!*'();:@&=+$,/?#[]% é", "a%2Bb", "100%", "a b+c", "%", "=&="])
def test_a_token_is_encoded_exactly_once(web: Web, echo: Server, token: str) -> None:
    answer = web.get(echo.url, {"verb": "ListRecords", "resumptionToken": token})
    assert answer.body.decode() == token
    assert "+" not in echo.asked[-1].query


@given(token=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_token_arrives_as_it_is(web: Web, echo: Server, token: str) -> None:
    assert web.get(echo.url, {"resumptionToken": token}).body.decode() == token


def test_a_base_address_may_have_a_query_of_its_own(web: Web, echo: Server) -> None:
    web.get(f"{echo.url}?mode=oaipmh&verb=Identify", {"verb": "ListSets", "resumptionToken": "x"})
    assert echo.asked[-1].query == "mode=oaipmh&verb=ListSets&resumptionToken=x"


@pytest.mark.parametrize("status", [200, 202, 404, 422, 500, 503])
def test_every_status_is_an_answer(web: Web, status: int) -> None:
    with serving(lambda _: Reply(PAGE, status)) as server:
        answer = web.get(server.url)
    assert (answer.status, answer.body) == (status, PAGE)


def test_a_body_shorter_than_announced_is_cut_off(web: Web) -> None:
    found = fault(web, Reply(PAGE[:10_000], length=len(PAGE)))
    assert "was cut off after 10,000 bytes" in str(found)
    assert found.evidence == PAGE[:10_000]


def test_a_packed_body_that_is_cut_is_found_out_though_the_length_agrees(web: Web) -> None:
    cut = gzip.compress(PAGE)[:-12]
    packed = {"Content-Encoding": "gzip"}
    assert "was cut off" in str(fault(web, Reply(cut, headers=packed)))
    assert "was cut off" in str(fault(web, Reply(cut, headers=packed, open_ended=True)))


def test_all_members_of_a_packed_body_are_read(web: Web) -> None:
    both = gzip.compress(PAGE[:9000]) + gzip.compress(PAGE[9000:])
    with serving(lambda _: Reply(both, headers={"Content-Encoding": "gzip"})) as server:
        assert web.get(server.url).body == PAGE


def test_a_body_beyond_the_limit_is_not_read_to_its_end(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harvester.fetch.web.WIRE_LIMIT", 20_000)
    assert "is larger than 20,000 bytes" in str(fault(web, Reply(PAGE)))


def test_a_body_that_drips_for_ever_is_given_up(clock: Clock) -> None:
    def late() -> float:
        clock.sleep(700)
        return clock()

    with (
        Web(Politeness(), allow_private=True, clock=late) as web,
        serving(lambda _: PAGE) as server,
        pytest.raises(Fault, match="was not whole after 600 seconds"),
    ):
        web.get(server.url)


def test_silence_is_given_up() -> None:
    with (
        Web(Politeness(timeout="50ms"), allow_private=True) as web,
        serving(lambda _: Reply(PAGE[:500], length=len(PAGE), silent=True)) as server,
        pytest.raises(Fault, match="went silent after 500 bytes"),
    ):
        web.get(server.url)


def test_an_answer_that_does_not_begin_is_given_up() -> None:
    asked_enough = Event()

    def script(_: Asked) -> bytes:
        asked_enough.wait(5)
        return PAGE

    with Web(Politeness(timeout="50ms"), allow_private=True) as web, serving(script) as server:
        with pytest.raises(Fault, match=r"got no answer from 127.0.0.1:\d+ \(timed out\)"):
            web.get(server.url)
        asked_enough.set()


def test_nobody_there(web: Web) -> None:
    with pytest.raises(Fault, match=r"got no answer from 127.0.0.1:\d+ \(.*refused\)") as found:
        web.get(f"http://127.0.0.1:{closed_port()}/oai")
    assert not found.value.reached
    assert found.value.patience is None


def test_a_name_that_does_not_exist_is_not_asked_for_again(web: Web) -> None:
    with pytest.raises(Fault, match=r"there is no host rum\.invalid") as found:
        web.get("http://rum.invalid/oai")
    assert found.value.patience == 1


def test_a_broken_tls_connection_is_not_asked_for_again(web: Web) -> None:
    with (
        serving(lambda _: PAGE) as server,
        pytest.raises(Fault, match="the TLS connection") as found,
    ):
        web.get(server.url.replace("http:", "https:"))
    assert found.value.patience == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_within_the_site_are_followed(web: Web, status: int) -> None:
    with serving(in_turn(Reply(b"", status, {"Location": "/v2?verb=x"}), PAGE)) as server:
        answer = web.get(server.url, {"verb": "Identify"})
    assert answer.body == PAGE
    assert answer.url.endswith("/v2?verb=x")
    assert [asked.path for asked in server.asked] == ["/oai", "/v2"]


def test_a_redirect_to_the_metadata_of_a_cloud_is_refused(web: Web) -> None:
    there = {"Location": "http://169.254.169.254/latest/meta-data/"}
    with serving(lambda _: Reply(b"", 302, there)) as server, pytest.raises(AddressRefused):
        web.get(server.url)


def test_redirects_in_a_circle_end(web: Web) -> None:
    with (
        serving(lambda _: Reply(b"", 302, {"Location": "/oai"})) as server,
        pytest.raises(AddressRefused, match="redirects more than 5 times"),
    ):
        web.get(server.url)
    assert len(server.asked) == 6


def test_there_is_a_pause_between_two_requests_to_a_host(clock: Clock) -> None:
    politeness = Politeness(delay="2s")
    with (
        serving(lambda _: PAGE) as server,
        Web(politeness, allow_private=True, sleep=clock.sleep, clock=clock) as web,
    ):
        web.get(server.url)
        clock.now += 0.5
        web.get(server.url)
        clock.now += 5
        web.get(server.url)
    assert clock.slept == [1.5]


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{closed_port()}")
    with serving(lambda _: PAGE) as server, Web(Politeness(), allow_private=True) as web:
        assert web.get(server.url).body == PAGE


def test_a_form_is_sent_by_post(web: Web) -> None:
    with serving(lambda asked: asked.body) as server:
        assert web.post(server.url, {"identifier": "a b&c"}).body == b"identifier=a+b%26c"
    assert server.asked[0].method == "POST"
    assert server.asked[0].headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_head_asks_for_what_get_would_say_without_the_body(web: Web) -> None:
    with serving(lambda _: PAGE) as server:
        answer = web.head(server.url, {"verb": "Identify"})
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(PAGE))


def test_it_is_told_by_which_redirects_an_answer_came(web: Web) -> None:
    moved = Reply(status=301, headers={"Location": "/new"})
    found = Reply(status=302, headers={"Location": "/newer"})
    with serving(in_turn(moved, found, PAGE)) as server:
        assert web.get(server.url).passed == (301, 302)


def test_an_address_that_no_server_takes_is_not_asked(web: Web) -> None:
    with serving(lambda _: PAGE) as server:
        with pytest.raises(Fault, match="characters, which no server takes") as found:
            web.get(server.url, {"set": "s" * 20_000})
        assert not server.asked
    assert found.value.patience == 1


def test_no_more_is_unpacked_than_is_wanted(web: Web) -> None:
    packed = Reply(gzip.compress(PAGE), headers={"Content-Encoding": "gzip"})
    with serving(lambda _: packed) as server:
        assert web.get(server.url, most=len(PAGE)).body == PAGE
        with pytest.raises(Fault, match="to more than 30,000, which is not allowed"):
            web.get(server.url, most=30_000)
