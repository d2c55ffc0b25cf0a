"""Checksums of files: `md5:9e10…`, `{sha256}…`, or digits alone under the name of an algorithm."""

import re

from harvester.clean.cleaned import Cleaned, refused

LENGTHS = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}
"""Hexadecimal digits, by algorithm as SPDX names it (https://spdx.org/rdf/terms)."""
WRITTEN = re.compile(r"\{?([A-Za-z]+-?[0-9]+)?\}?\s*[:=]?\s*([0-9A-Fa-f]{32,128})")


def clean(value: str, hint: str = "") -> Cleaned[str]:
    """Algorithm and digits, `md5:9e107d9d372bb6826bd81d3542a419d6`; `hint` may name the first."""
    match = WRITTEN.fullmatch(value.strip())
    algorithm = re.sub("[^a-z0-9]", "", ((match and match[1]) or hint).lower())
    if not match or LENGTHS.get(algorithm) != len(match[2]):
        return refused("this is no checksum of a known kind", value)
    return Cleaned((f"{algorithm}:{match[2].lower()}",))
