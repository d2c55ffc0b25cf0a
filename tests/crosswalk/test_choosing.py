"""The crosswalk is chosen by what the metadata are, not by what a repository calls them."""

import pytest
from mapped import change, packaged

from harvester import crosswalk, parse
from harvester.crosswalk import Crosswalk
from harvester.errors import SkipRecord

OAI_DC = (
    '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Slab</dc:title></oai_dc:dc>'
)


def chosen(xml: str, prefix: str, known: dict[str, Crosswalk] | None = None) -> str:
    parsed = parse.parse(change(xml.encode(), prefix))
    return crosswalk.choose(packaged() if known is None else known, parsed, prefix).format


@pytest.mark.parametrize("prefix", ["datacite", "oai_datacite", "oai_dc", "anything"])
@pytest.mark.parametrize(
    "namespace",
    [
        "http://datacite.org/schema/kernel-4",
        "http://datacite.org/schema/kernel-4.0",
        "http://datacite.org/schema/kernel-3",
        "http://datacite.org/schema/kernel-2.2",
        "",
    ],
)
def test_datacite_is_known_under_any_prefix_and_in_any_kernel(prefix, namespace):
    assert chosen(f'<resource xmlns="{namespace}"/>', prefix) == "datacite"


def test_datacite_is_known_inside_the_wrapper_of_its_own_server():
    inner = '<payload><resource xmlns="http://datacite.org/schema/kernel-4"/></payload>'
    xml = f'<oai_datacite xmlns="http://schema.datacite.org/oai/oai-1.1/">{inner}</oai_datacite>'
    assert chosen(xml, "oai_datacite") == "datacite"


def test_dublin_core_under_the_prefix_of_another_format_is_still_dublin_core():
    assert chosen(OAI_DC, "datacite") == "oai_dc"


def test_an_unknown_root_is_told_with_what_is_known():
    with pytest.raises(SkipRecord) as caught:
        chosen('<card xmlns="https://lab.example/card"/>', "card")
    told, _, known = str(caught.value).partition("; formats known: ")
    assert told == "No crosswalk reads <{https://lab.example/card}card> (asked for as card)"
    assert {"datacite", "marcxml", "oai_dc"} <= set(known.rstrip(".").split(", "))


def test_of_two_that_fit_the_prefix_decides(tmp_path):
    files = {}
    for name in ("first", "second"):
        file = tmp_path / f"{name}.yaml"
        file.write_text(f"format: {name}\nroots: [card]\nmap: {{dataset.titles: name}}\n")
        files[name] = crosswalk.read(file)
    assert chosen("<card/>", "second", files) == "second"
    assert chosen("<card/>", "neither", files) == "first"


def test_json_is_known_by_its_prefix_alone(tmp_path):
    file = tmp_path / "card.yaml"
    file.write_text("format: card\nalso: [cards]\nsyntax: json\nmap: {dataset.titles: name}\n")
    known = {"card": crosswalk.read(file)}
    assert chosen('{"name": "Slab"}', "cards", known) == "card"
    with pytest.raises(SkipRecord, match="this JSON"):
        chosen('{"name": "Slab"}', "other", known)
