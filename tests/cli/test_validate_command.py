"""`validate-oai`: a report that a person can act on, the same for machines, and how it ends."""

from loopback import Reply, closed_port, serving
from running import Run

from harvester.demo.repositories import serving as demonstration_serving
from tests.conformance.breaking import repository, swap


def test_a_server_that_keeps_the_rules_ends_with_0(lithoscope: Run) -> None:
    with demonstration_serving() as urls:
        done = lithoscope("validate-oai", urls["demo-clyde"], "--allow-private")
    assert done.code == 0
    assert "FAILED" not in done.out
    assert "Not tested: the server was never busy, and it is not made so." in done.out
    assert ": 3 not tested, 59 passed; " in done.lines[-1]


def test_a_failure_says_what_was_asked_answered_and_where_it_stands(lithoscope: Run) -> None:
    with repository(swap("2.0</protocol", "1.1</protocol", verb="Identify")) as url:
        done = lithoscope("validate-oai", url, "--allow-private")
    assert done.code == 4
    assert done.lines[:5] == [
        "FAILED  10  The protocolVersion is 2.0.",
        "  why       protocolVersion is 1.1",
        f"  asked     GET {url}?verb=Identify",
        "  answered  HTTP 200 with Identify",
        "  see       OAI-PMH 2.0, 4.2",
    ]


def test_machines_get_every_rule(lithoscope: Run) -> None:
    with repository(swap("This cannot be answered.", "", verb="junk")) as url:
        done = lithoscope("validate-oai", f"{url}?verb=Identify", "--allow-private", "--json")
    (said,) = done.each
    assert (done.code, said["url"]) == (0, url)
    assert [each["rule"] for each in said["rules"]] == list(range(1, 63))
    assert said["counts"] == {"passed": 59, "untested": 2, "advised": 1}


def test_lists_are_asked_for_within_a_set_and_a_format(lithoscope: Run) -> None:
    with repository() as url:
        done = lithoscope(
            *("validate-oai", url, "--allow-private", "--json"),
            *("--set", "rocks", "--prefix", "oai_rock", "--pages", "2"),
        )
    (said,) = done.each
    assert done.code == 0
    assert "see --pages" in said["rules"][46]["why"]


def test_where_nobody_answers_it_ends_with_5(lithoscope: Run) -> None:
    url = f"http://127.0.0.1:{closed_port()}/oai"
    done = lithoscope("validate-oai", url, "--allow-private")
    assert done.code == 5
    assert done.lines[-1] == f"{url}: 1 failed, 61 not tested; 1 requests."


def test_a_web_page_is_no_server(lithoscope: Run) -> None:
    page = Reply(b"<html><title>Welcome</title></html>", headers={"Content-Type": "text/html"})
    with serving(lambda _: page) as server:
        done = lithoscope("validate-oai", server.url, "--allow-private")
    assert done.code == 5
    assert "it is an HTML page (Welcome) where OAI-PMH was expected" in done.out


def test_a_private_address_is_refused_without_leave(lithoscope: Run) -> None:
    done = lithoscope("validate-oai", "http://127.0.0.1:1/oai")
    assert (done.code, done.out) == (5, "")
    assert "127.0.0.1" in done.err


def test_what_is_no_address_is_a_wrong_command(lithoscope: Run) -> None:
    done = lithoscope("validate-oai", "oai.example.org")
    assert (done.code, done.out) == (2, "")
