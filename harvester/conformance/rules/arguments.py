"""Rules 39, 40, 45, 46 and 52: how a request is made and repeated, and dates in it."""

from harvester.conformance.exchange import Exchange
from harvester.conformance.outcome import Broken, content, readable, require_error
from harvester.conformance.site import Site
from harvester.conformance.stamps import this_day, years_later
from harvester.conformance.walk import token_of
from harvester.fetch.datestamp import DAY
from harvester.fetch.protocol import OAI

BLAMED = {"badVerb", "badArgument"}
"""Errors after which `request` repeats no argument."""


def posted_identify(site: Site) -> None:
    """Identify can be asked by POST."""
    content(site.server.post({"verb": "Identify"}))


def posted_record(site: Site) -> None:
    """GetRecord can be asked by POST, with three arguments."""
    form = {"verb": "GetRecord", "identifier": site.identifier} | site.prefix
    found = site.server.post(form)
    content(found)
    count = len(readable(found).findall(f"{OAI}GetRecord"))
    if count != 1:
        raise Broken(found, f"it holds {count} GetRecord")


def wrong_arguments(site: Site) -> None:
    """Unknown and repeated arguments, and others beside a resumptionToken, are a badArgument."""
    require_error(site.ask("Identify", {"junk": "1"}), "badArgument")
    twice = site.server.ask_twice("ListIdentifiers", site.prefix, "metadataPrefix")
    require_error(twice, "badArgument")
    first = site.listed.pages[0]
    if token := token_of(first):
        both = {"resumptionToken": token} | site.prefix
        require_error(site.ask("ListIdentifiers", both), "badArgument")


def repeated_request(site: Site) -> None:
    """`request` repeats the arguments, but none after badVerb and badArgument."""
    for each in site.answers:
        told = readable(each).find(f"{OAI}request")
        if told is not None:
            _require_told(each, {str(name): str(value) for name, value in told.attrib.items()})


def _require_told(each: Exchange, told: dict[str, str]) -> None:
    codes = {code for code, _ in each.errors}
    if codes & BLAMED:
        if told:
            raise Broken(each, f"request repeats {', '.join(told)}")
    elif told != dict(each.params):
        raise Broken(each, f"request repeats {told or 'nothing'}")


def dates(site: Site) -> None:
    """`from` after `until`, the future, whole days and seconds are understood as they are meant."""
    turned = {"from": "2002-02-06", "until": "2002-02-05"}
    require_error(site.ask("ListIdentifiers", site.prefix | turned), "badArgument")
    future = years_later(this_day(), 1)
    asked = site.prefix | {"from": future}
    require_error(site.ask("ListIdentifiers", asked), "noRecordsMatch")
    if site.granularity == DAY:
        seconds = site.prefix | {"from": f"{site.datestamp[:10]}T00:00:00Z"}
        require_error(site.ask("ListIdentifiers", seconds), "badArgument")
    else:
        _whole_day(site)


def _whole_day(site: Site) -> None:
    """A server of seconds must understand days, and `until` one includes it (2.7.1, 3.3.1)."""
    day = site.datestamp[:10]
    found = site.walk("ListIdentifiers", site.prefix | {"from": day, "until": day})
    content(found.pages[0])
    if found.ended and site.identifier not in found.identifiers:
        raise Broken(found.pages[0], f"{site.identifier} is missing, of {site.datestamp}")
