"""Learning without labels: facts say which pairs are different, Splink which others are the same.

A pair that a veto refutes is known to be of two objects: such pairs give `u`. Of the others Splink
estimates by expectation maximisation, with `u` held, how many are the same, and so `m`.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from harvester.errors import UsageError
from harvester.identity.learning import Share, Spoken, counted, learned, refuted

LIKELY = 0.9
"""Where the estimate of `m` begins, and of the share of pairs that are the same."""


def from_pairs(pairs: Sequence[Spoken]) -> dict[str, Share]:
    """Shares of the rules that spoke of some pairs that nothing refutes, and not of all.

    Raises:
        UsageError: Splink is not installed; there is too little to learn from.
    """
    different = [said for said in pairs if refuted(said)]
    open_ = [said for said in pairs if not refuted(said)]
    spoke, chance = counted(open_), counted(different)
    used = [rule for rule in (weight.name for weight in learned()) if 0 < spoke[rule] < len(open_)]
    if len(used) < 2 or not different:
        raise UsageError(
            f"Of {len(pairs):,} pairs {len(different):,} are refuted, and {len(used)} rules tell "
            "the others apart: too little to learn from. Give more rows, or labels (--labels)."
        )
    told = {rule: Share(0, 0, len(different), chance[rule]) for rule in used}
    same, often = _estimated(open_, {rule: share.u for rule, share in told.items()})
    return {
        rule: share._replace(same=same, spoke_of_same=often[rule] * same)
        for rule, share in told.items()
    }


def _estimated(
    pairs: Sequence[Spoken], chance: Mapping[str, float]
) -> tuple[float, dict[str, float]]:
    """How many of the pairs are the same, and how often each rule speaks of those."""
    try:
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError:
        raise UsageError(
            "Learning without labels needs Splink (pip install 'lithoscope[learn]'); or give "
            "labels (--labels)."
        ) from None
    logging.getLogger("splink").setLevel(logging.ERROR)
    database = DuckDBAPI()
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[_comparison(rule, u) for rule, u in chance.items()],
        probability_two_random_records_match=LIKELY,
        unique_id_column_name="pair",
    )
    everything = [frozenset(chance)] * len(pairs)
    tables = [database.register(_table(side, chance)) for side in (pairs, everything)]
    training = Linker(tables, settings, log_level=logging.ERROR).training
    model = training.estimate_parameters_using_expectation_maximisation(
        block_on("pair")
    ).core_model_settings
    often = {
        each.output_column_name: each.comparison_levels[1].m_probability
        for each in model.comparisons
    }
    return model.probability_two_random_records_match * len(pairs), often


def _comparison(rule: str, u: float) -> Any:
    """A pair is two records to Splink, of what was said and of everything: equal where it was."""
    from splink import comparison_library

    return comparison_library.ExactMatch(rule).configure(
        m_probabilities=[LIKELY, 1 - LIKELY], u_probabilities=[u, 1 - u]
    )


def _table(pairs: Sequence[Spoken], rules: Mapping[str, float]) -> Any:
    import pyarrow

    columns = {rule: [rule in said for said in pairs] for rule in rules}
    return pyarrow.table({"pair": list(range(len(pairs))), **columns})
