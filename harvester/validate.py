"""Validate: from a draft to a record of the model, or a rejection with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from harvester.iris import record_iri
from harvester.model import Record
from harvester.record import Change, Draft, Rejection


def check(draft: Draft, change: Change, base: str) -> Record | Rejection:
    """A record that the model takes, with something to call it by.

    Args:
        draft: What the crosswalk made.
        change: Says which record of which source it is.
        base: Public base of this catalogue's IRIs.
    """
    if not _has_a_name(draft.values):
        return Rejection("The record has neither a title nor a sample with a name.", draft.findings)
    values = {
        **draft.values,
        "iri": record_iri(base, change.source, change.identifier),
        "source": change.source,
        "identifier": change.identifier,
        "format": change.format,
        "crosswalk": draft.crosswalk,
    }
    try:
        return Record.model_validate(values)
    except ValidationError as error:
        return Rejection(_reason(error, draft.crosswalk), draft.findings)


def _has_a_name(values: Mapping[str, Any]) -> bool:
    return bool(values.get("dataset", {}).get("titles")) or any(
        sample.get("name") or sample.get("identifiers") for sample in values.get("samples") or ()
    )


def _reason(error: ValidationError, crosswalk: str) -> str:
    """The first of the model's complaints, and which file can cure it."""
    first = error.errors(include_url=False)[0]
    where = ".".join(str(step) for step in first["loc"])
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return (
        f"The crosswalk {crosswalk} gave {where} a value that does not fit: {first['msg']}{more}."
    )
