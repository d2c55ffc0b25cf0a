"""What counts how much in a search, in every engine: about so much beside BM25 of one word."""

WORD_FIELDS = {"title": 3.0, "names": 2.0, "text": 1.0}
"""Fields of words, and how much a word counts there."""
SEVERAL_FIELDS = 0.2
"""What a word is worth in each further field, beside that in which it counts most."""
CONCEPT = 3.0
"""What it is worth to be tagged with a concept that is sought, about that of a rare word."""
ITSELF = 0.5
"""What it is worth beside if it is this very concept and nothing narrower."""
IDENTIFIER = 1_000.0
"""What it is worth to be named exactly like what was typed: more than any words."""
SHARED = {
    "samples": 4.0,
    "techniques": 2.0,
    "materials": 2.0,
    "technique_groups": 1.0,
    "material_groups": 1.0,
    "sample_types": 1.0,
    "instruments": 0.5,
    "people": 0.5,
    "labs": 0.5,
}
"""What it is worth, among like records, to share a value, times how rare the value is."""
SHARED_WORDS = 25
"""The rarest words of a record that are sought in others."""
