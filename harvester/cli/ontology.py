"""`ontology`: its documentation, as pages."""

from pathlib import Path
from typing import Annotated

import typer

from harvester.cli.output import emit, hint
from harvester.cli.session import Json, examples
from harvester.errors import UsageError


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "ontology pages",
            "ontology /srv/www/lithoscope",
            "ontology pages --json",
        )
    )(ontology)


def ontology(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where the pages go; made if it is not there.")
    ],
    as_json: Json = False,
) -> None:
    """Write the documentation of the ontology: a page for every term, and its files.

    The pages need no server and no internet. Files of the same names are replaced, others stay.
    """
    from harvester import pages

    try:
        written = pages.write(folder)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}).") from error
    if as_json:
        return emit({**written._asdict(), "overview": str(written.overview)})
    return hint(
        f"{written.pages:,} pages and {written.downloads} files are in {folder}. "
        f"Open {written.overview}"
    )
