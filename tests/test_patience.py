"""How long we wait for another machine, and what we do not ask again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import stamina

from harvester.patience import Failure, asked_wait, patiently

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=20, cap=True):
        yield


def headers(**said: str) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in said.items()}


def test_retry_after_is_read_in_both_forms() -> None:
    assert asked_wait(headers(Retry_After="40")) == 40
    in_a_minute = format_datetime(NOON + timedelta(seconds=60), usegmt=True)
    now = format_datetime(NOON, usegmt=True)
    assert asked_wait(headers(Retry_After=in_a_minute, Date=now)) == 60
    assert asked_wait(headers(Retry_After=now, Date=in_a_minute)) == 0
    assert asked_wait(headers(Retry_After="soon")) is None
    assert asked_wait(headers()) is None


def test_a_date_is_compared_with_our_clock_where_the_server_does_not_tell_its_own() -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    assert asked_wait(headers(Retry_After=soon)) == pytest.approx(3600, abs=5)


def test_patience_is_of_the_failure() -> None:
    tries: list[int] = []

    def ask() -> None:
        tries.append(1)
        raise Failure("was nothing", patience=2)

    with pytest.raises(Failure, match="was nothing"):
        patiently(ask, attempts=5)
    assert len(tries) == 2


@pytest.mark.parametrize(("within", "wait"), [(0, None), (60, 300)])
def test_no_attempt_is_begun_or_waited_for_after_the_time_for_all_of_them(
    within: float, wait: float | None
) -> None:
    tries: list[int] = []

    def ask() -> None:
        tries.append(1)
        raise Failure("is busy", wait=wait)

    with pytest.raises(Failure, match="is busy"):
        patiently(ask, attempts=5, within=within)
    assert len(tries) == 1


def test_a_mistake_of_ours_is_not_retried() -> None:
    with pytest.raises(ZeroDivisionError):
        patiently(lambda: 1 / 0, attempts=5)
