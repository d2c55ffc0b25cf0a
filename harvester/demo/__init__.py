"""Demonstration repositories on loopback: `lithoscope demo` harvests them like any others.

Their records are invented measurements on real materials, marked as such in every record.
"""
