"""Grants as OpenAIRE writes them into Dublin Core.

`info:eu-repo/grantAgreement/Funder/Programme/Number/Jurisdiction/Name/Acronym`
(https://guidelines.openaire.eu, field Project Identifier); the last three may be missing.
"""

import re
from typing import TypedDict
from urllib.parse import unquote

from harvester.clean.cleaned import Cleaned, refused

GRANT = re.compile(r"\s*info:eu-repo/grantAgreement/([^/]*)/([^/]*)/([^/]*)((?:/[^/]*)*)\s*")


class GrantValue(TypedDict, total=False):
    funder: str
    award: str
    title: str


def clean(value: str) -> Cleaned[GrantValue]:
    match = GRANT.fullmatch(value)
    if not match or not match[3].strip():
        return refused("this is no grant agreement", value)
    funder, award = unquote(match[1]).strip(), unquote(match[3]).strip()
    names = [unquote(name).strip() for name in match[4].split("/")[2:] if name.strip()]
    grant = GrantValue(award=award)
    if funder:
        grant["funder"] = funder
    if names:
        grant["title"] = names[0]
    return Cleaned((grant,))
