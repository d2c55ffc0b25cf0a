"""Figures as a person reads them; nothing is judged by the program."""

from collections.abc import Iterable


def heading(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def figure(name: str, value: str, aim: str = "") -> None:
    print(f"  {name:<34}{value:>16}" + (f"   aim {aim}" if aim else ""), flush=True)


def shares(title: str, seconds: Iterable[tuple[str, float]], records: int) -> None:
    """CPU seconds by stage, with the share of all and the microseconds per record."""
    rows = list(seconds)
    total = sum(spent for _, spent in rows) or 1
    print(f"  {title}", flush=True)
    for name, spent in rows:
        each = spent / records * 1e6
        print(f"    {name:<30}{spent:>8.2f} s {spent / total:>6.0%} {each:>8.0f} µs a record")
