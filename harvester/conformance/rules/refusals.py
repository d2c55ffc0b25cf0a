"""Rules 23 to 38: requests that must be refused, and with which error (OAI-PMH 2.0, 3.6)."""

from harvester.conformance.outcome import Broken, Untested, require_error
from harvester.conformance.site import Site
from harvester.conformance.stamps import is_stamp, years_later
from harvester.fetch.protocol import OAI

JUNK = "junk"


def no_verb(site: Site) -> None:
    """A request without a verb is a badVerb."""
    require_error(site.ask("", {JUNK: ""}), "badVerb")


def unknown_verb(site: Site) -> None:
    """A verb that does not exist is a badVerb."""
    require_error(site.ask(JUNK), "badVerb")


def record_without_identifier(site: Site) -> None:
    """GetRecord without identifier is a badArgument."""
    require_error(site.ask("GetRecord", site.prefix), "badArgument")


def record_without_prefix(site: Site) -> None:
    """GetRecord without metadataPrefix is a badArgument."""
    require_error(site.ask("GetRecord", {"identifier": site.identifier}), "badArgument")


def malformed_identifier(site: Site) -> None:
    """An impossible identifier is refused, in well-formed XML though it holds a quotation mark."""
    found = site.ask("GetRecord", {"identifier": 'invalid"id'} | site.prefix)
    require_error(found, "badArgument", "idDoesNotExist")


def identifiers_until_junk(site: Site) -> None:
    """ListIdentifiers until something that is no date is a badArgument."""
    require_error(site.ask("ListIdentifiers", site.prefix | {"until": JUNK}), "badArgument")


def identifiers_from_junk(site: Site) -> None:
    """ListIdentifiers from something that is no date is a badArgument."""
    require_error(site.ask("ListIdentifiers", site.prefix | {"from": JUNK}), "badArgument")


def identifiers_by_junk_and_date(site: Site) -> None:
    """ListIdentifiers with a false token and a date is refused."""
    asked = {"resumptionToken": JUNK, "until": "2000-02-05"}
    require_error(site.ask("ListIdentifiers", asked), "badArgument", "badResumptionToken")


def records_from_junk(site: Site) -> None:
    """ListRecords from something that is no date is a badArgument."""
    require_error(site.ask("ListRecords", site.prefix | {"from": JUNK}), "badArgument")


def records_by_junk(site: Site) -> None:
    """A token that the server never gave is a badResumptionToken."""
    require_error(site.ask("ListRecords", {"resumptionToken": JUNK}), "badResumptionToken")


def records_by_junk_and_more(site: Site) -> None:
    """ListRecords with a false token and other arguments is refused."""
    asked = site.prefix | {"resumptionToken": JUNK, "until": "1990-01-10"}
    require_error(site.ask("ListRecords", asked), "badArgument", "badResumptionToken")


def records_until_junk(site: Site) -> None:
    """ListRecords until something that is no date is a badArgument."""
    require_error(site.ask("ListRecords", site.prefix | {"until": JUNK}), "badArgument")


def records_of_nothing(site: Site) -> None:
    """ListRecords without any argument is a badArgument."""
    require_error(site.ask("ListRecords"), "badArgument")


def mixed_granularity(site: Site) -> None:
    """`from` and `until` of different granularity are a badArgument."""
    dates = {"from": "2002-02-05", "until": "2002-02-06T05:35:00Z"}
    require_error(site.ask("ListRecords", site.prefix | dates), "badArgument")


def before_the_earliest(site: Site) -> None:
    """Nothing is older than the earliestDatestamp, not even a deleted record."""
    earliest = site.identify.findtext(f"{OAI}earliestDatestamp", "")
    if not is_stamp(earliest, site.granularity) or int(earliest[:4]) < 2:
        raise Untested("the earliestDatestamp is not usable; see rule 13")
    asked = site.prefix | {"until": years_later(earliest, -1)}
    require_error(site.ask("ListRecords", asked), "noRecordsMatch")


def words_of_errors(site: Site) -> None:
    """An error says in words what is wrong."""
    for each in site.answers:
        for code, text in each.errors:
            if not text and code != "noSetHierarchy":
                raise Broken(each, f"the error {code} has no text")
