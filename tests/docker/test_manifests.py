"""Kubernetes: objects that its API knows, in pods that the strictest standard lets in."""

import re
from typing import Any

import pytest

from tests.docker.deployment import (
    DOCKER,
    OURS,
    containers,
    kubernetes,
    kustomization,
    library,
    pods,
)

OBJECTS = {f"{each['kind']} {each['metadata']['name']}": each for each in kubernetes()}
PODS = pods()
STORES = {"ledger", "search", "graph"}


@pytest.mark.parametrize("name", OBJECTS)
def test_the_api_knows_every_key(name: str) -> None:
    schemas = library("kubernetes_validate")
    schemas.validate(OBJECTS[name], schemas.latest_version(), strict=True)


def test_there_are_stores_with_volumes_and_two_workers() -> None:
    assert {
        each["metadata"]["name"] for each in kubernetes() if each["kind"] == "StatefulSet"
    } == STORES
    for store in STORES:
        assert OBJECTS[f"StatefulSet {store}"]["spec"]["volumeClaimTemplates"]
    assert OBJECTS["Deployment worker"]["spec"]["replicas"] == 2
    assert OBJECTS["PodDisruptionBudget worker"]["spec"]["minAvailable"] == 1


@pytest.mark.parametrize("name", PODS)
def test_a_pod_is_let_in_by_the_standard_called_restricted(name: str) -> None:
    pod = PODS[name]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod)
    for container in containers(pod):
        held: dict[str, Any] = container["securityContext"]
        assert held["allowPrivilegeEscalation"] is False
        assert held["capabilities"] == {"drop": ["ALL"]}
        assert held.get("readOnlyRootFilesystem", False) is (name != "search")
    enforced = OBJECTS["Namespace lithoscope"]["metadata"]["labels"]
    assert enforced["pod-security.kubernetes.io/enforce"] == "restricted"


@pytest.mark.parametrize("name", PODS)
def test_every_container_has_limits_and_is_asked_how_it_is(name: str) -> None:
    for container in containers(PODS[name]):
        assert set(container["resources"]) == {"requests", "limits"}
    for container in PODS[name]["containers"]:
        assert "readinessProbe" in container
        assert name == "worker" or {"startupProbe", "livenessProbe"} <= set(container)


@pytest.mark.parametrize("name", PODS)
def test_images_are_pinned_here_or_in_the_kustomization(name: str) -> None:
    tags = {each["name"]: each["newTag"] for each in kustomization()["images"]}
    assert set(tags) == OURS
    for container in containers(PODS[name]):
        digest = re.search(r":[\w.-]+@sha256:[0-9a-f]{64}$", container["image"])
        assert digest or container["image"] in tags


@pytest.mark.parametrize("name", PODS)
def test_what_a_pod_mounts_is_made_by_the_kustomization(name: str) -> None:
    made = {
        each["name"]
        for kind in ("configMap", "secret")
        for each in kustomization()[f"{kind}Generator"]
    }
    for volume in PODS[name].get("volumes", []):
        source = volume.get("secret", {}).get("secretName") or volume.get("configMap", {}).get(
            "name"
        )
        assert source is None or source in made | {"search-key"}
    claims = OBJECTS.get(f"StatefulSet {name}", {}).get("spec", {}).get("volumeClaimTemplates", [])
    there = {each["name"] for each in PODS[name]["volumes"]} | {
        c["metadata"]["name"] for c in claims
    }
    for container in containers(PODS[name]):
        assert {each["name"] for each in container["volumeMounts"]} <= there


def test_secrets_are_made_of_the_files_that_the_script_writes() -> None:
    script = (DOCKER / "make-secrets").read_text("utf-8")
    files = [file for each in kustomization()["secretGenerator"] for file in each["files"]]
    assert files
    assert not [file for file in files if file.removeprefix("secrets/") not in script]


@pytest.mark.parametrize("name", sorted(STORES))
def test_a_store_lets_workers_in_on_its_port_and_nobody_else(name: str) -> None:
    [port] = OBJECTS[f"Service {name}"]["spec"]["ports"]
    assert OBJECTS["NetworkPolicy nobody"]["spec"]["podSelector"] == {}
    policy = OBJECTS["NetworkPolicy stores-let-workers-in"]["spec"]
    [rule] = policy["ingress"]
    worker = {"podSelector": {"matchLabels": {"app.kubernetes.io/name": "worker"}}}
    assert rule["from"] == [worker]
    assert port["port"] in {each["port"] for each in rule["ports"]}
    assert name in policy["podSelector"]["matchExpressions"][0]["values"]
