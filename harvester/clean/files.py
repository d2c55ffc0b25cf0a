"""Files that a record links to, told from pages by the ending of their name."""

import re
from typing import TypedDict
from urllib.parse import unquote, urlsplit

from harvester.clean import links, terms
from harvester.clean.cleaned import Cleaned, refused
from harvester.clean.terms import TermValue

NAME = re.compile(r"[^?#]+(\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{2,8})\s*(?:[?#].*)?")
PACKED = {".zip", ".tar", ".gz", ".tgz", ".7z", ".bz2", ".xz", ".rar"}


class FileValue(TypedDict, total=False):
    name: str
    url: str
    format: TermValue


def clean(value: str) -> Cleaned[FileValue]:
    """A file by its address; an address whose ending is no file format's is refused."""
    if len(value) > links.LONGEST:
        return refused("this is no address of a file", value)
    match = NAME.fullmatch(value.split("?")[0].rpartition("/")[2])
    url = links.safe(value) if match else None
    if not match or not url:
        return refused("this is no address of a file", value)
    ending = match[1].lower()
    kind = terms.clean(ending, "format").value
    if kind is None and ending not in PACKED:
        return refused(f"files do not end in {ending}, as far as we know", value)
    file = FileValue(name=unquote(urlsplit(url).path.rpartition("/")[2]), url=url)
    if kind:
        file["format"] = kind
    return Cleaned((file,))


def name(value: str) -> Cleaned[str]:
    """What stands last in an address or a path."""
    last = unquote(re.split(r"[?#]", value.strip().rstrip("/"))[0].rpartition("/")[2]).strip()
    return Cleaned((last,)) if last else refused("no name stands here", value)


def kind(value: str) -> Cleaned[TermValue]:
    """The format that the ending of a file's name shows (`scan_01.h5oina`)."""
    match = NAME.fullmatch(value.rpartition("/")[2])
    if not match:
        return refused("this name has no ending", value)
    return terms.clean(match[1].lower(), "format")
