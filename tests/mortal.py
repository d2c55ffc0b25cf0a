"""A process whose children harvest and die at the moment that they are told: `test_road_killed.py`.

It reads orders from standard input, one JSON object a line, and answers each with one line: how
many steps the child lived through, if it was not killed.

    {"work": "harvest", "home": FOLDER, "url": URL, "moment": "road.py return fetch", "nth": 1}
    {"killed": true}

Without a URL the repository is `rum`, as a file of the home says.

A step is a function that begins or ends in one of the modules that write, the functions of SQLite,
Oxigraph and tantivy that they call among them. A moment is a kind of step: the module; `call`,
`return`, `c_call` or `c_return`; the function. An empty moment is any step.
"""

import json
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from catalogue import home_in, repository

import harvester
from harvester.mapping import Mapper
from harvester.projection import rebuild
from harvester.road import harvest
from harvester.settings import Settings

PACKAGE = f"{Path(harvester.__file__).parent}/"
WRITING = {
    *("road.py", "projection.py", "generations.py"),
    *("ledger/store.py", "ledger/database.py", "ledger/pages.py", "ledger/windows.py"),
    *("ledger/runs.py", "ledger/records.py", "ledger/notes.py", "ledger/writes.py"),
    *("graph/oxigraph.py", "graph/writers.py", "graph/replacement.py", "graph/snapshots.py"),
    *("index/embedded.py", "index/writers.py"),
}


class Fate:
    """A profiler that counts steps and kills the process at the `nth` of a kind."""

    def __init__(self, moment: str, nth: int) -> None:
        self.moment = moment
        self.left = nth
        self.steps = 0

    def __call__(self, frame: FrameType, event: str, argument: Any) -> None:
        module = frame.f_code.co_filename.removeprefix(PACKAGE)
        if module not in WRITING:
            return
        self.steps += 1
        name = argument.__name__ if event.startswith("c_") else frame.f_code.co_name
        if self.moment in ("", f"{module} {event} {name}"):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def live(order: dict[str, Any]) -> None:
    """Do the work as long as fate allows."""
    fate = Fate(order["moment"], order["nth"])
    threading.setprofile(fate)
    sys.setprofile(fate)
    home = home_in(Path(order["home"]))
    if order["work"] == "rebuild":
        rebuild(home)
    else:
        harvest(home, repository(order["url"]) if order["url"] else home.repository("rum"))
    home.close()
    sys.setprofile(None)
    print(json.dumps({"killed": False, "steps": fate.steps}), flush=True)


def main() -> None:
    Mapper(Settings(home=Path("/nowhere")))  # the vocabularies are read once, for all children
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            live(json.loads(line))
            os._exit(0)
        if status := os.waitpid(child, 0)[1]:
            print(json.dumps({"killed": status == signal.SIGKILL}), flush=True)


if __name__ == "__main__":
    main()
