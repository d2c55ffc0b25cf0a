"""Labels that a laboratory gave: `RUM-12a`, `A-1`. They mean nothing without their owner."""

import re

from harvester.identity.names.name import Context, Name
from harvester.identity.names.spelling import words

LABEL = re.compile(r"(?=.*\d)[\w .,;:/#+()*'-]{1,60}")
SIGNS = re.compile(r"[\W_]+")
AT_A_CHANGE = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")


def read(text: str, context: Context) -> Name | None:
    """A label in small letters; between letters and digits, and for every sign, stands one `-`.

    `RUM-12a`, `RUM 12A` and `rum_12a` are one label; `1-23` and `12-3` are two, and so are `07` and
    `7`: digits count as they are written.
    """
    if not LABEL.fullmatch(text) or len(text.split()) > 4:
        return None
    plain = re.sub(r"^(?:sample|specimen|probe|label|no|nr) (?=\S)", "", words(text))
    value = SIGNS.sub("-", AT_A_CHANGE.sub("-", plain)).strip("-")
    owner = words(context.owner) if context.owner else None
    return Name("label", value, text, owner=owner) if value else None
