"""Rules 15 to 17, 51, 55, 57 and 58: sets, and lists as a whole."""

import re
from collections import Counter

from harvester.conformance.outcome import Broken, Untested, content, known, require_error
from harvester.conformance.site import Site
from harvester.conformance.walk import headers
from harvester.fetch.protocol import OAI

LISTS = {"ListRecords", "ListIdentifiers", "ListSets", "ListMetadataFormats"}
_SET = re.compile(r"[\w.!~*'()-]+(:[\w.!~*'()-]+)*", re.ASCII)
UNKNOWN_SET = "no-such-set-lithoscope"


def list_sets(site: Site) -> None:
    """ListSets names at least one set, or answers noSetHierarchy."""
    found = site.ask("ListSets")
    if "noSetHierarchy" in dict(found.errors):
        return
    if not any(each.findtext(f"{OAI}setSpec") for each in content(found)):
        raise Broken(found, "no set has a setSpec")


def list_identifiers(site: Site) -> None:
    """ListIdentifiers gives the headers of a set, or noRecordsMatch if it is empty."""
    specs = [site.asked.set] if site.asked.set else site.sets[:1]
    asked = site.prefix | ({"set": specs[0]} if specs else {})
    found = site.ask("ListIdentifiers", asked)
    if "noRecordsMatch" not in dict(found.errors):
        content(found)


def one_identifier(site: Site) -> None:
    """Each header holds exactly one identifier."""
    for page in site.listed.pages:
        for header in headers(page):
            count = len(header.findall(f"{OAI}identifier"))
            if count != 1:
                raise Broken(page, f"a header holds {count} identifiers")


def nothing_twice(site: Site) -> None:
    """A list that changes while it is read passes over nothing; no record comes twice."""
    (most, times), *_ = [*Counter(site.paged.identifiers).most_common(1), ("", 0)]
    if times > 1:
        raise Broken(site.paged.pages[0], f"{most} comes {times} times in the list")
    raise Untested("no record came twice, but a change in the middle cannot be provoked")


def sets(site: Site) -> None:
    """A setSpec is well-formed, a set holds what its parts hold, an unknown one is refused."""
    for spec in site.sets:
        if not _SET.fullmatch(spec):
            raise Broken(site.ask("ListSets"), f"the setSpec {spec!r} is not well-formed")
    unknown = site.ask("ListIdentifiers", site.prefix | {"set": UNKNOWN_SET})
    require_error(unknown, "noRecordsMatch", "badArgument", "noSetHierarchy")
    _part_in_whole(site)


def _part_in_whole(site: Site) -> None:
    for part in (spec for spec in site.sets if ":" in spec):
        within = site.walk("ListIdentifiers", site.prefix | {"set": part})
        whole = site.walk("ListIdentifiers", site.prefix | {"set": part.rpartition(":")[0]})
        missing = set(within.identifiers) - set(whole.identifiers)
        if whole.ended and missing:
            raise Broken(whole.pages[0], f"{min(missing)} is in {part}, but not in the whole")


def no_empty_list(site: Site) -> None:
    """No list is empty: where nothing matches, the error noRecordsMatch says so."""
    for each in site.answers:
        if each.verb in LISTS and each.content is not None and not each.items:
            raise Broken(each, "the list holds nothing")


def every_record(site: Site) -> None:
    """ListRecords gives every record that ListIdentifiers names: none ends the list early."""
    named = site.listed
    known(site.ask("ListRecords", site.selection), 62)
    given = site.walk("ListRecords", site.selection)
    if not (named.ended and given.ended):
        read = len(named.pages) + len(given.pages)
        raise Untested(f"the lists were not read to their ends ({read} pages were); see --pages")
    missing = set(named.identifiers) - set(given.identifiers)
    if missing:
        raise Broken(given.pages[-1], f"{len(missing)} records are missing, as {min(missing)}")
