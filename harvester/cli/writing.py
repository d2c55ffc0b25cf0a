"""A repository's file, written whole or not at all."""

from contextlib import suppress
from pathlib import Path

from harvester.errors import StoreError


def write(file: Path, text: str) -> None:
    """Put the text in the file's place; its folder is made.

    Raises:
        StoreError: it cannot be written.
    """
    draft = file.with_suffix(".draft")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, "utf-8")
        draft.replace(file)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise StoreError(
            f"{file}: cannot be written ({error.strerror}). Nothing was changed; make room, or "
            "choose another folder with --home."
        ) from error
