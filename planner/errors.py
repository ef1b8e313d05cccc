"""What can stop the planner, as one tree of failures.

    PlannerError                a sentence for a person, and what to do next
    ├── UnreadableFile          a file that cannot be opened or understood
    │   └── LockedFile          a file that opens with a password only
    ├── Cancelled               a person stopped it before it was done
    ├── UnknownPlan             no plan of that name
    ├── PlanExists              a plan of that name is there already
    ├── UnknownRow              a row, table or column that the plan does not have
    ├── WrongValue              text that is no value of its column
    ├── StaleChange             somebody else changed the same cell first
    ├── NotAllowed              the actor may not do this
    └── BrokenReference         packaged or edited reference tables that contradict themselves

A bad cell is never a failure: it is a `planner.problems.Problem` in a list.
"""

from __future__ import annotations

from planner.messages import Message


class PlannerError(Exception):
    """Something the planner refuses to do, said in one plain sentence."""

    def __init__(self, message: Message | str, hint: Message | str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """The failure in English; screens and terminal tell message and hint by a voice."""
        return f"{self.message} {self.hint}".strip()


class UnreadableFile(PlannerError):
    """A file cannot be opened, or holds nothing that could be a table."""


class LockedFile(UnreadableFile):
    """A file opens with a password only, and none or a wrong one was given."""


class Cancelled(PlannerError):
    """A person stopped what was going on before it was done; nothing was changed."""


class UnknownPlan(PlannerError):
    """There is no plan of that name."""


class PlanExists(PlannerError):
    """A plan of that name is there already."""


class UnknownRow(PlannerError):
    """A row, a table or a column was named that the plan does not have."""


class WrongValue(PlannerError):
    """A text is not a value of its column."""


class StaleChange(PlannerError):
    """A change rests on a value that is no longer there; nothing was changed.

    `conflicts` holds one `planner.changes.Conflict` for each cell that moved.
    """

    def __init__(
        self,
        message: Message | str,
        hint: Message | str = "",
        conflicts: tuple[object, ...] = (),
    ) -> None:
        super().__init__(message, hint)
        self.conflicts = conflicts


class NotAllowed(PlannerError):
    """The actor may not do this."""


class BrokenReference(PlannerError):
    """A reference table, packaged or edited by the office, contradicts itself."""
