"""Relatives that come back when all that is stated of families and localities is hidden.

The demonstration is harvested, its records lose every stated parent, part and place identifier, and
for each sample the first ten relatives are held against the answer key.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks import report

sys.path.insert(0, str(Path(__file__).parents[1]))


def run(_: int) -> None:
    """Of the demonstration: there is no other number of records."""
    from catalogue import harvested, home_in
    from hidden_family import found_again, without_family

    from harvester.demo.home import prepare
    from harvester.demo.repositories import serving

    report.heading("related: the demonstration with every family and locality hidden")
    with TemporaryDirectory() as name, serving() as urls:
        demo = home_in(Path(name) / "demo")
        prepare(demo.path, urls)
        harvested(demo, *(demo.repository(each) for each in urls))
        hidden = without_family(demo, Path(name))
        begun = perf_counter()
        found = list(found_again(hidden))
        seconds = perf_counter() - begun
        recall = sum(each.came / each.of for each in found) / len(found)
        report.figure("samples with relatives", f"{len(found)}")
        report.figure("recall among the first ten", f"{recall:.3f}", "at least 0.9")
        report.figure("each", f"{seconds / len(found) * 1000:.0f} ms")
        hidden.close()
        demo.close()
