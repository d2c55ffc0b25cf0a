"""A node's home folder, laid out from Maven Central's jars.

The distribution of Elasticsearch is in no package registry; its server and its HTTP transport are.
What they lack: scripts, reindex, update and delete by query, ingest pipelines, security, and the
analysis components of `analysis-common`. This project uses none of them.
"""

import fcntl
import os
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_cache_path

HERE = Path(__file__).parent
SOURCES = ("pom.xml", "LocalNode.java", "RootAction.java", "build.py")
OLDEST_JAVA = 21
MODULES = {
    "transport-netty4": "org.elasticsearch.transport.netty4.Netty4Plugin",
    "rest-root": "RootAction",
}


class Missing(Exception):
    """What is needed and not here, and how to get it."""


class Build(NamedTuple):
    java: Path
    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def classpath(self) -> str:
        return f"{self.folder / 'classes'}:{self.folder / 'jars'}/*"


def build() -> Build:
    """Made once for each version of the sources and kept in the user's cache folder.

    Raises:
        Missing: there is no Java or no Maven.
    """
    java = _java()
    sources = b"".join((HERE / name).read_bytes() for name in SOURCES)
    kept = user_cache_path("lithoscope") / "elasticsearch" / sha256(sources).hexdigest()[:16]
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.parent.joinpath("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.is_dir():
            _make(Build(java, kept.with_suffix(".building")))
            kept.with_suffix(".building").rename(kept)
    return Build(java, kept)


def _java() -> Path:
    """The JDK of JAVA_HOME, else the newest that the system has."""
    installed = sorted(Path("/usr/lib/jvm").glob("*/"), key=_version, reverse=True)
    for folder in (Path(os.environ.get("JAVA_HOME", "/nowhere")), *installed):
        if _version(folder) >= OLDEST_JAVA:
            return folder
    raise Missing(
        f"Elasticsearch 9 needs a JDK {OLDEST_JAVA} or newer: install one, or set JAVA_HOME."
    )


def _version(java: Path) -> int:
    """The feature release of a JDK; 0 if there is none with a compiler."""
    release = java / "release"
    if not (java / "bin" / "javac").is_file() or not release.is_file():
        return 0
    said = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.MULTILINE)
    return int(said[1]) if said else 0


def _make(into: Build) -> None:
    shutil.rmtree(into.folder, ignore_errors=True)
    into.home.joinpath("config").mkdir(parents=True)
    jars = into.folder / "jars"
    _download(jars)
    version = next(jars.glob("transport-netty4-*.jar")).stem.rpartition("-")[2]
    for name, plugin in MODULES.items():
        _describe(into.home / "modules" / name, name, plugin, version)
    for jar in [*jars.glob("netty-*.jar"), *jars.glob("transport-netty4-*.jar")]:
        jar.rename(into.home / "modules" / "transport-netty4" / jar.name)
    _compile(into, "LocalNode.java", into.folder / "classes")
    _compile(into, "RootAction.java", into.folder / "root")
    _archive(into, into.folder / "root", into.home / "modules" / "rest-root" / "rest-root.jar")


def _download(jars: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing("Elasticsearch's jars are fetched by Maven: install it (`mvn`).")
    copy = ("dependency:copy-dependencies", f"-DoutputDirectory={jars}")
    _run(maven, "-q", "-B", "-f", HERE / "pom.xml", *copy)


def _describe(module: Path, name: str, plugin: str, version: str) -> None:
    said = {"name": name, "description": name, "classname": plugin, "version": version}
    said |= {"elasticsearch.version": version, "java.version": str(OLDEST_JAVA)}
    said |= {"extended.plugins": "", "has.native.controller": "false"}
    said |= {"modulename": "", "licensed": "false"}
    module.mkdir(parents=True)
    lines = "".join(f"{key}={value}\n" for key, value in said.items())
    module.joinpath("plugin-descriptor.properties").write_text(lines)


def _compile(build: Build, source: str, into: Path) -> None:
    jars = build.folder / "jars"
    _run(build.java / "bin" / "javac", "-d", into, "-cp", f"{jars}/*", HERE / source)


def _archive(build: Build, classes: Path, jar: Path) -> None:
    _run(build.java / "bin" / "jar", "cf", jar, "-C", classes, ".")


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Missing(f"{command[0]} failed: {(done.stdout + done.stderr).strip()[-2000:]}")
