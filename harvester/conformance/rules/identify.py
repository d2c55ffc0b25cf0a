"""Rules 8 to 14: what the server says of itself."""

import re
from urllib.parse import urlsplit

from lxml import etree

from harvester.conformance.outcome import Broken, Untested, content, readable
from harvester.conformance.site import Site
from harvester.conformance.stamps import is_stamp
from harvester.fetch.datestamp import DAY, SECONDS
from harvester.fetch.protocol import OAI

_MAIL = re.compile(r"\w[\w.-]+@[A-Za-z0-9.-]+\.[a-z]{2,}")
_DOMAIN = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]+)+")
_IDENTIFIER = "{http://www.openarchives.org/OAI/2.0/oai-identifier}oai-identifier"


def _texts(site: Site, name: str) -> list[str]:
    return [each.text or "" for each in site.identify.findall(OAI + name)]


def _broken(site: Site, why: str) -> Broken:
    return Broken(site.ask("Identify"), why)


def identify(site: Site) -> None:
    """Identify is answered with Identify."""
    content(site.ask("Identify"))


def admin_email(site: Site) -> None:
    """Identify names at least one adminEmail, each an address that one can write to."""
    found = _texts(site, "adminEmail")
    wrong = [mail for mail in found if not _MAIL.fullmatch(mail)]
    if wrong or not found:
        raise _broken(site, f"adminEmail is {', '.join(map(repr, wrong)) or 'missing'}")


def protocol_version(site: Site) -> None:
    """The protocolVersion is 2.0."""
    found = _texts(site, "protocolVersion")
    if found != ["2.0"]:
        raise _broken(site, f"protocolVersion is {', '.join(found) or 'missing'}")


def base_url(site: Site) -> None:
    """The baseURL is, letter for letter, the address at which the server is asked."""
    found = _texts(site, "baseURL")
    if found != [site.server.url]:
        raise _broken(site, f"baseURL is {', '.join(found) or 'missing'}, not {site.server.url}")


def granularity(site: Site) -> None:
    """Identify names one granularity: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ."""
    found = _texts(site, "granularity")
    if len(found) != 1 or found[0] not in (DAY, SECONDS):
        raise _broken(site, f"granularity is {', '.join(found) or 'missing'}")


def earliest_datestamp(site: Site) -> None:
    """The earliestDatestamp is a date of the granularity that Identify names."""
    found = _texts(site, "earliestDatestamp")
    if len(found) != 1 or not is_stamp(found[0], site.granularity):
        said = ", ".join(found) or "missing"
        raise _broken(site, f"earliestDatestamp is {said}, granularity {site.granularity}")


def oai_identifier(site: Site) -> None:
    """At most one description is an oai-identifier, and its repositoryIdentifier a domain name."""
    found = list(site.identify.iter(_IDENTIFIER))
    if not found:
        raise Untested("Identify describes no form of identifiers, which it need not")
    if len(found) > 1:
        raise _broken(site, f"there are {len(found)} descriptions oai-identifier")
    name = _local_text(found[0], "repositoryIdentifier")
    if not _DOMAIN.fullmatch(name):
        raise _broken(site, f"repositoryIdentifier is {name!r}")


def _local_text(parent: etree._Element, name: str) -> str:
    return parent.findtext(f"{{{etree.QName(parent).namespace}}}{name}", "")


def own_address(site: Site) -> None:
    """Every answer names the server's own address as `request`, and holds one XML declaration."""
    twice = [each for each in site.server.exchanges if each.flaw == "declaration"]
    if twice:
        raise Broken(twice[0], "a second XML declaration stands in it")
    for each in site.answers:
        told = readable(each).findtext(f"{OAI}request", "")
        if told and urlsplit(told.strip()).netloc != urlsplit(site.server.url).netloc:
            raise Broken(each, f"request is {told.strip()}")
