"""A catalogue in a temporary folder, and what is in it, for tests of the whole road."""

from collections.abc import Iterable
from pathlib import Path

import yaml

from harvester import settings
from harvester.home import Home
from harvester.index import Document
from harvester.iris import record_iri
from harvester.record import RunReport
from harvester.repositories import Repository
from harvester.road import harvest


def home_in(folder: Path, processes: int = 1) -> Home:
    return Home(settings.load(folder, processes=processes))


def repository(url: str, name: str = "rum", **more: object) -> Repository:
    """On loopback, asked once: a repository that is down costs no pauses."""
    described = {"url": url, "allow_private": True, "politeness": {"attempts": 1}, **more}
    return Repository.model_validate({"name": name, **described})


def add_file(home: Home, folder: str, name: str, content: dict[str, object]) -> None:
    """As an operator does: `HOME/mappings/{folder}/{name}.yaml`."""
    path = home.path / "mappings" / folder / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")


def add_crosswalk(home: Home, **fields: object) -> None:
    """Reads Dublin Core in place of the packaged one: `**{"dataset.titles": "dc:title"}`."""
    purl = "http://purl.org/dc/elements/1.1/"
    wrapper = "http://www.openarchives.org/OAI/2.0/oai_dc/"
    described = {"format": "oai_dc", "roots": ["dc:dc"], "namespaces": {"dc": [purl, wrapper]}}
    add_file(home, "crosswalks", "oai_dc", described | {"map": fields})


def harvested(home: Home, *repositories: Repository) -> list[RunReport]:
    return [harvest(home, each) for each in repositories]


def balanced(report: RunReport) -> bool:
    """Every identifier that was seen is counted once."""
    counted = report.stored + report.unchanged + report.deleted + report.rejected
    return report.seen == counted


def state(home: Home) -> tuple[list[bytes], list[Document]]:
    """All that graph and index say, in their canonical order."""
    return list(home.graph.dump()), list(home.index.documents())


def iris(names: Iterable[str], source: str = "rum") -> list[str]:
    base = "https://w3id.org/lithoscope/"
    return [record_iri(base, source, f"oai:{source}.example:{name}") for name in names]


def titles(home: Home) -> dict[str, str]:
    """Of all that can be found, by the ends of their identifiers."""
    found = home.index.documents()
    return {each["identifier"].rpartition(":")[2]: each["title"] for each in found}
