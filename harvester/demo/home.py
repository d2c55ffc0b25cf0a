"""Make the demonstration repositories known to a home folder, as an operator would his own."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from harvester.demo.api import DemoApi
from harvester.demo.repositories import EVERY


def prepare(home: Path, urls: Mapping[str, str]) -> list[Path]:
    """Write `HOME/mappings/repositories/demo-*.yaml`, over what an earlier demonstration left.

    Args:
        home: The home folder; made if it is not there.
        urls: Addresses to harvest by repository name, as `serving` gives them.
    """
    folder = home / "mappings" / "repositories"
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for repository in EVERY:
        described = {
            "title": f"Demonstration: {repository.title}",
            "operator": {"name": f"{repository.title} (does not exist)"},
            "protocol": repository.protocol,
            "url": urls[repository.name],
            "format": repository.format,
            **({"requests": repository.requests} if isinstance(repository, DemoApi) else {}),
            "allow_private": True,
            "demonstration": True,
        }
        file = folder / f"{repository.name}.yaml"
        file.write_text(yaml.safe_dump(described, sort_keys=False, allow_unicode=True), "utf-8")
        files.append(file)
    return files
