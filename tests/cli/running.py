"""A run of the command in this process: how it ended, and what it said on each stream."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from typing import Any
from unittest.mock import patch

from harvester.cli import main


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def each(self) -> list[dict[str, Any]]:
        """The lines, read as JSON."""
        return [json.loads(line) for line in self.lines]


Run = Callable[..., Done]


class _Terminal(TextIOWrapper):
    def isatty(self) -> bool:
        return True


def run(*words: str, stdin: str = "", terminal: bool = False) -> Done:
    """What `lithoscope words` does; with `terminal` both streams claim to be one."""
    kind = _Terminal if terminal else TextIOWrapper
    out, err = (kind(BytesIO(), "utf-8", write_through=True) for _ in range(2))
    given = TextIOWrapper(BytesIO(stdin.encode()), "utf-8")
    code = 0
    with (
        patch.object(sys, "argv", ["lithoscope", *words]),
        patch.object(sys, "stdin", given),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def seen_in_a_terminal(*words: str, **environment: str) -> str:
    """What a real one, of 80 columns, is sent by a process of its own."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "harvester", *words]
    surroundings = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment}
    subprocess.run(command, stdout=theirs, stderr=theirs, env=surroundings, timeout=60)
    os.close(theirs)
    said = os.read(ours, 100_000).decode()
    os.close(ours)
    return said
