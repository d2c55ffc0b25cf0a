"""Where the packaged `mappings/` and `ontology/` are: a checkout, an editable install, a wheel."""

from functools import cache
from pathlib import Path


@cache
def packaged(folder: str) -> Path:
    """The packaged folder `mappings` or `ontology`.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    here = Path(__file__).resolve().parent
    for candidate in (here / "_data" / folder, here.parent / folder):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"Lithoscope is installed without its folder {folder}/: reinstall it.")


def layered(folder: str, home: Path | None, pattern: str) -> dict[str, Path]:
    """Files of a folder below `mappings/` by name without ending; those of the home folder win."""
    found: dict[str, Path] = {}
    roots = [packaged("mappings")] + ([home / "mappings"] if home else [])
    for root in roots:
        for path in root.joinpath(folder).glob(pattern):
            found[path.name.removesuffix(pattern.lstrip("*"))] = path
    return dict(sorted(found.items()))
