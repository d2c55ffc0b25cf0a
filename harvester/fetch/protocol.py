"""The words of OAI-PMH 2.0 (https://www.openarchives.org/OAI/openarchivesprotocol.html)."""

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
OAI = f"{{{NAMESPACE}}}"
"""The namespace as lxml writes it before a name."""

CODES = {
    "badArgument",
    "badResumptionToken",
    "badVerb",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noMetadataFormats",
    "noRecordsMatch",
    "noSetHierarchy",
}
"""The errors (3.6)."""

ITEMS = {
    "Identify": "Identify",
    "ListMetadataFormats": "metadataFormat",
    "ListSets": "set",
    "ListIdentifiers": "header",
    "ListRecords": "record",
    "GetRecord": "record",
}
"""What the list of each verb holds."""
