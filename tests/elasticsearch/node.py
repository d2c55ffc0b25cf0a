"""One real Elasticsearch server on loopback, for tests and benchmarks.

python -m tests.elasticsearch.node [PORT]    run it by hand until Ctrl-C
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.elasticsearch.build import Build, build
from tests.loopback import closed_port

HEAP = "512m"
OPTIONS = (
    *(f"-Xms{HEAP}", f"-Xmx{HEAP}", "-Dlog4j2.disable.jmx=true"),
    *("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"),
    "--add-modules=jdk.incubator.vector",
)
QUICK = (*OPTIONS, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For tests: it starts sooner and is slower later."""
PATIENCE = 120.0
"""Seconds within which a node answers or is gone."""


class Node:
    """A server with a folder of its own, where several processes of a test run find it.

    It ends with the process that `owner` names, however that ends.
    """

    def __init__(self, folder: Path, owner: int, options: tuple[str, ...] = QUICK) -> None:
        self.folder = folder
        self._owner = owner
        self._options = options
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def port(self) -> int:
        return int(self.folder.joinpath("port").read_text())

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ensure(self, port: int = 0) -> None:
        """Start it unless it runs.

        Raises:
            Missing: there is no Java or no Maven.
        """
        with self._turn():
            if not self.folder.joinpath("port").exists():
                self.folder.joinpath("port").write_text(str(port or closed_port()))
                self.start()

    def start(self) -> None:
        """At the same port as before; returns when it answers."""
        made = build()
        with self.folder.joinpath("alive").open("w") as alive:
            fcntl.flock(alive, fcntl.LOCK_EX)  # the server keeps it as long as it lives
            self._run(made, alive.fileno())
        self._wait()

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Returns when the process is gone."""
        os.kill(int(self.folder.joinpath("pid").read_text()), by)
        with self.folder.joinpath("alive").open("w") as alive:
            fcntl.flock(alive, fcntl.LOCK_EX)

    @contextmanager
    def used(self, *, alone: bool = False) -> Iterator[None]:
        """Use it beside others, or alone, to do it harm."""
        with self.folder.joinpath("use").open("w") as use:
            fcntl.flock(use, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            yield

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self.folder.joinpath("turn").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    def _run(self, made: Build, alive: int) -> None:
        java = [made.java / "bin" / "java", *self._options, f"-Des.path.home={made.home}"]
        words = [made.home, self.folder, str(self.port), str(self._owner)]
        with self.folder.joinpath("log").open("ab") as log:
            process = subprocess.Popen(
                [*java, "-cp", made.classpath, "LocalNode", *words],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[alive],
                start_new_session=True,
            )
        self.folder.joinpath("pid").write_text(str(process.pid))
        process.returncode = 0  # not waited for: it may outlive this process

    def _wait(self) -> None:
        last = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > last:
                said = self.folder.joinpath("log").read_text("utf-8", "replace")[-3000:]
                raise TimeoutError(f"Elasticsearch does not answer: {said}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=60s")
            return bool(json.load(connection.getresponse()).get("status") in {"yellow", "green"})
        except (OSError, HTTPException, ValueError):
            return False
        finally:
            connection.close()


def main() -> None:
    with TemporaryDirectory() as folder:
        node = Node(Path(folder), os.getpid())
        node.ensure(int(sys.argv[1]) if len(sys.argv) > 1 else 9200)
        print(f"{node.url} answers; Ctrl-C ends it", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            node.stop()


if __name__ == "__main__":
    main()
