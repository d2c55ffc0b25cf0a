"""Rule by rule, how a server breaks it and no other."""

from __future__ import annotations

import re

from loopback import Reply

from tests.conformance.breaking import Fault, Request, exactly, packed, swap
from tests.conformance.provider import URL, answer

LISTED = "start=3&metadataPrefix=oai_dc"
"""The token of the whole list's second page."""
DAY, SECOND = "2021-03-01", "2021-03-01T10:00:00Z"
HEADER = r"<header[^>]*>(?:(?!</header>).)*{}(?:(?!</header>).)*</header>"
RECORD = r"<record>(?:(?!</record>).)*:{}<(?:(?!</record>).)*</record>"
FIRST, DELETED = "oai:rock.example.org:00", "oai:rock.example.org:02"


def moved(asked: Request) -> Reply | None:
    there = asked.path == "/oai" and exactly(asked, verb="Identify")
    return Reply(status=301, headers={"Location": "/moved?verb=Identify"}) if there else None


def busy(asked: Request) -> Reply | None:
    first = exactly(asked, verb="ListSets") and not asked.times
    return Reply(status=503, headers={"Retry-After": "soon"}) if first else None


def bomb(asked: Request) -> Reply | None:
    return packed(asked, " " * 9_000_000) if asked.verb == "ListSets" else None


def unprocessable(asked: Request) -> Reply | None:
    body = asked.good.replace(URL, "").encode()
    headers = {"Content-Type": "text/xml"}
    return Reply(body, 422, headers) if "idDoesNotExist" in asked.good else None


def prefixed(asked: Request) -> str | None:
    found = re.sub(r"<(/?)(\w)", r"<\1o:\2", asked.good).replace("xmlns=", "xmlns:o=")
    return found if asked.verb == "ListSets" else None


def refuses(verb: str, method: str = "GET") -> Fault:
    """An error where an answer was due."""

    def fault(asked: Request) -> str | None:
        plain = asked.method == method and asked.verb == verb and "junk" not in asked.params
        return answer([("verb", verb), ("junk", "")]) if plain else None

    return fault


def refuses_a_set(asked: Request) -> str | None:
    asked_for = exactly(asked, verb="ListIdentifiers", metadataPrefix="oai_dc", set="rocks")
    return answer([("verb", "ListIdentifiers")]) if asked_for else None


def until_is_exclusive(asked: Request) -> str | None:
    return asked.as_if(set="none") if asked.params.get("until") == SECOND else None


def says(code: str, instead: str, **params: str) -> Fault:
    """Another error than the right one, to exactly this request."""

    def fault(asked: Request) -> str | None:
        asked_for = exactly(asked, **params)
        return asked.good.replace(f'code="{code}"', f'code="{instead}"') if asked_for else None

    return fault


def refuses_argument(**params: str) -> Fault:
    return says("badArgument", "badVerb", **params)


def takes_repeated(asked: Request) -> str | None:
    twice = len(asked.pairs) > len(asked.params)
    return answer(list(asked.params.items())) if twice else None


def takes_unknown(asked: Request) -> str | None:
    if asked.params.get("junk") != "1":
        return None
    told = '<request verb="Identify" junk="1">'
    return re.sub("<request[^>]*>", told, answer([("verb", "Identify")]))


def echoes_bad_verb(asked: Request) -> str | None:
    return (
        asked.good.replace("<request>", '<request verb="junk">') if asked.verb == "junk" else None
    )


def token_once(asked: Request) -> str | None:
    again = asked.params.get("resumptionToken") == LISTED and asked.times
    short = re.sub(HEADER.format(":03<"), "", asked.good)
    return (
        short if again and exactly(asked, verb="ListIdentifiers", resumptionToken=LISTED) else None
    )


def token_loses(lost: str, told: str) -> Fault:
    """The second page of a list that was narrowed by this is one of the whole list."""

    def fault(asked: Request) -> str | None:
        token = asked.params.get("resumptionToken", "")
        hit = token.startswith("start=3") and f"{lost}={told}" in f"{token}&"
        return asked.as_if(resumptionToken=LISTED) if hit else None

    return fault


def from_after_until(asked: Request) -> str | None:
    turned = asked.params.get("from") == "2002-02-06"
    dates = {"from": "2002-02-06", "until": "2002-02-05"}
    told = " ".join(f'{n}="{v}"' for n, v in (asked.params | dates).items())
    found = asked.as_if(from_="1999-01-01", until="1999-01-01")
    return found.replace("<request>", f"<request {told}>") if turned else None


def future_is_everything(asked: Request) -> str | None:
    since = asked.params.get("from", "")
    return asked.as_if(from_=None) if since[:4].isdigit() and since > "2022" else None


def until_is_midnight(asked: Request) -> str | None:
    days = asked.params.get("from") == asked.params.get("until") == DAY
    return asked.as_if(from_="1999-01-01", until="1999-01-01") if days else None


def takes_seconds(asked: Request) -> str | None:
    if asked.params.get("from") != f"{DAY}T00:00:00Z":
        return None
    told = " ".join(f'{n}="{v}"' for n, v in asked.params.items())
    return asked.as_if(from_=DAY).replace("<request>", f"<request {told}>")


def forgets_deleted(asked: Request) -> str | None:
    gone = asked.verb == "GetRecord" and asked.params.get("identifier") == DELETED
    return asked.as_if(identifier="unknown") if gone and len(asked.params) == 3 else None


def another_datestamp(asked: Request) -> str | None:
    window = asked.params.get("from") == asked.params.get("until") == SECOND
    return asked.as_if(until="2021-03-01T10:00:09Z") if window else None


def whole_without_part(asked: Request) -> str | None:
    of = asked.params.get("set"), asked.params.get("resumptionToken", "").rpartition("&")[2]
    igneous = HEADER.format("rocks:igneous")
    return re.sub(igneous, "", asked.good) if "rocks" in of or "set=rocks" in of else None


def formats_of_nothing(asked: Request) -> str | None:
    unknown = asked.params.get("identifier", "").endswith("no-such-record")
    return asked.as_if(identifier=None) if unknown and asked.verb == "ListMetadataFormats" else None


def empty_set(asked: Request) -> str | None:
    found = re.sub(r"<header.*</header>|<resumptionToken.*</resumptionToken>", "", asked.good)
    return found if asked.params.get("set") == "rocks:igneous" else None


def leaves_one_out(asked: Request) -> str | None:
    whole = asked.verb == "ListRecords" and "from" not in asked.params
    return re.sub(RECORD.format("04"), "", asked.good) if whole else None


def no_head(asked: Request) -> Reply | None:
    return Reply(status=405) if asked.method == "HEAD" else None


def always_packed(asked: Request) -> Reply | None:
    plain = asked.headers.get("Accept-Encoding") == "identity"
    return packed(asked, asked.good) if plain else None


def as_html(asked: Request) -> Reply | None:
    headers = {"Content-Type": "text/html"}
    return (
        Reply(asked.good.replace(URL, "").encode(), headers=headers)
        if asked.verb == "ListSets"
        else None
    )


def one_comes_twice(asked: Request) -> str | None:
    fifth = HEADER.format(":05<")
    again = f"<header><identifier>{FIRST}</identifier><datestamp>{SECOND}</datestamp></header>"
    listed = exactly(asked, verb="ListIdentifiers", resumptionToken=LISTED)
    return re.sub(fifth, again, asked.good) if listed else None


def no_next_page(asked: Request) -> str | None:
    listed = exactly(asked, verb="ListIdentifiers", resumptionToken=LISTED)
    return asked.as_if(resumptionToken="expired") if listed else None


IDS, RECORDS = "ListIdentifiers", "ListRecords"
DC = {"metadataPrefix": "oai_dc"}
BREAKS: tuple[tuple[int, str, Fault], ...] = (
    (1, "moved for good", moved),
    (2, "busy, and says no when", busy),
    (3, "an answer that unpacks to too much", bomb),
    (4, "errors as HTTP 422", unprocessable),
    (5, "cut off", swap("</OAI-PMH>", "", verb="ListSets")),
    (5, "an HTML page", swap("(?s).*", "<html></html>", verb="ListSets")),
    (6, "no schemaLocation", swap("xsi:schemaLocation", "xsi:noLocation", verb="ListSets")),
    (6, "another version", swap('/OAI/2.0/" xmlns', '/OAI/1.1/" xmlns', verb="ListSets")),
    (6, "a prefix", prefixed),
    (7, "fractions", swap("12:00:00Z</resp", "12:00:00.5Z</resp", verb="ListSets")),
    (7, "an offset", swap("Z</resp", "+01:00</resp", verb="ListSets")),
    (8, "an error", refuses("Identify")),
    (9, "this machine", swap("@rock.example.org", "@localhost", verb="Identify")),
    (9, "none", swap("<adminEmail>.*</adminEmail>", "", verb="Identify")),
    (10, "1.1", swap("2.0</protocol", "1.1</protocol", verb="Identify")),
    (11, "a slash more", swap("</baseURL>", "/</baseURL>", verb="Identify")),
    (12, "hours", swap(":mm:ssZ</gran", "Z</gran", verb="Identify")),
    (13, "a day", swap("T10:00:00Z</earliest", "</earliest", verb="Identify")),
    (14, "no domain", swap("rock.example.org</repo", "rock</repo", verb="Identify")),
    (15, "an error", refuses("ListSets")),
    (16, "an error", refuses_a_set),
    (17, "two", swap("(<identifier>.*?:03</identifier>)", r"\1\1", verb=IDS)),
    (18, "no oai_dc", swap(">oai_dc<", ">oai_ds<", verb="ListMetadataFormats", identifier=FIRST)),
    (19, "a day", swap("T10:00:00Z</datestamp>", "</datestamp>", verb="GetRecord")),
    (20, "no set", swap("<setSpec>.*</setSpec>", "", verb="GetRecord")),
    (21, "until is exclusive", until_is_exclusive),
    (22, "one", swap(f"{DELETED}</id", "</id", verb="GetRecord")),
    (23, "another error", says("badVerb", "badArgument", junk="")),
    (24, "another error", says("badVerb", "badArgument", verb="junk")),
    (25, "another error", refuses_argument(verb="GetRecord", **DC)),
    (26, "another error", refuses_argument(verb="GetRecord", identifier=FIRST)),
    (27, "another error", swap("idDoesNotExist", "noRecordsMatch", identifier='invalid"id')),
    (28, "another error", refuses_argument(verb=IDS, until="junk", **DC)),
    (29, "another error", refuses_argument(verb=IDS, from_="junk", **DC)),
    (30, "another", refuses_argument(verb=IDS, resumptionToken="junk", until="2000-02-05")),
    (31, "another error", refuses_argument(verb=RECORDS, from_="junk", **DC)),
    (
        32,
        "another",
        swap("badResump[a-zA-Z]*", "noSetHierarchy", verb=RECORDS, resumptionToken="junk"),
    ),
    (33, "another", swap("badArgument", "badVerb", verb=RECORDS, until="1990-01-10")),
    (34, "another error", refuses_argument(verb=RECORDS, until="junk", **DC)),
    (35, "another error", refuses_argument(verb=RECORDS)),
    (36, "another error", swap("badArgument", "badVerb", from_="2002-02-05")),
    (
        37,
        "another error",
        swap("noRecordsMatch", "noMetadataFormats", until="2020-03-01T10:00:00Z"),
    ),
    (38, "no words", swap("This cannot be answered.", "", verb="junk")),
    (39, "not by POST", refuses("Identify", "POST")),
    (40, "not by POST", refuses("GetRecord", "POST")),
    (41, "two", swap("(<resumptionToken.*</resumptionToken>)", r"\1\1", verb=RECORDS)),
    (42, "an empty one", swap("</ListSets>", "<resumptionToken/></ListSets>", verb="ListSets")),
    (43, "from 1", swap('cursor="0"', 'cursor="1"', verb=IDS)),
    (44, "refused", no_next_page),
    (45, "repeated", takes_repeated),
    (45, "unknown", takes_unknown),
    (46, "after badVerb", echoes_bad_verb),
    (46, "nothing", swap("<request[^>]*>", "<request>", verb="ListSets")),
    (47, "no token", swap("<resumptionToken[^>]*></resumptionToken>", "", verb=IDS)),
    (48, "another page", token_once),
    (48, "has expired", swap('Date="2024-05-02', 'Date="2024-04-02', verb=IDS)),
    (49, "the set is lost", token_loses("set", "rocks&")),
    (49, "from is lost", token_loses("from", "2021-03-01T10:00:02Z&")),
    (50, "a false size", swap('Size="12"', 'Size="13"', verb=IDS)),
    (50, "pages are counted", swap('cursor="3"', 'cursor="1"', verb=IDS)),
    (51, "one comes twice", one_comes_twice),
    (52, "from after until", from_after_until),
    (52, "the future", future_is_everything),
    (52, "until is midnight", until_is_midnight),
    (
        53,
        "metadata",
        swap(
            '(status="deleted">.*?</header>)',
            r'\1<metadata><x xmlns="u:x"/></metadata>',
            verb=RECORDS,
        ),
    ),
    (53, "GetRecord forgets", forgets_deleted),
    (53, "said to be none", swap("persistent", "no", verb="Identify")),
    (54, "another", another_datestamp),
    (55, "blanks", swap(">ores<", ">iron ores<", verb="ListSets")),
    (55, "unknown sets", swap("noRecordsMatch", "idDoesNotExist", set="no-such-set-lithoscope")),
    (55, "the whole lacks a part", whole_without_part),
    (56, "formats of nothing", formats_of_nothing),
    (
        56,
        "formats",
        swap("cannotDisseminateFormat", "noRecordsMatch", metadataPrefix="no_such_format"),
    ),
    (57, "an empty list", empty_set),
    (58, "one is missing", leaves_one_out),
    (
        59,
        "behind a proxy",
        swap(f">{URL}</request", ">http://localhost:8080/oai</request", verb="ListSets"),
    ),
    (59, "a declaration", swap("<metadata>", '<metadata><?xml version="1.0"?>', verb="GetRecord")),
    (60, "HTML", as_html),
    (60, "no HEAD", no_head),
    (60, "always packed", always_packed),
    (61, "a vertical tab", swap("Igneous", "\x0b", verb="ListSets")),
    (61, "as a reference", swap("Igneous", "&#11;", verb="ListSets")),
    (62, "no setName", swap("<setName>Ores</setName>", "", verb="ListSets")),
)
