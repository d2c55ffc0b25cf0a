"""Compose: a file that the specification knows, and services that can do no more than they must."""

import json
import re
from typing import Any

import pytest

from tests.docker.deployment import COMPOSE_TEXT, DOCKER, OURS, PRODUCT, SERVICES, compose, library

ONCE = {"prepare", "search-key"}
"""Services that end when their work is done."""
STORES = {"ledger", "search", "graph"}


def test_the_specification_knows_every_key() -> None:
    # that library knows a tag or a digest, not both; engines take both and hold to the digest
    text = re.sub(r":[\w.-]+@sha256", "@sha256", json.dumps(compose()))
    read = library("compose_spec").PyCompose.from_json(text)
    read.validate()
    assert set(read.service_names()) == set(SERVICES)


def test_one_machine_needs_one_container() -> None:
    embedded = {name for name, each in SERVICES.items() if each["profiles"] == ["embedded"]}
    assert embedded == {"lithoscope"}
    assert SERVICES["lithoscope"]["command"] == ["schedule", "run"]
    assert SERVICES["lithoscope"]["volumes"] == ["catalogue:/data", "temporary:/var/tmp"]


def test_a_cluster_has_three_stores_and_two_workers() -> None:
    cluster = {name for name, each in SERVICES.items() if each["profiles"] == ["cluster"]}
    assert cluster == STORES | ONCE | {"worker"}
    assert SERVICES["worker"]["deploy"]["replicas"] == 2


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_do_no_more_than_it_must(name: str) -> None:
    service = SERVICES[name]
    user, _, group = service["user"].partition(":")
    assert int(user) > 0
    assert group.isdigit()
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is (name != "search")
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert not {"privileged", "ports", "network_mode", "pid", "cap_add"} & set(service)


@pytest.mark.parametrize("name", sorted(STORES | {"search-key"}))
def test_stores_are_reached_from_their_own_network_alone(name: str) -> None:
    assert SERVICES[name]["networks"] == ["stores"]
    assert compose()["networks"]["stores"] == {"internal": True}


@pytest.mark.parametrize("name", SERVICES)
def test_what_is_pulled_is_pinned_by_its_digest(name: str) -> None:
    image = SERVICES[name]["image"]
    assert re.fullmatch(r"[\w./-]+:[\w.-]*\d[\w.-]*(@sha256:[0-9a-f]{64})?", image)
    assert "@sha256:" in image or image.partition(":")[0] in OURS


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_waits_until_what_it_needs_answers(name: str) -> None:
    waits: dict[str, Any] = SERVICES[name].get("depends_on", {})
    for other, how in waits.items():
        wanted = "service_completed_successfully" if other in ONCE else "service_healthy"
        assert how == {"condition": wanted}
        dockerfile = SERVICES[other].get("build", {}).get("context") == "graph"
        assert other in ONCE or dockerfile or "healthcheck" in SERVICES[other]


def test_workers_begin_when_everything_is_ready() -> None:
    assert set(SERVICES["worker"]["depends_on"]) == STORES | {"prepare"}
    assert set(SERVICES["prepare"]["depends_on"]) == {"ledger", "search-key", "graph"}


def test_secrets_are_files_and_no_variable_holds_one() -> None:
    assert all(set(each) == {"file"} for each in compose()["secrets"].values())
    given = [
        str(value) for each in SERVICES.values() for value in each.get("environment", {}).items()
    ]
    assert not [value for value in given if re.search(r"://[^/]*@", value)]
    named = [name for each in SERVICES.values() for name in each.get("environment", {})]
    assert not [
        name for name in named if re.search("PASSWORD|KEY$|TOKEN", name) and "FILE" not in name
    ]


def test_what_is_mounted_is_there_or_made_by_the_script_for_secrets() -> None:
    script = (DOCKER / "make-secrets").read_text("utf-8")
    for each in compose()["secrets"].values():
        assert each["file"].removeprefix("secrets/") in script
    for each in compose()["configs"].values():
        assert (DOCKER / each["file"]).is_file()


def test_the_example_of_an_environment_names_what_the_file_reads() -> None:
    example = (DOCKER / ".env.example").read_text("utf-8")
    written = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.M))
    assert written == set(re.findall(r"\$\{(\w+):-", COMPOSE_TEXT))


@pytest.mark.parametrize("name", sorted(PRODUCT))
def test_the_product_maps_on_as_many_cores_as_it_has(name: str) -> None:
    service = SERVICES[name]
    cpus = service["deploy"]["resources"]["limits"]["cpus"]
    assert service["environment"]["LITHOSCOPE_PROCESSES"] == cpus


@pytest.mark.parametrize("name", sorted(PRODUCT))
def test_the_product_sorts_on_disk_and_not_in_memory(name: str) -> None:
    assert "temporary:/var/tmp" in SERVICES[name]["volumes"]
