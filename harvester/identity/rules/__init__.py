"""Rules: small functions that compare two descriptions; a docstring is what the curator reads.

Each gives both values as they were written, or None where it has nothing to say.
"""
