"""What was typed, read and understood, whatever the engine that answers it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from harvester.index.grammar import Question, read
from harvester.index.spans import Span, spans
from harvester.index.synonyms import Synonyms
from harvester.index.words import key


@dataclass(frozen=True, slots=True)
class Asked:
    typed: str
    question: Question
    spans: Sequence[Span]

    @property
    def sought(self) -> Collection[tuple[str, ...]]:
        """Words that stand one after the other in what is found."""
        return {each.words for each in self.question.wanted}

    @property
    def also(self) -> tuple[str, ...]:
        """Names of the concepts that are sought, where they were not typed so."""
        named = [
            (meaning.label, key(" ".join(each.typed for each in span.sought)))
            for span in self.spans
            for meaning in span.meanings
        ]
        return tuple(dict.fromkeys(label for label, typed in named if key(label) != typed))


def understood(typed: str, synonyms: Synonyms) -> Asked:
    question = read(typed)
    return Asked(typed, question, tuple(spans(question.wanted, synonyms)))
