"""How a rule ends that is not kept, or that cannot be looked at; one that is kept just returns."""

from lxml import etree

from harvester.conformance.exchange import Exchange


class Broken(Exception):
    """The rule is not kept.

    Args:
        exchange: The request that shows it, with its answer.
        why: What is wrong; without it, what was answered says so.
    """

    def __init__(self, exchange: Exchange, why: str = "") -> None:
        super().__init__(why)
        self.exchange = exchange


class Untested(Exception):
    """Why it could not be seen whether the rule is kept: a sentence without its full stop."""


def content(exchange: Exchange) -> etree._Element:
    """What the answer holds for the verb.

    Raises:
        Broken: it is an error instead.
        Untested: it cannot be read, which other rules tell.
    """
    readable(exchange)
    if exchange.content is None:
        raise Broken(exchange, f"{exchange.verb} was expected")
    return exchange.content


def known(exchange: Exchange, rule: int) -> etree._Element:
    """The same for whom this is not the point; `rule` is the one that tells what is wrong."""
    try:
        return content(exchange)
    except Broken as broken:
        said = f"{exchange.request} gave {exchange.said}; see rule {rule}"
        raise Untested(said) from broken


def readable(exchange: Exchange) -> etree._Element:
    """The root of the answer; raises Untested where there is none, which other rules tell."""
    if exchange.root is None:
        raise Untested(f"{exchange.request} could not be used: {exchange.problem}")
    return exchange.root


def require_error(exchange: Exchange, *codes: str) -> None:
    """Raises Broken where the answer is not one of these errors."""
    if exchange.answer is None:
        readable(exchange)
    if not set(codes) & {code for code, _ in exchange.errors}:
        raise Broken(exchange, f"the error {' or '.join(codes)} was expected")
