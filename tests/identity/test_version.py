"""The rules that are in force have a short name."""

from harvester.identity.version import LENGTH, version


def test_it_is_short_and_always_the_same() -> None:
    assert len(version()) == LENGTH
    version.cache_clear()
    assert version() == version()
