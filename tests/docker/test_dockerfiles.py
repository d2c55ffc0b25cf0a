"""Images: pinned, without root, and made of what the project says it needs."""

import json
import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement

from harvester import __version__
from tests.docker.deployment import DOCKER, ROOT, compose, instructions, kustomization, program

DOCKERFILES = {"product": DOCKER / "Dockerfile", "graph": DOCKER / "graph" / "Dockerfile"}
IMAGES = {name: instructions(file) for name, file in DOCKERFILES.items()}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def given(image: str, word: str) -> list[str]:
    return [rest for instruction, rest in IMAGES[image] if instruction == word]


def pinned(name: str) -> dict[str, str]:
    """Version by package of one of the two lists."""
    text = (DOCKER / "requirements" / f"{name}.txt").read_text("utf-8")
    found = re.findall(r"^([\w.-]+)==([^\s;]+)(.*\n    --hash=sha256:[0-9a-f]{64})?", text, re.M)
    assert not [package for package, _, hashed in found if not hashed]
    return {package: version for package, version, _ in found}


@pytest.mark.parametrize("image", DOCKERFILES)
def test_a_linter_has_nothing_to_say(image: str) -> None:
    done = subprocess.run([program("hadolint"), DOCKERFILES[image]], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("image", DOCKERFILES)
def test_every_base_is_pinned_by_its_digest(image: str) -> None:
    stages = {base.partition(" AS ")[2] for base in given(image, "FROM")}
    bases = [base.partition(" AS ")[0] for base in given(image, "FROM")]
    foreign = [base for base in bases if base not in stages]
    assert len(foreign) == 1
    assert re.fullmatch(r"[\w-]+:[\w.-]*\d[\w.-]*@sha256:[0-9a-f]{64}", foreign[0])


@pytest.mark.parametrize("image", DOCKERFILES)
def test_it_runs_as_a_user_with_a_number_who_owns_its_volume(image: str) -> None:
    assert given(image, "USER") == ["10001:10001"]
    [volumes] = given(image, "VOLUME")
    made = f"install --directory --owner=10001 --group=10001 --mode=0750 {json.loads(volumes)[0]}"
    assert made in given(image, "RUN")
    assert given(image, "HEALTHCHECK")


def test_its_labels_tell_the_version_of_the_package() -> None:
    assert f"VERSION={__version__}" in given("product", "ARG")
    assert f"lithoscope:{__version__}" in compose()["services"]["worker"]["image"]
    tags = {each["name"]: each["newTag"] for each in kustomization()["images"]}
    assert tags["lithoscope"] == __version__
    [labels] = given("product", "LABEL")
    said = set(re.findall(r"org\.opencontainers\.image\.(\w+)=", labels))
    assert said == {"title", "description", "url", "licenses", "version", "revision"}
    assert PROJECT["project"]["description"] in labels
    assert f'"{PROJECT["project"]["license"]}"' in labels


@pytest.mark.parametrize(("name", "wanted"), [("run", "dependencies"), ("build", "requires")])
def test_the_pinned_libraries_are_those_that_the_project_needs(name: str, wanted: str) -> None:
    needed = [*PROJECT["project" if name == "run" else "build-system"][wanted]]
    if name == "run":
        needed += PROJECT["project"]["optional-dependencies"]["postgresql"]
    versions = pinned(name)
    wrong = [
        str(requirement)
        for requirement in map(Requirement, needed)
        if versions.get(requirement.name.lower(), "0") not in requirement.specifier
    ]
    assert not wrong, "pin them anew: docker/lock"


def test_what_is_copied_is_let_in_and_there() -> None:
    let_in = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.M)
    sources = [
        source
        for rest in given("product", "COPY")
        if not rest.startswith("--from=")
        for source in rest.split()[:-1]
    ]
    for source in sources:
        assert (ROOT / source).exists()
        assert any(source == each or source.startswith(f"{each}/") for each in let_in)
