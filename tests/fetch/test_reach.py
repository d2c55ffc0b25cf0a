"""Whether an address leads anywhere: politely, with every hop's address checked."""

import pytest
from loopback import Asked, Reply, Script, closed_port, serving

from harvester.fetch.reach import Reach
from harvester.repositories import Politeness


def reached(script: Script, path: str = "/x", *, private: bool = True) -> tuple[str, str]:
    with (
        serving(script) as server,
        Reach(Politeness(), allow_private=private) as reach,
    ):
        found = reach.see(server.url.removesuffix("/oai") + path)
    return found.state, found.why


def without_robots(script: Script) -> Script:
    def answer(asked: Asked) -> Reply | bytes:
        return Reply(status=404) if asked.path == "/robots.txt" else script(asked)

    return answer


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (200, "there"),
        (404, "gone"),
        (410, "gone"),
        (403, "closed"),
        (429, "closed"),
        (503, "silent"),
    ],
)
def test_the_status_says_what_became_of_it(status: int, state: str) -> None:
    script = without_robots(lambda asked: Reply(b"x", status=status))
    assert reached(script) == (state, f"answers HTTP {status}")


def test_only_the_head_is_asked_for_where_that_is_answered() -> None:
    methods: list[str] = []

    def script(asked: Asked) -> Reply:
        methods.append(asked.method)
        return Reply(b"a page")

    assert reached(without_robots(script))[0] == "there"
    assert methods == ["HEAD"]


def test_a_server_that_knows_no_head_is_asked_again() -> None:
    script = without_robots(lambda a: Reply(b"x", status=405 if a.method == "HEAD" else 200))
    assert reached(script) == ("there", "answers HTTP 200")


def test_a_redirect_is_followed_to_its_end() -> None:
    def script(asked: Asked) -> Reply:
        if asked.path == "/x":
            return Reply(status=302, headers={"Location": "/moved"})
        return Reply(status=404)

    assert reached(script) == ("gone", "answers HTTP 404")


def test_a_redirect_to_nowhere_and_one_in_circles_are_dead() -> None:
    nowhere = without_robots(lambda a: Reply(status=302, headers={"Location": "file:///etc"}))
    circle = without_robots(lambda a: Reply(status=302, headers={"Location": "/x"}))
    assert reached(nowhere)[0] == reached(circle)[0] == "gone"


def test_what_robots_txt_closes_is_not_asked() -> None:
    asked: list[str] = []

    def script(request: Asked) -> Reply:
        asked.append(request.path)
        return Reply(b"User-agent: *\nDisallow: /x\n")

    assert reached(script)[0] == "closed"
    assert asked == ["/robots.txt"]


def test_an_address_of_this_machine_is_not_asked_and_counts_as_dead() -> None:
    asked: list[str] = []

    def script(request: Asked) -> Reply:
        asked.append(request.path)
        return Reply()

    state, why = reached(script, private=False)
    assert (state, asked) == ("gone", [])
    assert "private network" in why


def test_a_large_file_is_not_read() -> None:
    def large(asked: Asked) -> Reply:
        return Reply(status=501) if asked.method == "HEAD" else Reply(b"x" * 10, length=10**12)

    script = without_robots(large)
    assert reached(script)[0] == "there"


def test_a_host_that_does_not_answer_is_silent_and_none_is_dead() -> None:
    with Reach(Politeness(), allow_private=True) as reach:
        assert reach.see(f"http://127.0.0.1:{closed_port()}/x").state == "silent"
        assert reach.see("http://no-such-host.invalid/x").state in ("gone", "silent")
        assert reach.see("http://[broken/x").state == "silent"
