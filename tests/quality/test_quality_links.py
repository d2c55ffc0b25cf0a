"""Links are asked only on request: a few, drawn by lot, and each once."""

from catalogue import add_file, harvested, repository
from changing import Changing
from loopback import Asked, Reply, serving

from harvester.home import Home
from harvester.quality import Report, examine
from harvester.quality.tally import LINKS


def archive(asked: Asked) -> Reply:
    if asked.path == "/robots.txt":
        return Reply(b"User-agent: *\nDisallow: /private\n")
    return Reply(b"a page", status=404 if "gone" in asked.path else 200)


def reported(home: Home, rum: Changing, *, follow: bool = True) -> Report:
    with rum.serve() as server:
        add_file(home, "repositories", "rum", {"url": server.url, "allow_private": True})
        harvested(home, repository(server.url))
    return examine(home, "rum", follow=follow)


def test_dead_and_closed_links_are_told_with_their_records(home: Home) -> None:
    with serving(archive) as host:
        base = host.url.removesuffix("/oai")
        rum = Changing()
        for name in ("there", "gone", "private/1"):
            rum.put(name, dc=f"<dc:identifier>{base}/{name}</dc:identifier>")
        report = reported(home, rum)
        asked = [each.path for each in host.asked]
    points = {each.code: each for each in report.points}
    assert points["gone"].urgency == "first"
    (dead,) = points["gone"].kinds
    assert dead.what == f"{base}/gone answers HTTP 404"
    assert dead.example.record == "oai:rum.example:gone"
    assert points["closed"].count == 1
    assert asked.count("/robots.txt") == 1
    assert "/private/1" not in asked
    assert report.links.startswith("3 of 3 web addresses were checked")


def test_nobody_is_asked_unless_it_is_wanted(home: Home) -> None:
    with serving(archive) as host:
        rum = Changing()
        rum.put("1", dc=f"<dc:identifier>{host.url}/gone</dc:identifier>")
        report = reported(home, rum, follow=False)
        assert host.asked == []
    assert "not checked" in report.links
    assert "lithoscope quality rum --links" in report.links
    assert not any(each.code == "gone" for each in report.points)


def test_of_many_only_some_are_asked_each_once(home: Home) -> None:
    with serving(archive) as host:
        base = host.url.removesuffix("/oai")
        rum = Changing(page_size=100)
        for number in range(LINKS + 20):
            rum.put(str(number), dc=f"<dc:identifier>{base}/{number}</dc:identifier>")
        report = reported(home, rum)
        asked = {each.path for each in host.asked} - {"/robots.txt"}
    assert len(asked) == LINKS
    assert report.links.startswith(f"{LINKS} of {LINKS + 20} web addresses")
