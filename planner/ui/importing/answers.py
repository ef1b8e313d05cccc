"""What a person says that the texts of list columns mean, while an import goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planner.intake.rows.picks import key
from planner.services.importing.meanings import ListColumn, Meaning, Sureness


@dataclass
class Answers:
    """Column → text, as it is found again → value; `last` are those of the ministry's last file."""

    said: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    last: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    def recall(self, values: Mapping[str, Mapping[str, str]]) -> None:
        """Begin with what was settled for the ministry's last file."""
        self.last = {name: {key(t): v for t, v in said.items()} for name, said in values.items()}
        self.said = {name: dict(said) for name, said in self.last.items()}

    def of(self, column: str) -> Mapping[str, str]:
        """What was said of a column."""
        return self.said.get(column, {})

    def to(self, column: str, text: str) -> str | None:
        """What was said of a text; None for nothing yet."""
        return self.of(column).get(key(text))

    def give(self, column: str, answers: Mapping[str, str | None]) -> None:
        """Say what texts mean; None takes back what was said."""
        said = self.said.setdefault(column, {})
        for text, value in answers.items():
            said.pop(key(text), None)
            if value is not None:
                said[key(text)] = value

    def is_last(self, column: str, text: str) -> bool:
        """Whether a text means what was settled for the ministry's last file."""
        before = self.last.get(column, {}).get(key(text))
        return before is not None and before == self.to(column, text)

    def in_question(self, listed: ListColumn) -> tuple[Meaning, ...]:
        """The texts of a column to be asked about, with those that were answered."""
        return tuple(
            one
            for one in listed.meanings
            if one.sureness is not Sureness.SURE
            or self.to(listed.column.name, one.text) is not None
        )

    def open(self, lists: Iterable[ListColumn]) -> Mapping[str, int]:
        """How many texts still need an answer, by the label of their column."""
        counts = {one.column.label: len(one.open(self.of(one.column.name))) for one in lists}
        return {label: count for label, count in counts.items() if count}
