"""What `docker/` names is there: settings, commands and their options, files, addresses."""

import json
import re
import shlex
from typing import Any

import pytest

from harvester.settings import Settings
from tests.docker.deployment import (
    DOCKER,
    OURS,
    PRODUCT,
    SERVICES,
    containers,
    instructions,
    kubernetes,
    kustomization,
    pods,
)
from tests.test_promises import parsed

README = (DOCKER / "README.md").read_text("utf-8")
TEXTS = [p for p in DOCKER.rglob("*") if p.is_file() and "secrets" not in p.parts[-2:-1]]
VARIABLES = {f"LITHOSCOPE_{name.upper()}" for name in Settings.model_fields} - {
    "LITHOSCOPE_ORIGINS"
}
OF_COMPOSE = {"LITHOSCOPE_IMAGE", "LITHOSCOPE_GRAPH_IMAGE"}


def of_dockerfile(word: str) -> list[str]:
    given = dict(instructions(DOCKER / "Dockerfile"))[word]
    read: list[str] = json.loads(given.partition("CMD ")[2] if word == "HEALTHCHECK" else given)
    return read


def of_compose() -> list[list[str]]:
    return [SERVICES[name]["command"] for name in PRODUCT]


def of_kubernetes() -> list[list[str]]:
    given = [
        each for pod in pods().values() for each in containers(pod) if each["image"] == "lithoscope"
    ]
    probes = [
        each["readinessProbe"]["exec"]["command"] for each in given if "readinessProbe" in each
    ]
    return [each["args"] for each in given] + [probe[1:] for probe in probes]


def of_readme() -> list[list[str]]:
    """What follows the service's name in `run`, and the program's in `exec` and in running text."""
    lines = re.sub(r"\\\n\s*", "", README).splitlines()
    lines = [line for line in lines if "compose" in line and "--entrypoint" not in line]
    commands = [line.partition(" run --rm ")[2] for line in lines]
    commands = [re.sub(r"--no-deps |--env \S+ *", "", command) for command in commands]
    given = [shlex.split(command)[1:] for command in commands if command]
    words = re.findall(r"(?:exec \S+ (?:-- )?|`)lithoscope (.+?)(?:`|$)", README, re.M)
    return given + [shlex.split(each) for each in words]


GIVEN = [of_dockerfile("CMD"), of_dockerfile("HEALTHCHECK")[1:], *of_compose(), *of_kubernetes()]
COMMANDS = sorted({shlex.join(words) for words in [*GIVEN, *of_readme()]})


def test_every_variable_is_a_setting() -> None:
    named = {name for text in TEXTS for name in re.findall(r"LITHOSCOPE_[A-Z_]+", text.read_text())}
    assert named > {"LITHOSCOPE_HOME", "LITHOSCOPE_SECRETS"}
    assert named - OF_COMPOSE <= VARIABLES


def test_every_secret_of_the_product_is_a_setting() -> None:
    named = {n for t in TEXTS for n in re.findall(r"\blithoscope_[a-z_]+\b", t.read_text())}
    assert {name.upper() for name in named} <= VARIABLES


def test_commands_are_found() -> None:
    assert {"worker", "doctor", "runs list", "search chromite"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_there(command: str) -> None:
    assert parsed(shlex.split(command))


def test_files_that_the_readme_names_are_there() -> None:
    named = re.findall(r"^\| (`.+?`) \|", README, re.M)
    files = [name for cell in named for name in re.findall(r"`([^`]+)`", cell)]
    own = [name for name in files if name not in SERVICES]
    assert "Dockerfile" in own
    assert not [name for name in own if not (DOCKER / name).exists()]


def test_every_file_is_named_in_the_readme() -> None:
    there = {each.name for each in DOCKER.iterdir()} - {
        "README.md",
        ".gitignore",
        ".env",
        "secrets",
    }
    assert not [name for name in there if f"`{name}" not in README]


def test_services_that_the_readme_names_are_those_of_the_file() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|", README, re.M)
    assert {row for row in rows if row in SERVICES} == set(SERVICES) - {"lithoscope"}


def _settings() -> list[dict[str, Any]]:
    literals = kustomization()["configMapGenerator"][0]["literals"]
    cluster = dict(literal.split("=", 1) for literal in literals)
    return [cluster, *(SERVICES[name]["environment"] for name in sorted(PRODUCT))]


@pytest.mark.parametrize("settings", _settings())
def test_addresses_lead_to_the_services(settings: dict[str, str]) -> None:
    address = settings.get("LITHOSCOPE_SEARCH_URL", "elasticsearch+https://search:9200/")
    assert re.match(r"elasticsearch\+https://search:9200/", address)
    services = {each["metadata"]["name"] for each in kubernetes() if each["kind"] == "Service"}
    secrets = (DOCKER / "make-secrets").read_text("utf-8")
    hosts = set(re.findall(r"@(\w+):\d+/", secrets)) | {"search"}
    assert hosts <= services
    assert hosts <= set(SERVICES)


def test_images_of_our_own_are_built_from_here() -> None:
    built = {each["image"].partition(":")[0] for each in SERVICES.values() if "build" in each}
    assert built == OURS
