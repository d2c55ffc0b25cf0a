"""Lithoscope: a federated catalogue of the microscopy of rocks, minerals and meteorites."""

__version__ = "0.1.0"
