"""What tantivy and the file system say, as a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harvester.errors import StoreError


@contextmanager
def index_errors(folder: Path) -> Iterator[None]:
    """Turn a failing disk, and an index that cannot be read, into a StoreError about `folder`.

    tantivy raises ValueError for both.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{folder}: the index cannot be read or written ({error}). Every record is safe in the "
            "ledger. Make room, or give this user the right to write there, and run the command "
            "again; a broken index is made anew by `lithoscope rebuild index`."
        ) from error
