"""How fast, and in how much memory: `python -m tests.benchmarks [NAME…]`.

Prints each figure with what is aimed at and the machine it was measured on. Asserts nothing.
"""
