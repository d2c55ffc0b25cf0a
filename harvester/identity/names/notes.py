"""What stands beside a meteorite's name and is none of it: its class, and when it fell."""

import re

CLASS = (
    r"(?:C[BHIKMORV]\d?(?:\.\d)?|(?:H|L|LL|E|EH|EL|R|K)\d?(?:[./~-]\d(?:\.\d)?)?"
    r"|I{1,3}[A-G]{1,2}|IAB|IV[AB]|iron|pallasite|mesosiderite|eucrite|howardite|diogenite"
    r"|ureilite|shergottite|nakhlite|chassignite|angrite|aubrite)(?:-?an|-ung)?"
)
FALL = r"(?:fall|fell|found|find|observed)\b[^()\[\]]*"
DATE = r"(?:\d{1,2}\.? )?(?:[A-Z][a-z]+ )?1[5-9]\d\d"
IN_BRACKETS = re.compile(rf" ?[(\[](?:{CLASS}(?:, ?(?:{FALL}|{DATE}))?|{FALL})[)\]]")
"""A year alone tells namesakes apart: `Roy (1934)`."""
BEHIND = re.compile(rf", (?:{FALL}|{DATE})$")
NICKNAME = re.compile(r"(?<=\d) ?[(\[][^()\[\]\d]+[)\]]$")
"""`NWA 7034 (Black Beauty)`: a number is the name already."""


def without(text: str) -> str:
    """`Murchison [CM2]` is Murchison; what tells namesakes apart, `Bluff (a)`, stays."""
    plain = BEHIND.sub("", IN_BRACKETS.sub("", text))
    return NICKNAME.sub("", plain) if plain[:1].isalpha() else plain
