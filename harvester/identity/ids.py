"""Lasting ids of samples, made from what a sample is called and nothing else."""

from base64 import b32encode
from hashlib import sha256

LENGTH = 16
"""Of 5 bits each: that two of a hundred million samples meet has a chance of 1 in 200 million."""


def sample_id(iri: str) -> str:
    """Small letters and the digits 2 to 7; the same for an IRI at any time, in any catalogue."""
    return b32encode(sha256(iri.encode()).digest()).decode().lower()[:LENGTH]
