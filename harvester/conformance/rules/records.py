"""Rules 18 to 22 and 53, 54, 56: one record, by its identifier and by its datestamp."""

from lxml import etree

from harvester.conformance.exchange import Exchange
from harvester.conformance.outcome import Broken, Untested, content, known, require_error
from harvester.conformance.site import Site
from harvester.conformance.stamps import is_stamp
from harvester.conformance.walk import Walk
from harvester.fetch.protocol import OAI

UNKNOWN = "oai:lithoscope.invalid:no-such-record"
UNKNOWN_FORMAT = "no_such_format"


def formats_of_a_record(site: Site) -> None:
    """ListMetadataFormats of a record names its formats, among them oai_dc."""
    found = site.ask("ListMetadataFormats", {"identifier": site.identifier})
    content(found)
    prefixes = [each.findtext(f"{OAI}metadataPrefix", "") for each in found.items]
    if "oai_dc" not in prefixes:
        raise Broken(found, f"it names {', '.join(prefixes) or 'none'}")


def get_record(site: Site) -> None:
    """GetRecord gives that record, its datestamp valid and of the granularity that was named."""
    content(site.record)
    header = _header(site.record)
    if header.findtext(f"{OAI}identifier") != site.identifier:
        raise Broken(site.record, "it is another record")
    for found, each in ((site.record, header), (site.listed.pages[0], site.header)):
        stamp = each.findtext(f"{OAI}datestamp", "")
        if not is_stamp(stamp, site.granularity):
            raise Broken(found, f"its datestamp is {stamp!r}, granularity {site.granularity}")


def _header(found: Exchange) -> etree._Element:
    header = found.items[0].find(f"{OAI}header") if found.items else None
    if header is None:
        raise Broken(found, "it holds no header")
    return header


def set_of_a_record(site: Site) -> None:
    """The header of a record names the set by which it was found, or a part of that set."""
    spec, page = site.in_set
    identifier = page.items[0].findtext(f"{OAI}identifier", "")
    found = site.ask("GetRecord", {"identifier": identifier} | site.prefix)
    known(found, 19)
    specs = [each.text or "" for each in _header(found).findall(f"{OAI}setSpec")]
    if not any(each == spec or each.startswith(f"{spec}:") for each in specs):
        raise Broken(found, f"it is listed in {spec}, but names {', '.join(specs) or 'no set'}")


def _window(site: Site) -> Walk:
    """The list from the datestamp of the record until the same."""
    asked = {"from": site.datestamp, "until": site.datestamp} | site.prefix
    return site.walk("ListRecords", asked)


def inclusive_bounds(site: Site) -> None:
    """ListRecords from a record's datestamp until the same gives it: bounds are inclusive."""
    found = _window(site)
    content(found.pages[0])
    if site.identifier in found.identifiers:
        return
    if not found.ended:
        raise Untested(f"it is not on the first {len(found.pages)} pages; see --pages")
    raise Broken(found.pages[0], f"{site.identifier} is missing")


def no_empty_identifier(site: Site) -> None:
    """No identifier is empty."""
    for each in site.answers:
        found = [] if each.content is None else each.content.iter(f"{OAI}identifier")
        if any(not (identifier.text or "").strip() for identifier in found):
            raise Broken(each, "an identifier is empty")


def one_datestamp(site: Site) -> None:
    """The datestamp by which records are chosen is the one that they show."""
    found = _window(site)
    known(found.pages[0], 21)
    shown = {header.findtext(f"{OAI}datestamp", "") for header in found.headers}
    if strange := shown - {site.datestamp}:
        raise Broken(found.pages[0], f"a record of {min(strange)} is among those")


def deleted_records(site: Site) -> None:
    """A deleted record is a header alone, also for GetRecord, and fits to deletedRecord."""
    for page in site.walk("ListRecords", site.selection).pages:
        for record in page.items:
            _consistent(page, record)
    gone = next((h for h in site.listed.headers if h.get("status") == "deleted"), None)
    if gone is None:
        raise Untested("no deleted record was found")
    if site.identify.findtext(f"{OAI}deletedRecord") == "no":
        raise Broken(site.listed.pages[0], "there are deleted records, but deletedRecord is no")
    _tombstone(site, gone.findtext(f"{OAI}identifier", ""))


def _consistent(found: Exchange, record: etree._Element) -> None:
    header = record.find(f"{OAI}header")
    deleted = header is not None and header.get("status") == "deleted"
    rest = [name for name in ("metadata", "about") if record.find(OAI + name) is not None]
    if deleted and rest:
        raise Broken(found, f"a deleted record has {' and '.join(rest)}")
    if not deleted and "metadata" not in rest:
        raise Broken(found, "a record that is not deleted has no metadata")


def _tombstone(site: Site, identifier: str) -> None:
    found = site.ask("GetRecord", {"identifier": identifier} | site.prefix)
    content(found)
    if _header(found).get("status") != "deleted":
        raise Broken(found, "the list calls it deleted")
    _consistent(found, found.items[0])


def unknown_things(site: Site) -> None:
    """Unknown identifiers are idDoesNotExist, unknown formats cannotDisseminateFormat."""
    unknown = {"identifier": UNKNOWN}
    require_error(site.ask("ListMetadataFormats", unknown), "idDoesNotExist")
    require_error(site.ask("GetRecord", unknown | site.prefix), "idDoesNotExist")
    other = {"metadataPrefix": UNKNOWN_FORMAT}
    require_error(site.ask("ListRecords", other), "cannotDisseminateFormat")
    named = {"identifier": site.identifier} | other
    require_error(site.ask("GetRecord", named), "cannotDisseminateFormat")
