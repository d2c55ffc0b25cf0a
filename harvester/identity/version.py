"""Which rules decided: a short name that changes with every rule, weight and table of ours."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

LENGTH = 8
SUFFIXES = (".py", ".tsv")


@cache
def version() -> str:
    """Of what is in this folder, whatever it is called in a release."""
    digest = sha256()
    for name, content in sorted(_contents(files("harvester.identity"))):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:LENGTH]


def _contents(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from ((f"{each.name}/{name}", content) for name, content in _contents(each))
        elif each.name.endswith(SUFFIXES):
            yield each.name, each.read_bytes()
