"""What RocksDB and the file system say, as a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harvester.errors import StoreError


@contextmanager
def store_errors(folder: Path) -> Iterator[None]:
    """Turn a failing disk, and what RocksDB calls corruption, into a StoreError about `folder`."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(
            f"{folder}: the graph cannot be read or written ({error}). Every record is safe in the "
            "ledger. Make room, or give this user the right to write there, and run the command "
            "again; a broken store is made anew by `lithoscope rebuild graph`."
        ) from error
