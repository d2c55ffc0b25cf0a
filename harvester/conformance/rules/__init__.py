"""The rules: one function each, its docstring what the report says. See `../table.py`."""
