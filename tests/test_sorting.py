"""Sorting that does not hold everything in memory."""

from hypothesis import given
from hypothesis import strategies as st

from harvester.sorting import sort

NAMES = st.lists(st.binary(max_size=6).filter(lambda name: b"\n" not in name), max_size=30)


@given(NAMES, st.integers(1, 10))
def test_names_are_sorted_however_few_fit_into_memory(names, run):
    assert list(sort(names, run)) == sorted(names)
