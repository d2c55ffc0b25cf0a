"""A real PostgreSQL server, started from the system's packages, for the tests that need one."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

HOW_TO_GET_IT = "apt-get install postgresql; pip install 'lithoscope[postgresql]'"
_SETTINGS = {
    "listen_addresses": "''",  # its socket alone, so that no two runs share a port
    "fsync": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
}


def programs() -> Path | None:
    """The folder of the newest `initdb`, `pg_ctl`, …; Debian does not have them on the PATH."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: float(path.parts[-3]), default=None)
    on_path = newest or shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@dataclass
class Server:
    """One cluster of databases in a folder of its own; trusts whoever reaches its socket."""

    programs: Path
    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        return f"postgresql://lithoscope@/{database}?host={self.folder}"

    def start(self) -> None:
        settings = {**_SETTINGS, "unix_socket_directories": str(self.folder)}
        said = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self._control("start", "-w", "-l", str(self.folder / "log"), "-o", said)

    def kill(self) -> None:
        """As if the power had failed: no transaction is ended, no client is told."""
        self._control("stop", "-m", "immediate")

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of an empty one."""
        name = f"test{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield self.url(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, *statements: str) -> None:
        """As the server's operator, each outside a transaction."""
        import psycopg

        address = f"host={self.folder} user=lithoscope dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def _control(self, *words: str) -> None:
        _run(self.folder, self.programs / "pg_ctl", "-D", self.folder / "data", *words)


def give(folder: Path) -> None:
    """To the user as whom the server runs."""
    if os.geteuid() == 0:
        os.chown(folder, *_nobody())


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="postgresql-") as name:
        folder = Path(name)
        give(folder)
        new = ("-D", folder / "data", "-U", "lithoscope", "-A", "trust", "-E", "UTF8", "--no-sync")
        _run(folder, programs / "initdb", *new, "--locale=C.UTF-8")
        server = Server(programs, folder)
        server.start()
        try:
            yield server
        finally:
            server.kill()


def _run(folder: Path, *command: str | Path) -> None:
    """PostgreSQL refuses to run as root, so that root must be somebody else for it."""
    other = {}
    if os.geteuid() == 0:
        user, group = _nobody()
        other = {"user": user, "group": group, "extra_groups": []}
    with (folder / "commands.log").open("ab") as log:
        subprocess.run(command, check=True, cwd=folder, stdout=log, stderr=log, **other)


def _nobody() -> tuple[int, int]:
    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid
