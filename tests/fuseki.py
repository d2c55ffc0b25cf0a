"""A real SPARQL server, Apache Jena Fuseki from Maven Central, for the tests that need one.

python -m tests.fuseki          fetch it into the user's cache folder (57 MB)
python -m tests.fuseki PORT     and run it by hand until Ctrl-C: http://127.0.0.1:PORT/rocks
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_cache_path

from tests.loopback import Asked, Reply

VERSION = "6.2.0"
ARTIFACT = f"org.apache.jena:jena-fuseki-server:{VERSION}"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
OLDEST_JAVA = 21
HOW_TO_GET_IT = f"install Maven and a JDK {OLDEST_JAVA} or newer, then `python -m tests.fuseki`"
PATIENCE = 60.0
"""Seconds within which it answers."""
USER, PASSWORD = "curator", "olivine & spinel"

CONFIGURATION = """\
# of these data sets `rocks` outlives the server
PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>

<#rocks> a fuseki:Service ;
    fuseki:name "rocks" ;
    fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ;
    fuseki:endpoint [ fuseki:operation fuseki:update ; fuseki:name "update" ] ;
    fuseki:endpoint [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] ;
    fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "rocks" ; tdb2:unionDefaultGraph true ] .

<#passing> a fuseki:Service ;
    fuseki:name "passing" ;
    fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ;
    fuseki:endpoint [ fuseki:operation fuseki:update ; fuseki:name "update" ] ;
    fuseki:endpoint [ fuseki:operation fuseki:gsp-rw ; fuseki:name "data" ] ;
    fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "--mem--" ; tdb2:unionDefaultGraph true ] .

# its default graph is not the union of the others
<#apart> a fuseki:Service ;
    fuseki:name "apart" ;
    fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ;
    fuseki:endpoint [ fuseki:operation fuseki:update ; fuseki:name "update" ] ;
    fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "--mem--" ] .

# whoever asks must say who they are
<#locked> a fuseki:Service ;
    fuseki:name "locked" ;
    fuseki:allowedUsers "curator" ;
    fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ;
    fuseki:endpoint [ fuseki:operation fuseki:update ; fuseki:name "update" ] ;
    fuseki:dataset [ a tdb2:DatasetTDB2 ; tdb2:location "--mem--" ; tdb2:unionDefaultGraph true ] .
"""


def jar() -> Path:
    return user_cache_path("lithoscope") / "fuseki" / f"jena-fuseki-server-{VERSION}.jar"


def java() -> Path | None:
    """That of JAVA_HOME, else the newest that the system has; None if none is new enough."""
    installed = [Path(os.environ.get("JAVA_HOME", "/nowhere")), *Path("/usr/lib/jvm").glob("*/")]
    newest = max(installed, key=_release)
    return newest / "bin" / "java" if _release(newest) >= OLDEST_JAVA else None


def _release(folder: Path) -> int:
    said = folder / "release"
    found = re.search(r'^JAVA_VERSION="(\d+)', said.read_text(), re.M) if said.is_file() else None
    return int(found[1]) if found and folder.joinpath("bin", "java").is_file() else 0


def fetch() -> None:
    """Get the jar, once for all who want it at the same time; leaves it as it is if it is there."""
    jar().parent.mkdir(parents=True, exist_ok=True)
    with jar().with_suffix(".lock").open("w") as lock, TemporaryDirectory() as folder:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not jar().is_file():
            words = [COPY, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
            subprocess.run(["mvn", "-q", "-B", *words], check=True, stdin=subprocess.DEVNULL)
            shutil.move(Path(folder, jar().name), jar())


@dataclass
class Server:
    """One server in a folder of its own."""

    folder: Path
    port: int
    auth: str = "basic"
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def url(self, name: str = "rocks") -> str:
        return f"http://127.0.0.1:{self.port}/{name}"

    def start(self, *, wait: bool = True) -> None:
        self.folder.joinpath("config.ttl").write_text(CONFIGURATION)
        self.folder.joinpath("passwords").write_text(f"{USER}: {PASSWORD}\n")
        program = [str(java()), "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", str(jar())]
        options = ["--localhost", f"--port={self.port}", "--ping", f"--auth={self.auth}"]
        options += ["--passwd=passwords", "--config=config.ttl"]
        with self.folder.joinpath("log").open("ab") as log:
            self.process = subprocess.Popen(
                [*program, "org.apache.jena.fuseki.main.cmds.FusekiMainCmd", *options],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        if wait:
            self.wait()

    def wait(self) -> None:
        last = time.monotonic() + PATIENCE
        while self._asked("GET", "/$/ping") != 200:
            if time.monotonic() > last:
                said = self.folder.joinpath("log").read_text("utf-8", "replace")[-3000:]
                raise TimeoutError(f"Fuseki does not answer: {said}")
            time.sleep(0.05)

    def forwarded(self, asked: Asked) -> Reply:
        """What it answers to a request that came to a proxy before it."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = dict(asked.headers.items())
        connection.request("POST", f"{asked.path}?{asked.query}", asked.body, headers)
        answer = connection.getresponse()
        body, media = answer.read(), answer.headers.get("Content-Type", "text/plain")
        connection.close()
        return Reply(body, answer.status, {"Content-Type": media})

    def clear(self, name: str) -> None:
        assert self._asked("POST", f"/{name}/update", "DROP ALL") == 204

    def kill(self) -> None:
        """As if the power had failed."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def _asked(self, method: str, path: str, update: str = "") -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, update, {"Content-Type": "application/sparql-update"})
            return connection.getresponse().status
        except (OSError, HTTPException):
            return 0
        finally:
            connection.close()


@contextmanager
def running(port: int, auth: str = "basic") -> Iterator[Server]:
    with TemporaryDirectory(prefix="fuseki-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder), port, auth)
        server.start()
        try:
            yield server
        finally:
            server.kill()


def main() -> None:
    if not shutil.which("mvn"):
        sys.exit(f"Fuseki is fetched by Maven: {HOW_TO_GET_IT}.")
    fetch()
    if len(sys.argv) > 1:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt), running(int(sys.argv[1])) as server:
            print(f"{server.url()} answers; Ctrl-C ends it", flush=True)
            signal.pause()


if __name__ == "__main__":
    main()
