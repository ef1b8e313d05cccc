"""What is wrong with a cell or a row: where, how grave, and how to mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a problem is: an error keeps its row out, a warning asks, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong at one place, in words a person can act on.

    `cell` is an address as a spreadsheet shows it ("D14"), `row` its row number, `column` the
    declared column's name, `label` what people call it, `value` what was found there. `facts` are
    what its words rest on, by name, so that it can be said in another language too.
    """

    severity: Severity
    code: str
    message: str
    hint: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    column: str = ""
    label: str = ""
    value: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """Where it is, as one phrase: file, sheet, cell, label."""
        cell = self.cell or (f"row {self.row}" if self.row is not None else "")
        sheet = f"sheet {self.sheet}" if self.sheet else ""
        return ", ".join(part for part in (self.file, sheet, cell, self.label) if part)

    @property
    def sentence(self) -> str:
        """The whole problem as one readable line: place, what is wrong, what to do."""
        head = f"{self.place}: " if self.place else ""
        return f"{head}{self.message} {self.hint}".strip()

    def as_json(self) -> dict[str, str | int | None]:
        """The problem as the command line prints it, every key always present."""
        return {name: value for name, value in asdict(self).items() if name != "facts"}


def worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems with errors before warnings before notes, else in the order given."""
    order = list(Severity)
    return tuple(sorted(problems, key=lambda problem: order.index(problem.severity)))


def counted(problems: Iterable[Problem]) -> dict[Severity, int]:
    """How many problems there are of each severity, zero included."""
    found = Counter(problem.severity for problem in problems)
    return {severity: found[severity] for severity in Severity}
