"""Small repositories on loopback, spoken to over HTTP like any other."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from harvester.demo.api import APIS, ApiServer, DemoApi
from harvester.demo.protocol import DemoServer
from harvester.demo.provider import DAY, SECOND, DemoRepository, Provider
from harvester.demo.running import Handler, running
from harvester.demo.site import SITE, DemoSite, SiteServer

REPOSITORIES = (
    DemoRepository(
        name="demo-clyde",
        title="Clyde Microscopy Archive",
        folder="clyde",
        format="oai_datacite",
        granularity=SECOND,
        sets={
            "rum": "Isle of Rum",
            "meteorites": "Meteorites",
            "moon": "Moon",
            "mars": "Mars",
            "asteroids": "Asteroids",
            "zircon": "Ancient zircon",
            "rocks": "Rocks",
            "particles": "Particles",
            "samples": "Samples",
            "data": "Data",
            "figures": "Figures",
        },
        description="Electron, ion, X-ray and atom-probe microscopy of layered intrusions, "
        "meteorites and returned samples.",
    ),
    DemoRepository(
        name="demo-alps",
        title="Alpine Geomaterials Data Store",
        folder="alps",
        format="oai_dc",
        granularity=SECOND,
        sets={
            "metamorphic": "Metamorphe Gesteine",
            "sedimentary": "Sedimente",
            "ores": "Erze und Kohlen",
            "meteorites": "Meteorite",
            "particles": "Partikel",
            "samples": "Proben",
            "data": "Daten",
        },
        description="Rocks, ores and meteorites under the microscope, in German, French, Spanish "
        "and English.",
    ),
    DemoRepository(
        name="demo-pacific",
        title="Pacific Planetary Materials Archive",
        folder="pacific",
        format="oai_datacite",
        granularity=DAY,
        sets={
            "apollo": "Apollo samples",
            "asteroids": "Asteroid samples",
            "meteorites": "Meteorites",
            "mars": "Martian meteorites",
            "earth": "Earth materials",
            "samples": "Samples",
            "data": "Data",
        },
        description="Apollo, Hayabusa, Hayabusa2 and OSIRIS-REx samples and meteorites.",
    ),
    DemoRepository(
        name="demo-north",
        title="Northern Sample Register",
        folder="north",
        format="oai_dc",
        granularity=DAY,
        sets={
            "samples": "Register of samples",
            "meteorites": "Meteorite collection",
            "rocks": "Rocks",
            "ores": "Ores",
            "coal": "Coal",
            "particles": "Particles",
            "data": "Data",
        },
        description="A register of samples and the measurements of the laboratories around it.",
    ),
)


EVERY: tuple[DemoRepository | DemoApi | DemoSite, ...] = (*REPOSITORIES, *APIS, SITE)


@contextmanager
def serving() -> Iterator[dict[str, str]]:
    """All servers for as long as the block runs: addresses to harvest, by repository name."""
    with (
        running(_LoopbackServer(("127.0.0.1", 0), _Handler)) as server,
        running(ApiServer()) as apis,
        running(SiteServer(SITE)) as site,
    ):
        urls = {each.name: server.base_url(each.name) for each in REPOSITORIES}
        urls |= {each.name: apis.url(each) for each in APIS}
        yield urls | {SITE.name: f"{site.base}sitemap.xml"}


class _LoopbackServer(ThreadingHTTPServer):
    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.oai = {
            f"/{each.name}/oai": DemoServer(Provider(each, self.base_url(each.name)))
            for each in REPOSITORIES
        }

    def base_url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{name}/oai"


class _Handler(Handler):
    """GET and POST of OAI-PMH (§3.1.1), and HEAD."""

    server: _LoopbackServer
    LONGEST_FORM = 8192

    def do_GET(self) -> None:
        self._answer(urlsplit(self.path).query)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), self.LONGEST_FORM)
        self._answer(self.rfile.read(length).decode("utf-8", "replace"))

    def _answer(self, query: str) -> None:
        server = self.server.oai.get(urlsplit(self.path).path)
        if server is None:
            self.send_error(404, "There is no repository here")
            return
        self.send(server.answer(parse_qs(query, keep_blank_values=True)), "text/xml")
