"""The files of `docker/`, read as those read them who start something by them."""

import re
import shutil
import sysconfig
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import missing

ROOT = Path(__file__).resolve().parents[2]
DOCKER = ROOT / "docker"
COMPOSE_TEXT = (DOCKER / "compose.yaml").read_text("utf-8")
OURS = {"lithoscope", "lithoscope-graph"}
"""Images that are built from here; every other one is pulled."""
Yaml = dict[str, Any]


def library(name: str) -> Any:
    """One of the extra `deploy`."""
    if find_spec(name) is None:
        missing("deploy", "pip install 'lithoscope[deploy]'")
    return import_module(name)


def program(name: str) -> str:
    """The path of one of the extra `deploy`, or of the system."""
    found = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    return found or missing("deploy", f"{name} is not here: pip install 'lithoscope[deploy]'")


def compose() -> Yaml:
    """The compose file with the defaults of its variables, put in after parsing as Compose does."""
    read: Yaml = _with_defaults(yaml.safe_load(COMPOSE_TEXT))
    return read


def _with_defaults(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _with_defaults(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_with_defaults(inner) for inner in value]
    if isinstance(value, str):
        return re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value).replace("$$", "$")
    return value


SERVICES: dict[str, Yaml] = compose()["services"]
PRODUCT = {name for name, each in SERVICES.items() if each["image"].startswith("lithoscope:")}


def kubernetes() -> list[Yaml]:
    """Every object of the manifests."""
    return [
        each
        for name in kustomization()["resources"]
        for each in yaml.safe_load_all((DOCKER / "kubernetes" / name).read_text("utf-8"))
    ]


def kustomization() -> Yaml:
    read: Yaml = yaml.safe_load((DOCKER / "kubernetes/kustomization.yaml").read_text("utf-8"))
    return read


def pods() -> dict[str, Yaml]:
    """The pod that each workload runs, by the workload's name."""
    workloads = {"Deployment", "StatefulSet"}
    return {
        each["metadata"]["name"]: each["spec"]["template"]["spec"]
        for each in kubernetes()
        if each["kind"] in workloads
    }


def containers(pod: Yaml) -> list[Yaml]:
    return [*pod.get("initContainers", []), *pod["containers"]]


def instructions(dockerfile: Path) -> list[tuple[str, str]]:
    """Each instruction of a Dockerfile and what it is given, lines joined."""
    text = re.sub(r"^#.*\n", "", dockerfile.read_text("utf-8"), flags=re.M)
    lines = re.sub(r"\\\n\s*", "", text).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines) if word]
