"""Matchers of samples beside each other: ours, exact names, and three of others.

What the others need is the extra `compare`: `pip install -e '.[compare]'`.
"""
