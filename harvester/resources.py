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
    return {name: paths[-1] for name, paths in layers(folder, home, pattern).items()}


def layers(folder: str, home: Path | None, pattern: str) -> dict[str, list[Path]]:
    """The packaged file of each name, then that of the home folder, as far as they are there."""
    found: dict[str, list[Path]] = {}
    roots = [packaged("mappings")] + ([home / "mappings"] if home else [])
    for root in roots:
        for path in root.joinpath(folder).glob(pattern):
            found.setdefault(path.name.removesuffix(pattern.lstrip("*")), []).append(path)
    return dict(sorted(found.items()))
