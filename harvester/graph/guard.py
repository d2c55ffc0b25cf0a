"""Which queries are not run at all, whatever engine runs the others.

A query may come from anyone, the engines reach out over the network for `SERVICE` and die of deep
nesting (pyoxigraph 0.5.13: 2,000 nested braces, 4,000 chained operators). The engines' own parsers
are lenient (`1SERVICE<…>{…}` calls another server in Oxigraph), so what decides about safety looks
at the bare text, without a guess at where strings, IRIs and comments begin and end.
"""

import re

from harvester.errors import UsageError

MAX_BYTES = 16_000
MAX_DEPTH = 64
MAX_BRACKETS = 800
MAX_OPERATORS = 2_000

VARIABLE = r"[?$]\w+"
"""In it, and nowhere else, the letters `service` are surely no keyword: a prefixed name may end
before them, where the engine finds that the whole would be no IRI."""
GAP = r"(?:\s|#[^\r\n]*+)*+"
PART = r"(?:\\.|[^ \t\r\n{}<>#\\])*+"
r"""Far more than names may have in them: `\-`, `·`, every letter; a blank to Python may be one."""
STEM = r"[^ \t\r\n{}<>#\\:'\"(),;]*+"
CALL = rf"service{GAP}(?:silent{GAP})?(?:<[^>]*+>|[?$]{PART}|{STEM}:{PART}){GAP}\{{"
SERVICE = re.compile(rf"(?P<call>{CALL})|{VARIABLE}", re.IGNORECASE)

ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})")
OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\r\n]|\\.)*+"'
    r"|'(?:[^'\\\r\n]|\\.)*+'"
    r"|<[^<>\"{}|^`\\\s]*+>"
    r"|#[^\r\n]*+",
    re.DOTALL,
)
BRACKET = re.compile(r"[{(\[]|([})\]])")


def admit(query: str) -> None:
    """Let a query pass.

    Raises:
        UsageError: it is too long or too deep, or asks another server.
    """
    size = len(query.encode(errors="replace"))
    if size > MAX_BYTES:
        raise UsageError(f"The query has {size:,} bytes; {MAX_BYTES:,} are the limit.")
    if _calls_service(query) or _calls_service(_unescaped(query)):
        raise UsageError("SERVICE is refused: this catalogue asks no other server.")
    if _depth(query) > MAX_DEPTH:
        raise UsageError(f"The query is nested deeper than {MAX_DEPTH} levels.")
    if sum(map(query.count, "{([!")) > MAX_BRACKETS:
        raise UsageError(f"The query has more than {MAX_BRACKETS} brackets and negations.")
    if sum(map(query.count, "+-*/|&")) > MAX_OPERATORS:
        raise UsageError(f"The query has more than {MAX_OPERATORS:,} operators.")


def _calls_service(text: str) -> bool:
    return any(match["call"] for match in SERVICE.finditer(text))


def _unescaped(text: str) -> str:
    r"""With `\u0053` as `S`: SPARQL servers may decode before they parse."""
    return ESCAPE.sub(lambda match: _character(match[1] or match[2]), text)


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else ""


def _depth(text: str) -> int:
    deepest = depth = 0
    for match in BRACKET.finditer(OPAQUE.sub(" ", text)):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest
