"""Run all benchmarks, or those that are named."""

from argparse import ArgumentParser
from collections.abc import Callable

from tests.benchmarks import (
    authority,
    capacity,
    elasticsearch,
    fetch,
    fill,
    identity,
    live,
    machine,
    match_scale,
    memory,
    related,
    report,
    sparql,
    words,
)

BENCHMARKS: dict[str, Callable[[int], None]] = {
    "authority": authority.run,
    "capacity": capacity.run,
    "elasticsearch": elasticsearch.run,
    "fetch": fetch.run,
    "fill": fill.run,
    "identity": identity.run,
    "live": live.run,
    "match-scale": match_scale.run,
    "memory": memory.run,
    "related": related.run,
    "sparql": sparql.run,
    "words": words.run,
}
RECORDS = {
    "authority": 10_000,
    "capacity": 5_000,
    "elasticsearch": 15_000,
    "fetch": 50_000,
    "fill": 20_000,
    "identity": 0,
    "live": 20_000,
    "match-scale": 1_000_000,
    "memory": 40_000,
    "related": 0,
    "sparql": 5_000,
    "words": 5_000,
}


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*BENCHMARKS, []], help="default: all")
    parser.add_argument("--records", type=int, help="instead of each benchmark's own number")
    said = parser.parse_args()
    report.heading("machine")
    for line in machine.described():
        print(f"  {line}")
    for name in said.name or BENCHMARKS:
        BENCHMARKS[name](said.records or RECORDS[name])


if __name__ == "__main__":
    main()
