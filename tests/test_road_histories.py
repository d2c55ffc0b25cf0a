"""Whatever a repository does, and however often a harvest breaks off: in the end they agree."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from catalogue import home_in, repository, state, titles
from changing import Changing, Page
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from harvester.home import Home
from harvester.record import RunReport
from harvester.road import Options, harvest

NAMES = "abcdefg"
VERDICTS = {"complete", "partial", "failed"}


@dataclass(frozen=True)
class Step:
    """What happens to one record, then what befalls a harvest at one page (0: nothing)."""

    name: str
    happens: str
    befalls: str
    page: int


steps = st.builds(
    Step,
    name=st.sampled_from(NAMES),
    happens=st.sampled_from(["change", "remove", "same again", "nothing"]),
    befalls=st.sampled_from(["nothing", "cut", "down", "expired", "stopped"]),
    page=st.integers(1, 4),
)


def happen(rum: Changing, step: Step, number: int) -> None:
    there = step.name in rum.items
    if step.happens == "change":
        rum.put(step.name, title=f"State {number} of {step.name}")
    elif step.happens == "remove" and there:
        rum.remove(step.name)
    elif step.happens == "same again" and there and (dc := rum.items[step.name].dc):
        rum.put(step.name, title=dc.removeprefix("<dc:title>").removesuffix("</dc:title>"))


def harvest_badly(home: Home, rum: Changing, url: str, step: Step) -> RunReport:
    def trouble(page: Page) -> object:
        if page.number < step.page:
            return None
        if step.befalls == "expired":
            rum.spent.add(page.asked.get("resumptionToken", ""))
        return page.cut if step.befalls in ("cut", "down", "expired") else None

    rum.trouble = trouble
    limit = 2 * step.page if step.befalls == "stopped" else None
    report = harvest(home, repository(url), Options(limit=limit))
    rum.trouble = None
    rum.spent.clear()
    return report


def live(rum: Changing) -> dict[str, str]:
    return {
        item.name: item.dc.removeprefix("<dc:title>").removesuffix("</dc:title>")
        for item in rum.items.values()
        if item.dc is not None
    }


def assert_they_agree_in_the_end(history: list[Step]) -> None:
    rum = Changing(page_size=2)
    for name in NAMES[:5]:
        rum.put(name)
    with TemporaryDirectory() as folder, rum.serve() as server:
        home, fresh = home_in(Path(folder, "home")), home_in(Path(folder, "fresh"))
        for number, step in enumerate(history):
            happen(rum, step, number)
            assert harvest_badly(home, rum, server.url, step).verdict in VERDICTS
        assert harvest(home, repository(server.url)).verdict == "complete"
        assert harvest(fresh, repository(server.url)).verdict == "complete"
        assert titles(home) == live(rum)
        assert state(home) == state(fresh)
        home.close()
        fresh.close()


def of(examples: int) -> Callable[..., object]:
    """Always the same histories; a failing one is told as it is, for shrinking takes minutes."""
    return settings(
        max_examples=examples,
        phases=[Phase.explicit, Phase.generate],
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )


@of(examples=3)
@given(st.lists(steps, min_size=3, max_size=5))
def test_short_histories(history: list[Step]) -> None:
    assert_they_agree_in_the_end(history)


@pytest.mark.slow
@of(examples=60)
@given(st.lists(steps, min_size=4, max_size=12))
def test_long_histories(history: list[Step]) -> None:
    assert_they_agree_in_the_end(history)
