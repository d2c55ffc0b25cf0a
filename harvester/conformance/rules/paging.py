"""Rules 41 to 44 and 47 to 50: lists in pages (OAI-PMH 2.0, 3.5)."""

from datetime import datetime

from lxml import etree

from harvester.conformance.exchange import Exchange
from harvester.conformance.outcome import Broken, Untested, content, known, readable
from harvester.conformance.site import Site
from harvester.conformance.walk import Walk, headers, token_of
from harvester.fetch.protocol import OAI


def one_token(site: Site) -> None:
    """An answer holds one resumptionToken at most."""
    for each in site.answers:
        count = 0 if each.content is None else len(each.content.findall(f"{OAI}resumptionToken"))
        if count > 1:
            raise Broken(each, f"it holds {count}")


def no_empty_token_at_once(site: Site) -> None:
    """A list of one page has no resumptionToken, not even an empty one."""
    for each in site.answers:
        first = "resumptionToken" not in each.params
        if first and each.token is not None and not token_of(each):
            raise Broken(each, "its first page has an empty resumptionToken")


def first_cursor(site: Site) -> None:
    """The cursor of a first page, if it is given, is 0."""
    cursor = _token(site.paged.pages[0]).get("cursor")
    if cursor is None:
        raise Untested("no cursor is given, which need not be")
    if cursor != "0":
        raise Broken(site.paged.pages[0], f"it is {cursor}")


def token_works(site: Site) -> None:
    """A resumptionToken, percent-encoded, gives the next page."""
    if len(site.paged.pages) < 2:
        raise Broken(site.paged.pages[0], "no page came for its token")
    content(site.paged.pages[1])


def last_page(site: Site) -> None:
    """The last page of a list in pages ends with an empty resumptionToken."""
    last = _ended(site).pages[-1]
    if last.token is None:
        raise Broken(last, "it has none")


def _ended(site: Site) -> Walk:
    found = site.paged
    if not found.ended:
        raise Untested(f"the list was not read to its end ({len(found.pages)} pages); see --pages")
    return found


def token_again(site: Site) -> None:
    """The same token gives the same page again; its expirationDate lies in the future."""
    first, second = _two(site)
    expires = _token(first).get("expirationDate")
    if expires is not None and not _lies_after(expires, first):
        raise Broken(first, f"the expirationDate is {expires}")
    params = {"resumptionToken": token_of(first)}
    again = site.server.ask(first.verb, params, new=True)
    content(again)
    if _ids(again) != _ids(second):
        raise Broken(again, "other records came than before")


def _lies_after(expires: str, page: Exchange) -> bool:
    now = readable(page).findtext(f"{OAI}responseDate", "")
    try:
        return datetime.fromisoformat(expires) > datetime.fromisoformat(now)
    except (ValueError, TypeError):
        return False


def token_keeps(site: Site) -> None:
    """The pages after the first hold only what was asked for: set, dates and format are kept."""
    checked = [_set_kept(site), _from_kept(site)]
    if not any(checked):
        raise Untested("no list narrowed by a set or a date is longer than one page")


def _set_kept(site: Site) -> bool:
    try:
        spec, page = site.in_set
    except Untested:
        return False
    second = _next(site, page)
    for header in headers(second) if second else ():
        specs = [each.text or "" for each in header.findall(f"{OAI}setSpec")]
        if second and not any(f"{each}:".startswith(f"{spec}:") for each in specs):
            raise Broken(second, f"{_id(header)} is not in {spec}")
    return second is not None


def _from_kept(site: Site) -> bool:
    first, _ = _two(site)
    since = headers(first)[-1].findtext(f"{OAI}datestamp", "")
    page = site.ask(first.verb, site.selection | {"from": since})
    second = _next(site, page)
    for header in headers(second) if second else ():
        if second and (_id(header) in _ids(page) or header.findtext(f"{OAI}datestamp", "") < since):
            raise Broken(second, f"{_id(header)} is not of the list from {since}, or came already")
    return second is not None


def _next(site: Site, page: Exchange) -> Exchange | None:
    token = token_of(page)
    return site.ask(page.verb, {"resumptionToken": token}) if token else None


def cursor_and_size(site: Site) -> None:
    """The cursor counts the records before a page, completeListSize all of the list."""
    found, before, told = site.paged, 0, False
    for page in found.pages:
        token = page.token
        cursor, size = (None, None) if token is None else _numbers(token)
        told = told or cursor is not None or size is not None
        if before and cursor not in (None, str(before)):
            raise Broken(page, f"the cursor is {cursor}, but {before} records came before")
        if found.ended and size not in (None, str(len(found.headers))):
            raise Broken(page, f"completeListSize is {size}, but {len(found.headers)} came")
        before += len(page.items)
    if not told:
        raise Untested("neither cursor nor completeListSize is given, which need not be")


def _numbers(token: etree._Element) -> tuple[str | None, str | None]:
    return token.get("cursor"), token.get("completeListSize")


def _two(site: Site) -> tuple[Exchange, Exchange]:
    first, *others = site.paged.pages
    if not others:
        raise Untested("no page came for its token; see rule 44")
    known(others[0], 44)
    return first, others[0]


def _token(page: Exchange) -> etree._Element:
    assert page.token is not None, "only lists in pages are looked at"
    return page.token


def _id(header: etree._Element) -> str:
    return header.findtext(f"{OAI}identifier", "")


def _ids(page: Exchange) -> list[str]:
    return [_id(header) for header in headers(page)]
