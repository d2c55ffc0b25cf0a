"""What a sample is called: identifiers, numbers of catalogues, names, laboratories' labels."""

from harvester.identity.names.name import Context, Name
from harvester.identity.names.reading import read

__all__ = ["Context", "Name", "read"]
