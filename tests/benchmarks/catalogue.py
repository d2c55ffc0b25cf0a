"""A catalogue and a repository of the product, for measuring what users would run."""

from pathlib import Path

from harvester import settings
from harvester.home import Home
from harvester.record import RunReport
from harvester.repositories import Repository
from harvester.road import harvest


def repository(url: str) -> Repository:
    return Repository.model_validate({"name": "bench", "url": url, "allow_private": True})


def opened(folder: Path) -> Home:
    return Home(settings.load(folder))


def harvested(home: Home, url: str) -> RunReport:
    """The whole road; a run that is not complete is no measurement, and says so."""
    report = harvest(home, repository(url))
    if report.verdict != "complete":
        print(
            f"  not a measurement: {report.verdict}, {report.rejected} rejected. {report.message}"
        )
    return report
