"""Samples in running text: catalogue numbers, meteorites, and labels that laboratories gave."""

from harvester.clean.samples.reader import SampleReader

__all__ = ["SampleReader"]
