"""Which samples are the same, which are relatives, and why: pure rules, without ledger or graph."""
