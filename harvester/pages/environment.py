"""How templates are read, wherever they lie: everything is escaped, a missing value is an error."""

from collections.abc import Callable

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined


def environment(*packages: str, shown: Callable[[object], object] | None = None) -> Environment:
    """Over the templates of these packages, the first that has one; `shown` sees every value."""
    return Environment(
        loader=ChoiceLoader([PackageLoader(each) for each in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
