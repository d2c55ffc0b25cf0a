"""What a figure was measured on, and what it was measured with."""

import os
import platform
import sqlite3
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path


def described() -> Iterator[str]:
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    yield f"{_processor()}, {os.cpu_count()} cores, load {load}"
    yield f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    yield f"its pace now: {_pace():.2f} CPU seconds for ten million additions in Python"
    libraries = ("lxml", "pyoxigraph", "tantivy", "pydantic", "Sickle")
    names = ", ".join(f"{name.lower()} {version(name)}" for name in libraries)
    yield f"SQLite {sqlite3.sqlite_version}, {names}"


def _pace() -> float:
    """A yardstick, since neighbours on the same hardware slow a machine down by half and more."""
    began, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - began


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
