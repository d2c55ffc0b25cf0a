"""Records that share keys are counted once each, in a database that is gone afterwards."""

from harvester.quality.doubles import Doubles

A, B = ("identifier", "https://doi.org/10.5072/a"), ("identifier", "https://doi.org/10.5072/b")


def test_a_record_that_shares_two_keys_is_counted_once() -> None:
    with Doubles() as doubles:
        doubles.add("1", [A, B])
        doubles.add("2", [A, B])
        doubles.add("3", [B])
        assert doubles.count("identifier") == (2, 3)
        assert [(kind.what, kind.count) for kind in doubles.kinds("identifier", 9)] == [
            (B[1], 3),
            (A[1], 2),
        ]


def test_only_so_many_keys_are_listed() -> None:
    with Doubles() as doubles:
        doubles.add("1", [A, B])
        doubles.add("2", [A, B])
        assert len(doubles.kinds("identifier", 1)) == 1


def test_kinds_of_keys_do_not_meet() -> None:
    with Doubles() as doubles:
        doubles.add("1", [("title", "x")])
        doubles.add("2", [("identifier", "x")])
        assert doubles.count("title") == doubles.count("identifier") == (0, 0)
