"""Related samples: what two physical samples have in common, ranked, each reason with both values.

Pure: profiles in, relatives out. Who could be one is gathered by `harvester/relatives.py`.
"""
