"""The virtual sample: everything that records say of one physical sample and its family.

Made on demand from records of the model and the vocabularies alone. For whoever shows a sample
that the ledger knows as a group: `show SAMPLE-ID`, its page, and the feeds that tell what is new.
"""
