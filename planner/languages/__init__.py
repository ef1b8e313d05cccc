"""What the planner says in each language, and the words by which it understands a file.

A sentence or a label is told by a `Voice`; `load()` gives what headers, sheets and answers mean.
"""

from __future__ import annotations

from planner.languages.catalogues import spoken, translated
from planner.languages.vocabulary import (
    Language,
    Vocabulary,
    load,
    spellings,
    typed_value,
)
from planner.languages.voice import Voice

__all__ = [
    "Language",
    "Vocabulary",
    "Voice",
    "load",
    "spellings",
    "spoken",
    "translated",
    "typed_value",
]
